using System.Text;

namespace Utrex.Sdk.Repair;

/// <summary>The code page in which Windows programs write Western European text.</summary>
internal static class Windows1252
{
    /// <summary>The characters of the bytes 0x80 to 0x9F; a blank where there is none.</summary>
    private const string Upper = "\u20AC \u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152 \u017D  \u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153 \u017E\u0178";

    /// <summary>The character of a byte, or <see langword="null"/> where the code page has none.</summary>
    public static Rune? ToRune(byte value) => value switch
    {
        < 0x80 or >= 0xA0 => new Rune(value),
        _ => Upper[value - 0x80] is not ' ' and var letter ? new Rune(letter) : null,
    };
}
