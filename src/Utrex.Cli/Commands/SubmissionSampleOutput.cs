using System.Globalization;
using Utrex.Cli.Sampling;
using Utrex.Cli.Sampling.Submissions;
using Utrex.Cli.Sampling.Violations;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Commands;

/// <summary>What <c>utrex sample</c> writes for rules of Level 2: a file for each LEA and year, their registers, and the commands that show what they break.</summary>
/// <param name="console">Where it is said.</param>
/// <param name="output">The folder for the batches.</param>
/// <param name="reference">The folder for the registers, if they are wanted.</param>
internal sealed class SubmissionSampleOutput(CommandConsole console, string output, string? reference)
{
    // Of more some have one name, birth date and sex by chance, and that is L2.02.
    private const int MostStudents = 5_000;

    /// <summary>Writes the batches of a sample that breaks rules, on the first of several days on which one can, and says how to see it.</summary>
    /// <exception cref="CommandException">They cannot be broken, or not be written so.</exception>
    public void Write(List<RuleInfo> rules, SampleOptions options, IReadOnlyList<DateOnly> days, RecordLayout layout)
    {
        if (rules.Find(rule => rule.Kind != RuleKind.Level2) is { } ofBatch)
        {
            throw new CommandException($"rule {ofBatch.Id} is broken by one batch, and {rules.Find(rule => rule.Kind == RuleKind.Level2)!.Id} by those of several LEAs or years: ask for one after the other.");
        }

        if (output is CommandConsole.Standard)
        {
            throw new CommandException($"{rules[0].Id} takes a file of each LEA and year; name a folder with --output.");
        }

        if (reference is null && rules.Find(rule => Violation.Of(rule).ReferenceEdits.Count > 0) is { } inRegisters)
        {
            throw new CommandException($"{inRegisters.Id} is broken against the registers; name a folder for them with --reference-output.");
        }

        if (options.Students > MostStudents)
        {
            throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"a sample that breaks {rules[0].Id} alone has at most {MostStudents} students: of more some are namesakes by chance, which Level 2 asks about; take fewer with --students."));
        }

        using var registers = reference is null ? null : OutputFolder.Create(reference, console);
        using var folder = OutputFolder.Create(output, console);
        var sample = SubmissionSample.Create(console, options, rules, days, layout);
        foreach (var submission in sample.Submissions)
        {
            File.WriteAllBytes(Path.Combine(folder.Path, submission.Key.File), submission.ToBytes(layout).Span);
        }

        if (registers is not null)
        {
            ReferenceTable.Write(registers.Path, sample.Tables);
            registers.Complete();
        }

        folder.Complete();
        Tell(sample, rules);
    }

    /// <summary>Says what was written, and how it is seen.</summary>
    private void Tell(SubmissionSample sample, List<RuleInfo> rules)
    {
        foreach (var (key, specification, batch) in sample.Submissions)
        {
            console.Error.WriteLine($"{key.File}: LEA {key.Lea}, {specification.SchoolYear}, {Numbers.Of(batch.Records.Count, "record")}");
        }

        var store = string.Create(CultureInfo.InvariantCulture, $"--store {Quote(Path.Combine(output, "state.db"))}{(reference is null ? "" : $" --reference {Quote(reference)}")} --today {sample.AsOf:yyyy-MM-dd}");
        console.Error.WriteLine($"in a store of their own they break {string.Join(", ", rules.Select(rule => rule.Id))}; to see it:");
        console.Error.WriteLine($"  utrex statewide load {string.Join(' ', sample.Submissions.Select(submission => Quote(Path.Combine(output, submission.Key.File))))} {store}");
        console.Error.WriteLine($"  utrex statewide validate {store}");
    }

    private static string Quote(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
