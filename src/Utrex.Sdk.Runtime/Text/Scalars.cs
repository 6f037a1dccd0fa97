using Utrex.Sdk.Codes;

namespace Utrex.Sdk.Text;

/// <summary>
/// Reads the bytes of a field, cut from its line without trailing blanks, into a value. Empty bytes are a blank;
/// anything that is not exactly a value of the type is malformed. Nothing is allocated.
/// </summary>
public static class Scalars
{
    private const int MostDigits = 18;
    private const int LongestLong = 19;
    private const int MostDigitsOfDecimal = 28;

    /// <summary>A whole number: ASCII digits only.</summary>
    public static FieldValue<int> Integer(ReadOnlySpan<byte> utf8)
    {
        var value = LongInteger(utf8);
        if (!value.HasValue)
        {
            return value.IsBlank ? FieldValue<int>.Blank : FieldValue<int>.Malformed;
        }

        return value.Value <= int.MaxValue ? new FieldValue<int>((int)value.Value) : FieldValue<int>.Malformed;
    }

    /// <summary>A whole number: ASCII digits only.</summary>
    public static FieldValue<long> LongInteger(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return FieldValue<long>.Blank;
        }

        if (utf8.Length <= DigitWord.Length)
        {
            return DigitWord.Of(utf8).TryRead(utf8.Length, out var few) ? new FieldValue<long>(few) : FieldValue<long>.Malformed;
        }

        var digits = utf8.Length > MostDigits ? utf8.TrimStart((byte)'0') : utf8;
        if (digits.Length > LongestLong)
        {
            return FieldValue<long>.Malformed;
        }

        var number = 0UL;
        foreach (var c in digits)
        {
            var digit = (uint)(c - '0');
            if (digit > 9)
            {
                return FieldValue<long>.Malformed;
            }

            number = (number * 10) + digit;
        }

