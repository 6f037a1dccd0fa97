namespace Utrex.Cli.Terminal;

/// <summary>The standard input of the process.</summary>
internal static class StandardInput
{
    private const string Descriptors = "/proc/self/fd";
    private const string Information = "/proc/self/fdinfo";

    /// <summary>Opens it.</summary>
    /// <exception cref="CommandException">The process was started without one.</exception>
    public static Stream Open()
    {
        if (OperatingSystem.IsLinux() && IsOwn())
        {
            throw new CommandException("'-' reads standard input, which is closed; name a file.");
        }

        return Console.OpenStandardInput();
    }

    /// <summary>
    /// Where descriptor 0 was closed at the start, the runtime has put a pipe or a queue of its own there. Nothing would ever come out of a
    /// pipe whose other end this very process holds.
    /// </summary>
    private static bool IsOwn()
    {
        var target = LinkOf(Path.Combine(Descriptors, "0"));
        return target is null
            || target.StartsWith("anon_inode:", StringComparison.Ordinal)
            || (target.StartsWith("pipe:", StringComparison.Ordinal)
                && Directory.EnumerateFileSystemEntries(Descriptors).Any(other => !other.EndsWith("/0", StringComparison.Ordinal) && string.Equals(LinkOf(other), target, StringComparison.Ordinal) && IsForWriting(other)));
    }

    private static string? LinkOf(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The last two bits of a descriptor's flags, an octal number, say what it is for; 0 is reading only.</summary>
    private static bool IsForWriting(string descriptor) =>
        File.ReadLines(Path.Combine(Information, Path.GetFileName(descriptor))).FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal)) is { } flags
        && ((flags[^1] - '0') & 3) != 0;
}
