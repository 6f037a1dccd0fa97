using System.Diagnostics;
using Utrex.Cli.Terminal;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>A file that is written to while it is read gives the half of one thing and the half of another: that is said, and nothing is kept.</summary>
public sealed class ChangingFileTests : IDisposable
{
    private static readonly DateTime LongAgo = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, Action<string>> Changes => new()
    {
        { "grows", path => File.AppendAllText(path, "more") },
        { "is cut off", path => Resize(path, 5) },
        { "is emptied", path => Resize(path, 0) },
        { "is written anew", path => Overwrite(path) },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_stream_notices_at_its_end(string _, Action<string> change)
    {
        var path = _folder.Write("a.utrex", "0123456789");
        File.SetLastWriteTimeUtc(path, LongAgo);
        using var input = Console().OpenInput(path);
        input.ReadExactly(new byte[3]);

        change(path);

        Should.Throw<CommandException>(() => input.CopyTo(Stream.Null)).Message.ShouldBe($"'{path}' was changed while it was read; wait until it is complete, and run the command again.");
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_stream_that_is_read_asynchronously_notices_at_its_end(string _, Action<string> change)
    {
        var path = _folder.Write("a.utrex", "0123456789");
        File.SetLastWriteTimeUtc(path, LongAgo);
        using var input = Console().OpenInput(path);
        await input.ReadExactlyAsync(new byte[3]);

        change(path);

        await Should.ThrowAsync<CommandException>(() => input.CopyToAsync(Stream.Null));
    }

    [Fact]
    public void What_is_read_twice_must_be_the_same_twice()
    {
        var path = _folder.Write("a.utrex", "0123456789");
        var console = Console();
        console.OpenInput(path).Dispose();
        console.OpenInput(path).Dispose();

        Resize(path, 3);

        Should.Throw<CommandException>(() => console.OpenInput(path)).Message.ShouldContain("was changed");
    }

    [Fact]
    public void What_stays_as_it_is_is_read_to_its_end()
    {
        var path = _folder.Write("a.utrex", "0123456789");
        using var input = Console().OpenInput(path);
        using var reader = new StreamReader(input);

        reader.ReadToEnd().ShouldBe("0123456789");
    }

    /// <summary>While the first input is a pipe that is open but empty, the second one, which was there at the start, changes.</summary>
    [Theory]
    [InlineData("validate $FOLDER/pipe $FOLDER/a.utrex --format csv --output $FOLDER/out", "ZZ= >> $FOLDER/a.utrex")]
    [InlineData("validate $FOLDER/pipe $FOLDER/a.utrex --format csv --output $FOLDER/out", "ZZ= > $FOLDER/a.utrex")]
    [InlineData("collect $FOLDER/pipe $FOLDER/a.utrex --output $FOLDER/out", "'<' > $FOLDER/a.utrex")]
    public void A_command_stops_and_leaves_nothing(string command, string change)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var isSif = command.StartsWith("collect", StringComparison.Ordinal);
        _folder.Write("a.utrex", isSif ? "<SIF_Message/>" : "ZZ=\nZZ=\n");
        var script = $"mkfifo $FOLDER/pipe; {{ exec 3> $FOLDER/pipe; echo {change}; echo '{(isSif ? "<SIF_Message/>" : "ZZ=")}' >&3; exec 3>&-; }} & dotnet '{Path.Combine(AppContext.BaseDirectory, "utrex.dll")}' {command}";
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", script])
        {
            UseShellExecute = false,
            WorkingDirectory = Repository.Root,
            RedirectStandardError = true,
            Environment = { ["FOLDER"] = _folder.Path },
        })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        process.ExitCode.ShouldBe(2, error);
        error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("a.utrex' was changed while it was read");
        Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["a.utrex", "pipe"]);
    }

    /// <summary>The file changes at the first byte that the command writes, when it has read but a part of it.</summary>
    [Fact]
    public async Task Convert_notices()
    {
        var path = _folder.File("a.utrex");
        await File.WriteAllBytesAsync(path, [.. Enumerable.Repeat("DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\n"u8.ToArray(), 100_000).SelectMany(line => line)]);
        using var output = new ActingStream(() => Resize(path, 3_000_000));
        using var error = new StringWriter { NewLine = "\n" };

        var code = await UtrexCommandLine.RunAsync(["convert", path, "--to", "positional", "--output", "-"], () => Stream.Null, output, error);

        code.ShouldBe(2);
        error.ToString().ShouldBe($"utrex: '{path}' was changed while it was read; wait until it is complete, and run the command again.\n");
    }

    public void Dispose() => _folder.Dispose();

    private static CommandConsole Console() => new(() => Stream.Null, Stream.Null, TextWriter.Null);

    private static void Resize(string path, long length)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(length);
    }

    private static void Overwrite(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Write("abc"u8);
    }

    /// <summary>Does something at the first write.</summary>
    private sealed class ActingStream(Action act) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => Act();

        public override void Write(byte[] buffer, int offset, int count) => Act();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Act();
            return ValueTask.CompletedTask;
        }

        private void Act()
        {
            if (Length == 0)
            {
                SetLength(1);
                act();
            }
        }
    }
}
