using System.Globalization;
using System.Runtime.CompilerServices;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Records;

/// <content>How numbers are spelled, so that the reader finds the same ones: digits, point, and zeros before them.</content>
public sealed partial class RecordWriter
{
    private const byte Zero = (byte)'0';

    // What the reader takes of a number with a point, and of one without.
    private const ulong GreatestWithPoint = 999_999_999_999_999_999;
    private const ulong Greatest = long.MaxValue;

    /// <summary>Writes a whole number with all the field's digits, zeros first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Integer(int at, int number, int? value) => value is { } whole ? PutInteger(at, number, whole) : Blank(at);

    /// <summary>Writes a whole number with all the field's digits, zeros first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Integer(int at, int number, long? value) => value is { } whole ? PutInteger(at, number, whole) : Blank(at);

    /// <summary>Writes a number with all its decimals and their point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Decimal(int at, int number, decimal? value) => value is { } amount ? PutDecimal(at, number, amount) : Blank(at);

    /// <summary>Writes a number or a code.</summary>
    public int NumberOrCode<TCode>(int at, int number, NumberOrCode<TCode> value)
        where TCode : struct, ICode<TCode> => value.IsNumber ? Decimal(at, number, value.Number) : Code(at, number, value.Code);

    private static bool IsNumber(ReadOnlySpan<byte> utf8, FieldInfo field) => field.Type switch
    {
        FieldType.Integer => Scalars.LongInteger(utf8).HasValue,
        FieldType.Decimal or FieldType.NumberOrCode => Scalars.Decimal(utf8, field.Digits, field.Decimals).HasValue,
        _ => false,
    };

    /// <summary>Whether a whole number, filled with zeros to the field's width, would get just the digits that imply a point.</summary>
    private static bool WouldImplyPoint(ReadOnlySpan<byte> utf8, FieldInfo field) =>
        field.Decimals > 0 && field.Width == field.Digits + field.Decimals && !utf8.Contains((byte)'.') && utf8.Length < field.Width;

    private int PutInteger(int at, int number, long value)
    {
        var field = _fields[number];
        return value >= field.LeastNumber && value <= field.GreatestNumber ? PutWhole(at, number, field, (ulong)value) : throw OutOfRange(number, value);
    }

    private int PutDecimal(int at, int number, decimal value)
    {
        if (value < 0)
        {
            throw Negative(number, value);
        }

        var field = _fields[number];
        var decimals = field.Decimals;
        if (!Digits.TryScale(value, decimals, out var units))
        {
            units = Round(number, value, decimals);
        }

        if (decimals == 0)
        {
            return units <= Greatest ? PutWhole(at, number, field, units) : throw TooGreat(number, value);
        }

        // Digits and point of a short number are a word.
        var digits = Math.Max(Digits.Count(units), decimals + 1);
        if (!_isPositional && digits < LongestInWord)
        {
            var text = Digits.Last((uint)units, digits);
            var point = 8 * (digits - decimals);
            var whole = text & ((1UL << point) - 1);
            return PutWord(at, Word(whole | ((ulong)'.' << point) | ((text ^ whole) << 8), digits + 1));
        }

        return units <= GreatestWithPoint ? PutNumber(at, number, units, decimals) : throw TooGreat(number, value);
    }

    /// <summary>The units of the last decimal of a number with zeros behind it that 64 bits do not hold.</summary>
    private ulong Round(int number, decimal value, int decimals)
    {
        var rounded = decimal.Round(value, decimals);
        if (rounded != value)
        {
            throw Error(number, Shown(value), $"has more than {decimals} decimals; round it first.");
        }

        return Digits.TryScale(rounded, decimals, out var units) ? units : throw TooGreat(number, value);
    }

    /// <summary>Writes a number as it is, in the positional layout with zeros before it.</summary>
    private int PutNumber(int at, int number, ReadOnlySpan<byte> value)
    {
        var start = Start(at, number);
        var zeros = _isPositional ? Math.Max(0, _fields[number].Width - value.Length) : 0;
        Reserve(start + zeros + value.Length + _room);
        _line.AsSpan(start, zeros).Fill(Zero);
        value.CopyTo(_line.AsSpan(start + zeros));
        return Finish(at, number, start + zeros + value.Length);
    }

    /// <summary>Writes a whole number; one of few digits is a word.</summary>
    private int PutWhole(int at, int number, FieldInfo field, ulong value) =>
        !_isPositional && field.Digits is > 0 and <= LongestInWord && value < Digits.PowerOfTen(field.Digits)
            ? PutWord(at, Word(Digits.Last((uint)value, field.Digits), field.Digits))
            : PutNumber(at, number, value, decimals: 0);

    private static ulong Word(ulong text, int length) => text | ((ulong)Delimiters.Tab << (8 * length)) | ((ulong)(length + 1) << WordLengthShift);

    /// <summary>Writes as many units as there are of the last decimal.</summary>
    private int PutNumber(int at, int number, ulong units, int decimals)
    {
        var field = _fields[number];
        var start = Start(at, number);
        var (whole, fraction) = decimals == 0 ? (units, 0) : Math.DivRem(units, Digits.PowerOfTen(decimals));
        var point = decimals == 0 ? 0 : decimals + 1;
        var least = _isPositional ? field.Width - point : decimals == 0 ? Math.Min(field.Digits, LongestScalar) : 0;
        var digits = Math.Max(Digits.Count(whole), least);
        Reserve(start + digits + point + _room);
        Digits.Write(_line.AsSpan(start, digits), whole);
        if (point > 0)
        {
            _line[start + digits] = (byte)'.';
            Digits.Write(_line.AsSpan(start + digits + 1, decimals), fraction);
        }

        return Finish(at, number, start + digits + point);
    }

    private FieldFormatException Negative(int number, decimal value) => Error(number, Shown(value), "is negative; a number from 0 on was expected.");

    private FieldFormatException OutOfRange(int number, long value)
    {
        var field = _fields[number];
        return value < 0
            ? Negative(number, value)
            : Error(number, Shown(value), $"has {Digits.Count((ulong)value)} digits; {(field.LeastNumber > 0 ? "exactly" : "at most")} {Digits.Count((ulong)field.GreatestNumber)} were expected.");
    }

    private FieldFormatException TooGreat(int number, decimal value)
    {
        var decimals = _fields[number].Decimals;
        var greatest = decimals == 0 ? Greatest : GreatestWithPoint / (decimal)Digits.PowerOfTen(decimals);
        return Error(number, Shown(value), $"is too great to be read back; a number of at most {Shown(greatest)} was expected.");
    }

    private static string Shown(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
