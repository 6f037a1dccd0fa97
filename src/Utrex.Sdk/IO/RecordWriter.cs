using System.Buffers;
using System.Globalization;
using System.Text;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.IO;

/// <summary>
/// Writes the fields of one record after another into a line, one call a field, in file order. The line is reused:
/// once it has grown to the longest record, nothing is allocated.
/// </summary>
/// <remarks>Trailing blanks of a text cannot be told from none in either layout and are dropped.</remarks>
public sealed class RecordWriter
{
    private const byte Blank = (byte)' ';
    private const byte Zero = (byte)'0';
    private const int LongestScalar = 40;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly SearchValues<byte> Forbidden = SearchValues.Create("\t\r\n\0"u8);

    private readonly RecordLayout _layout;
    private RecordInfo? _record;
    private byte[] _line = new byte[1024];
    private int _length;
    private int _end;
    private int _next;

    /// <summary>A writer for a layout.</summary>
    public RecordWriter(RecordLayout layout) => _layout = layout;

    private RecordInfo CurrentRecord => _record ?? throw new InvalidOperationException("Begin has to name the record type first.");

    /// <summary>Begins a record.</summary>
    public void Begin(RecordInfo record)
    {
        _record = record;
        _length = 0;
        _end = 0;
        _next = 0;
    }

    /// <summary>The finished line, without trailing blank fields and without an end of line; valid until the next record.</summary>
    /// <exception cref="InvalidOperationException">Not every field was written.</exception>
    public ReadOnlySpan<byte> End()
    {
        if (_next != CurrentRecord.Fields.Count)
        {
            throw new InvalidOperationException($"{CurrentRecord.Id} has {CurrentRecord.Fields.Count} fields; {_next} were written.");
        }

        return _line.AsSpan(0, _end);
    }

    /// <summary>Writes the literal of a constant field.</summary>
    public void Constant(ReadOnlySpan<byte> utf8) => Put(utf8, isNumber: false);

    /// <summary>Writes a text.</summary>
    public void Text(string? value)
    {
        var text = value.AsSpan().TrimEnd(' ');
        if (text.IsEmpty)
        {
            Put(default, isNumber: false);
            return;
        }

        var start = Start();
        try
        {
            Reserve(start + StrictUtf8.GetMaxByteCount(text.Length));
            var length = StrictUtf8.GetBytes(text, _line.AsSpan(start));
            Finish(start, length);
        }
        catch (EncoderFallbackException e)
        {
            throw Error($"the text has half a surrogate pair at character {e.Index + 1}; it cannot be written as UTF-8.");
        }
    }

    /// <summary>Writes a code.</summary>
    public void Code<TCode>(TCode code)
        where TCode : struct, ICode<TCode> => Put(code.Utf8Code, isNumber: false);

    /// <summary>Writes a whole number with all the field's digits, zeros first.</summary>
    public void Integer(int? value) => Integer((long?)value);

    /// <summary>Writes a whole number with all the field's digits, zeros first.</summary>
    public void Integer(long? value)
    {
        if (value is not { } number)
        {
            Put(default, isNumber: true);
            return;
        }

        if (number < 0)
        {
            throw Error("a number cannot be negative.");
        }

        Span<byte> digits = stackalloc byte[LongestScalar];
        var length = Math.Max(Digits.Count(number), Math.Min(Field().Digits, LongestScalar));
        Digits.Write(digits[..length], number);
        Put(digits[..length], isNumber: true);
    }

    /// <summary>Writes a number with all its decimals and their point.</summary>
    public void Decimal(decimal? value)
    {
        if (value is not { } number)
        {
            Put(default, isNumber: true);
            return;
        }

        var decimals = Field().Decimals;
        if (number < 0)
        {
            throw Error("a number cannot be negative.");
        }

        if (decimal.Round(number, decimals) != number)
        {
            throw Error($"the number has more than {decimals} decimals; round it first.");
        }

        if (decimals == 0 && number <= long.MaxValue)
        {
            Integer((long)number);
            return;
        }

        Span<byte> digits = stackalloc byte[LongestScalar];
        number.TryFormat(digits, out var length, Format(decimals), CultureInfo.InvariantCulture);
        Put(digits[..length], isNumber: true);
    }

    /// <summary>Writes a number or a code.</summary>
    public void NumberOrCode<TCode>(NumberOrCode<TCode> value)
        where TCode : struct, ICode<TCode>
    {
        if (value.IsNumber)
        {
            Decimal(value.Number);
        }
        else
        {
            Code(value.Code);
        }
    }

    /// <summary>Writes a day as <c>YYYYMMDD</c>.</summary>
    public void Date(DateOnly? value)
    {
        Span<byte> text = stackalloc byte[8];
        var length = 0;
        if (value is { } day)
        {
            length = text.Length;
            Digits.Write(text, (day.Year * 10_000) + (day.Month * 100) + day.Day);
        }

        Put(text[..length], isNumber: false);
    }

