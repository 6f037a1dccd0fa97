namespace Utrex.Cli.Terminal;

/// <summary>Where a path leads when every link on its way is followed: two names may be one file.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>How paths are compared: not by case where file systems mostly are not.</summary>
    public static StringComparer Comparer { get; } =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>The path without links; its last part need not exist.</summary>
    /// <exception cref="IOException">The links lead nowhere, round and round.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        for (var links = 0; links < MostLinks; links++)
        {
            if (FollowFirst(full) is not { } followed)
            {
                return full;
            }

            full = followed;
        }

        throw new IOException("too many links lead from one to the next.");
    }

    private static string? FollowFirst(string full)
    {
        var root = Path.GetPathRoot(full)!;
        var at = root;
        foreach (var part in full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(at, part);
            if (new FileInfo(next).LinkTarget is { } target)
            {
                return Path.GetFullPath(Path.Combine(at, target) + full[next.Length..]);
            }

            at = next;
        }

        return null;
    }
}
