using Utrex.Cli.Comparing;
using Utrex.Cli.Reports;
using Utrex.Sdk;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Approving;

/// <summary>How an export compares with what a submission of the kit expects of it.</summary>
internal sealed class KitCheck
{
    private readonly SortedDictionary<string, KitCounts> _counts = new(StringComparer.Ordinal);

    private KitCheck(KitSubmission submission, string export) => (Submission, Export) = (submission, export);

    /// <summary>The submission.</summary>
    public KitSubmission Submission { get; }

    /// <summary>The export, as it was given.</summary>
    public string Export { get; }

    /// <summary>What differs: a row for each record that is missing or not expected, and one for each value.</summary>
    public List<ReportRow> Rows { get; } = [];

    /// <summary>The counts by record type.</summary>
    public IReadOnlyDictionary<string, KitCounts> Counts => _counts;

    /// <summary>Records of types that the submission does not have, by type.</summary>
    public IReadOnlyDictionary<string, int> NotCompared { get; private set; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Compares an export.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="expectedFile">The name of the file that is expected.</param>
    /// <param name="expectedBatch">What it holds, as a batch.</param>
    /// <param name="export">The name of the export.</param>
    /// <param name="stream">The export as a batch.</param>
    public static KitCheck Of(KitSubmission submission, string expectedFile, Stream expectedBatch, string export, Stream stream)
    {
        var check = new KitCheck(submission, export);
        var expected = KitRecords.Read(expectedBatch, submission.Records);
        var found = KitRecords.Read(stream, submission.Records);
        found.AlignCourses(expected);
        check.NotCompared = found.Others;
        foreach (var (record, _) in expected.Records)
        {
            check.CountsOf(record.Info.Id).Expected++;
        }

        foreach (var (record, _) in found.Records)
        {
            check.CountsOf(record.Info.Id).Found++;
        }

        foreach (var line in found.Unreadable)
        {
            check.Rows.Add(new ReportRow { File = export, Line = line, Rule = KitRules.Unreadable, Message = KitRules.Unreadable.Message });
        }

        foreach (var change in new BatchComparison(UtrexSpecification.Current).Compare(expected.Open, found.Open))
        {
            check.Take(change, expectedFile, expected, found);
        }

        return check;
    }

    private void Take(RecordChange change, string expectedFile, KitRecords expected, KitRecords found)
    {
        var any = change.Any;
        var type = any.Record!;
        var counts = CountsOf(type.Id);
        var row = new ReportRow
        {
            File = Export,
            Line = change.After is { } after ? found.Records[after.Line - 1].Line : expected.Records[any.Line - 1].Line,
            Record = type.Id,
            Rule = KitRules.Different,
            Message = "",
            Lea = any.ValueOf(FieldKey.Lea),
            School = any.School,
            Student = any.Student,
            StatewideStudentId = any.ValueOf(FieldKey.StatewideStudentId),
            EntryDate = any.ValueOf(FieldKey.EntryDate),
            Incident = any.ValueOf(FieldKey.Incident),
            Course = any.ValueOf(FieldKey.Course),
        };
        var who = Describe(any);
        if (change.After is null)
        {
            counts.Missing++;
            Rows.Add(row with { File = expectedFile, Rule = KitRules.Missing, Message = $"{KitRules.Missing.Message}: {who}" });
        }
        else if (change.Before is null)
        {
            counts.Unexpected++;
            Rows.Add(row with { Rule = KitRules.Unexpected, Message = $"{KitRules.Unexpected.Message}: {who}" });
        }
        else
        {
            counts.Different++;
            foreach (var (field, before, now) in change.Fields())
            {
                Rows.Add(row with { Field = field.Name, Value = now, Message = $"{field.Title} is {Shown(now)}, and {Shown(before)} is expected: {who}" });
            }
        }
    }

    private KitCounts CountsOf(string type)
    {
        if (!_counts.TryGetValue(type, out var counts))
        {
            _counts.Add(type, counts = new KitCounts());
        }

        return counts;
    }

    private static string Describe(ComparedRecord record)
    {
        var parts = new List<string> { $"{record.Record!.Id} {record.Record.Name}" };
        parts.AddRange(record.Student is { } student ? [$"student {PrintableText.Of(student)}"] : []);
        parts.AddRange(record.School is { } school ? [$"school {PrintableText.Of(school)}"] : []);
        parts.AddRange(record.Marks.Select(mark => $"{mark.Field.Title} {PrintableText.Of(mark.Value)}"));
        return string.Join(", ", parts);
    }

    private static string Shown(string value) => value.Length == 0 ? "blank" : PrintableText.Quote(value);
}

/// <summary>What was compared of a record type.</summary>
internal sealed class KitCounts
{
    /// <summary>Records that are expected.</summary>
    public int Expected { get; set; }

    /// <summary>Records in the export.</summary>
    public int Found { get; set; }

    /// <summary>Expected ones that are not in it.</summary>
    public int Missing { get; set; }

    /// <summary>Ones that are not expected.</summary>
    public int Unexpected { get; set; }

    /// <summary>Ones with another value.</summary>
    public int Different { get; set; }
}
