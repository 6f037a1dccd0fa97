using System.Text;
using Utrex.Sdk.Generated;

namespace Utrex.Sdk.Tests.Validation;

/// <summary>Examples of the published definition of Open Location Codes.</summary>
public class PlusCodeTests
{
    [Theory]
    [InlineData("8FWC2345+G6")]
    [InlineData("8FWC2345+G6G")]
    [InlineData("8fwc2345+")]
    [InlineData("8FWCX400+")]
    [InlineData("84000000+")]
    [InlineData("WC2345+G6g")]
    [InlineData("2345+G6")]
    [InlineData("45+G6")]
    [InlineData("+G6")]
    [InlineData("85GCQ2RF+XJ")]
    public void A_full_or_short_code_is_valid(string code) => PlusCode.IsValid(Encoding.UTF8.GetBytes(code)).ShouldBeTrue();

    [Theory]
    [InlineData("G+")]
    [InlineData("+")]
    [InlineData("8FWC2345+G")]
    [InlineData("8FWC2_45+G6")]
    [InlineData("8FWC2η45+G6")]
    [InlineData("8FWC2345+G6+")]
    [InlineData("8FWC2345G6+")]
    [InlineData("8FWC2300+G6")]
    [InlineData("WC2300+G6g")]
    [InlineData("WC2345+G")]
    [InlineData("WC2300+")]
    [InlineData("8FWC2345")]
    [InlineData("80000000+")]
    [InlineData("00000000+")]
    [InlineData("FF345678+")]
    [InlineData("8XWC2345+G6")]
    [InlineData("not a code")]
    public void Anything_else_is_not(string code) => PlusCode.IsValid(Encoding.UTF8.GetBytes(code)).ShouldBeFalse();
}
