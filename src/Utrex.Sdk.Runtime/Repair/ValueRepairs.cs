using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Repair;

/// <summary>
/// Tells a value in a wrong form from one that is wrong: the first can be put right without knowing anything else. Values that the field
/// takes as they are stay as they are.
/// </summary>
/// <param name="specification">The specification.</param>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed partial class ValueRepairs(SpecificationInfo specification)
{
    private const int MostKept = 1 << 13;
    private const int LongestValue = 256;
    private const byte Blank = (byte)' ';

    private readonly Dictionary<RecordInfo, Dictionary<byte[], ValueRepair?>?[]> _known = [];
    private readonly Dictionary<FieldKey, int?> _widths = [];

    /// <summary>The order in which the file writes days and months where both are numbers.</summary>
    public DateOrder Order { get; init; }

    /// <summary>What is wrong with the form of a value that is not blank; <see langword="null"/> where nothing is, or nothing that has to do with its form.</summary>
    /// <param name="record">The record type.</param>
    /// <param name="field">A field of it.</param>
    /// <param name="value">The value, valid UTF-8 without trailing blanks.</param>
    public ValueRepair? Find(RecordInfo record, FieldInfo field, ReadOnlySpan<byte> value)
    {
        // A right code is looked for where the wrong ones are: that costs less than to find it in its table.
        if (value.IsEmpty || value.Length > LongestValue || (value[0] != Blank && field.Codes is null && IsValid(field, value)))
        {
            return null;
        }

        // The same days and codes come again and again.
        if (!_known.TryGetValue(record, out var fields))
        {
            _known[record] = fields = new Dictionary<byte[], ValueRepair?>?[record.Fields.Count];
        }

        var known = fields[field.Number] ??= new Dictionary<byte[], ValueRepair?>(ByteTexts.Instance);
        if (known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(value, out var repair))
        {
            return repair;
        }

        if (known.Count >= MostKept)
        {
            known.Clear();
        }

        var key = value.ToArray();
        var (kind, repaired) = value[0] != Blank && IsValid(field, value) ? default : Search(field, value);
        return known[key] = kind == RepairKind.None ? null : new ValueRepair(kind, key, repaired);
    }

    /// <summary>The number of characters that every value of a field has, though perhaps only the field of another record with the same key says so.</summary>
    public int? WidthOf(FieldInfo field)
    {
        if (field.ExactLength is not null || field.Key is not (FieldKey.Lea or FieldKey.School))
        {
            return field.ExactLength;
        }

        if (!_widths.TryGetValue(field.Key, out var width))
        {
            _widths[field.Key] = width = specification.Records.Select(record => record.FindKey(field.Key)?.ExactLength).FirstOrDefault(length => length is not null);
        }

        return width;
    }

    private (RepairKind Kind, byte[]? Repaired) Search(FieldInfo field, ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value);
        var plain = WithoutInvisible(text).Trim(' ');
        if (plain.Length == 0)
        {
            return (RepairKind.InvisibleCharacters, []);
        }

        var kind = string.Equals(plain, text, StringComparison.Ordinal) ? RepairKind.None
            : string.Equals(plain, text.Trim(' '), StringComparison.Ordinal) ? RepairKind.Blanks : RepairKind.InvisibleCharacters;
        if (kind != RepairKind.None && IsValid(field, Encoding.UTF8.GetBytes(plain)))
        {
            return Repaired(kind, plain);
        }

        var form = SearchForm(field, plain);
        return form.Kind != RepairKind.None || kind == RepairKind.None ? form : Repaired(kind, plain);
    }

    private (RepairKind Kind, byte[]? Repaired) SearchForm(FieldInfo field, string text)
    {
        switch (field.Type)
        {
            case FieldType.Constant:
                return string.Equals(text.TrimEnd('='), field.Constant!.TrimEnd('='), StringComparison.OrdinalIgnoreCase) ? Repaired(RepairKind.CodeCase, field.Constant!) : default;
            case FieldType.Date or FieldType.IsoDate or FieldType.DateTime or FieldType.PartialDate or FieldType.MonthDay:
                return SearchDate(field, text);
        }

        if (field.Codes is { } table && OtherCase(table, text) is { } code)
        {
            return Repaired(RepairKind.CodeCase, code);
        }

        if (TryNumber(text, out var digits))
        {
            // What a spreadsheet rounded is lost.
            return digits is null ? (RepairKind.NumberForm, null)
                : Meant(field, digits) is { } number ? Repaired(RepairKind.NumberForm, number) : default;
        }

        if (Meant(field, text) is { } padded && padded.Length > text.Length)
        {
            return Repaired(RepairKind.LeadingZeros, padded);
        }

        return field.Type == FieldType.Text && field.ExactLength is { } width && WithoutPunctuation(text) is { } plain && plain.Length == width
            ? Repaired(RepairKind.Punctuation, plain)
            : default;
    }

    private (RepairKind Kind, byte[]? Repaired) SearchDate(FieldInfo field, string text)
    {
        if (TryNumber(text, out var digits) && digits is not null && field.Type != FieldType.DateTime)
        {
            var number = field.Type == FieldType.MonthDay ? digits.PadLeft(field.Width, '0') : digits;
            if (IsValid(field, Encoding.UTF8.GetBytes(number)))
            {
                return Repaired(RepairKind.NumberForm, number);
            }
        }

        if (field.Type == FieldType.MonthDay && text.Length < field.Width && IsDigits(text) && text.PadLeft(field.Width, '0') is var padded && IsValid(field, Encoding.UTF8.GetBytes(padded)))
        {
            return Repaired(RepairKind.LeadingZeros, padded);
        }

        return DateForms.TryRead(text, field.Type, Order, out var day)
            ? (RepairKind.DateForm, day is null ? null : Encoding.UTF8.GetBytes(day))
            : default;
    }

    /// <summary>A number that has lost its leading zeros, or <see langword="null"/> where the field has none to lose.</summary>
    private string? Meant(FieldInfo field, string digits)
    {
        if (!IsDigits(digits))
        {
            return null;
        }

        if (field.Codes is { } table)
        {
            var longest = table.Codes.Max(code => code.Code.Length);
            for (var width = digits.Length; width <= longest; width++)
            {
                if (table.Find(digits.PadLeft(width, '0')) is not null)
                {
                    return digits.PadLeft(width, '0');
                }
            }
        }

        var isNumber = field.Type is FieldType.Integer or FieldType.Decimal or FieldType.NumberOrCode;
        if (WidthOf(field) is not { } exact)
        {
            return isNumber || field.Type == FieldType.Text ? digits : null;
        }

        // A telephone number does not begin with a zero, nor does a year: what is too short there lacks other digits.
        return digits.Length > exact || (digits.Length < exact && (IsTelephone(field) || field.LeastNumber > 0)) ? null : digits.PadLeft(exact, '0');
    }

    private bool IsValid(FieldInfo field, ReadOnlySpan<byte> value) => field.Type switch
    {
        FieldType.Constant => IsText(value, field.Constant!),
        FieldType.Code => IsCode(field.Codes!, value),
        FieldType.Integer => FitsWidth(field, value) && Scalars.LongInteger(value).HasValue,
        FieldType.Decimal => Scalars.Decimal(value, field.Digits, field.Decimals).HasValue,
        FieldType.NumberOrCode => Scalars.Decimal(value, field.Digits, field.Decimals).HasValue || IsCode(field.Codes!, value),
        FieldType.Date => Scalars.Date(value).HasValue,
        FieldType.IsoDate => Scalars.IsoDate(value).HasValue,
        FieldType.DateTime => Scalars.DateTime(value).HasValue,
        FieldType.MonthDay => Scalars.MonthDay(value).HasValue,
        FieldType.PartialDate => Scalars.PartialDate(value).HasValue,
        _ => FitsWidth(field, value) && !value.ContainsAnyExceptInRange((byte)' ', (byte)'~') && !IsNumberForm(field, value),
    };

    /// <summary>Whether a value that is all digits has the digits that it must have.</summary>
    private bool FitsWidth(FieldInfo field, ReadOnlySpan<byte> value) => WidthOf(field) is not { } width || value.Length == width;

    /// <summary>Whether the number of somebody or something, which is no quantity, is written as one.</summary>
    private static bool IsNumberForm(FieldInfo field, ReadOnlySpan<byte> value) =>
        (field.Key != FieldKey.None || field.IsPersonal || field.ExactLength is not null)
        && value.ContainsAny((byte)'E', (byte)'e', (byte)'.') && value[0] is >= (byte)'0' and <= (byte)'9' && TryNumber(Encoding.UTF8.GetString(value), out _);

    private static bool IsCode(CodeTableInfo table, ReadOnlySpan<byte> value) => table.Find(Encoding.UTF8.GetString(value)) is not null;

    private static bool IsText(ReadOnlySpan<byte> value, string text) => value.Length == text.Length && Ascii.Equals(value, text);

    private static bool IsDigits(string text) => !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static bool IsTelephone(FieldInfo field) => field.Title.Contains("Phone", StringComparison.OrdinalIgnoreCase);

    /// <summary>The one code that a text is but for the case of its letters.</summary>
    private static string? OtherCase(CodeTableInfo table, string text)
    {
        string? found = null;
        foreach (var code in table.Codes)
        {
            if (string.Equals(code.Code, text, StringComparison.OrdinalIgnoreCase))
            {
                if (found is not null)
                {
                    return null;
                }

                found = code.Code;
            }
        }

        return found;
    }

    /// <summary>The digits of a number with an exponent or with decimals that are all zero.</summary>
    /// <param name="text">The text.</param>
    /// <param name="digits">The digits, or <see langword="null"/> where the exponent says that there are more than are shown.</param>
    private static bool TryNumber(string text, out string? digits)
    {
        digits = null;
        var match = NumberForm().Match(text);
        if (!match.Success)
        {
            return false;
        }

        var fraction = match.Groups["fraction"].Value;
        if (!match.Groups["exponent"].Success)
        {
            digits = match.Groups["whole"].Value;
            return fraction.Length > 0 && !fraction.AsSpan().ContainsAnyExcept('0');
        }

        var exponent = int.Parse(match.Groups["exponent"].ValueSpan, CultureInfo.InvariantCulture);
        digits = fraction.Length == exponent ? match.Groups["whole"].Value + fraction : null;
        return fraction.Length <= exponent;
    }

    private static string? WithoutPunctuation(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length < text.Length && !text.AsSpan().ContainsAnyExcept("0123456789 -.()+/") ? digits : null;
    }

    /// <summary>The text with a blank for every blank of another kind, and without the characters that nobody sees.</summary>
    private static string WithoutInvisible(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.SpaceSeparator:
                    plain.Append(' ');
                    break;
                case UnicodeCategory.Format:
                    break;
                default:
                    plain.Append(rune.ToString());
                    break;
            }
        }

        return plain.ToString();
    }

    private static (RepairKind Kind, byte[]? Repaired) Repaired(RepairKind kind, string text) => (kind, Encoding.UTF8.GetBytes(text));

    [GeneratedRegex(@"^(?<whole>[0-9]{1,18})(?:\.(?<fraction>[0-9]{1,18}))?(?:[Ee]\+?(?<exponent>[0-9]{1,2}))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberForm();
}
