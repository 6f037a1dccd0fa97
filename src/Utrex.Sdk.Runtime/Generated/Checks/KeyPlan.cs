namespace Utrex.Sdk.Generated;

/// <summary>One key of a line: which bytes of which field it holds, and what they must be like.</summary>
/// <param name="Field">The field.</param>
/// <param name="Skip">The bytes of the field before the key.</param>
internal sealed record KeyPlan(FieldTest Field, int Skip = 0)
{
    private const ulong Printable = 0x2121_2121_2121_2121;
    private const ulong Zeros = 0x3030_3030_3030_3030;
    private const ulong Nines = 0x3939_3939_3939_3939;
    private const ulong Points = 0x2E2E_2E2E_2E2E_2E2E;
    private const ulong DigitBits = 0x1010_1010_1010_1010;
    private const ulong ValueBits = 0x0F0F_0F0F_0F0F_0F0F;

    /// <summary>Whether the shape says anything.</summary>
    public bool HasShape => Low != 0 || Some != ulong.MaxValue || Last != ulong.MaxValue;

    /// <summary>Whether a point may stand in it.</summary>
    public bool HasPoint => Point != ulong.MaxValue;

    /// <summary>Whether there is a greatest number.</summary>
    public bool IsBounded => MaxLast != 0;

    public ulong Low { get; init; }

    public ulong High { get; init; } = ulong.MaxValue;

    public ulong Point { get; init; } = ulong.MaxValue;

    public ulong Some { get; init; } = ulong.MaxValue;

    public ulong Last { get; init; } = ulong.MaxValue;

    public ulong Max { get; init; } = long.MaxValue;

    public ulong MaxLast { get; init; }

    /// <summary>The texts of which the value must be one, unless <see cref="IsChoice"/> and it fits the shape.</summary>
    public CodeIndex? Index { get; init; }

    /// <summary>Whether a value that fits the shape need not be in the index.</summary>
    public bool IsChoice { get; init; }

    /// <summary>The keys of a field; empty where its first byte and its length tell everything, or where only the plain test can.</summary>
    public static IEnumerable<KeyPlan> Of(FieldTest field)
    {
        if (field.IsDate)
        {
            yield return new KeyPlan(field);
        }
        else if (field.Shape is { } shape)
        {
            var (low, high) = Bounds(shape);
            for (var skip = 0; ; skip = low.Count - LineCheck.KeyLength)
            {
                var length = Math.Min(low.Count, LineCheck.KeyLength);
                yield return new KeyPlan(field, skip) { Low = Pack(low, skip), High = Pack(high, skip), Last = BytesAt(length - 1) };
                if (skip + LineCheck.KeyLength >= low.Count)
                {
                    break;
                }
            }
        }
        else if (field.IsDecimal)
        {
            yield return Decimal(field);
        }
        else if (field.IsNumber)
        {
            foreach (var key in Number(field))
            {
                yield return key;
            }
        }
        else if ((field.Codes is not null || field.Values.Count > 0) && !FirstByteCheck.IsEnough(field))
        {
            yield return new KeyPlan(field) { Index = new CodeIndex(LineCheck.SpellingsOf(field)) };
        }
        else if (field.MinLength > 1)
        {
            yield return new KeyPlan(field) { Low = Printable, Last = BytesAt(field.MinLength - 1) };
        }
    }

    private static IEnumerable<KeyPlan> Number(FieldTest field)
    {
        var codes = LineCheck.SpellingsOf(field).ToList();
        if (field.Max is { } max)
        {
            var text = max.ToString(System.Globalization.CultureInfo.InvariantCulture);
            yield return new KeyPlan(field)
            {
                Low = Zeros,
                High = Nines & ((1UL << (8 * text.Length)) - 1),
                Max = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(CodeIndex.KeyOf(text)),
                MaxLast = BytesAt(text.Length - 1),
                Index = codes.Count > 0 ? new CodeIndex(codes) : null,
                IsChoice = true,
            };
            yield break;
        }

        // A number of so many digits, the first one not a zero, is not below the least one.
        var digits = field.Min == 0 ? 1 : field.Min.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
        for (var skip = 0; ; skip = field.Width - LineCheck.KeyLength)
        {
            yield return new KeyPlan(field, skip)
            {
                Low = Zeros + (field.Min > 0 && skip == 0 ? 1u : 0),
                High = Nines,
                Some = field.IsNotZero && skip == 0 ? ValueBits : ulong.MaxValue,
                Last = skip == 0 ? BytesAt(digits - 1) : ulong.MaxValue,
            };
            if (skip + LineCheck.KeyLength >= field.Width)
            {
                break;
            }
        }
    }

    private static KeyPlan Decimal(FieldTest field)
    {
        var codes = LineCheck.SpellingsOf(field).ToList();
        if (field.Max is not { } max)
        {
            return new KeyPlan(field) { Low = Zeros, High = Nines, Point = Points, Some = DigitBits, Index = codes.Count > 0 ? new CodeIndex(codes) : null, IsChoice = true };
        }

        // One digit below the greatest one, a point, and digits; the greatest number itself is as good as a code.
        codes.AddRange(Enumerable.Range(1, field.Width).Select(length => (max + "." + new string('0', field.Width))[..length]));
        return new KeyPlan(field)
        {
            Low = (Zeros & ~0xFF00UL) | ('.' << 8),
            High = (Nines & ~0xFFFFUL) | ('.' << 8) | ('0' + (ulong)Math.Max(0, max - 1)),
            Index = new CodeIndex(codes),
            IsChoice = true,
        };
    }

    private static (List<byte> Low, List<byte> High) Bounds(string shape)
    {
        var low = new List<byte>();
        var high = new List<byte>();
        for (var i = 0; i < shape.Length; i++)
        {
            var isRange = shape[i] == '[' && i + 4 < shape.Length;
            low.Add((byte)(shape[i] == '#' ? '0' : isRange ? shape[i + 1] : shape[i]));
            high.Add((byte)(shape[i] == '#' ? '9' : isRange ? shape[i + 3] : shape[i]));
            i += isRange ? 4 : 0;
        }

        return (low, high);
    }

    private static ulong Pack(List<byte> bytes, int skip)
    {
        ulong packed = 0;
        for (var i = 0; i < LineCheck.KeyLength && skip + i < bytes.Count; i++)
        {
            packed |= (ulong)bytes[skip + i] << (8 * i);
        }

        return packed;
    }

    private static ulong BytesAt(int place) => 0xFFUL << (8 * place);
}
