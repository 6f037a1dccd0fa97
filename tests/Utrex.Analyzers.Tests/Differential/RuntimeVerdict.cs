using System.Globalization;
using System.Text;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Analyzers.Tests.Differential;

/// <summary>What the SDK says at run time of a record whose fields are set to some texts, on a day of the extract that the analyzers are told too. For one thread.</summary>
internal sealed class RuntimeVerdict
{
    private readonly DateOnly _asOf;
    private readonly DateOnly _lastDayOfSchool;
    private readonly SubmissionContext _context;

    // One for all records, as in a batch: it works out once what the days leave of the rules.
    private readonly FindingCollector _collector;

    public RuntimeVerdict(SpecificationInfo year, DateOnly asOf)
    {
        _asOf = asOf;
        _lastDayOfSchool = new DateOnly(year.EndingYear, 5, 29);
        _context = new SubmissionContext(year.EndingYear, today: new DateOnly(year.EndingYear - 1, 11, 23));
        _collector = new FindingCollector(_context);
        _collector.EnterLea(default, asOf);
    }

    /// <summary>The days as .editorconfig states them.</summary>
    public IReadOnlyDictionary<string, string> Options => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["utrex_school_year"] = _context.SchoolYear.ToString(CultureInfo.InvariantCulture),
        ["utrex_today"] = _context.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["utrex_as_of_date"] = _asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["utrex_last_day_of_school"] = _lastDayOfSchool.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>The findings on a record's line.</summary>
    public IReadOnlyList<Finding> Of(RecordInfo record, IReadOnlyDictionary<FieldInfo, string> values)
    {
        ((CompiledRecord)record).Apply(Enter(record, values), _collector);
        return [.. _collector.Findings];
    }

    /// <summary>Those of the rules over several fields alone.</summary>
    public IReadOnlyList<Finding> OfSeveralFields(RecordInfo record, IReadOnlyDictionary<FieldInfo, string> values)
    {
        ((CompiledRecord)record).ApplyRecordRules(Enter(record, values), _collector);
        return [.. _collector.Findings];
    }

    private RecordLine Enter(RecordInfo record, IReadOnlyDictionary<FieldInfo, string> values)
    {
        var school = record.FindKey(FieldKey.School);
        _collector.EnterSchool(school is null ? default : Encoding.UTF8.GetBytes(values.GetValueOrDefault(school, "")), _lastDayOfSchool);
        var fields = record.Fields.Select(field => field.Constant ?? values.GetValueOrDefault(field, ""));
        var line = Encoding.UTF8.GetBytes(string.Join('\t', fields));
        _collector.Begin(line: 1, record);
        return RecordLine.Parse(line, new int[record.Fields.Count]);
    }
}
