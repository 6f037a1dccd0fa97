using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using Utrex.Sdk.Specification;

namespace Utrex.Documents;

/// <summary>The spelling of values: as a batch has them, and as standards of XML have them. What is malformed stays as it is, for a rule to find.</summary>
public static class DocumentValues
{
    private const int DateLength = 8;
    private const int MonthLength = 6;

    // "2025-08-18".
    private const int DayLength = 10;

    /// <summary>A value of a batch as a standard spells it.</summary>
    /// <param name="field">The field.</param>
    /// <param name="text">Its value, not blank.</param>
    /// <param name="endingYear">The year in which the school year ends: days without a year lie in it.</param>
    internal static string ToDocument(FieldInfo field, string text, int endingYear) => field.Type switch
    {
        FieldType.Date or FieldType.PartialDate when IsDigits(text, DateLength) => $"{text[..4]}-{text[4..6]}-{text[6..]}",
        FieldType.PartialDate when IsDigits(text, MonthLength) => $"{text[..4]}-{text[4..]}",
        FieldType.MonthDay when IsDigits(text, 4) => string.Create(CultureInfo.InvariantCulture, $"{endingYear:0000}-{text[..2]}-{text[2..]}"),
        FieldType.Decimal or FieldType.NumberOrCode when field.Decimals > 0 && IsDigits(text, field.Digits + field.Decimals) => $"{text[..field.Digits]}.{text[field.Digits..]}",
        _ => text,
    };

    /// <summary>The same of bytes.</summary>
    /// <param name="field">The field.</param>
    /// <param name="text">Its value, not blank.</param>
    /// <param name="endingYear">The year in which the school year ends.</param>
    /// <param name="arena">Takes what is spelled otherwise.</param>
    public static Utf8Value ToDocument(FieldInfo field, Utf8Value text, int endingYear, Utf8Arena arena)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(arena);
        var digits = text.Span;
        switch (field.Type)
        {
            case FieldType.Date or FieldType.PartialDate when IsDigits(digits, DateLength):
                Join(arena, digits[..4], digits[4..6], digits[6..], (byte)'-', out text);
                break;
            case FieldType.PartialDate when IsDigits(digits, MonthLength):
                Join(arena, digits[..4], digits[4..], default, (byte)'-', out text);
                break;
            case FieldType.MonthDay when IsDigits(digits, 4):
                Span<byte> year = stackalloc byte[MonthLength];
                Utf8Formatter.TryFormat(endingYear, year, out var written, new StandardFormat('D', 4));
                Join(arena, year[..written], digits[..2], digits[2..], (byte)'-', out text);
                break;
            case FieldType.Decimal or FieldType.NumberOrCode when field.Decimals > 0 && IsDigits(digits, field.Digits + field.Decimals):
                Join(arena, digits[..field.Digits], digits[field.Digits..], default, (byte)'.', out text);
                break;
        }

