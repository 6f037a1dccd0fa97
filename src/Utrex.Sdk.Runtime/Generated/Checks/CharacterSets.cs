using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Utrex.Sdk.Generated;

/// <summary>
/// Tells of many ASCII characters at once in which of some sets they are. Sets go together in groups, and a set has some bits of its
/// group's bytes: with tables of all of ASCII where the processor looks them up, else by <see cref="CharacterClasses"/>.
/// </summary>
internal sealed class CharacterSets
{
    private const int Table = 0x80;
    private const int MostOfTable = 8;

    private readonly Dictionary<string, (int Group, byte Bits)> _places = new(StringComparer.Ordinal);
    private readonly byte[] _tables;
    private readonly CharacterClasses[] _classes;

    /// <summary>Groups for some sets.</summary>
    /// <param name="sets">The sets; those that are asked for together had better be neighbours.</param>
    public CharacterSets(IEnumerable<string> sets)
    {
        var all = sets.Distinct(StringComparer.Ordinal).ToList();
        var rest = all.Where(set => set.Any(char.IsAscii)).ToList();
        foreach (var set in all.Except(rest, StringComparer.Ordinal))
        {
            _places[set] = (0, 0);
        }

        List<CharacterClasses> classes = [];
        _tables = LineCheck.LooksUpBytes || !Vector128.IsHardwareAccelerated ? Tabulate(rest) : [];
        while (_tables.Length == 0 && rest.Count > 0)
        {
            // As many sets as fit; the first one always does.
            var group = new CharacterClasses(rest);
            for (var i = 0; i < rest.Count; i++)
            {
                if (group[i] != 0)
                {
                    _places[rest[i]] = (classes.Count, group[i]);
                }
            }

            classes.Add(group);
            rest.RemoveAll(_places.ContainsKey);
        }

        _classes = [.. classes];
        GroupCount = Math.Max(_classes.Length, _tables.Length / Table);
    }

    /// <summary>Whether the sets are looked up by smaller vectors, and not one by one.</summary>
    public bool HasClasses => _classes.Length > 0;

    /// <summary>The number of groups.</summary>
    public int GroupCount { get; }

    /// <summary>The group of a set, and the bits of which a character of the set has at least one; no bits where no ASCII character is in it.</summary>
    public (int Group, byte Bits) this[string set] => _places[set];

    /// <summary>The bits of a character; no bits of one that is not ASCII.</summary>
    public byte Find(int group, byte character) => character < Table ? _tables[(group * Table) + character] : (byte)0;

    /// <inheritdoc cref="Find(int, byte)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<byte> Find(int group, Vector256<byte> characters) => _classes[group].Classify(characters);

    /// <summary>The bits of each character, with tables; of one that is not ASCII, those of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<byte> Find(int group, Vector512<byte> characters)
    {
        var (low, high) = TableOf(group);
        return Avx512Vbmi.PermuteVar64x8x2(low, characters, high);
    }

    /// <summary>The table of a group: the first half of ASCII, and the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector512<byte> Low, Vector512<byte> High) TableOf(int group)
    {
        ref var table = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_tables), (nint)group * Table);
        return (Vector512.LoadUnsafe(ref table), Vector512.LoadUnsafe(ref table, Table / 2));
    }

    private byte[] Tabulate(List<string> sets)
    {
        var tables = new byte[(sets.Count + MostOfTable - 1) / MostOfTable * Table];
        for (var i = 0; i < sets.Count; i++)
        {
            var (group, bit) = (i / MostOfTable, (byte)(1 << (i % MostOfTable)));
            _places[sets[i]] = (group, bit);
            foreach (var character in sets[i].Where(character => character < Table))
            {
                tables[(group * Table) + character] |= bit;
            }
        }

        return tables;
    }
}
