using System.ComponentModel;

namespace Utrex.Sdk.Generated;

/// <summary>Ages on a day. Who was born on February 29 completes a year on March 1 of a common year.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Age
{
    /// <summary>The full years since a birth; negative before it.</summary>
    public static int InYears(DateOnly birth, DateOnly on) =>
        on.Year - birth.Year - ((on.Month, on.Day).CompareTo((birth.Month, birth.Day)) < 0 ? 1 : 0);

    /// <summary>The full months since a birth; negative before it.</summary>
    public static int InMonths(DateOnly birth, DateOnly on) =>
        ((on.Year - birth.Year) * 12) + on.Month - birth.Month - (on.Day < birth.Day ? 1 : 0);
}