        return number <= long.MaxValue ? new FieldValue<long>((long)number) : FieldValue<long>.Malformed;
    }

    /// <summary>
    /// A number with decimals. With a point it is literal; exactly as many digits as the field has, without a point,
    /// have an implied point; any other digits are a whole number. No sign, no exponent, and no point in a field without decimals.
    /// </summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="digits">The field's digits before the point.</param>
    /// <param name="decimals">The field's digits after the point.</param>
    public static FieldValue<decimal> Decimal(ReadOnlySpan<byte> utf8, int digits, int decimals)
    {
        var point = utf8.Length <= DigitWord.Length ? DigitWord.Of(utf8).IndexOfPoint : utf8.IndexOf((byte)'.');
        if (point >= 0)
        {
            return decimals == 0 ? FieldValue<decimal>.Malformed : Literal(utf8, point, isNegative: false);
        }

        var whole = LongInteger(utf8);
        if (!whole.HasValue)
        {
            return whole.IsBlank ? FieldValue<decimal>.Blank : FieldValue<decimal>.Malformed;
        }

        var isImplied = decimals > 0 && utf8.Length == digits + decimals;
        return new FieldValue<decimal>(isImplied ? Scale(whole.Value, decimals, isNegative: false) : whole.Value);
    }

    /// <summary>
    /// A number with an optional sign and an optional point, such as a coordinate, of any length. Of digits behind the 28th only
    /// whether there are any counts: the number is read as a little greater, so that it compares with limits as it should.
    /// </summary>
    public static FieldValue<decimal> SignedDecimal(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return FieldValue<decimal>.Blank;
        }

        var isNegative = utf8[0] == (byte)'-';
        var number = isNegative || utf8[0] == (byte)'+' ? utf8[1..] : utf8;
        if (number.Length > MostDigits)
        {
            return LongNumber(number, isNegative);
        }

        var point = number.IndexOf((byte)'.');
        if (point >= 0)
        {
            return Literal(number, point, isNegative);
        }

        var whole = LongInteger(number);
        return whole.HasValue ? new FieldValue<decimal>(isNegative ? -whole.Value : whole.Value) : FieldValue<decimal>.Malformed;
    }

    /// <summary>A day as <c>YYYYMMDD</c>.</summary>
    public static FieldValue<DateOnly> Date(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return FieldValue<DateOnly>.Blank;
        }

        if (utf8.Length != DigitWord.Length)
        {
            return FieldValue<DateOnly>.Malformed;
        }

        var word = DigitWord.Of(utf8);
        if (!word.AreDigits)
        {
            return FieldValue<DateOnly>.Malformed;
        }

        // By twos the digits are century, year, month and day.
        var pairs = word.Pairs;
        var year = ((int)(pairs & 0xFF) * 100) + (int)((pairs >> 16) & 0xFF);
        return TryDay(year, (int)((pairs >> 32) & 0xFF), (int)((pairs >> 48) & 0xFF), out var day)
            ? new FieldValue<DateOnly>(day)
            : FieldValue<DateOnly>.Malformed;
    }

    /// <summary>A day as <c>YYYY-MM-DD</c>, perhaps with a time.</summary>
    public static FieldValue<IsoDate> IsoDate(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return FieldValue<IsoDate>.Blank;
        }

        return Text.IsoDate.TryParse(utf8, out var value) ? new FieldValue<IsoDate>(value) : FieldValue<IsoDate>.Malformed;
    }

    /// <summary>A point in time as <c>YYYY-MM-DD HH:MM:SS.SSS</c>.</summary>
    public static FieldValue<DateTime> DateTime(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return FieldValue<DateTime>.Blank;
        }

        if (utf8.Length != 23 || utf8[10] != ' ' || utf8[13] != ':' || utf8[16] != ':' || utf8[19] != '.'
            || !TryIsoDay(utf8[..10], out var day)
            || !TryDigits(utf8[11..13], out var hour) || hour > 23
            || !TryDigits(utf8[14..16], out var minute) || minute > 59
            || !TryDigits(utf8[17..19], out var second) || second > 59
            || !TryDigits(utf8[20..], out var millisecond))
        {
            return FieldValue<DateTime>.Malformed;
        }

        return new FieldValue<DateTime>(day.ToDateTime(new TimeOnly(hour, minute, second, millisecond)));
    }

    /// <summary>A day of any year as <c>MMDD</c>.</summary>
    public static FieldValue<MonthDay> MonthDay(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return FieldValue<MonthDay>.Blank;
        }

        return Text.MonthDay.TryParse(utf8, out var value) ? new FieldValue<MonthDay>(value) : FieldValue<MonthDay>.Malformed;
    }

    /// <summary>A day or a month as <c>YYYYMMDD</c>, <c>YYYYMM</c> or <c>YYYY-MM</c>.</summary>
    public static FieldValue<PartialDate> PartialDate(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return FieldValue<PartialDate>.Blank;
        }

        return Text.PartialDate.TryParse(utf8, out var value) ? new FieldValue<PartialDate>(value) : FieldValue<PartialDate>.Malformed;
    }

    /// <summary>A code.</summary>
    public static FieldValue<TCode> Code<TCode>(ReadOnlySpan<byte> utf8)
        where TCode : struct, ICode<TCode>
    {
        if (utf8.IsEmpty)
        {
            return FieldValue<TCode>.Blank;
        }

        return TCode.TryParse(utf8, out var code) ? new FieldValue<TCode>(code) : FieldValue<TCode>.Malformed;
    }

    /// <summary>A number, or one of a few codes.</summary>
    public static FieldValue<NumberOrCode<TCode>> NumberOrCode<TCode>(ReadOnlySpan<byte> utf8, int digits, int decimals)
        where TCode : struct, ICode<TCode>
    {
        if (utf8.IsEmpty)
        {
            return FieldValue<NumberOrCode<TCode>>.Blank;
        }

        return Text.NumberOrCode<TCode>.TryParse(utf8, digits, decimals, out var value)
            ? new FieldValue<NumberOrCode<TCode>>(value)
            : FieldValue<NumberOrCode<TCode>>.Malformed;
    }

    /// <summary>Reads a few digits and nothing else.</summary>
    internal static bool TryDigits(ReadOnlySpan<byte> utf8, out int number)
    {
        number = 0;
        foreach (var c in utf8)
        {
            var digit = (uint)(c - '0');
            if (digit > 9)
            {
                return false;
            }

            number = (number * 10) + (int)digit;
        }

        return true;
    }

    /// <summary>A day that exists.</summary>
    internal static bool TryDay(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > System.DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>A day as <c>YYYY-MM-DD</c>.</summary>
    internal static bool TryIsoDay(ReadOnlySpan<byte> utf8, out DateOnly day)
    {
        day = default;
        return utf8.Length == 10 && utf8[4] == '-' && utf8[7] == '-'
            && TryDigits(utf8[..4], out var year) && TryDigits(utf8[5..7], out var month) && TryDigits(utf8[8..], out var dayOfMonth)
            && TryDay(year, month, dayOfMonth, out day);
    }

    /// <summary>A number with its point and at least one digit.</summary>
    private static FieldValue<decimal> Literal(ReadOnlySpan<byte> utf8, int point, bool isNegative)
    {
        if (utf8.Length is > 1 and <= DigitWord.Length)
        {
            return DigitWord.Of(utf8).Without(point).TryRead(utf8.Length - 1, out var few)
                ? new FieldValue<decimal>(Scale(few, utf8.Length - 1 - point, isNegative))
                : FieldValue<decimal>.Malformed;
        }

        var before = utf8[..point];
        var after = utf8[(point + 1)..];
        if (before.Length + after.Length == 0)
        {
            return FieldValue<decimal>.Malformed;
        }

        // A zero-filled field may be wider than the number that it holds.
        before = before.TrimStart((byte)'0');
        if (before.Length + after.Length > MostDigits)
        {
            return FieldValue<decimal>.Malformed;
        }

        var whole = LongInteger(before);
        var fraction = LongInteger(after);
        if (whole.IsMalformed || fraction.IsMalformed)
        {
            return FieldValue<decimal>.Malformed;
        }

        var number = whole.GetValueOrDefault();
        for (var i = 0; i < after.Length; i++)
        {
            number *= 10;
        }

        return new FieldValue<decimal>(Scale(number + fraction.GetValueOrDefault(), after.Length, isNegative));
    }

    private static FieldValue<decimal> LongNumber(ReadOnlySpan<byte> utf8, bool isNegative)
    {
        var (number, digits, decimals, hasPoint, isMore) = (0m, 0, 0, false, false);
        foreach (var c in utf8)
        {
            var digit = (uint)(c - '0');
            if (digit > 9)
            {
                if (c != '.' || hasPoint)
                {
                    return FieldValue<decimal>.Malformed;
                }

                hasPoint = true;
            }
            else if (digits < MostDigitsOfDecimal && decimals < MostDigitsOfDecimal)
            {
                number = (number * 10) + digit;
                digits += number == 0 ? 0 : 1;
                decimals += hasPoint ? 1 : 0;
            }
            else if (hasPoint)
            {
                isMore |= digit > 0;
            }
            else
            {
                return FieldValue<decimal>.Malformed;
            }
        }

        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number + (isMore ? 1 : 0), bits);
        return new FieldValue<decimal>(new decimal(bits[0], bits[1], bits[2], isNegative, (byte)decimals));
    }

    private static decimal Scale(long number, int decimals, bool isNegative) =>
        new((int)number, (int)(number >> 32), 0, isNegative, (byte)decimals);
}
