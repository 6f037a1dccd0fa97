using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Utrex.Sdk;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Masking;

/// <summary>
/// Stands made-up values in for personal ones. A value keeps its pseudonym for the whole run, so that what was equal stays equal, and its
/// shape: letters stay letters, digits digits, and a birth date keeps its month, so that rules decide as before. Nobody can compute the
/// value from its pseudonym: they are drawn at random.
/// </summary>
internal sealed class Pseudonyms
{
    private const int MostDraws = 20;
    private const int DateLength = 8;
    private const int MonthLength = 6;
    private const char TwoBytes = '\u07FF';

    // A ZIP code keeps its area, and more of it each time that a pseudonym will not do, since some rules know single ones by name: it tells
    // a town, not a person.
    private const int ZipLength = 5;
    private const int ZipArea = 3;

    // What the plus codes of Open Location Code consist of, and their first characters, which name a region.
    private const string PlusCodeAlphabet = "23456789CFGHJMPQRVWX";
    private const int PlusCodeRegion = 4;

    private static readonly HashSet<string> PersonalNames = new(
        UtrexSpecification.Current.Records.SelectMany(record => record.Fields).Where(field => field.IsPersonal).Select(field => field.Name), StringComparer.Ordinal);

    private readonly Dictionary<string, string> _pseudonyms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _forgotten = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>The pseudonym of a personal value.</summary>
    public string Of(string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return value;
        }

        if (!_pseudonyms.TryGetValue(value, out var pseudonym))
        {
            _pseudonyms[value] = pseudonym = Draw(value);
        }

        return pseudonym;
    }

    /// <summary>Forgets a pseudonym that will not do; the next one is another.</summary>
    public void Forget(string value)
    {
        _pseudonyms.Remove(value);
        _forgotten[value] = _forgotten.GetValueOrDefault(value) + 1;
    }

    /// <summary>The finding with pseudonyms; its message, formatted later, shows only those.</summary>
    public Finding Mask(Finding finding) => finding with
    {
        Value = Mask(finding.Value, finding.Field?.Name ?? finding.Rule.Field),
        OtherValues = [.. finding.OtherValues.Select((value, i) => i < finding.Rule.Fields.Count ? Mask(value, finding.Rule.Fields[i]) : MaskUnknown(value))],
        Keys = finding.Keys with { Student = MaskUnknown(finding.Keys.Student), StatewideStudentId = MaskUnknown(finding.Keys.StatewideStudentId) },
    };

    /// <summary>The value of a field of this name, masked if such a field is personal.</summary>
    public string? Mask(string? value, string? field) => field is not null && !PersonalNames.Contains(field) ? value : MaskUnknown(value);

    private string? MaskUnknown(string? value) => value is null ? null : Of(value);

    private string Draw(string value)
    {
        var kept = IsZip(value) ? ZipArea + _forgotten.GetValueOrDefault(value) : 0;
        for (var i = 0; i < MostDraws && (kept == 0 || kept < value.Length); i++)
        {
            var candidate = Shape(value, kept);
            if (!string.Equals(candidate, value, StringComparison.Ordinal) && _used.Add(candidate))
            {
                return candidate;
            }
        }

        // So short that there are hardly others: two values may share one.
        return Shape(value, kept);
    }

    /// <summary>Another value of the same shape.</summary>
    /// <param name="value">The value.</param>
    /// <param name="kept">How many of its characters stay at least.</param>
    private static string Shape(string value, int kept)
    {
        if (value.Length == DateLength && value.All(char.IsAsciiDigit) && Scalars.Date(Bytes(value)) is { HasValue: true, Value: var day })
        {
            // Ages count from September 1: the first of a month stays, and no other day becomes one.
            return day.Day == 1 ? value : value[..MonthLength] + RandomNumberGenerator.GetInt32(2, DateTime.DaysInMonth(day.Year, day.Month) + 1).ToString("00", CultureInfo.InvariantCulture);
        }

        if (value.Contains('+', StringComparison.Ordinal) && value.All(c => c == '+' || PlusCodeAlphabet.Contains(c, StringComparison.Ordinal)))
        {
            return Each(value, (c, i) => c == '+' || i < PlusCodeRegion ? c : Any(PlusCodeAlphabet));
        }

        // A coordinate keeps its degrees and the first decimal, about ten kilometres; any other number its first digit.
        var point = value.IndexOf('.', StringComparison.Ordinal);
        var isNumber = decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _);
        kept = Math.Max(kept, !isNumber ? 0 : point > 0 ? point + 2 : 1);
        return Each(value, (c, i) => i < kept ? c : Like(c, isFirst: i == 0));
    }

    private static bool IsZip(string value) => value.Length <= ZipLength && value.All(char.IsAsciiDigit);

    private static char Like(char c, bool isFirst) => c switch
    {
        >= 'A' and <= 'Z' => Any("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        >= 'a' and <= 'z' => Any("abcdefghijklmnopqrstuvwxyz"),
        >= '1' and <= '9' when isFirst => Any("123456789"),
        >= '0' and <= '9' => Any("0123456789"),
        _ when char.IsLetter(c) => c > TwoBytes ? Any("一二三四五六") : char.IsUpper(c) ? Any("ÁÉÍÓÚÑ") : Any("áéíóúñ"), // as many bytes as before
        _ => c,
    };

    private static string Each(string value, Func<char, int, char> change) => string.Concat(value.Select(change));

    private static char Any(string alphabet) => alphabet[RandomNumberGenerator.GetInt32(alphabet.Length)];

    private static byte[] Bytes(string value) => Encoding.ASCII.GetBytes(value);
}
