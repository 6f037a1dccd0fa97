namespace Utrex.Analyzers.Evaluation;

/// <summary>A day or a number that rules compare, perhaps known only to lie between two bounds, or not at all. A comparison holds only where it surely does.</summary>
internal readonly struct Measure
{
    private readonly decimal _low;
    private readonly decimal _high;
    private readonly bool _isKnown;

    private Measure(decimal low, decimal high)
    {
        _low = low;
        _high = high;
        _isKnown = true;
    }

    public static Measure Of(decimal? number) => number is { } known ? new(known, known) : default;

    public static Measure Of(DateTime? day) => Of(day is { } known ? NumberOf(known) : (decimal?)null);

    public static Measure Of((DateTime First, DateTime Last)? days) => days is { } known ? new(NumberOf(known.First), NumberOf(known.Last)) : default;

    /// <summary>The full years that have passed on a day since a birth.</summary>
    public static Measure Years(DateTime? birth, Measure on) => Age(birth, on, static (born, day) =>
        day.Year - born.Year - ((day.Month, day.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0));

    /// <summary>The full months that have passed on a day since a birth.</summary>
    public static Measure Months(DateTime? birth, Measure on) => Age(birth, on, static (born, day) =>
        ((day.Year - born.Year) * 12) + day.Month - born.Month - (day.Day < born.Day ? 1 : 0));

    /// <summary>The weekdays from a day to just before another.</summary>
    public static Measure Weekdays(Measure from, Measure end)
    {
        if (!from._isKnown || !end._isKnown)
        {
            return default;
        }

        var (first, last) = ((int)from._low, (int)end._low);
        return Of((decimal)(last <= first ? 0 : WeekdaysBefore(last) - WeekdaysBefore(first)));
    }

    public Measure Plus(int days) => _isKnown ? new(_low + days, _high + days) : default;

    /// <summary>Whether the relation surely holds.</summary>
    public static bool Holds(Measure left, string relation, Measure right) => left._isKnown && right._isKnown && relation switch
    {
        "<" => left._high < right._low,
        "<=" => left._high <= right._low,
        ">" => right._high < left._low,
        ">=" => right._high <= left._low,
        "=" => left._low == left._high && left._low == right._low && left._high == right._high,
        _ => left._high < right._low || right._high < left._low,
    };

    private static Measure Age(DateTime? birth, Measure on, Func<DateTime, DateTime, int> count) =>
        birth is { } born && on._isKnown ? Of((decimal)count(born, DateTime.MinValue.AddDays((double)on._low))) : default;

    private static int NumberOf(DateTime day) => (int)(day - DateTime.MinValue).TotalDays;

    // January 1 of the year 1, day 0, was a Monday.
    private static int WeekdaysBefore(int day) => (day / 7 * 5) + Math.Min(day % 7, 5);
}
