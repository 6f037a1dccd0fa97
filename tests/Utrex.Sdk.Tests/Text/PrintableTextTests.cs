using System.Text;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Tests.Text;

/// <summary>What messages show of foreign texts.</summary>
public class PrintableTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Emma O'Neil-Muñoz", "Emma O'Neil-Muñoz")]
    [InlineData("日本 👩", "日本 👩")]
    [InlineData("a\tb\r\n\0\u001b[31m", "a<U+0009>b<U+000D><U+000A><U+0000><U+001B>[31m")]
    [InlineData("a\u007f\u0085", "a<U+007F><U+0085>")]
    [InlineData("abc\u202Ecba", "abc<U+202E>cba")]
    [InlineData("\u200E\u200F\u061C\u2066\u2069", "<U+200E><U+200F><U+061C><U+2066><U+2069>")]
    [InlineData("a\u200Bb\u200Dc\uFEFFd\u00ADe", "a<U+200B>b<U+200D>c<U+FEFF>d<U+00AD>e")]
    [InlineData("a\u00A0b\u3000c\u2028d\u2029", "a<U+00A0>b<U+3000>c<U+2028>d<U+2029>")]
    [InlineData("\u3164\u115F\u2800\uFE0F\u034F", "<U+3164><U+115F><U+2800><U+FE0F><U+034F>")]
    [InlineData("\uE000\uFFFF", "<U+E000><U+FFFF>")]
    public void Nothing_hides(string text, string shown)
    {
        PrintableText.Of(text).ShouldBe(shown);
        PrintableText.Of(Encoding.UTF8.GetBytes(text)).ShouldBe(shown);
        PrintableText.Quote(text).ShouldBe($"'{shown}'");
        PrintableText.Quote(Encoding.UTF8.GetBytes(text)).ShouldBe($"'{shown}'");
    }

    [Fact]
    public void Characters_beyond_sixteen_bits_are_shown_or_named()
    {
        PrintableText.Of(char.ConvertFromUtf32(0xE0001)).ShouldBe("<U+E0001>");
        PrintableText.Of(char.ConvertFromUtf32(0x1F469)).ShouldBe(char.ConvertFromUtf32(0x1F469));
    }

    [Fact]
    public void What_is_no_text_is_shown_as_it_is()
    {
        PrintableText.Of("a" + (char)0xD800 + "b").ShouldBe("a<U+D800>b");
        PrintableText.Of([(byte)'a', 0xC3, 0x28]).ShouldBe("a<0xC3>(");
        PrintableText.Of([0xF0, 0x9F, 0x91]).ShouldBe("<0xF0><0x9F><0x91>");
    }

    [Fact]
    public void A_long_text_is_cut_at_a_whole_character()
    {
        PrintableText.Of(new string('x', 64)).ShouldBe(new string('x', 64));
        PrintableText.Of(new string('x', 65)).ShouldBe(new string('x', 64) + "…");
        PrintableText.Of(string.Concat(Enumerable.Repeat("👩", 70))).ShouldBe(string.Concat(Enumerable.Repeat("👩", 64)) + "…");
        PrintableText.Of(Encoding.UTF8.GetBytes(new string('é', 1_000_000))).ShouldBe(new string('é', 64) + "…");
        PrintableText.Of("abc", maxLength: 2).ShouldBe("ab…");
    }

    /// <summary>The kind: whoever puts a code into an exception.</summary>
    [Fact]
    public void An_exception_about_a_code_shows_what_was_there_and_no_more()
    {
        Should.Throw<FormatException>(() => (ExitCode)"T\u202ED").Message.ShouldStartWith("'T<U+202E>D' is no code of ExitCode.");
        Should.Throw<FormatException>(() => NumberOrCode<GradePointAverage>.Parse(new string('9', 100_000))).Message.Length.ShouldBeLessThan(300);
        Should.Throw<FormatException>(() => (ExitCode)new string('T', 1_000_000)).Message.ShouldSatisfyAllConditions(message => message.ShouldStartWith($"'{new string('T', 64)}…' is no code of ExitCode."), message => message.Length.ShouldBeLessThan(300));
    }
}
