using System.CommandLine;
using System.CommandLine.Completions;
using Utrex.Cli.Reports;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex explain</c>: what the specification says of a rule, a record, a field or a code table.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommandConsole console)
    {
        var subject = new Argument<string[]>("SUBJECT")
        {
            Description = "A rule (S1.324, or one row of it: S1.009@SEX), a record (S1), a field (S1.EXIT CODE, S1.ExitCode or \"exit code\"), a code table (ExitCode), a code (ExitCode.TD or TD), a submission (october), or words of a meaning (dropout).",
            Arity = ArgumentArity.OneOrMore,
            HelpName = "SUBJECT",
        };
        subject.CompletionSources.Add(context => Subjects.Complete(Years.Newest, context.WordToComplete).Select(name => new CompletionItem(name)));
        var schoolYear = Years.Option("The school year whose specification is asked, by the year in which it ends or as 2025-26; the newest by default.");
        var command = new Command("explain", "Says what the specification says of a rule, a record, a field, a code or a submission.\n\nExample: utrex explain S1.324") { subject, schoolYear };
        command.SetAction(parsed =>
        {
            // A field's name may have blanks; without quotes the shell makes several words of it.
            var text = string.Join(' ', parsed.GetValue(subject)!).Trim();
            var specification = parsed.GetValue(schoolYear) ?? Years.Newest;
            var found = new SubjectSearch(specification).Find(text);
            if (found.Count == 0)
            {
                var near = Subjects.Nearest(specification, text);
                throw new CommandException($"'{TerminalText.Plain(text)}' is no rule, record, field, code or submission.{(near.Count == 0 ? "" : $" Did you mean {string.Join(", ", near.Select(name => $"'{name}'"))}?")} 'utrex spec' lists the records.");
            }

            using var writer = console.CreateText();
            if (specification != Years.Newest)
            {
                writer.WriteLine($"In the school year {Years.Describe(specification)}:");
            }

            var explanation = new Explanation(writer, specification);
            if (found is [var only])
            {
                only.Explain(explanation);
            }
            else
            {
                explanation.Several(text, found.Select(subject => (subject.Name, subject.Summary)));
            }

            return 0;
        });
        return command;
    }
}
