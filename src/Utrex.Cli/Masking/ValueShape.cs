using System.Globalization;
using System.Text;

namespace Utrex.Cli.Masking;

/// <summary>
/// All values that look like one: letters where it has letters, digits where it has digits, as many bytes for each character, everything
/// else as it is. Leading zeros stay, and the first other digit is none, so that a number keeps its length.
/// </summary>
internal sealed class ValueShape
{
    /// <summary>So many letters and digits in a row, where they stood, would tell something of a value.</summary>
    private const int TellingRun = 3;

    private static readonly string[] Capitals = Runes('A', 26);
    private static readonly string[] Digits = Runes('0', 10);
    private static readonly string[] FirstDigits = Runes('1', 9);

    // Of characters outside ASCII, some that take as many bytes in UTF-8: two, three, four.
    private static readonly string[][] OtherLetters = [[.. Runes(0xC0, 31).Where(letter => letter is not "×")], Runes(0x4E00, 200), Runes(0x10400, 38)];
    private static readonly string[][] OtherDigits = [Runes(0x660, 10), Runes(0x966, 10), Runes(0x1D7CE, 10)];

    private readonly string[][] _choices;
    private readonly int[] _changeable;

    private ValueShape(string[][] choices)
    {
        _choices = choices;
        _changeable = [.. Enumerable.Range(0, choices.Length).Where(i => choices[i].Length > 1)];
    }

    /// <summary>The shape of a value.</summary>
    public static ValueShape Of(string value)
    {
        var choices = new List<string[]>(value.Length);
        var isLeading = true;
        foreach (var rune in value.EnumerateRunes())
        {
            choices.Add(Choices(rune, isLeading) ?? [rune.ToString()]);
            isLeading &= rune.Value == '0';
        }

        return new ValueShape([.. choices]);
    }

    /// <summary>The last character that can be another, or -1 if none can.</summary>
    public int LastChangeable => _changeable.Length == 0 ? -1 : _changeable[^1];

    /// <summary>How many values there are.</summary>
    public double Count => _changeable.Aggregate(1d, (count, i) => count * _choices[i].Length);

    /// <summary>The first of the values: those of one shape have the same.</summary>
    public string First => string.Concat(_choices.Select(choices => choices[0]));

    /// <summary>Every value.</summary>
    public IEnumerable<string> All
    {
        get
        {
            var value = _choices.Select(choices => choices[0]).ToArray();
            for (var number = 0L; number < Count; number++)
            {
                var rest = number;
                foreach (var i in _changeable)
                {
                    value[i] = _choices[i][rest % _choices[i].Length];
                    rest /= _choices[i].Length;
                }

                yield return string.Concat(value);
            }
        }
    }

    /// <summary>Any of the values.</summary>
    /// <param name="value">One of them.</param>
    /// <param name="kept">How many of its characters stay.</param>
    public string Any(string value, int kept = 0) => string.Concat(value.EnumerateRunes().Select((rune, i) => i < kept ? rune.ToString() : Any(_choices[i])));

    /// <summary>Whether some letters and digits in a row stand where they stood in the value.</summary>
    public static bool ShareRun(string candidate, string value)
    {
        var run = 0;
        var isLeading = true;
        foreach (var (made, own) in candidate.EnumerateRunes().Zip(value.EnumerateRunes()))
        {
            // Leading zeros stay, and tell nothing.
            isLeading &= own.Value == '0';
            run = made == own && Rune.IsLetterOrDigit(own) && !isLeading ? run + 1 : 0;
            if (run == TellingRun)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Another character of the same kind, or the same where there is none.</summary>
    public static string Other(Rune rune)
    {
        var upper = Upper(rune);
        if (Choices(upper, isLeading: false) is not { } choices)
        {
            return rune.ToString();
        }

        // It may be one of them: then it is passed over.
        var own = Array.IndexOf(choices, upper.ToString());
        var at = RandomDraws.Below(own < 0 ? choices.Length : choices.Length - 1);
        var other = choices[own >= 0 && at >= own ? at + 1 : at];
        return upper == rune ? other : Lower(Rune.GetRuneAt(other, 0)).ToString();
    }

    /// <summary>The capital of a letter, where it has one of as many bytes.</summary>
    public static Rune Upper(Rune rune) => Rune.ToUpperInvariant(rune) is var upper && upper.Utf8SequenceLength == rune.Utf8SequenceLength ? upper : rune;

    /// <summary>The small letter of a capital, where it has one of as many bytes.</summary>
    public static Rune Lower(Rune rune) => Rune.ToLowerInvariant(rune) is var lower && lower.Utf8SequenceLength == rune.Utf8SequenceLength ? lower : rune;

    private static string[]? Choices(Rune rune, bool isLeading) => rune switch
    {
        { IsAscii: true } when Rune.IsLetter(rune) => Capitals,
        { Value: '0' } when isLeading => null,
        { IsAscii: true } when Rune.IsDigit(rune) => isLeading ? FirstDigits : Digits,
        { IsAscii: true } => null,
        _ when Rune.IsLetter(rune) => OtherLetters[rune.Utf8SequenceLength - 2],
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => OtherDigits[rune.Utf8SequenceLength - 2],
        _ => null,
    };

    private static string[] Runes(int first, int count) => [.. Enumerable.Range(first, count).Select(char.ConvertFromUtf32)];

    private static string Any(string[] choices) => choices[RandomDraws.Below(choices.Length)];
}
