using System.Runtime.InteropServices;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>Which identifiers there have been: 16 bytes each and some room.</summary>
internal sealed class IdSet
{
    private const int SmallestTable = 1 << 10;

    // Open addressing; nothing is free that is not zero, so that zero itself is told apart.
    private Id[] _table = new Id[SmallestTable];
    private int _count;
    private bool _hasZero;

    /// <summary>Adds an identifier.</summary>
    /// <returns>Whether it was not there before.</returns>
    public bool Add(UInt128 number)
    {
        var id = new Id((ulong)(number >> 64), (ulong)number);
        if (id == default)
        {
            var isNew = !_hasZero;
            _hasZero = true;
            return isNew;
        }

        if (_count > _table.Length / 4 * 3)
        {
            var old = _table;
            _table = new Id[2 * old.Length];
            foreach (var each in old)
            {
                if (each != default)
                {
                    Slot(each) = each;
                }
            }
        }

        ref var slot = ref Slot(id);
        if (slot == id)
        {
            return false;
        }

        slot = id;
        _count++;
        return true;
    }

    private ref Id Slot(Id id)
    {
        var at = RefId.Hash(id.High, id.Low) & (_table.Length - 1);
        while (_table[at] != default && _table[at] != id)
        {
            at = (at + 1) & (_table.Length - 1);
        }

        return ref _table[at];
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Id(ulong High, ulong Low);
}
