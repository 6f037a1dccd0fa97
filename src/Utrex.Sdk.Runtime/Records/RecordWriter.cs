using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Records;

/// <summary>
/// Writes the fields of one record after another into a line, one call a field, in file order. The line is reused:
/// once it has grown to the longest record, nothing is allocated.
/// </summary>
/// <remarks>
/// <para>
/// Generated records call it, once a field: a number that the record does not have, or a blank where the line does not end, is an
/// <see cref="IndexOutOfRangeException"/>. Each call takes where the line ends and gives where it ends then, so that the caller's loop over the fields keeps it in a register.
/// </para>
/// <para>Trailing blanks of a text cannot be told from none in either layout and are dropped.</para>
/// <para>
/// Whatever is written is read back as the same value; what cannot be is a <see cref="FieldFormatException"/>. A line may be longer than a
/// reader takes unless it is told: <c>BatchReaderOptions.MaxLineLength</c>.
/// </para>
/// <para>Not safe for use by several threads at once.</para>
/// </remarks>
public sealed partial class RecordWriter
{
    private const int LongestScalar = 40;
    private const int DateDigits = 8;

    // A word is a short value of the delimited layout in an integer: its bytes and the TAB, and in the highest
    // three bits how many they are, so that no word is longer than its integer.
    private const int LongestInWord = 6;
    private const int WordLengthShift = 61;
    private const int BytesOfCharacter = 3;

    private static readonly SearchValues<byte> Forbidden = SearchValues.Create("\t\r\n\0"u8);

    private readonly bool _isPositional;

    // What a blank field adds to the line: a TAB, or nothing in the positional layout, where the line is blank from the start.
    private readonly int _blank;
    private RecordInfo? _record;
    private FieldInfo[] _fields = [];
    private byte[] _line = [];

    // There is always so much room behind the end of the line: enough for all fields, if none is a text; a text makes its own.
    private int _room;

    /// <summary>A writer for a layout.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layout.</exception>
    public RecordWriter(RecordLayout layout)
    {
        if (layout is not (RecordLayout.Delimited or RecordLayout.Positional))
        {
            throw new ArgumentOutOfRangeException(nameof(layout), layout, "There is no such layout; Delimited or Positional was expected.");
        }

        _isPositional = layout == RecordLayout.Positional;
        _blank = _isPositional ? 0 : 1;
    }

    /// <summary>
    /// The finished line, without trailing blank fields and without an end of line; valid until the next record. Empty before
    /// <see cref="End"/>.
    /// </summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Begins a record.</summary>
    /// <returns>Where the line ends.</returns>
    public int Begin(RecordInfo record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _record = record;
        _fields = record.FieldArray;
        Line = default;
        _room = (_fields.Length + 1) * (LongestScalar + 1);
        Reserve(record.PositionalLength + _room);
        if (!_isPositional)
        {
            return 0;
        }

        _line.AsSpan(0, record.PositionalLength).Fill((byte)' ');
        return record.PositionalLength;
    }

    /// <summary>Ends the record: <see cref="Line"/> is complete.</summary>
    public void End(int at) => Line = _line.AsMemory(0, _line.AsSpan(0, at).LastIndexOfAnyExcept(_isPositional ? (byte)' ' : Delimiters.Tab) + 1);

    /// <summary>Writes the literal of a constant field.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Constant(int at, int number, ReadOnlySpan<byte> utf8) => Put(at, number, utf8);

    /// <summary>Writes a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Text(int at, int number, string? value) => string.IsNullOrEmpty(value) ? Blank(at) : PutText(at, number, value);

    /// <summary>Writes a code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Code<TCode>(int at, int number, TCode code)
        where TCode : struct, ICode<TCode> =>
        !_isPositional && code.DelimitedWord is not 0 and var word ? PutWord(at, word) : PutCode(at, number, code);

    /// <summary>Writes the codes of four neighbouring fields, of which the first has this number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Codes<TFirst, TSecond, TThird, TFourth>(int at, int number, TFirst first, TSecond second, TThird third, TFourth fourth)
        where TFirst : struct, ICode<TFirst>
        where TSecond : struct, ICode<TSecond>
        where TThird : struct, ICode<TThird>
        where TFourth : struct, ICode<TFourth> =>
        !_isPositional && first.DelimitedWord is not 0 and var one && second.DelimitedWord is not 0 and var two && third.DelimitedWord is not 0 and var three && fourth.DelimitedWord is not 0 and var four
            ? PutWords(at, one, two, three, four)
            : PutCodes(at, number, first, second, third, fourth);

