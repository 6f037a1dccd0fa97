using System.Globalization;
using System.Text;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;

namespace Utrex.Analyzers.Tests.Differential;

/// <summary>What the SDK says at run time of a record whose fields are set to some texts, on a day of the extract that the analyzers are told too.</summary>
internal sealed class RuntimeVerdict(SpecificationInfo year, DateOnly asOf)
{
    private readonly SubmissionContext _context = new(year.EndingYear, today: new DateOnly(year.EndingYear - 1, 11, 23));
    private readonly DateOnly _lastDayOfSchool = new(year.EndingYear, 5, 29);

    /// <summary>The days as .editorconfig states them.</summary>
    public IReadOnlyDictionary<string, string> Options => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["utrex_school_year"] = _context.SchoolYear.ToString(CultureInfo.InvariantCulture),
        ["utrex_today"] = _context.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["utrex_as_of_date"] = asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["utrex_last_day_of_school"] = _lastDayOfSchool.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>The findings on a record's line.</summary>
    public IReadOnlyList<Finding> Of(RecordInfo record, IReadOnlyDictionary<FieldInfo, string> values)
    {
        var collector = new FindingCollector(_context);
        collector.EnterLea(default, asOf);
        var school = record.FindKey(FieldKey.School);
        collector.EnterSchool(school is null ? default : Encoding.UTF8.GetBytes(values.GetValueOrDefault(school, "")), _lastDayOfSchool);
        var fields = record.Fields.Select(field => field.Constant ?? values.GetValueOrDefault(field, ""));
        var line = Encoding.UTF8.GetBytes(string.Join('\t', fields));
        collector.Begin(line: 1, record);
        var cut = Utrex.Sdk.Text.RecordLine.Parse(line, new int[record.Fields.Count]);
        ((CompiledRecord)record).Apply(cut, collector);
        return [.. collector.Findings];
    }
}
