using System.Diagnostics;
using System.Text;

namespace Utrex.Cli.Terminal;

/// <summary>Where a command reads and writes: results go to the output, everything else to the error stream.</summary>
internal sealed class CommandConsole(Func<Stream> input, Stream output, TextWriter error)
{
    /// <summary>The exit code of a command that could not run.</summary>
    public const int CouldNotRun = 2;

    /// <summary>The name that stands for standard input and output.</summary>
    public const string Standard = "-";

    private readonly Dictionary<string, string> _reads = new(RealPath.Comparer);
    private readonly Dictionary<string, string> _writes = new(RealPath.Comparer);
    private readonly Dictionary<string, FileState> _states = new(StringComparer.Ordinal);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The stream for progress, summaries and complaints.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>The stream for results.</summary>
    public ResultStream Output { get; } = output as ResultStream ?? new ResultStream(output);

    /// <summary>A writer to the output that leaves it open.</summary>
    public StreamWriter CreateText() => new(Output, Utf8, bufferSize: 1 << 14, leaveOpen: true) { NewLine = "\n" };

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="CommandException">The file cannot be opened, or is to be written too; the message says why.</exception>
    public Stream OpenInput(string path)
    {
        var stream = OpenEarlier(path);
        if (path is not Standard && RealPath.Of(path) is var file && _reads.TryAdd(file, path) && _writes.TryGetValue(file, out var output))
        {
            stream.Dispose();
            throw ReadAndWritten(path, output);
        }

        return stream;
    }

    /// <summary>Notes that a file is replaced at the end.</summary>
    /// <param name="path">Its name as given.</param>
    /// <param name="file">The name with links resolved.</param>
    /// <exception cref="CommandException">The file is an input.</exception>
    public void Writes(string path, string file)
    {
        _writes.TryAdd(file, path);
        if (_reads.TryGetValue(file, out var input))
        {
            throw ReadAndWritten(input, path);
        }
    }

    /// <summary>Opens a file, or standard input for <c>-</c>, that is read to its end before anything is written, and so may be replaced.</summary>
    /// <exception cref="CommandException">The file cannot be opened; the message says why.</exception>
    public Stream OpenEarlier(string path)
    {
        if (string.Equals(path, Standard, StringComparison.Ordinal))
        {
            return input();
        }

        try
        {
            var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite, Options = FileOptions.SequentialScan, BufferSize = 0 });
            if (!file.CanSeek)
            {
                return file;
            }

            if (HasBytesButNoLength(file))
            {
                file.Dispose();
                throw new CommandException($"'{path}' is a device, or made up by the system as it is read, and may have no end; copy what you mean into a file.");
            }

            return Steady(path, file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException($"'{path}' does not exist.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CommandException(Directory.Exists(path) ? $"'{path}' is a folder; name a file." : $"'{path}' may not be read: permission denied.", e);
        }
        catch (IOException e)
        {
            throw new CommandException($"'{path}' cannot be read: {PlainWords.Of(e)}", e);
        }
    }

    /// <summary>Looks into every input before anything is written: a command that cannot read its last file must not have begun.</summary>
    /// <param name="sources">The inputs.</param>
    /// <param name="look">What looks at how a batch begins.</param>
    /// <exception cref="CommandException">A file cannot be read, or standard input is asked for twice.</exception>
    public static void Check(IReadOnlyCollection<InputSource> sources, Action<string, ReadOnlyMemory<byte>, bool>? look = null)
    {
        if (sources.Count(source => source.Name is Standard) > 1)
        {
            throw new CommandException("'-' is given twice, and standard input can be read once only.");
        }

        foreach (var source in sources.Where(source => source.IsFile))
        {
            InputHead.Peek(source.Open(), out var kind, out var head, out var isCut).Dispose();
            if (kind != InputKind.Xml)
            {
                look?.Invoke(source.Name, head, isCut);
            }
        }
    }

    /// <summary>Whether there are bytes where by its length there are none, as in <c>/dev/zero</c>.</summary>
    private static bool HasBytesButNoLength(FileStream file) => file.Length == 0 && RandomAccess.Read(file.SafeFileHandle, new byte[1], fileOffset: 0) > 0;

    /// <summary>A file that is opened again must be what it was.</summary>
    private SteadyFile Steady(string path, FileStream file)
    {
        var steady = new SteadyFile(path, file);
        if (!_states.TryAdd(path, steady.State) && _states[path] != steady.State)
        {
            steady.Dispose();
            throw SteadyFile.Changed(path);
        }

        return steady;
    }

    /// <summary>Opens a file with the program that the user has for such files; what cannot be opened is named, and there for another time.</summary>
    public void Show(string path)
    {
        try
        {
            using var program = Process.Start(new ProcessStartInfo(Path.GetFullPath(path)) { UseShellExecute = true });
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            Error.WriteLine($"'{TerminalText.Plain(path)}' is written, but there is no program to open it with.");
        }
    }

    /// <summary>Says in one line why a command could not run.</summary>
    public int Fail(string message)
    {
        Error.WriteLine("utrex: " + TerminalText.Plain(string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        return CouldNotRun;
    }

    private static CommandException ReadAndWritten(string input, string output) =>
        new($"the output '{output}' is the input '{input}', which would be lost; name another file.");
}
