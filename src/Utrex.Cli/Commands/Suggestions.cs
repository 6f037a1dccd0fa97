using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Commands;

/// <summary>
/// What a shell may offer next, asked for as <c>utrex [suggest:POSITION] LINE</c>. Options are offered where one has begun; elsewhere the
/// shell offers files. A value that follows an option with an equals sign comes with both, as the shell's own word has both.
/// </summary>
internal sealed class Suggestions(RootCommand root, Directive directive, CommandConsole console) : SynchronousCommandLineAction
{
    /// <summary>Puts it in the place of the library's own.</summary>
    public static void Offer(RootCommand root, CommandConsole console)
    {
        var directive = new Directive("suggest");
        directive.Action = new Suggestions(root, directive, console);
        root.Directives.Clear();
        root.Directives.Add(directive);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var line = parseResult.Tokens.Count > 1 ? parseResult.Tokens[^1].Value : "";
        var position = parseResult.GetResult(directive)!.Values is [var text, ..] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : line.Length;
        using var output = console.CreateText();
        foreach (var word in Of(root, line[..Math.Min(position, line.Length)]))
        {
            output.WriteLine(word);
        }

        return 0;
    }

    private static IEnumerable<string> Of(RootCommand root, string line)
    {
        // The first word is the tool itself.
        var text = line.TrimStart();
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        text = end < 0 ? "" : text[(end + 1)..];
        var word = text[(text.LastIndexOf(' ') + 1)..];
        var equals = word.StartsWith("--", StringComparison.Ordinal) ? word.IndexOf('=', StringComparison.Ordinal) : -1;
        var prefix = word[..(equals + 1)];
        var asked = equals < 0 ? text : $"{text[..^word.Length]}{word[..equals]} {word[(equals + 1)..]}";
        return root.Parse(asked).GetCompletions(asked.Length)
            .Select(item => item.Label)
            .Where(label => !label.StartsWith('/') && (label.StartsWith('-') ? equals < 0 && word.StartsWith('-') : true))
            .Select(label => prefix + label)
            .Where(label => label.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
    }
}
