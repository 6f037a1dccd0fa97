using System.ComponentModel;
using System.Text;
using System.Text.Unicode;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Generated;

/// <summary>
/// Reads the fields of a line into the values of a typed record and remembers the first malformed one. The default reads every field as a
/// blank.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct FieldReader
{
    private readonly RecordLine _line;
    private readonly RecordInfo _record;

    /// <summary>A reader over a line of a record type; a line of another type has a malformed record id.</summary>
    public FieldReader(RecordLine line, RecordInfo record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.FieldArray.Length == 0)
        {
            throw new ArgumentException($"{record.Id} is never in a file, so no line can be read as one.", nameof(record));
        }

        _line = line;
        _record = record;
        if (!record.Begins(line.Bytes))
        {
            Fail(0, record.Id + "=");
        }
    }

    /// <summary>The first malformed field.</summary>
    public FieldError Error { get; private set; }

    /// <summary>A field that always holds the same text; a line may leave it blank.</summary>
    public void Constant(int number, int offset, int width, ReadOnlySpan<byte> utf8)
    {
        var bytes = _line.Field(number, offset, width);
        if (!bytes.IsEmpty && !bytes.SequenceEqual(utf8))
        {
            Fail(number, Encoding.UTF8.GetString(utf8));
        }
    }

    /// <summary>A text; <see langword="null"/> for a blank.</summary>
    public string? Text(int number, int offset, int width)
    {
        var bytes = _line.Field(number, offset, width);
        if (bytes.IsEmpty)
        {
            return null;
        }

        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        Fail(number, "valid UTF-8");
        return null;
    }

    /// <summary>A code; blank for a blank.</summary>
    public TCode Code<TCode>(int number, int offset, int width)
        where TCode : struct, ICode<TCode>
    {
        var value = Scalars.Code<TCode>(_line.Field(number, offset, width));
        if (value.IsMalformed)
        {
            Fail(number, $"a code of {TCode.Table.Id}");
        }

        return value.GetValueOrDefault();
    }

    /// <summary>A number or a code; blank for a blank.</summary>
    public NumberOrCode<TCode> NumberOrCode<TCode>(int number, int offset, int width, int digits, int decimals)
        where TCode : struct, ICode<TCode>
    {
        var value = Scalars.NumberOrCode<TCode>(_line.Field(number, offset, width), digits, decimals);
        if (value.IsMalformed)
        {
            Fail(number, $"a number or a code of {TCode.Table.Id}");
        }

        return value.GetValueOrDefault();
    }

    /// <summary>A whole number.</summary>
    public int? Integer(int number, int offset, int width) => Value(number, Scalars.Integer(_line.Field(number, offset, width)), "a whole number");

    /// <summary>A whole number.</summary>
    public long? LongInteger(int number, int offset, int width) => Value(number, Scalars.LongInteger(_line.Field(number, offset, width)), "a whole number");

    /// <summary>A number with decimals.</summary>
    public decimal? Decimal(int number, int offset, int width, int digits, int decimals) =>
        Value(number, Scalars.Decimal(_line.Field(number, offset, width), digits, decimals), "a number");

    /// <summary>A day as <c>YYYYMMDD</c>.</summary>
    public DateOnly? Date(int number, int offset, int width) => Value(number, Scalars.Date(_line.Field(number, offset, width)), "a date as YYYYMMDD");

    /// <summary>A day as <c>YYYY-MM-DD</c>, perhaps with a time.</summary>
    public IsoDate? IsoDate(int number, int offset, int width) =>
        Value(number, Scalars.IsoDate(_line.Field(number, offset, width)), "a date as YYYY-MM-DD, or with a time as YYYY-MM-DD HH:MM:SS.SSS");

    /// <summary>A point in time.</summary>
    public DateTime? DateTime(int number, int offset, int width) =>
        Value(number, Scalars.DateTime(_line.Field(number, offset, width)), "a date and time as YYYY-MM-DD HH:MM:SS.SSS");

    /// <summary>A day of any year.</summary>
    public MonthDay? MonthDay(int number, int offset, int width) => Value(number, Scalars.MonthDay(_line.Field(number, offset, width)), "a day as MMDD");

    /// <summary>A day or a month.</summary>
    public PartialDate? PartialDate(int number, int offset, int width) =>
        Value(number, Scalars.PartialDate(_line.Field(number, offset, width)), "a date as YYYYMMDD, YYYYMM or YYYY-MM");

    private T? Value<T>(int number, FieldValue<T> value, string expected)
        where T : struct
    {
        if (value.IsMalformed)
        {
            Fail(number, expected);
        }

        return value.HasValue ? value.Value : null;
    }

    private void Fail(int number, string expected)
    {
        if (!Error.IsError)
        {
            Error = new FieldError(_record.FieldArray[number], expected);
        }
    }
}
