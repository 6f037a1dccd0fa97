using System.Text;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Tests.Text;

public class ScalarsTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("007", 7)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("00000000000000000000000000000012", 12)]
    public void A_whole_number_is_its_digits(string text, int expected) => Scalars.Integer(Bytes(text)).Value.ShouldBe(expected);

    [Theory]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1.0")]
    [InlineData("2147483648")]
    [InlineData("1\0")]
    [InlineData("١")]
    [InlineData("99999999999999999999")]
    public void Anything_else_is_malformed(string text) => Scalars.Integer(Bytes(text)).IsMalformed.ShouldBeTrue();

    /// <summary>The contract's reading of decimals, with its trap: 0180 in a 3.1 field is 18.0, 180 is 180.</summary>
    [Theory]
    [InlineData("3500", 1, 3, "3.500")]
    [InlineData("35", 1, 3, "35")]
    [InlineData("3.5", 1, 3, "3.5")]
    [InlineData("0180", 3, 1, "18.0")]
    [InlineData("180", 3, 1, "180")]
    [InlineData("00180", 3, 1, "180")]
    [InlineData("180.0", 3, 1, "180.0")]
    [InlineData(".5", 1, 1, "0.5")]
    [InlineData("5.", 1, 1, "5")]
    [InlineData("123", 3, 0, "123")]
    public void A_decimal_has_its_point_or_implies_it(string text, int digits, int decimals, string expected) =>
        Scalars.Decimal(Bytes(text), digits, decimals).Value.ShouldBe(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("-1.0")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData("1.5 ")]
    public void A_malformed_decimal_is_none(string text) => Scalars.Decimal(Bytes(text), 3, 1).IsMalformed.ShouldBeTrue();

    /// <summary>Short numbers are read in a register, and longer ones a digit at a time; both read what a person would.</summary>
    [Fact]
    public void Numbers_of_any_length_are_their_digits()
    {
        var random = new Random(1);
        for (var i = 0; i < 200_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 13)).Select(_ => "0123456789012345678901234567890123456789.. -:/\0é"[random.Next(48)]));
            var points = text.Count(c => c == '.');
            var digits = text.Count(char.IsAsciiDigit);

            var whole = Scalars.LongInteger(Bytes(text));
            (whole.HasValue ? whole.Value : -1).ShouldBe(digits == text.Length ? long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : -1, text);

            var number = Scalars.Decimal(Bytes(text), 20, 3);
            var isNumber = digits > 0 && points <= 1 && digits + points == text.Length;
            (number.HasValue ? number.Value : -1).ShouldBe(isNumber ? decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : -1, text);
            if (isNumber && points == 1)
            {
                number.Value.Scale.ShouldBe((byte)(text.Length - 1 - text.IndexOf('.', StringComparison.Ordinal)), text);
            }
        }
    }

    [Theory]
    [InlineData("20240229", true)]
    [InlineData("20250229", false)]
    [InlineData("21000229", false)]
    [InlineData("20251301", false)]
    [InlineData("20250431", false)]
    [InlineData("00000101", false)]
    [InlineData("2025010", false)]
    [InlineData("2025-1-1", false)]
    [InlineData("202501011", false)]
    public void A_date_is_a_day_of_the_calendar(string text, bool isDate) => Scalars.Date(Bytes(text)).HasValue.ShouldBe(isDate);

    /// <summary>Every day of four hundred years, and every other number of eight digits around it.</summary>
    [Fact]
    public void Dates_agree_with_the_calendar()
    {
        for (var number = 19_990_000; number < 20_010_000; number++)
        {
            var text = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var isDay = DateOnly.TryParseExact(text, "yyyyMMdd", out var day);

            var value = Scalars.Date(Bytes(text));

            value.HasValue.ShouldBe(isDay, text);
            value.GetValueOrDefault().ShouldBe(isDay ? day : default, text);
        }
    }

    [Theory]
    [InlineData("2025-10-01 00:00:00.000", true)]
    [InlineData("2025-10-01 23:59:59.999", true)]
    [InlineData("2025-10-01 24:00:00.000", false)]
    [InlineData("2025-10-01T00:00:00.000", false)]
    [InlineData("2025-10-01", false)]
    [InlineData("2025-10-01 00:00:00", false)]
    public void A_point_in_time_is_complete(string text, bool isTime) => Scalars.DateTime(Bytes(text)).HasValue.ShouldBe(isTime);

    [Theory]
    [InlineData("0229", true)]
    [InlineData("0230", false)]
    [InlineData("1300", false)]
    [InlineData("101", false)]
    public void A_day_of_any_year_exists_in_one(string text, bool isDay) => Scalars.MonthDay(Bytes(text)).HasValue.ShouldBe(isDay);

    [Theory]
    [InlineData("20250601")]
    [InlineData("202506")]
    [InlineData("2025-06")]
    public void A_partial_date_keeps_its_spelling(string text) => Scalars.PartialDate(Bytes(text)).Value.ToString().ShouldBe(text);

    [Theory]
    [InlineData("2025-13")]
    [InlineData("202500")]
    [InlineData("2025")]
    [InlineData("2025-6")]
    public void A_partial_date_is_a_month_or_a_day(string text) => Scalars.PartialDate(Bytes(text)).IsMalformed.ShouldBeTrue();

    [Theory]
    [InlineData("-111.891", "-111.891")]
    [InlineData("40", "40")]
    public void A_coordinate_may_be_negative(string text, string expected) => Scalars.SignedDecimal(Bytes(text)).Value.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(expected);

    [Fact]
    public void Nothing_is_blank()
    {
        Scalars.Integer(default).IsBlank.ShouldBeTrue();
        Scalars.Decimal(default, 1, 3).IsBlank.ShouldBeTrue();
        Scalars.Date(default).IsBlank.ShouldBeTrue();
        Scalars.Code<ExitCode>(default).IsBlank.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => Scalars.Date(default).Value);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
