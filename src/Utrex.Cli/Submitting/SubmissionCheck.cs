using System.Globalization;
using Utrex.Cli.Reports;
using Utrex.Cli.Rules;
using Utrex.Sdk;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Submitting;

/// <summary>Whether a batch is the one that is due: of this year, of these days, of all schools, with all that the submission needs.</summary>
/// <param name="specification">The specification of the batch.</param>
/// <param name="today">The day that counts as today.</param>
/// <param name="submission">The submission that the batch is meant for, or <see langword="null"/> where nobody says.</param>
/// <param name="registers">The state's registers, or <see langword="null"/>.</param>
internal sealed class SubmissionCheck(CompiledSpecification specification, DateOnly today, SubmissionInfo? submission, ReferenceFolder? registers)
{
    // The last update of a year is due a week after its end, and extensions are of eight days.
    private const int DaysAfterYear = 31;
    private const int OldestDays = 21;
    private const string Day = "yyyy-MM-dd";

    private readonly SubmissionContext _context = new(specification.EndingYear, today);

    /// <summary>What is to be said of a batch, all of it on the line of its first record.</summary>
    /// <param name="contents">What the batch holds.</param>
    /// <param name="file">Its name.</param>
    public IEnumerable<ReportRow> Of(BatchContents contents, string file)
    {
        if (contents.FirstRecord.IsEmpty)
        {
            return [];
        }

        IEnumerable<(RuleInfo Rule, FieldInfo? Field, string Value, string Text)> found = [.. Dates(contents), .. Records(contents), .. Schools(contents)];
        return found.Select(finding => new ReportRow
        {
            File = file,
            Line = contents.FirstLine,
            Record = specification.FirstRecord,
            Field = finding.Field?.Name,
            Rule = finding.Rule,
            Message = $"{finding.Rule.Message}: {finding.Text}",
            ExtendedDescription = $"{finding.Rule.Message}: {finding.Text}",
            Value = finding.Value,
            Lea = contents.Lea,
            School = finding.Rule == SubmissionRules.HasEverySchool ? finding.Value : null,
        });
    }

    private IEnumerable<(RuleInfo, FieldInfo?, string, string)> Dates(BatchContents contents)
    {
        var record = specification.FindRecord(specification.FirstRecord!)!;
        var hasDay = DateOnly.TryParseExact(contents.AsOf?[..Math.Min(Day.Length, contents.AsOf.Length)], Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var asOf);
        var isInYear = today >= _context.FirstDay && today.DayNumber <= _context.LastDay.DayNumber + DaysAfterYear;
        if (!isInYear)
        {
            yield return (SubmissionRules.TodayInYear, record.FindKey(FieldKey.SchoolYear), contents.SchoolYear ?? "", $"today is {Text(today)}, the school year {specification.SchoolYear}");
        }

        if (!hasDay)
        {
            yield break;
        }

        var days = today.DayNumber - asOf.DayNumber;
        if (isInYear && days is < 0 or > OldestDays)
        {
            yield return (SubmissionRules.RecentExtract, record.FindKey(FieldKey.AsOfDate), contents.AsOf!, string.Create(CultureInfo.InvariantCulture, $"{Text(asOf)} is {Math.Abs(days)} days {(days < 0 ? "after" : "before")} today ({Text(today)})"));
        }

        var month = record.Fields.FirstOrDefault(field => string.Equals(field.Property, nameof(DistrictRecord.WhichMonth), StringComparison.Ordinal));
        if (month?.Codes is { } codes && Code(contents, month) is { } code && codes.Codes.ToList().FindIndex(known => string.Equals(known.Code, code, StringComparison.Ordinal)) is >= 0 and var index && index + 1 != asOf.Month)
        {
            yield return (SubmissionRules.MonthOfExtract, month, code, $"{codes.Codes[index].Meaning}, and the batch is as of {Text(asOf)}");
        }
    }

    private static string? Code(BatchContents contents, FieldInfo field)
    {
        Span<int> ends = stackalloc int[64];
        return RecordLine.Parse(contents.FirstRecord.Span, ends).Field(field) is { IsEmpty: false } text ? PrintableText.Of(text) : null;
    }

    private IEnumerable<(RuleInfo, FieldInfo?, string, string)> Records(BatchContents contents)
    {
        var present = contents.Records.Select(record => record.Key.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in submission?.Records.Where(id => !present.Contains(id)) ?? [])
        {
            var isAlways = specification.Submissions.All(other => other.Records.Contains(id, StringComparer.Ordinal));
            yield return (isAlways ? SubmissionRules.HasRecords : SubmissionRules.HasExpectedRecords, null, id, $"{id} ({specification.FindRecord(id)!.Name}), for {submission!.Title}");
        }
    }

    private IEnumerable<(RuleInfo, FieldInfo?, string, string)> Schools(BatchContents contents)
    {
        if (contents.Lea is not { } lea || registers is null)
        {
            return [];
        }

        return registers.FindSchoolsOf(lea)
            .Where(school => school is { IsActive: true, IsClosed: false } && (school.SchoolYear ?? specification.EndingYear) == specification.EndingYear && (school.Closed is not { } day || day > today))
            .DistinctBy(school => school.Number, StringComparer.Ordinal)
            .Where(school => !contents.Groups.Contains(school.Number, StringComparer.Ordinal))
            .Select(school => (SubmissionRules.HasEverySchool, (FieldInfo?)null, school.Number, school.Name is null ? school.Number : $"{school.Number} {PrintableText.Of(school.Name)}"));
    }

    private static string Text(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);
}
