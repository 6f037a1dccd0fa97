namespace Utrex.Sdk.Generated;

/// <summary>
/// Sets of texts of at most eight characters, as keys, in one table. In a small set each key has a place of its own, by a hash that was
/// searched for; in a large one it stands at one of two (cuckoo hashing). The blank is in every set.
/// </summary>
internal sealed class CodeIndex
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;
    private const int MostTries = 4096;
    private const int MostMoves = 500;

    public CodeIndex(IEnumerable<string> codes)
    {
        ulong[] keys = [.. codes.Select(KeyOf).Distinct()];
        for (var bits = 3; ; bits++)
        {
            if (1 << bits < keys.Length * 2)
            {
                continue;
            }

            Shift = 64 - bits;
            if (keys.Length <= 64 ? TryOnePlaceEach(keys) : TryTwoPlacesEach(keys))
            {
                return;
            }
        }
    }

    /// <summary>The keys at their places; the first place is empty, as it is where a blank looks.</summary>
    public ulong[] Keys { get; private set; } = [];

    /// <summary>The factor of the hash.</summary>
    public ulong First { get; private set; }

    /// <summary>The factor of the second hash; that of the first where a key has one place only.</summary>
    public ulong Second { get; private set; }

    /// <summary>The bits of the product that are no place.</summary>
    public int Shift { get; }

    /// <summary>Whether each key has one place only.</summary>
    public bool IsPerfect => First == Second;

    /// <summary>The key of a text: its bytes, the first one lowest, and then zeros.</summary>
    public static ulong KeyOf(string text)
    {
        ulong key = 0;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            key = (key << 8) | text[i];
        }

        return key;
    }

    private static ulong Next(ulong factor) => (factor * Multiplier) | 1;

    private bool TryOnePlaceEach(ulong[] keys)
    {
        First = Multiplier;
        for (var i = 0; i < MostTries; i++)
        {
            First = Next(First);
            Second = First;
            Keys = new ulong[1 << (64 - Shift)];
            if (Array.TrueForAll(keys, key => TryPlace(key, mostMoves: 1)) && Keys[0] == 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool TryTwoPlacesEach(ulong[] keys)
    {
        Second = Multiplier;
        for (var i = 0; i < MostTries; i++)
        {
            First = Next(Second);
            Second = Next(First);
            Keys = new ulong[1 << (64 - Shift)];
            if (Array.TrueForAll(keys, key => TryPlace(key, MostMoves)) && Keys[0] == 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool TryPlace(ulong key, int mostMoves)
    {
        var place = (key * First) >> Shift;
        for (var moves = 0; moves < mostMoves; moves++)
        {
            (key, Keys[place]) = (Keys[place], key);
            if (key == 0)
            {
                return true;
            }

            // Whoever stood there goes to its other place.
            var first = (key * First) >> Shift;
            place = place == first ? (key * Second) >> Shift : first;
        }

        return false;
    }
}
