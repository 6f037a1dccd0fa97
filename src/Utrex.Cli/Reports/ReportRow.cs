using System.Diagnostics.CodeAnalysis;
using Utrex.Cli.Rules;
using Utrex.Cli.SchoolYears;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;
using Utrex.Statewide.Rules;

namespace Utrex.Cli.Reports;

/// <summary>Whether a finding was there in an earlier run.</summary>
internal enum FindingStatus
{
    /// <summary>It is here now and was not before.</summary>
    New,

    /// <summary>It was here before.</summary>
    Known,

    /// <summary>It was here before and is gone.</summary>
    Resolved,
}

/// <summary>A finding as every report writes it, with its message in words.</summary>
internal sealed record ReportRow
{
    private readonly Severity? _severity;
    private readonly string? _message;
    private readonly string? _extendedDescription;

    // A finding that only follows from another is mostly counted, and nobody reads a word of it.
    private readonly Words? _words;

    public ReportRow()
    {
    }

    [SetsRequiredMembers]
    private ReportRow(Finding finding, string file, SubmissionContext context)
    {
        File = file;
        Line = finding.Line;
        Record = finding.Keys.Record?.Id;
        Field = finding.Field?.Name ?? finding.Rule.Field;
        Rule = finding.Rule;
        Severity = finding.Severity;
        Value = finding.Value;
        Lea = finding.Keys.Lea;
        School = finding.Keys.School;
        Student = finding.Keys.Student;
        StatewideStudentId = finding.Keys.StatewideStudentId;
        EntryDate = finding.Keys.EntryDate;
        Incident = finding.Keys.Incident;
        Course = finding.Keys.Course;
        Related = finding.Related.Count == 0 ? [] : [.. finding.Related.Select(line => new ReportPlace(file, line))];
        Cause = finding.CausedBy is { } cause ? new ReportPlace(file, cause) : null;

        // It is put into words when somebody reads it.
        Message = null!;
        _words = new Words(finding, context);
    }

    /// <summary>The file as given on the command line.</summary>
    public required string File { get; init; }

    /// <summary>The line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The id of the record type, or <see langword="null"/> where the line is no record.</summary>
    public string? Record { get; init; }

    /// <summary>The field's name in the specification, or <see langword="null"/> for the whole record.</summary>
    public string? Field { get; init; }

    /// <summary>The rule.</summary>
    public required RuleInfo Rule { get; init; }

    /// <summary>The state's message.</summary>
    public required string Message
    {
        get => _message ?? _words?.Message ?? "";
        init => _message = value;
    }

    /// <summary>The state's longer description.</summary>
    public string ExtendedDescription
    {
        get => _extendedDescription ?? _words?.ExtendedDescription ?? "";
        init => _extendedDescription = value;
    }

    /// <summary>The value as submitted; of a problem with SIF objects, which object it is about.</summary>
    public string? Value { get; init; }

    public string? Lea { get; init; }

    public string? School { get; init; }

    public string? Student { get; init; }

    public string? StatewideStudentId { get; init; }

    public string? EntryDate { get; init; }

    public string? Incident { get; init; }

    public string? Course { get; init; }

    /// <summary>Where the record begins that the finding is about; in SIF the finding may stand on another object of it.</summary>
    public ReportPlace RecordPlace
    {
        get => field == default ? new ReportPlace(File, Line) : field;
        init;
    }

    /// <summary>Where the other records are that have a part in the finding.</summary>
    public IReadOnlyList<ReportPlace> Related { get; init; } = [];

    /// <summary>The records of other batches or years that the record breaks the rule with.</summary>
    public IReadOnlyList<OtherRecord> Others { get; init; } = [];

    /// <summary>Where the record is that is the cause of the finding, or <see langword="null"/> where it has none.</summary>
    public ReportPlace? Cause { get; init; }

    /// <summary>What the baseline says, or <see langword="null"/> without one.</summary>
    public FindingStatus? Status { get; init; }

    /// <summary>
    /// What makes it the same finding in another run: rule, field, LEA, school, student, SSID, entry date, incident and course. A problem with
    /// SIF objects has none of these keys but its object.
    /// </summary>
    public string Identity => string.Join('\t', Rule.Id, Field, Lea, School, Student, StatewideStudentId, EntryDate, Incident, Course, RuleRows.IsAboutSif(Rule) ? Value : null);

    /// <summary>Whether the rule is an error and not a warning.</summary>
    public bool IsError => Severity == Severity.Error;

    /// <summary>How grave the finding is: as the rule, or as it was on the day of the submission.</summary>
    public Severity Severity
    {
        get => _severity ?? Rule.Severity;
        init => _severity = value;
    }

    /// <summary>The level as the contract spells it.</summary>
    public string Level => IsError ? "error" : "warning";

    /// <summary>The field as people call it.</summary>
    public string? FieldTitle => Field is null ? null : Years.Of(Rule).FindRecord(Record ?? "")?.FindField(Field)?.Title ?? Field;

    public static ReportRow Of(Finding finding, string file, SubmissionContext context) => new(finding, file, context);

    /// <summary>A finding in words, once somebody reads them.</summary>
    private sealed class Words(Finding finding, SubmissionContext context)
    {
        public string Message => field ??= finding.FormatMessage(context);

        public string ExtendedDescription => field ??= finding.FormatExtendedDescription(context);
    }
}
