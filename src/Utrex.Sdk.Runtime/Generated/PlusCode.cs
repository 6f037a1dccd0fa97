using System.ComponentModel;

namespace Utrex.Sdk.Generated;

/// <summary>Open Location Codes (plus codes): the published definition of a valid full or short code. The analyzers share this file.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PlusCode
{
    private const byte Separator = (byte)'+';
    private const byte Padding = (byte)'0';
    private const int SeparatorPosition = 8;
    private const int MostDigits = 15;

    /// <summary>The twenty digits; a code may spell them in either case.</summary>
    private static ReadOnlySpan<byte> Alphabet => "23456789CFGHJMPQRVWX"u8;

    /// <summary>Whether a value is a valid code, full or short.</summary>
    public static bool IsValid(ReadOnlySpan<byte> value)
    {
        var separator = value.IndexOf(Separator);
        if (separator < 0 || separator != value.LastIndexOf(Separator) || separator > SeparatorPosition || separator % 2 != 0 || value.Length == 1)
        {
            return false;
        }

        var before = value.Slice(0, separator);
        var after = value.Slice(separator + 1);
        if (after.Length == 1 || separator + after.Length > MostDigits)
        {
            return false;
        }

        var padding = before.IndexOf(Padding);
        if (padding >= 0)
        {
            // Padding stands only in full codes, in pairs, up to the separator, with nothing after it.
            if (separator < SeparatorPosition || padding == 0 || padding % 2 != 0 || !after.IsEmpty || !IsPadding(before.Slice(padding)))
            {
                return false;
            }

            before = before.Slice(0, padding);
        }

        if (!AreDigits(before) || !AreDigits(after))
        {
            return false;
        }

        // A full code begins with a latitude below 180 degrees and a longitude below 360, both in steps of 20.
        return separator < SeparatorPosition || (DigitOf(before[0]) * 20 < 180 && DigitOf(before[1]) * 20 < 360);
    }

    private static bool IsPadding(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (c != Padding)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreDigits(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (DigitOf(c) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int DigitOf(byte c) => Alphabet.IndexOf(c is >= (byte)'a' and <= (byte)'z' ? (byte)(c - 32) : c);
}
