using System.Buffers;
using Utrex.Cli.Sampling;
using Utrex.Cli.Sampling.Violations;
using Utrex.Cli.SchoolYears;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Approving;

/// <summary>
/// A year in a small LEA, of which every submission is a view: what a vendor enters into its own system, and what its exports must then say. All
/// of it is made up, validates clean with its registers on each day, and is the same whenever it is made.
/// </summary>
internal sealed class KitScenario
{
    private const int SchoolCount = 4;
    private const int StudentCount = 160;

    // A year in which students leave special education, and others are in care.
    private const int Seed = 28;

    private readonly SampleOptions _options;
    private readonly SampleReferenceData _registers;

    private KitScenario(SampleOptions options)
    {
        _options = options;
        var generator = new SampleGenerator(options);
        var bytes = new ArrayBufferWriter<byte>();
        generator.Write(new BatchWriter(bytes, RecordLayout.Delimited), static () => { });
        Year = EditableBatch.Read(bytes.WrittenMemory);
        Tables = [.. generator.Reference.Tables.Select(table => table with { Rows = [.. table.Rows] })];
        var rows = Tables.ToDictionary(table => table.File, table => table.Rows.ToLookup(table.KeyOf, row => new ReferenceRow(table, row), StringComparer.Ordinal), StringComparer.Ordinal);
        _registers = new SampleReferenceData((file, key) => rows[file][key]);
        Submissions = [.. Days().Select(pair => Submission(pair.Id, pair.Day))];
    }

    /// <summary>The submissions, the earliest first; the last one is the year itself.</summary>
    public IReadOnlyList<KitSubmission> Submissions { get; }

    /// <summary>The year, as it is known at its end.</summary>
    public EditableBatch Year { get; }

    /// <summary>The state's registers.</summary>
    public IReadOnlyList<ReferenceTable> Tables { get; }

    /// <summary>Makes the scenario of an LEA.</summary>
    /// <exception cref="InvalidOperationException">A submission of it would not validate clean.</exception>
    public static KitScenario Create(string lea)
    {
        var defaults = new SampleOptions();
        var scenario = new KitScenario(new SampleOptions { Lea = lea, Schools = SchoolCount, Students = StudentCount, Seed = Seed, AsOf = defaults.YearEnd });
        if (scenario.Findings().ToList() is { Count: > 0 } findings)
        {
            throw new InvalidOperationException($"the scenario breaks {string.Join(", ", findings.CountBy(finding => finding.Finding.Rule.Id, StringComparer.Ordinal).Take(8).Select(pair => $"{pair.Key} ({pair.Value})"))} before anything is changed");
        }

        new RecordFill(scenario).Fill();
        new CodeCover(scenario).Fill();
        return scenario;
    }

    /// <summary>What a submission is expected to hold.</summary>
    public EditableBatch Expected(KitSubmission submission) => new YearAtDay(submission.AsOf, _options).Of(Year, submission.Records);

    /// <summary>What a validation says of each submission, with the record that it is about.</summary>
    public IEnumerable<(EditableBatch Batch, Finding Finding)> Findings()
    {
        foreach (var submission in Submissions)
        {
            var batch = Expected(submission);
            foreach (var finding in batch.Validate(new SubmissionContext(_options.SchoolYear, submission.AsOf), _registers))
            {
                yield return (batch, finding);
            }
        }
    }

    private IEnumerable<(string Id, DateOnly Day)> Days() =>
    [
        ("october", new DateOnly(_options.SchoolYear - 1, 10, 1)),
        ("december", new DateOnly(_options.SchoolYear - 1, 12, 1)),
        ("year-end", _options.YearEnd),
    ];

    /// <summary>A submission of the year's calendar; with the one at its end go the transcripts, whose manifest collects everything.</summary>
    private static KitSubmission Submission(string id, DateOnly day)
    {
        var year = Years.Newest;
        var submission = year.Submissions.First(one => string.Equals(one.Id, id, StringComparison.Ordinal));
        var types = submission.Records.Concat(submission.OptionalRecords);
        var all = string.Equals(id, "year-end", StringComparison.Ordinal) ? year.Records.Where(record => record.Fields.Count > 0).Select(record => record.Id) : types;
        return new KitSubmission(id, submission.Title, day, [.. all.Distinct(StringComparer.Ordinal)]);
    }
}
