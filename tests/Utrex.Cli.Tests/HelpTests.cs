using System.CommandLine;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Tests;

/// <summary>Help is read in pagers and tickets, too.</summary>
public sealed class HelpTests
{
    private const int Widest = 160;

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task No_line_is_too_wide(string command)
    {
        var help = await CommandRun.Of([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        help.ExitCode.ShouldBe(0);
        help.Output.Split('\n').ShouldAllBe(line => line.Length <= Widest);
    }

    public static TheoryData<string> Commands() => [.. Names(UtrexCommandLine.CreateRoot(new CommandConsole(() => Stream.Null, Stream.Null, TextWriter.Null)), "")];

    private static IEnumerable<string> Names(Command command, string path) =>
        command.Subcommands.SelectMany(sub => Names(sub, $"{path} {sub.Name}")).Prepend(path);
}
