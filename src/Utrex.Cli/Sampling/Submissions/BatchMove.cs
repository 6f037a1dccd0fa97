using System.Globalization;
using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Sampling.Submissions;

/// <summary>
/// Makes a batch one of another LEA or year: its records are those of the year's specification, the LEA is another one, where its own
/// students live too, and what happened in the school year happened in the other one. What was before stays: nobody was born earlier.
/// </summary>
internal sealed class BatchMove(SubmissionKey from, SubmissionKey to, CompiledSpecification specification)
{
    private readonly SubmissionContext _year = new(from.SchoolYear, DateOnly.MaxValue);

    /// <summary>The batch in the other LEA and year; records of types that the year lacks are left out.</summary>
    public EditableBatch Of(EditableBatch batch) => new([.. batch.Records.Select(Of).OfType<EditableRecord>()]);

    private EditableRecord? Of(EditableRecord record)
    {
        if (specification.FindRecord(record.Info.Id) is not { } info)
        {
            return null;
        }

        var moved = record.In(info);
        foreach (var field in info.Fields)
        {
            moved[field] = ValueOf(field, moved[field]);
        }

        return moved;
    }

    private string ValueOf(FieldInfo field, string value) => field switch
    {
        { Key: FieldKey.Lea } or { Property: nameof(StudentRecord.DistrictOfResidence) } => string.Equals(value, from.Lea, StringComparison.Ordinal) ? to.Lea : value,
        { Property: nameof(DistrictRecord.SchoolYear) } when int.TryParse(value, CultureInfo.InvariantCulture, out var year) => (year + to.SchoolYear - from.SchoolYear).ToString(CultureInfo.InvariantCulture),
        { Type: FieldType.Date } => Move(value, "yyyyMMdd"),
        { Type: FieldType.IsoDate } => Move(value, "yyyy-MM-dd"),
        { Type: FieldType.DateTime } => Move(value, "yyyy-MM-dd HH:mm:ss.fff"),
        _ => value,
    };

    private string Move(string value, string format)
    {
        if (!DateTime.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            || DateOnly.FromDateTime(time) is var day && (day < _year.FirstDay || day > _year.LastDay))
        {
            return value;
        }

        return time.AddYears(to.SchoolYear - from.SchoolYear).ToString(format, CultureInfo.InvariantCulture);
    }
}
