using Utrex.Sdk.Text;

namespace Utrex.Sdk.Utah.Index;

/// <summary>
/// A sum of days, of which every one that could be read counts. A rule that looks for too few days finds nothing where one could not be.
/// </summary>
internal readonly record struct DaySum
{
    /// <summary>A sum.</summary>
    public DaySum(long least, bool isUnsure) => (Least, IsUnsure) = (least, isUnsure);

    /// <summary>What could be read.</summary>
    public long Least { get; }

    /// <summary>Whether there was something else, which a rule of its own finds.</summary>
    public bool IsUnsure { get; }

    /// <summary>Whether there surely are none.</summary>
    public bool IsNone => Least == 0 && !IsUnsure;

    /// <summary>A number of days; a blank is none.</summary>
    public static DaySum Of(FieldValue<int> days) => new(days.GetValueOrDefault(), days.IsMalformed);

    /// <summary>These days, where they may count or not.</summary>
    public DaySum AsUnsure() => new(0, !IsNone);

    /// <summary>Whether these are surely more days than the others.</summary>
    public bool Exceeds(DaySum others) => Least > others.Least && !others.IsUnsure;

    /// <summary>Both together.</summary>
    public static DaySum operator +(DaySum left, DaySum right) => new(left.Least + right.Least, left.IsUnsure || right.IsUnsure);
}
