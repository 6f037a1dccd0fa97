namespace Utrex.Sdk.Sif.Objects;

/// <summary>
/// Which identifiers there have been: 8 bytes each and some room. Of two in some billions that have half of their bits in common the second is taken for
/// the first, which costs it no more than another name.
/// </summary>
internal sealed class IdSet
{
    private const int SmallestTable = 1 << 10;

    // Open addressing; nothing is free that is not zero, so that zero itself is told apart.
    private ulong[] _table = new ulong[SmallestTable];
    private int _count;
    private bool _hasZero;

    /// <summary>Adds an identifier.</summary>
    /// <returns>Whether it was not there before.</returns>
    public bool Add(UInt128 number)
    {
        var id = (ulong)(number >> 64);
        if (id == 0)
        {
            var isNew = !_hasZero;
            _hasZero = true;
            return isNew;
        }

        if (_count > _table.Length / 4 * 3)
        {
            var old = _table;
            _table = new ulong[2 * old.Length];
            foreach (var each in old)
            {
                if (each != 0)
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

    private ref ulong Slot(ulong id)
    {
        var at = RefId.Hash(id) & (_table.Length - 1);
        while (_table[at] != 0 && _table[at] != id)
        {
            at = (at + 1) & (_table.Length - 1);
        }

        return ref _table[at];
    }
}
