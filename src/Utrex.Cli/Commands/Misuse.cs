using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Utrex.Sdk.Codes;

namespace Utrex.Cli.Commands;

/// <summary>What is wrong with a command line, in one line and with what was probably meant.</summary>
internal static class Misuse
{
    private const string Ends = ".?!";

    /// <summary>The line, or <see langword="null"/> if the command can run.</summary>
    public static string? Of(ParseResult result)
    {
        var command = result.CommandResult.Command;

        // Help and versions are shown whatever else was typed.
        if (result.Action is not ParseErrorAction && result.Action != command.Action)
        {
            return null;
        }

        var problem = Stray(result) ?? (result.Errors.Count > 0 ? Describe(result.Errors[0]) : null);
        return problem is null ? null : $"{problem}{(Ends.Contains(problem[^1], StringComparison.Ordinal) ? "" : ".")} Try '{NameOf(command)} --help'.";
    }

    /// <summary>The first word that is no option of the command, no file and no value.</summary>
    private static string? Stray(ParseResult result)
    {
        var command = result.CommandResult.Command;
        if (command is RootCommand)
        {
            return result.UnmatchedTokens.Count == 0 ? null : Unknown(result.UnmatchedTokens[0], "command", [.. command.Subcommands.Select(known => known.Name), .. OptionsOf(result)]);
        }

        // What follows a double dash is a file, whatever it looks like.
        var afterDashes = result.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        var words = result.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Where(token => !afterDashes.Contains(token) && LooksLikeOption(token.Value));
        if (words.Select(token => token.Value).Concat(result.UnmatchedTokens.Where(LooksLikeOption)).FirstOrDefault() is { } option)
        {
            return Unknown(option, "option", OptionsOf(result));
        }

        // An option takes whatever follows it, even the next option.
        if (result.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(taker => taker.Tokens.Any(token => token.Value.StartsWith("--", StringComparison.Ordinal))) is { } hungry)
        {
            return $"{hungry.Option.Name} needs a value, and '{hungry.Tokens[0].Value}' looks like an option";
        }

        return result.UnmatchedTokens.Count == 0 ? null : $"'{result.UnmatchedTokens[0]}' is one word too many";
    }

    private static bool LooksLikeOption(string word) => word.Length > 1 && word[0] == '-';

    private static string Unknown(string word, string kind, IReadOnlyList<string> known)
    {
        var name = word.Split('=', ':')[0];
        var near = NearCodes.Of(name.Trim('-'), known, candidate => candidate.Trim('-')).FirstOrDefault();
        return $"'{word}' is no {kind}{(near is null ? "" : $"; did you mean '{near}'?")}";
    }

    private static List<string> OptionsOf(ParseResult result)
    {
        var own = result.CommandResult.Command.Options;
        var inherited = result.RootCommandResult.Command.Options.Where(option => option.Recursive);
        return [.. own.Concat(inherited).Where(option => !option.Hidden).Select(option => option.Name).Distinct(StringComparer.Ordinal)];
    }

    private static string Describe(ParseError error) => error.SymbolResult switch
    {
        CommandResult { Command: RootCommand } => "name a command",
        OptionResult { Tokens.Count: 0, Implicit: false } option => $"{option.Option.Name} needs a value",
        OptionResult option when Refused(option.Option, option.Tokens) is { } problem => problem,
        ArgumentResult { Parent: OptionResult option } when Refused(option.Option, option.Tokens) is { } problem => problem,
        ArgumentResult { Parent: CommandResult, Tokens.Count: 0 } argument => $"{argument.Argument.Name} is missing",
        ArgumentResult argument when Refused(argument.Argument, argument.Tokens) is { } problem => problem,
        _ => error.Message,
    };

    /// <summary>What to say of a value that is none of those that there are.</summary>
    private static string? Refused(Symbol symbol, IReadOnlyList<Token> tokens)
    {
        var values = symbol.GetCompletions(CompletionContext.Empty).Select(item => item.Label).ToList();
        var others = string.Join(", ", values.SkipLast(1));
        return values.Count > 0 && tokens.FirstOrDefault(token => !values.Contains(token.Value, StringComparer.Ordinal)) is { } wrong
            ? $"{symbol.Name} takes {others}{(values.Count > 1 ? " or " : "")}{values[^1]}, not '{wrong.Value}'"
            : null;
    }

    private static string NameOf(Command command) => command is RootCommand ? "utrex" : $"{NameOf(command.Parents.OfType<Command>().First())} {command.Name}";
}