    /// <summary>Writes a day as <c>YYYYMMDD</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Date(int at, int number, DateOnly? value) => value is { } day ? PutDate(at, number, day) : Blank(at);

    /// <summary>Writes a day as <c>YYYY-MM-DD</c>, or with its time.</summary>
    public int IsoDate(int at, int number, IsoDate? value) => Format(at, number, value, default);

    /// <summary>Writes a point in time as <c>YYYY-MM-DD HH:MM:SS.SSS</c>.</summary>
    public int DateTime(int at, int number, DateTime? value) => value is { } time && time.Ticks % TimeSpan.TicksPerMillisecond != 0
        ? throw Error(number, time.ToString("O", CultureInfo.InvariantCulture), "is finer than milliseconds; truncate it first.")
        : Format(at, number, value, "yyyy-MM-dd HH:mm:ss.fff");

    /// <summary>Writes a day of any year as <c>MMDD</c>.</summary>
    public int MonthDay(int at, int number, MonthDay? value) => value is { Month: 0 }
        ? throw Error(number, "the default MonthDay is no day; a blank is null.")
        : Format(at, number, value, default);

    /// <summary>Writes a day or a month in its spelling.</summary>
    public int PartialDate(int at, int number, PartialDate? value) => value is { Month: 0 }
        ? throw Error(number, "the default PartialDate is no date; a blank is null.")
        : Format(at, number, value, default);

    /// <summary>Writes the bytes of a field as they were read. A number keeps its value when zeros are put before it.</summary>
    public int Raw(int at, int number, ReadOnlySpan<byte> utf8)
    {
        var field = _fields[number];
        utf8 = CodeText.TrimBlanks(utf8);
        Inspect(number, utf8);

        // What fills its field gets no zeros; what is no number keeps its bytes, so that it stays as wrong as it was.
        if (!_isPositional || utf8.Length >= field.Width || !IsNumber(utf8, field))
        {
            return Put(at, number, utf8);
        }

        // Zeros change the number of digits, and so would turn an implied point into none: write the point first.
        if (field.Decimals > 0 && utf8.Length == field.Digits + field.Decimals && !utf8.Contains((byte)'.') && utf8.Length < LongestScalar)
        {
            Span<byte> literal = stackalloc byte[LongestScalar];
            utf8[..field.Digits].CopyTo(literal);
            literal[field.Digits] = (byte)'.';
            utf8[field.Digits..].CopyTo(literal[(field.Digits + 1)..]);
            return PutNumber(at, number, literal[..(utf8.Length + 1)]);
        }

        return WouldImplyPoint(utf8, field) ? Put(at, number, utf8) : PutNumber(at, number, utf8);
    }

    /// <summary>A blank field. In the positional layout, the TAB falls on the byte behind the line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Blank(int at)
    {
        _line[at] = Delimiters.Tab;
        return at + _blank;
    }

