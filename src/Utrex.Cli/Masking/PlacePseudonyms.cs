using System.Globalization;
using System.Security.Cryptography;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Masking;

/// <summary>
/// Another place for a ZIP code, a coordinate or a plus code. What its first characters say stays, an area or a degree, and more of them
/// each time that a pseudonym will not do, since rules know bounds and single ZIP codes.
/// </summary>
internal static class PlacePseudonyms
{
    private const int ZipArea = 3;

    /// <summary>After so many, a ZIP code stays: it names a town, not a person.</summary>
    private const int MostZipAttempts = 6;

    // What the plus codes of Open Location Code consist of, and how many of the first characters name a region, or half the globe.
    private const string PlusCodeAlphabet = "23456789CFGHJMPQRVWX";
    private const int PlusCodeRegion = 4;
    private const int PlusCodeQuarter = 2;

    /// <summary>Another place, or <see langword="null"/> for a value that is none.</summary>
    /// <param name="kind">What kind of place it is.</param>
    /// <param name="value">The value.</param>
    /// <param name="attempts">How many pseudonyms would not do.</param>
    public static string? Draw(PersonalData kind, string value, int attempts) => kind switch
    {
        PersonalData.PostalCode when attempts >= MostZipAttempts => value,
        PersonalData.PostalCode => Alike(value, ZipArea + attempts),
        PersonalData.Coordinate when decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => Alike(value, Whole(value) + attempts),
        PersonalData.PlusCode when IsPlusCode(value) => PlusCode(value, attempts),
        _ => null,
    };

    /// <summary>The degrees with their point, or all but the last digit of them.</summary>
    private static int Whole(string value) => value.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? point + 1 : value.Length - 1;

    private static string? Alike(string value, int kept)
    {
        var shape = ValueShape.Of(value);
        kept = Math.Min(kept, shape.LastChangeable);
        return kept < 0 ? null : Another(value, () => shape.Any(value, kept));
    }

    private static bool IsPlusCode(string value) => value.Contains('+', StringComparison.Ordinal) && value.All(c => c is '+' or '0' || PlusCodeAlphabet.Contains(c, StringComparison.Ordinal));

    private static string? PlusCode(string value, int attempts)
    {
        var last = value.AsSpan().LastIndexOfAny(PlusCodeAlphabet);
        var kept = last >= PlusCodeRegion ? Math.Min(PlusCodeRegion + attempts, last) : PlusCodeQuarter;
        return last < kept ? null : Another(value, () => string.Concat(value.Select((c, i) =>
            i < kept || c is '+' or '0' ? c : PlusCodeAlphabet[RandomNumberGenerator.GetInt32(PlusCodeAlphabet.Length)])));
    }

    private static string Another(string value, Func<string> draw)
    {
        string other;
        do
        {
            other = draw();
        }
        while (string.Equals(other, value, StringComparison.Ordinal));
        return other;
    }
}
