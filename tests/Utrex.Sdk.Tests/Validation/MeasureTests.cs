using Utrex.Sdk.Generated;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Tests.Validation;

/// <summary>What conditions compare: days, numbers, ages, weekdays, and what is not known.</summary>
public class MeasureTests
{
    [Theory]
    [InlineData("2004-02-29", "2025-02-28", 20)]
    [InlineData("2004-02-29", "2025-03-01", 21)]
    [InlineData("2004-02-29", "2024-02-28", 19)]
    [InlineData("2004-02-29", "2024-02-29", 20)]
    [InlineData("2003-07-01", "2025-07-01", 22)]
    [InlineData("2003-07-02", "2025-07-01", 21)]
    [InlineData("2025-07-02", "2025-07-01", -1)]
    public void Years(string birth, string on, int years) => Age.InYears(Day(birth), Day(on)).ShouldBe(years);

    [Theory]
    [InlineData("2024-04-01", "2025-10-01", 18)]
    [InlineData("2024-04-02", "2025-10-01", 17)]
    [InlineData("2024-08-31", "2026-02-28", 17)]
    [InlineData("2024-08-31", "2026-03-01", 18)]
    public void Months(string birth, string on, int months) => Age.InMonths(Day(birth), Day(on)).ShouldBe(months);

    [Fact]
    public void Weekdays_are_counted_as_a_calendar_shows_them()
    {
        var first = Day("2025-06-30");
        for (var from = 0; from < 20; from++)
        {
            for (var to = 0; to < 40; to++)
            {
                var entry = first.AddDays(from);
                var exit = first.AddDays(to);
                var expected = Enumerable.Range(0, Math.Max(0, to - from)).Count(i => entry.AddDays(i).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

                Measure.Weekdays(new(entry), new(exit), default).ShouldBe(Measure.Of(expected), $"{entry:O} to {exit:O}");
            }
        }
    }

    [Fact]
    public void Without_an_exit_the_last_day_of_school_counts() =>
        Measure.Weekdays(new(Day("2026-05-25")), default, Measure.Of(Day("2026-05-29"))).ShouldBe(Measure.Of(5));

    [Fact]
    public void What_is_not_known_neither_holds_nor_fails()
    {
        var known = Measure.Of(5);
        foreach (var unknown in new[] { default, Measure.Of(FieldValue<decimal>.Malformed), Measure.Of(FieldValue<DateOnly>.Blank), Measure.Years(FieldValue<DateOnly>.Malformed, known), default(Measure).Plus(1) })
        {
            unknown.IsKnown.ShouldBeFalse();
            Measure.IsBelow(unknown, known).ShouldBeFalse();
            Measure.IsBelow(known, unknown).ShouldBeFalse();
            Measure.IsAtMost(unknown, known).ShouldBeFalse();
            Measure.IsAtMost(known, unknown).ShouldBeFalse();
            Measure.IsSame(unknown, unknown).ShouldBeFalse();
            Measure.IsOther(unknown, known).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_month_compares_with_both_its_ends()
    {
        var may = Measure.Of(new FieldValue<PartialDate>(new PartialDate(2026, 5)));

        Measure.IsBelow(may, Measure.Of(Day("2026-06-01"))).ShouldBeTrue();
        Measure.IsBelow(may, Measure.Of(Day("2026-05-31"))).ShouldBeFalse();
        Measure.IsAtMost(may, Measure.Of(Day("2026-05-31"))).ShouldBeTrue();
        Measure.IsBelow(Measure.Of(Day("2026-05-01")), may).ShouldBeFalse();
        Measure.IsOther(may, Measure.Of(Day("2026-05-15"))).ShouldBeFalse();
        Measure.IsOther(may, Measure.Of(Day("2026-06-15"))).ShouldBeTrue();
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
