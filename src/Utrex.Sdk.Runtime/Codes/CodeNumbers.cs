using System.Globalization;

namespace Utrex.Sdk.Codes;

/// <summary>Codes as numbers.</summary>
public static class CodeNumbers
{
    extension<TCode>(TCode code)
        where TCode : struct, ICode<TCode>
    {
        /// <summary>The number that the code spells, such as the grade of <c>09</c>; <see langword="null"/> for one with letters, and for the blank.</summary>
        public int? Number => int.TryParse(code.Utf8Code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
