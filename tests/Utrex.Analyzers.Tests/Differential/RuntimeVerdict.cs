using System.Globalization;
using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Analyzers.Tests.Differential;

/// <summary>What the SDK says at run time of a record whose fields are set to some texts, on a day of the extract that the analyzers are told too.</summary>
internal sealed class RuntimeVerdict(DateOnly asOf)
{
    private static readonly SubmissionContext Context = new(schoolYear: 2026, today: new DateOnly(2025, 11, 23));
    private static readonly DateOnly LastDayOfSchool = new(2026, 5, 29);

    /// <summary>The extract of October 1.</summary>
    public static RuntimeVerdict October { get; } = new(new DateOnly(2025, 10, 1));

    /// <summary>The extract of the year's end.</summary>
    public static RuntimeVerdict YearEnd { get; } = new(new DateOnly(2026, 6, 30));

    /// <summary>The days as .editorconfig states them.</summary>
    public IReadOnlyDictionary<string, string> Options { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["utrex_school_year"] = Context.SchoolYear.ToString(CultureInfo.InvariantCulture),
        ["utrex_today"] = Context.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["utrex_as_of_date"] = asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["utrex_last_day_of_school"] = LastDayOfSchool.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>The findings on a record's line.</summary>
    public IReadOnlyList<Finding> Of(RecordInfo record, IReadOnlyDictionary<FieldInfo, string> values)
    {
        var collector = new FindingCollector(Context);
        collector.EnterLea(default, asOf);
        var school = record.FindKey(FieldKey.School);
        collector.EnterSchool(school is null ? default : Encoding.UTF8.GetBytes(values.GetValueOrDefault(school, "")), LastDayOfSchool);
        var fields = record.Fields.Select(field => field.Constant ?? values.GetValueOrDefault(field, ""));
        var line = Encoding.UTF8.GetBytes(string.Join('\t', fields));
        collector.Begin(line: 1, record);
        var cut = Utrex.Sdk.Text.RecordLine.Parse(line, new int[record.Fields.Count]);
        record.FieldRules!(cut, collector);
        record.RecordRules?.Invoke(cut, collector);
        return [.. collector.Findings];
    }
}