        return text;
    }

    /// <summary>A value of a standard as a batch spells it.</summary>
    internal static string FromDocument(FieldInfo field, string text) => field.Type switch
    {
        FieldType.Date or FieldType.PartialDate when IsDay(text) => string.Concat(text.AsSpan(0, 4), text.AsSpan(5, 2), text.AsSpan(8)),
        FieldType.MonthDay when IsDay(text) => string.Concat(text.AsSpan(5, 2), text.AsSpan(8)),
        FieldType.Code or FieldType.NumberOrCode when field.Codes?.Find(text) is { } code => code.Code,
        _ => text,
    };

    /// <summary>The same of bytes.</summary>
    public static Utf8Value FromDocument(FieldInfo field, Utf8Value text)
    {
        ArgumentNullException.ThrowIfNull(field);
        switch (field.Type)
        {
            case FieldType.Date or FieldType.PartialDate when IsDay(text.Span):
                var day = new byte[DateLength];
                text.Span[..4].CopyTo(day);
                text.Span[5..7].CopyTo(day.AsSpan(4));
                text.Span[8..].CopyTo(day.AsSpan(MonthLength));
                return Utf8Value.Of(day);
            case FieldType.MonthDay when IsDay(text.Span):
                return Utf8Value.Of([.. text.Span[5..7], .. text.Span[8..]]);
            case FieldType.Code or FieldType.NumberOrCode when field.Codes?.Find(text.ToString()) is { } code:
                return Utf8Value.Of(code.Code);
            default:
                return text;
        }
    }

    /// <summary>
    /// The value in its canonical form where XML Schema knows several: a number without a plus sign and zeros that say nothing, a day without a
    /// time zone. What is no number and no day stays as it is.
    /// </summary>
    internal static Utf8Value Canonical(FieldInfo field, Utf8Value text) => field.Type switch
    {
        FieldType.Date or FieldType.PartialDate or FieldType.MonthDay when text.Length > DayLength && IsDay(text.Span[..DayLength]) && IsZone(text.Span[DayLength..]) => text.Slice(0, DayLength),
        FieldType.Integer or FieldType.Decimal or FieldType.NumberOrCode => CanonicalNumber(field, text),
        _ => text,
    };

    private static Utf8Value CanonicalNumber(FieldInfo field, Utf8Value text)
    {
        var start = text.Length > 1 && text.Span[0] == (byte)'+' ? 1 : 0;
        var digits = text.Span[start..];
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? default : digits[(point + 1)..];
        if (whole.IsEmpty || whole.ContainsAnyExceptInRange((byte)'0', (byte)'9') || fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return text;
        }

        var end = text.Length;
        var decimals = field.Type == FieldType.Integer ? 0 : field.Decimals;
        while (point >= 0 && end - start - point - 1 > decimals && text.Span[end - 1] == (byte)'0')
        {
            end--;
        }

        if (point >= 0 && end - start - point - 1 > decimals)
        {
            // Its digits say something: a rule is to find it as it was sent.
            return text;
        }

        end -= point >= 0 && decimals == 0 ? 1 : 0;
        return text.Slice(start, end - start);
    }

    private static bool IsZone(ReadOnlySpan<byte> text) =>
        text is [(byte)'Z'] or [(byte)'+' or (byte)'-', _, _, (byte)':', _, _] && !text[1..].ContainsAnyExcept("0123456789:"u8);

    /// <summary>Whether two spellings are one value.</summary>
    public static bool AreEqual(FieldInfo field, Utf8Value left, Utf8Value right)
    {
        ArgumentNullException.ThrowIfNull(field);
        return left.Span.SequenceEqual(right.Span)
            || IsPointed(field, left.Span, right.Span)
            || string.Equals(Plain(field, left.ToString()), Plain(field, right.ToString()), StringComparison.Ordinal);
    }

    /// <summary>The one spelling that all spellings of a value have in common.</summary>
    internal static string Plain(FieldInfo field, string text)
    {
        var value = ToDocument(field, FromDocument(field, text), 1);
        return field.Type is FieldType.Integer or FieldType.Decimal or FieldType.NumberOrCode && decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? (number / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
            : value;
    }

    /// <summary>Whether the second is the first with the point that it implies: what is written of numbers, and read again.</summary>
    private static bool IsPointed(FieldInfo field, ReadOnlySpan<byte> digits, ReadOnlySpan<byte> pointed) =>
        field.Decimals > 0 && field.Type == FieldType.Decimal
        && IsDigits(digits, field.Digits + field.Decimals) && pointed.Length == digits.Length + 1 && pointed[field.Digits] == (byte)'.'
        && pointed[..field.Digits].SequenceEqual(digits[..field.Digits]) && pointed[(field.Digits + 1)..].SequenceEqual(digits[field.Digits..]);

    private static void Join(Utf8Arena arena, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, byte between, out Utf8Value value)
    {
        var room = arena.Reserve(first.Length + 1 + second.Length + (third.IsEmpty ? 0 : 1 + third.Length), out value);
        first.CopyTo(room);
        room[first.Length] = between;
        second.CopyTo(room[(first.Length + 1)..]);
        if (!third.IsEmpty)
        {
            room[first.Length + 1 + second.Length] = between;
            third.CopyTo(room[(first.Length + second.Length + 2)..]);
        }
    }

    private static bool IsDay(ReadOnlySpan<byte> text) =>
        text.Length == 10 && text[4] == (byte)'-' && text[7] == (byte)'-' && IsDigits(text[..4], 4) && IsDigits(text[5..7], 2) && IsDigits(text[8..], 2);

    private static bool IsDigits(ReadOnlySpan<byte> text, int length) => text.Length == length && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static bool IsDay(string text) =>
        text.Length == 10 && text[4] == '-' && text[7] == '-' && IsDigits(text.AsSpan(0, 4), 4) && IsDigits(text.AsSpan(5, 2), 2) && IsDigits(text.AsSpan(8), 2);

    private static bool IsDigits(ReadOnlySpan<char> text, int length) => text.Length == length && !text.ContainsAnyExceptInRange('0', '9');
}
