using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Utrex.Sdk.Generated;

/// <summary>Looks several keys of a line up, each in its set: all sets are one table, and a look-up is a product, a shift and a comparison.</summary>
internal sealed class CodeProbes
{
    private readonly ulong[] _table;
    private readonly Probe[] _perfect;
    private readonly Probe[] _others;

    /// <summary>Probes for keys, by their place in the line.</summary>
    public CodeProbes(IReadOnlyCollection<(int Key, CodeIndex Index)> codes)
    {
        // Fields with the same codes share a set.
        var indexes = codes.Select(code => code.Index).Distinct().ToList();
        var starts = indexes.Select((_, i) => indexes.Take(i).Sum(index => index.Keys.Length)).ToList();
        _table = [.. indexes.SelectMany(index => index.Keys)];
        var probes = codes.Select(code => new Probe(code.Key, starts[indexes.IndexOf(code.Index)], code.Index)).ToLookup(probe => probe.First == probe.Second);
        _perfect = [.. probes[true]];
        _others = [.. probes[false]];
    }

    /// <summary>Whether a key is not in its set; zero where all are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong FindUnknown(ref ulong keys)
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(_table);
        var faults = 0UL;
        foreach (ref readonly var probe in _perfect.AsSpan())
        {
            var key = Unsafe.Add(ref keys, (nint)probe.Key);
            faults |= Unsafe.Add(ref table, (nint)probe.Start + (nint)((key * probe.First) >> probe.Shift)) ^ key;
        }

        // Fields with that many codes, languages, are mostly blank.
        var any = 0UL;
        foreach (ref readonly var probe in _others.AsSpan())
        {
            any |= Unsafe.Add(ref keys, (nint)probe.Key);
        }

        if (any != 0)
        {
            foreach (ref readonly var probe in _others.AsSpan())
            {
                faults |= probe.Miss(ref table, Unsafe.Add(ref keys, (nint)probe.Key));
            }
        }

        return faults;
    }

    /// <summary>The keys that are in their sets, a bit for each.</summary>
    public ulong FindKnown(ref ulong keys)
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(_table);
        var known = 0UL;
        foreach (ref readonly var probe in _perfect.AsSpan())
        {
            known |= (ulong)(probe.Miss(ref table, Unsafe.Add(ref keys, (nint)probe.Key)) ^ 1) << probe.Key;
        }

        foreach (ref readonly var probe in _others.AsSpan())
        {
            known |= (ulong)(probe.Miss(ref table, Unsafe.Add(ref keys, (nint)probe.Key)) ^ 1) << probe.Key;
        }

        return known;
    }

    private readonly struct Probe(int key, int start, CodeIndex index)
    {
        public readonly ulong First = index.First;
        public readonly ulong Second = index.Second;
        public readonly int Key = key;
        public readonly int Start = start;
        public readonly int Shift = index.Shift;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public uint Miss(ref ulong table, ulong key)
        {
            var isFirst = Unsafe.Add(ref table, Start + (nint)((key * First) >> Shift)) == key;
            var isSecond = Unsafe.Add(ref table, Start + (nint)((key * Second) >> Shift)) == key;
            return isFirst | isSecond ? 0u : 1;
        }
    }
}
