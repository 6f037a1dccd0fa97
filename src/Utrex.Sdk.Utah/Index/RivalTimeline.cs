using System.Runtime.InteropServices;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>
/// Stretches of time in the order of their entry dates, each of a kind: a school, a course. It tells whether one shares a day with
/// one of another kind, and remembers the two of different kinds that last longest, so that no number of them takes long.
/// </summary>
internal sealed class RivalTimeline
{
    private readonly List<(DateOnly Entry, Stretch Longest, Stretch? Rival)> _longest = [];

    /// <summary>Forgets all stretches.</summary>
    public void Clear() => _longest.Clear();

    /// <summary>Adds a stretch that begins no earlier than those before; one without a readable entry date, or with an unreadable exit date, is left out.</summary>
    public void Add(TextId kind, FieldValue<DateOnly> entry, FieldValue<DateOnly> exit, int line)
    {
        if (!entry.HasValue || exit.IsMalformed)
        {
            return;
        }

        var next = new Stretch(kind, End(exit), line);
        if (_longest.Count == 0)
        {
            _longest.Add((entry.Value, next, Rival: null));
            return;
        }

        var (_, longest, rival) = _longest[^1];
        if (next.Kind == longest.Kind)
        {
            longest = next.End > longest.End ? next : longest;
        }
        else if (next.End > longest.End)
        {
            (longest, rival) = (next, longest);
        }
        else if (rival is not { } other || next.End > other.End)
        {
            rival = next;
        }

        _longest.Add((entry.Value, longest, rival));
    }

    /// <summary>The line of a stretch of another kind that shares a day with this one; exit dates are the days after the last ones.</summary>
    public int? Sharing(TextId kind, FieldValue<DateOnly> entry, FieldValue<DateOnly> exit)
    {
        if (!entry.HasValue || exit.IsMalformed)
        {
            return null;
        }

        // Of those that begin before this one ends, the one of another kind that lasts longest decides.
        var end = End(exit);
        var low = 0;
        var high = _longest.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _longest[middle].Entry < end ? (middle + 1, high) : (low, middle);
        }

        if (low == 0)
        {
            return null;
        }

        var (_, longest, rival) = _longest[low - 1];
        return (longest.Kind == kind ? rival : longest) is { } other && entry.Value < other.End ? other.Line : null;
    }

    private static DateOnly End(FieldValue<DateOnly> exit) => exit.HasValue ? exit.Value : DateOnly.MaxValue;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Stretch(TextId Kind, DateOnly End, int Line);
}
