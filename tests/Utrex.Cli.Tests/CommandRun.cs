using System.Text;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>A run of the tool: what it wrote and how it ended.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    static CommandRun() => Directory.SetCurrentDirectory(Repository.Root);

    public static async Task<CommandRun> Of(params string[] args) => await WithInput("", args);

    public static async Task<CommandRun> WithInput(string input, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        var code = await UtrexCommandLine.RunAsync(args, () => new MemoryStream(Encoding.UTF8.GetBytes(input)), output, error);
        return new CommandRun(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    /// <summary>Asserts that the command could not run and said so in one line.</summary>
    public void ShouldFailWith(string part)
    {
        ExitCode.ShouldBe(2, Error);
        Error.Trim().Split('\n').Length.ShouldBe(1, Error);
        Error.ShouldStartWith("utrex: ");
        Error.ShouldContain(part);
        Output.ShouldBeEmpty();
    }
}

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("utrex-tests").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
