using System.CommandLine;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Tests;

/// <summary>Help is read in pagers and tickets, too.</summary>
public sealed class HelpTests
{
    private const int Widest = 100;

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task No_line_is_too_wide_and_none_speaks_of_types(string command)
    {
        var help = await CommandRun.Of([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        help.ExitCode.ShouldBe(0);
        help.Output.Split('\n').ShouldAllBe(line => line.Length <= Widest);
        help.Output.ShouldNotContain("System.");
    }

    /// <summary>An argument is called by its name and not by all that may stand there.</summary>
    [Theory]
    [InlineData("", "Usage: utrex COMMAND [OPTIONS]")]
    [InlineData("validate", "Usage: utrex validate FILE... [OPTIONS]")]
    [InlineData("explain", "Usage: utrex explain SUBJECT... [OPTIONS]")]
    [InlineData("spec diff", "Usage: utrex spec diff OLD NEW [OPTIONS]")]
    [InlineData("sample", "Usage: utrex sample --output ")]
    public async Task It_is_what_a_person_would_write(string command, string usage)
    {
        var help = (await CommandRun.Of([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])).Output;

        help.Split('\n').ShouldContain(line => line.StartsWith(usage, StringComparison.Ordinal));
        help.Split('\n').Length.ShouldBeLessThan(80);
        (command.Length == 0 || help.Contains("\nExample", StringComparison.Ordinal)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_option_and_every_command_is_named(string command)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var symbol = words.Aggregate((Command)UtrexCommandLine.CreateRoot(new CommandConsole(() => Stream.Null, Stream.Null, TextWriter.Null)), (parent, word) => parent.Subcommands.Single(sub => sub.Name == word));

        var help = (await CommandRun.Of([.. words, "--help"])).Output;

        foreach (var name in symbol.Options.Where(option => !option.Hidden && option is not System.CommandLine.Help.HelpOption).Select(option => option.Name).Concat(symbol.Subcommands.Select(sub => sub.Name)))
        {
            help.Split('\n').ShouldContain(line => line.StartsWith($"  {name} ", StringComparison.Ordinal) || line == $"  {name}");
        }
    }

    public static TheoryData<string> Commands() => [.. Names(UtrexCommandLine.CreateRoot(new CommandConsole(() => Stream.Null, Stream.Null, TextWriter.Null)), "")];

    private static IEnumerable<string> Names(Command command, string path) =>
        command.Subcommands.SelectMany(sub => Names(sub, $"{path} {sub.Name}")).Prepend(path);
}
