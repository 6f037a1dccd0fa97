using Utrex.Sdk.Utah;

namespace Utrex.Sdk.Tests.Validation;

public class MembershipEquivalentTests
{
    private static MembershipEquivalent Equivalent { get; } = MembershipEquivalent.Of(UtrexSpecification.Current);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.1", 1)]
    [InlineData("5.5", 1)]
    [InlineData("5.51", 2)]
    [InlineData("495", 90)]
    [InlineData("495.01", 91)]
    [InlineData("990", 180)]
    [InlineData("1100", 200)]
    public void Hours_are_rounded_up_to_days(string hours, int days) =>
        Equivalent.FromHours(decimal.Parse(hours, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(days);

    [Fact]
    public void Every_row_of_the_specification_comes_out()
    {
        foreach (var row in UtrexSpecification.Lookups.MembershipEquivalents.Rows)
        {
            Equivalent.FromHours(int.Parse(row[0], System.Globalization.CultureInfo.InvariantCulture)).ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(row[1]);
        }

        Equivalent.FromHours(Equivalent.HoursOfYear).ShouldBe(Equivalent.DaysOfYear);
    }

    [Fact]
    public void Hours_that_cannot_be_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Equivalent.FromHours(-0.1m));
        Should.Throw<ArgumentOutOfRangeException>(() => Equivalent.FromHours(decimal.MaxValue));
    }
}
