using System.Globalization;

namespace Utrex.Sdk.Y2026.Codes;

/// <content>Grades as numbers.</content>
public readonly partial struct GradeLevel
{
    /// <summary>The grade as a number, 0 for kindergarten; <see langword="null"/> for pre-kindergarten and the blank.</summary>
    public int? Number => int.TryParse(Code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
