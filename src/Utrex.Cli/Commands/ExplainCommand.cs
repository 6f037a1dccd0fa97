using System.CommandLine;
using System.CommandLine.Completions;
using Utrex.Cli.Reports;
using Utrex.Sdk;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex explain</c>: what the specification says of a rule, a record, a field or a code table.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommandConsole console)
    {
        var subject = new Argument<string[]>("RULE|RECORD[.FIELD]|CODE-TABLE")
        {
            Description = "A rule (S1.324), a record (S1), a field (S1.EXIT CODE or S1.ExitCode), a code table (ExitCode) or a code (ExitCode.TD).",
            Arity = ArgumentArity.OneOrMore,
        };
        subject.CompletionSources.Add(context => Subjects.Complete(UtrexSpecification.Current, context.WordToComplete).Select(name => new CompletionItem(name)));
        var command = new Command("explain", "Says what the specification says of a rule, a record, a field or a code table.\n\nExample: utrex explain S1.324") { subject };
        command.SetAction(parsed =>
        {
            // A field's name may have blanks; without quotes the shell makes several words of it.
            var text = string.Join(' ', parsed.GetValue(subject)!).Trim();
            using var writer = console.CreateText();
            if (Explain(new Explanation(writer, UtrexSpecification.Current), UtrexSpecification.Current, text))
            {
                return 0;
            }

            var near = Subjects.Nearest(UtrexSpecification.Current, text);
            throw new CommandException($"'{text}' is no rule, record, field or code table.{(near.Count == 0 ? "" : $" Did you mean {string.Join(", ", near.Select(name => $"'{name}'"))}?")} 'utrex spec' lists the records.");
        });
        return command;
    }

    private static bool Explain(Explanation explanation, SpecificationInfo specification, string text)
    {
        var rules = specification.FindRules(text).ToList();
        if (rules.Count > 0)
        {
            rules.ForEach(explanation.Rule);
            return true;
        }

        if (specification.FindRecord(text.ToUpperInvariant()) is { } record)
        {
            explanation.Record(record);
            return true;
        }

        if (Find(specification.CodeTables, table => table.Id, text) is { } codes)
        {
            explanation.CodeTable(codes);
            return true;
        }

        if (Find(specification.Lookups, lookup => lookup.Id, text) is { } list)
        {
            explanation.Lookup(list);
            return true;
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return false;
        }

        var (left, right) = (text[..dot], text[(dot + 1)..]);
        if (specification.FindRecord(left.ToUpperInvariant()) is { } owner
            && (Find(owner.Fields, field => field.Name, right) ?? Find(owner.Fields, field => field.Property, right) ?? Find(owner.Fields, field => field.Title, right)) is { } field)
        {
            explanation.Field(owner, field);
            return true;
        }

        if (Find(specification.CodeTables, table => table.Id, left) is { } parent && (Find(parent.Codes, code => code.Code, right) ?? Find(parent.Codes, code => code.Member, right) ?? parent.Find(right)) is { } code)
        {
            explanation.Code(parent, code);
            return true;
        }

        return false;
    }

    private static T? Find<T>(IEnumerable<T> items, Func<T, string> name, string text)
        where T : class => items.FirstOrDefault(item => string.Equals(name(item), text, StringComparison.OrdinalIgnoreCase));
}
