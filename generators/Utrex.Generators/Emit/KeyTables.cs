using System.Text;
using Utrex.Generators.Model;

namespace Utrex.Generators.Emit;

/// <summary>
/// Texts of at most eight bytes as integers, in tables in which each has a place of its own, by a hash that is searched for. Fields with the
/// same texts share a table.
/// </summary>
internal sealed class KeyTables
{
    private const int MostTextsOfTest = 64;
    private const int MostTexts = 128;
    private const int KeyLength = 8;
    private const int WordLength = 64;
    private const byte Blank = (byte)' ';
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;
    private const int MostTries = 64;

    private readonly Dictionary<string, (int Start, int Bits, ulong Factor)> _tables = new(StringComparer.Ordinal);

    /// <summary>All tables, one behind the other.</summary>
    public List<ulong> Keys { get; } = [];

    /// <summary>The texts of a field by which cases differ, as far as keys can tell them apart. A value never ends with a blank.</summary>
    public static HashSet<string> TextsOf(FieldUnit field, IEnumerable<RuleCase> cases, ChangeRecordModel? change)
    {
        var tests = cases.SelectMany(one => one.Tests).SelectMany(test => test.Test.All)
            .Where(test => test.Kind is TestKind.In or TestKind.NotIn && test.Length == 0 && test.Fields.Count == 1
                && test.Values.Count <= MostTextsOfTest && string.Equals(test.Field, field.Model.Name, StringComparison.Ordinal));
        string[] changes = change is not null && string.Equals(change.Field, field.Model.Name, StringComparison.Ordinal) ? [change.Code] : [];
        return new HashSet<string>(
            changes.Concat(tests.SelectMany(test => test.Values))
                .Where(text => text.Length > 0 && text[text.Length - 1] != ' ' && Encoding.UTF8.GetByteCount(text) <= KeyLength)
                .Distinct(StringComparer.Ordinal)
                .Take(MostTexts),
            StringComparer.Ordinal);
    }

    /// <summary>The bytes of a text, the first one lowest, with the blanks that fill it up as zeros.</summary>
    public static ulong KeyOf(string text)
    {
        ulong key = 0;
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < bytes.Length; i++)
        {
            key |= (ulong)(bytes[i] ^ Blank) << (8 * i);
        }

        return key;
    }

    /// <summary>The table of some keys: where it starts, the bits of a place, and the factor of the hash. The first place is that of the blank.</summary>
    public (int Start, int Bits, ulong Factor) Add(List<ulong> keys)
    {
        var name = string.Join(" ", keys);
        if (_tables.TryGetValue(name, out var known))
        {
            return known;
        }

        for (var bits = 1; ; bits++)
        {
            var factor = Multiplier;
            for (var i = 0; i < MostTries && 1 << bits > keys.Count; i++)
            {
                factor = unchecked(factor * Multiplier) | 1;
                if (TryPlace(keys, factor, bits) is { } places)
                {
                    known = (Keys.Count, bits, factor);
                    Keys.AddRange(places);
                    _tables.Add(name, known);
                    return known;
                }
            }
        }
    }

    private static ulong[]? TryPlace(List<ulong> keys, ulong factor, int bits)
    {
        var places = new ulong[1 << bits];
        foreach (var key in keys)
        {
            var place = unchecked(key * factor) >> (WordLength - bits);
            if (place == 0 || places[place] != 0)
            {
                return null;
            }

            places[place] = key;
        }

        return places;
    }
}
