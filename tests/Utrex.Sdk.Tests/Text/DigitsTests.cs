using System.Globalization;
using System.Text;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Tests.Text;

public class DigitsTests
{
    public static TheoryData<ulong> Numbers()
    {
        var data = new TheoryData<ulong> { ulong.MaxValue };
        for (var power = 1UL; ; power *= 10)
        {
            data.Add(power - 1);
            data.Add(power);
            if (power > ulong.MaxValue / 10)
            {
                return data;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_is_written_with_as_many_digits_as_asked_for(ulong number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        Digits.Count(number).ShouldBe(text.Length);
        for (var width = 0; width < 24; width++)
        {
            var digits = new byte[width];
            Digits.Write(digits, number);

            Encoding.ASCII.GetString(digits).ShouldBe(text.PadLeft(24, '0')[^width..]);
        }
    }

    [Theory]
    [InlineData("1.5", 1, true, 15)]
    [InlineData("1.50", 1, true, 15)]
    [InlineData("1.55", 1, false, 0)]
    [InlineData("0", 4, true, 0)]
    [InlineData("12", 3, true, 12_000)]
    [InlineData("18446744073709551615", 0, true, ulong.MaxValue)]
    [InlineData("18446744073709551615", 1, false, 0)]
    [InlineData("79228162514264337593543950335", 0, false, 0)]
    [InlineData("0.0000000000000000000000000001", 1, false, 0)]
    public void A_decimal_is_scaled_if_it_can_be(string text, int decimals, bool can, ulong units)
    {
        Digits.TryScale(decimal.Parse(text, CultureInfo.InvariantCulture), decimals, out var actual).ShouldBe(can);
        if (can)
        {
            actual.ShouldBe(units);
        }
    }

    [Fact]
    public void Plain_text_is_narrowed_and_any_other_is_refused_at_every_place()
    {
        for (var length = 0; length < 40; length++)
        {
            var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)(' ' + (i * 7 % ('~' - ' ' + 1)))));
            var bytes = new byte[length];

            PlainText.TryNarrow(text, bytes).ShouldBeTrue();
            Encoding.ASCII.GetString(bytes).ShouldBe(text);
            for (var at = 0; at < length; at++)
            {
                foreach (var other in "\t\n\r\0\u007f\u00e9\u2028\ud800")
                {
                    PlainText.TryNarrow(text[..at] + other + text[(at + 1)..], bytes).ShouldBeFalse();
                }
            }
        }
    }
}
