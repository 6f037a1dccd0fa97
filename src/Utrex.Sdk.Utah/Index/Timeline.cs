using Utrex.Sdk.Text;

namespace Utrex.Sdk.Utah.Index;

/// <summary>
/// Stretches of time in the order of their entry dates. It remembers which one lasts longest, so that each new one is compared with
/// one instead of all: a file with a hundred thousand records of one student takes no longer than any other.
/// </summary>
internal sealed class Timeline
{
    private readonly List<(DateOnly Entry, DateOnly End, int Line)> _longest = [];

    /// <summary>Whether a stretch has been left out.</summary>
    public bool IsUnsure { get; private set; }

    /// <summary>Adds a stretch that begins no earlier than those before; one without a readable entry date, or with an unreadable exit date, is left out.</summary>
    public void Add(FieldValue<DateOnly> entry, FieldValue<DateOnly> exit, int line)
    {
        if (!entry.HasValue || exit.IsMalformed)
        {
            IsUnsure = true;
            return;
        }

        var end = exit.HasValue ? exit.Value : DateOnly.MaxValue;
        var longest = _longest.Count > 0 && _longest[^1].End >= end ? _longest[^1] with { Entry = entry.Value } : (entry.Value, end, line);
        _longest.Add(longest);
    }

    /// <summary>The line of the stretch that lasts longest, where a day lies within it: on its exit date or before, or while it is open.</summary>
    public int? Within(FieldValue<DateOnly> entry) =>
        _longest.Count > 0 && entry.HasValue && entry.Value <= _longest[^1].End ? _longest[^1].Line : null;

    /// <summary>The line of a stretch that shares a day with another; exit dates are the days after the last ones.</summary>
    public int? Sharing(FieldValue<DateOnly> entry, FieldValue<DateOnly> exit)
    {
        if (!entry.HasValue || exit.IsMalformed || (exit.HasValue && exit.Value <= entry.Value))
        {
            return null;
        }

        // Of those that begin before the other ends, the one that lasts longest decides.
        var end = exit.HasValue ? exit.Value : DateOnly.MaxValue;
        var low = 0;
        var high = _longest.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _longest[middle].Entry < end ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && entry.Value < _longest[low - 1].End ? _longest[low - 1].Line : null;
    }
}