    /// <summary>Writes a day as <c>YYYY-MM-DD</c>.</summary>
    public void IsoDate(DateOnly? value)
    {
        Span<byte> text = stackalloc byte[LongestScalar];
        var length = 0;
        value?.TryFormat(text, out length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Put(text[..length], isNumber: false);
    }

    /// <summary>Writes a point in time as <c>YYYY-MM-DD HH:MM:SS.SSS</c>.</summary>
    public void DateTime(DateTime? value)
    {
        if (value is { } time && time.Ticks % TimeSpan.TicksPerMillisecond != 0)
        {
            throw Error("the time is finer than milliseconds; truncate it first.");
        }

        Span<byte> text = stackalloc byte[LongestScalar];
        var length = 0;
        value?.TryFormat(text, out length, "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        Put(text[..length], isNumber: false);
    }

    /// <summary>Writes a day of any year as <c>MMDD</c>.</summary>
    public void MonthDay(MonthDay? value)
    {
        if (value is { Month: 0 })
        {
            throw Error("the default MonthDay is no day; a blank is null.");
        }

        Span<byte> text = stackalloc byte[LongestScalar];
        var length = 0;
        value?.TryFormat(text, out length, default, CultureInfo.InvariantCulture);
        Put(text[..length], isNumber: false);
    }

    /// <summary>Writes a day or a month in its spelling.</summary>
    public void PartialDate(PartialDate? value)
    {
        if (value is { Month: 0 })
        {
            throw Error("the default PartialDate is no date; a blank is null.");
        }

        Span<byte> text = stackalloc byte[LongestScalar];
        var length = 0;
        value?.TryFormat(text, out length, default, CultureInfo.InvariantCulture);
        Put(text[..length], isNumber: false);
    }

    /// <summary>Writes the bytes of a field as they were read. A number keeps its value when zeros are put before it.</summary>
    public void Raw(ReadOnlySpan<byte> utf8)
    {
        var field = Field();
        utf8 = CodeText.TrimBlanks(utf8);

        // What fills its field gets no zeros; what is no number keeps its bytes, so that it stays as wrong as it was.
        if (_layout == RecordLayout.Delimited || utf8.Length >= field.Width || !IsNumber(utf8, field))
        {
            Put(utf8, isNumber: false);
            return;
        }

        // Zeros change the number of digits, and so would turn an implied point into none: write the point first.
        if (field.Decimals > 0 && utf8.Length == field.Digits + field.Decimals && !utf8.Contains((byte)'.') && utf8.Length < LongestScalar)
        {
            Span<byte> literal = stackalloc byte[LongestScalar];
            utf8[..field.Digits].CopyTo(literal);
            literal[field.Digits] = (byte)'.';
            utf8[field.Digits..].CopyTo(literal[(field.Digits + 1)..]);
            Put(literal[..(utf8.Length + 1)], isNumber: true);
            return;
        }

        Put(utf8, isNumber: !WouldImplyPoint(utf8, field));
    }

    private static bool IsNumber(ReadOnlySpan<byte> utf8, FieldInfo field) => field.Type switch
    {
        FieldType.Integer => Scalars.LongInteger(utf8).HasValue,
        FieldType.Decimal or FieldType.NumberOrCode => Scalars.Decimal(utf8, field.Digits, field.Decimals).HasValue,
        _ => false,
    };

    /// <summary>Whether a whole number, filled with zeros to the field's width, would get just the digits that imply a point.</summary>
    private static bool WouldImplyPoint(ReadOnlySpan<byte> utf8, FieldInfo field) =>
        field.Decimals > 0 && field.Width == field.Digits + field.Decimals && !utf8.Contains((byte)'.') && utf8.Length < field.Width;

    private static string Format(int decimals) => decimals switch
    {
        1 => "F1",
        2 => "F2",
        3 => "F3",
        4 => "F4",
        _ => string.Create(CultureInfo.InvariantCulture, $"F{decimals}"),
    };

    private FieldInfo Field() => _next < CurrentRecord.Fields.Count
        ? CurrentRecord.Fields[_next]
        : throw new InvalidOperationException($"{CurrentRecord.Id} has only {CurrentRecord.Fields.Count} fields.");

    private void Put(ReadOnlySpan<byte> value, bool isNumber)
    {
        var start = Start();
        if (_layout == RecordLayout.Positional && isNumber && value.Length > 0 && value.Length < Field().Width)
        {
            var width = Field().Width;
            Reserve(start + width);
            var zeros = width - value.Length;
            _line.AsSpan(start, zeros).Fill(Zero);
            value.CopyTo(_line.AsSpan(start + zeros));
            Finish(start, width);
            return;
        }

        Reserve(start + value.Length);
        value.CopyTo(_line.AsSpan(start));
        Finish(start, value.Length);
    }

    /// <summary>Where the next field begins in the line.</summary>
    private int Start()
    {
        var field = Field();
        return _layout == RecordLayout.Positional ? field.Offset : _next == 0 ? 0 : _length + 1;
    }

    private void Reserve(int length)
    {
        if (length >= _line.Length)
        {
            Array.Resize(ref _line, Math.Max(length + 1, _line.Length * 2));
        }
    }

    /// <summary>Accepts the bytes that stand at the field's place, and fills what is before and behind them.</summary>
    private void Finish(int start, int length)
    {
        var field = Field();
        var value = _line.AsSpan(start, length);
        if (value.ContainsAny(Forbidden))
        {
            throw Error("a value cannot contain a TAB, a line end or a NUL; remove it.");
        }

        if (_layout == RecordLayout.Delimited)
        {
            if (_next > 0)
            {
                _line[start - 1] = Delimiters.Tab;
            }

            _length = start + length;
        }
        else
        {
            if (length > field.Width)
            {
                throw Error($"the value has {length} bytes; the positional layout has room for {field.Width}. Shorten it, or write the delimited layout.");
            }

            Reserve(start + field.Width);
            _line.AsSpan(_length, start - _length).Fill(Blank);
            _line.AsSpan(start + length, field.Width - length).Fill(Blank);
            _length = start + field.Width;
        }

        _next++;
        if (length > 0)
        {
            _end = start + length;
        }
    }

    private FieldFormatException Error(string reason) => new(CurrentRecord.Id, Field().Name, reason);
}