    /// <summary>Writes a short value and its TAB at once; what the word has behind them is written over by the next field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PutWord(int at, ulong word)
    {
        Unsafe.WriteUnaligned(ref Slot(at), word);
        return at + Length(word);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PutWords(int at, ulong first, ulong second, ulong third, ulong fourth)
    {
        var line = _line;
        var last = at + Length(first) + Length(second) + Length(third);
        ref var start = ref line[(long)(uint)at + (4 * sizeof(ulong)) - 1]; // the words are no longer than that
        start = ref Unsafe.Subtract(ref start, (4 * sizeof(ulong)) - 1);
        Unsafe.WriteUnaligned(ref start, first);
        start = ref Unsafe.Add(ref start, Length(first));
        Unsafe.WriteUnaligned(ref start, second);
        start = ref Unsafe.Add(ref start, Length(second));
        Unsafe.WriteUnaligned(ref start, third);
        start = ref Unsafe.Add(ref start, Length(third));
        Unsafe.WriteUnaligned(ref start, fourth);
        return last + Length(fourth);
    }

    private static int Length(ulong word) => (int)(word >> WordLengthShift);

    /// <summary>Room for a day or a word with what ends it; one check for all of its bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte Slot(int at) => ref Unsafe.Subtract(ref _line[(long)(uint)at + DateDigits], DateDigits);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int PutCode<TCode>(int at, int number, TCode code)
        where TCode : struct, ICode<TCode> => code.IsBlank ? Blank(at) : Put(at, number, code.Utf8Code);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int PutCodes<TFirst, TSecond, TThird, TFourth>(int at, int number, TFirst first, TSecond second, TThird third, TFourth fourth)
        where TFirst : struct, ICode<TFirst>
        where TSecond : struct, ICode<TSecond>
        where TThird : struct, ICode<TThird>
        where TFourth : struct, ICode<TFourth>
    {
        at = Code(at, number, first);
        at = Code(at, number + 1, second);
        at = Code(at, number + 2, third);
        return Code(at, number + 3, fourth);
    }

    /// <summary>Writes a text; for most, which are short and plain, nothing is called.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int PutText(int at, int number, string value)
    {
        var start = Start(at, number);
        return value.Length <= PlainText.LongestShort && value[^1] != ' ' && (long)(uint)start + value.Length + _room < _line.Length
            && PlainText.TryNarrowShort(value, ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_line), start))
            ? Finish(at, number, start + value.Length)
            : PutAnyText(at, number, value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int PutAnyText(int at, int number, string value)
    {
        var text = value[^1] == ' ' ? value.AsSpan().TrimEnd(' ') : value;
        var start = Start(at, number);
        Reserve(start + (text.Length * BytesOfCharacter) + _room);
        return PlainText.TryNarrow(text, _line.AsSpan(start)) ? Finish(at, number, start + text.Length) : PutUnicode(at, number, text);
    }

    private int PutUnicode(int at, int number, ReadOnlySpan<char> text)
    {
        var start = Start(at, number);
        if (Utf8.FromUtf16(text, _line.AsSpan(start), out var read, out var length, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            throw Error(number, PrintableText.Quote(text), $"has half a surrogate pair at character {read + 1}; a text that can be written as UTF-8 was expected.");
        }

        Inspect(number, _line.AsSpan(start, length));
        return Finish(at, number, start + length);
    }

    private int Put(int at, int number, ReadOnlySpan<byte> value)
    {
        var start = Start(at, number);
        Reserve(start + value.Length + _room);
        value.CopyTo(_line.AsSpan(start));
        return Finish(at, number, start + value.Length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int PutDate(int at, int number, DateOnly date)
    {
        var (year, month, day) = date;
        var text = Digits.Eight((uint)((year * 10_000) + (month * 100) + day));
        var start = Start(at, number);
        ref var slot = ref Slot(start);
        Unsafe.WriteUnaligned(ref slot, text);
        if (_isPositional)
        {
            return Finish(at, number, start + DateDigits);
        }

        Unsafe.Add(ref slot, DateDigits) = Delimiters.Tab;
        return start + DateDigits + 1;
    }

    private int Format<T>(int at, int number, T? value, ReadOnlySpan<char> format)
        where T : struct, IUtf8SpanFormattable
    {
        if (value is not { } scalar)
        {
            return Blank(at);
        }

        Span<byte> text = stackalloc byte[LongestScalar];
        scalar.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
        return Put(at, number, text[..length]);
    }

    private int Start(int at, int number) => _isPositional ? _fields[number].Offset : at;

    /// <summary>Accepts the bytes of a field up to an end.</summary>
    /// <returns>Where the line ends.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Finish(int at, int number, int end)
    {
        if (_isPositional)
        {
            return end <= _fields[number].Offset + _fields[number].Width ? at : throw TooLong(number, end);
        }

        _line[end] = Delimiters.Tab;
        return end + 1;
    }

    private FieldFormatException TooLong(int number, int end)
    {
        var field = _fields[number];
        var value = _line.AsSpan(field.Offset, end - field.Offset);
        return Error(number, PrintableText.Quote(value), $"has {value.Length} bytes; the positional layout has room for {field.Width}. Shorten it, or write the delimited layout.");
    }

    private void Reserve(int length)
    {
        if (length > _line.Length)
        {
            Grow(length);
        }
    }

    private void Grow(int length)
    {
        if (_record is null)
        {
            throw new InvalidOperationException("No record has been begun; call Begin first.");
        }

        Array.Resize(ref _line, Math.Max(length, _line.Length * 2));
    }

    /// <summary>Refuses the bytes that would end a field or a line.</summary>
    private void Inspect(int number, ReadOnlySpan<byte> value)
    {
        if (value.ContainsAny(Forbidden))
        {
            throw Error(number, PrintableText.Quote(value), "holds a TAB, a line end or a NUL, which no value can; remove it.");
        }
    }

    /// <summary>The exception for a value; what is personal is not shown.</summary>
    private FieldFormatException Error(int number, string value, string reason) => Error(number, $"{(_fields[number].IsPersonal ? "the value" : value)} {reason}");

    private FieldFormatException Error(int number, string reason) => new(_record!, _fields[number], reason);
}
