using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Commands;

/// <summary>The help of a command as a person would write it: the library's lists every value in the names of arguments, and is as wide as the longest.</summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    // What is read in a pager or a ticket, where nobody's terminal says how wide a line may be.
    private const int Widest = 100;
    private const int Narrowest = 40;
    private const int MostValues = 8;
    private const int LongestName = 26;

    public override int Invoke(ParseResult parseResult)
    {
        var width = Console.IsOutputRedirected ? Widest : Math.Clamp(Display.Width - 1, Narrowest, Widest);
        Write(parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output, width);
        return 0;
    }

    private static void Write(Command command, TextWriter writer, int width)
    {
        var (about, examples) = Parts(command);
        Paragraph(about, indent: 0);
        writer.WriteLine();
        writer.WriteLine($"Usage: {Usage(command)}");
        Section("Arguments", command.Arguments.Where(argument => !argument.Hidden).Select(argument => (argument.Name, argument.Description ?? "")));
        Section("Commands", command.Subcommands.Where(sub => !sub.Hidden).Select(sub => (sub.Name, Sentence(Parts(sub).About))));
        Section("Options", Options(command).Select(option => (Heading(option), Describe(option))));
        if (examples.Count > 0)
        {
            writer.WriteLine();
            writer.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
            examples.ForEach(example => writer.WriteLine("  " + example));
        }

        if (command is RootCommand)
        {
            writer.WriteLine();
            writer.WriteLine("'utrex COMMAND --help' says more of one of them.");
        }

        void Section(string title, IEnumerable<(string Name, string Text)> items)
        {
            var list = items.ToList();
            if (list.Count == 0)
            {
                return;
            }

            writer.WriteLine();
            writer.WriteLine(title + ":");
            var column = Math.Min(LongestName, list.Max(item => item.Name.Length)) + 4;
            foreach (var (name, text) in list)
            {
                var lines = TerminalText.Wrap(text, width - column).ToList();
                var isBeside = name.Length + 4 <= column;
                writer.WriteLine(isBeside ? $"  {name}".PadRight(column) + lines[0] : $"  {name}");
                lines.Skip(isBeside ? 1 : 0).ToList().ForEach(line => writer.WriteLine(new string(' ', column) + line));
            }
        }

        void Paragraph(string text, int indent)
        {
            foreach (var line in TerminalText.Wrap(text, width - indent))
            {
                writer.WriteLine(new string(' ', indent) + line);
            }
        }
    }

    /// <summary>What a command does, and its examples, which stand behind it.</summary>
    private static (string About, List<string> Examples) Parts(Command command)
    {
        var lines = (command.Description ?? "").Split('\n');
        var examples = lines.Skip(1).Select(line => line.Trim()).Select(line => line.StartsWith("Example: ", StringComparison.Ordinal) ? line["Example: ".Length..] : line)
            .Where(line => line.Length > 0 && line is not "Examples:").ToList();
        return (lines[0], examples);
    }

    private static string Sentence(string text) => text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? text[..(end + 1)] : text;

    private static string Usage(Command command)
    {
        var path = command is RootCommand ? "utrex" : $"{string.Concat(command.Parents.OfType<Command>().Where(parent => parent is not RootCommand).Select(parent => parent.Name + " "))}{command.Name}";
        string[] parts =
        [
            command is RootCommand ? path : "utrex " + path,
            .. command.Subcommands.Count > 0 ? [command is RootCommand ? "COMMAND" : "[COMMAND]"] : Array.Empty<string>(),
            .. command.Arguments.Where(argument => !argument.Hidden).Select(argument => argument.Name + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "")),
            .. Options(command).Where(option => option.Required).Select(Heading),
            "[OPTIONS]",
        ];
        return string.Join(' ', parts);
    }

    private static IEnumerable<Option> Options(Command command) => command.Options.Where(option => !option.Hidden && option is not System.CommandLine.Help.HelpOption).OrderByDescending(option => option.Required);

    private static string Heading(Option option)
    {
        if (option.ValueType == typeof(bool) || option is VersionOption)
        {
            return option.Name;
        }

        var values = Values(option);
        return $"{option.Name} {option.HelpName ?? (values.Count is > 0 and <= MostValues ? string.Join('|', values) : option.ValueType == typeof(DateOnly?) ? "YYYY-MM-DD" : option.Name.TrimStart('-').ToUpperInvariant())}";
    }

    private static string Describe(Option option)
    {
        var isSaid = option.Description?.Contains("default", StringComparison.OrdinalIgnoreCase) ?? false;
        var value = option.HasDefaultValue && !option.Required && !isSaid && option.ValueType != typeof(bool) ? Show(option.GetDefaultValue()) : null;
        return option.Description + (string.IsNullOrEmpty(value) ? "" : $" By default {value}.") + (option.Required ? " It must be given." : "");
    }

    private static string? Show(object? value) => value is IEnumerable<string> values ? string.Join(", ", values) : value?.ToString();

    private static List<string> Values(Option option) => [.. option.GetCompletions(CompletionContext.Empty).Select(item => item.Label)];
}
