using System.Text;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Transcripts;

/// <summary>The students of whose transcripts Level 1 refuses a record, each with the rules that do.</summary>
internal sealed class RefusedStudents
{
    private const int MostRules = 8;

    // The head and what belongs to it, by the kinds of their typed records.
    private static readonly HashSet<string> Records = [StudentTranscriptRecord.Info.Id, TranscriptAssessmentRecord.Info.Id, TranscriptCourseRecord.Info.Id, TranscriptGradeRecord.Info.Id];

    private readonly Dictionary<(string School, string Student), SortedSet<string>> _rules = [];

    private RefusedStudents()
    {
    }

    /// <summary>Those of a batch.</summary>
    /// <param name="batch">The batch, at its beginning.</param>
    /// <param name="specification">What it is read by.</param>
    /// <param name="today">The day that counts as today.</param>
    /// <param name="registers">The state's registers, or <see langword="null"/>.</param>
    /// <param name="cancellation">Ends the run.</param>
    public static async Task<RefusedStudents> OfAsync(Stream batch, CompiledSpecification specification, DateOnly today, ReferenceFolder? registers, CancellationToken cancellation)
    {
        var refused = new RefusedStudents();
        var validator = new BatchValidator(specification, new SubmissionContext(specification.EndingYear, today), registers);
        using var reader = BatchReader.Open(batch, specification, leaveOpen: true);
        await validator.ValidateAsync(reader, refused.Take, cancellation).ConfigureAwait(false);
        return refused;
    }

    /// <summary>A line that is no record, though it begins as one of a transcript: what it would have said is missing.</summary>
    public void Take(ReadOnlySpan<byte> line, RecordInfo? record, LineProblem problem)
    {
        if (record is null || !Records.Contains(record.Id))
        {
            return;
        }

        Span<int> ends = stackalloc int[record.Fields.Count + 1];
        var cut = RecordLine.Parse(line, ends);
        Add(Text(cut, record, FieldKey.School), Text(cut, record, FieldKey.Student), $"{record.Id} {problem}");
    }

    /// <summary>Why the student's transcript is refused; <see langword="null"/> where it is not.</summary>
    public string? WhyNot(string school, string student) => _rules.TryGetValue((school, student), out var rules)
        ? string.Join(", ", rules.Take(MostRules)) + (rules.Count > MostRules ? ", ..." : "")
        : null;

    private static string Text(RecordLine line, RecordInfo record, FieldKey key) => record.FindKey(key) is { } field ? Encoding.UTF8.GetString(line.Field(field)) : "";

    private void Take(Finding finding)
    {
        if (finding.Severity == Severity.Error && finding.Keys.Record is { } record && Records.Contains(record.Id))
        {
            Add(finding.Keys.School ?? "", finding.Keys.Student ?? "", finding.Rule.Id);
        }
    }

    private void Add(string school, string student, string reason)
    {
        if (!_rules.TryGetValue((school, student), out var rules))
        {
            _rules.Add((school, student), rules = new SortedSet<string>(StringComparer.Ordinal));
        }

        rules.Add(reason);
    }
}
