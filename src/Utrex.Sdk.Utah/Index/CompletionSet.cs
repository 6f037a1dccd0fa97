using System.Numerics;

namespace Utrex.Sdk.Utah.Index;

/// <summary>Some completion statuses, each a bit at its place in the table of codes: asked for every transcript, however many enrolments there are.</summary>
internal struct CompletionSet
{
    private const int Bits = 64;

    private ulong _bits;

    /// <summary>Adds a status; the blank is none.</summary>
    public void Add(HighSchoolCompletionStatus status)
    {
        var all = HighSchoolCompletionStatus.All;
        for (var i = 0; i < all.Count && !status.IsBlank; i++)
        {
            if (all[i] == status)
            {
                _bits |= 1UL << Bit(i);
                return;
            }
        }
    }

    /// <summary>Whether one of the statuses is among some codes.</summary>
    public readonly bool HasAnyOf(IReadOnlyList<string> codes)
    {
        var all = HighSchoolCompletionStatus.All;
        for (var rest = _bits; rest != 0; rest &= rest - 1)
        {
            if (codes.Lists(all[BitOperations.TrailingZeroCount(rest)].Code))
            {
                return true;
            }
        }

        return false;
    }

    private static int Bit(int place) => place < Bits ? place : throw new InvalidOperationException("The table has more completion statuses than a set has bits.");
}
