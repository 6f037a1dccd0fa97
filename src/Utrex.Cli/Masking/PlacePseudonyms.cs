using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Masking;

/// <summary>
/// Another place for a ZIP code, a coordinate or a plus code. What its first characters say stays, an area or a degree, and more of them
/// each time that a pseudonym will not do, since rules know bounds and single ZIP codes. What does not look like such a place may be anything,
/// a name or a telephone: nothing of it stays.
/// </summary>
internal static partial class PlacePseudonyms
{
    private const int ZipArea = 3;
    private const int ZipState = 2;
    private const int MostDegrees = 180;

    /// <summary>After so many, a ZIP code stays: it names a town, not a person.</summary>
    private const int MostZipAttempts = 6;

    // What the plus codes of Open Location Code consist of, and how many of the first characters name a region, or half the globe.
    private const string PlusCodeAlphabet = "23456789CFGHJMPQRVWX";
    private const int PlusCodeRegion = 4;
    private const int PlusCodeQuarter = 2;

    /// <summary>Another place, or <see langword="null"/> for a value that is none and is masked as a text.</summary>
    /// <param name="kind">What kind of place it is.</param>
    /// <param name="value">The value.</param>
    /// <param name="attempts">How many pseudonyms would not do.</param>
    public static string? Draw(PersonalData kind, string value, int attempts) => kind switch
    {
        PersonalData.PostalCode when !ZipCode().IsMatch(value) => attempts > 0 && char.IsAsciiDigit(value[0]) ? Alike(value, ZipState, ValueShape.ShareRun) : null,
        PersonalData.PostalCode when attempts >= MostZipAttempts => value,
        PersonalData.PostalCode => Alike(value, ZipArea + attempts),
        PersonalData.Coordinate when IsCoordinate(value) => Alike(value, Whole(value) + attempts),
        PersonalData.PlusCode when PlusCode.IsValid(Encoding.UTF8.GetBytes(value)) => OtherPlusCode(value, attempts),
        _ => null,
    };

    [GeneratedRegex(@"^[0-9]{5}(-?[0-9]{4})?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ZipCode();

    [GeneratedRegex(@"^[-+]?[0-9]+(\.[0-9]*)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainNumber();

    private static bool IsCoordinate(string value) =>
        PlainNumber().IsMatch(value) && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= MostDegrees;

    /// <summary>The degrees with their point, or all but the last digit of them.</summary>
    private static int Whole(string value) => value.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? point + 1 : value.Length - 1;

    private static string? Alike(string value, int kept, Func<string, string, bool>? areAlike = null)
    {
        var shape = ValueShape.Of(value);
        kept = Math.Min(kept, shape.LastChangeable);
        return kept < 0 ? null : Another(value, () => shape.Any(value, kept), areAlike ?? string.Equals);
    }

    private static string OtherPlusCode(string value, int attempts)
    {
        var last = value.AsSpan().LastIndexOfAny(PlusCodeAlphabet + PlusCodeAlphabet.ToLowerInvariant());
        var kept = last >= PlusCodeRegion ? Math.Min(PlusCodeRegion + attempts, last) : PlusCodeQuarter;

        // One that names no more than a region of the globe stays.
        return last < kept ? value : Another(value, () => string.Concat(value.Select((c, i) =>
            i < kept || c is '+' or '0' ? c : PlusCodeAlphabet[RandomDraws.Below(PlusCodeAlphabet.Length)])), string.Equals);
    }

    private static string Another(string value, Func<string> draw, Func<string, string, bool> areAlike)
    {
        string other;
        do
        {
            other = draw();
        }
        while (areAlike(other, value));
        return other;
    }
}
