using System.Text;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Tests.Validation.Across;

/// <summary>A pool of texts does what a dictionary of strings would do.</summary>
public sealed class TextPoolTests
{
    private static readonly string[] Parts = ["0", "00000000", "1", "12345678", "a", "é", "\0", "\0\0", "zzzzzzzzzzzzzzzz"];

    [Fact]
    public void Equal_texts_have_equal_numbers_in_the_order_of_their_coming()
    {
        var random = new Random(1);
        var pool = new TextPool();
        var known = new Dictionary<string, int>(StringComparer.Ordinal) { [""] = 0 };
        for (var i = 0; i < 200_000; i++)
        {
            var text = random.Next(3) switch
            {
                0 => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => Parts[random.Next(Parts.Length)])),
                1 => random.Next(100_000).ToString("D12", System.Globalization.CultureInfo.InvariantCulture),
                _ => random.Next(100_000).ToString(System.Globalization.CultureInfo.InvariantCulture),
            };
            known.TryAdd(text, known.Count);
            if (pool.Add(Encoding.UTF8.GetBytes(text)).Number != known[text])
            {
                Assert.Fail($"'{text}' has another number than {known[text]}.");
            }
        }

        pool.Count.ShouldBe(known.Count);
        foreach (var (text, number) in known)
        {
            var id = pool.Find(Encoding.UTF8.GetBytes(text));
            id.Number.ShouldBe(number);
            (pool.ToText(id) ?? "").ShouldBe(text);
            pool[id].SequenceEqual(Encoding.UTF8.GetBytes(text)).ShouldBeTrue();
        }

        pool.Find("nobody has said this"u8).IsBlank.ShouldBeTrue();
        pool.Find("12345679"u8).IsBlank.ShouldBe(!known.ContainsKey("12345679"));
    }

    [Fact]
    public void Texts_that_differ_in_zeros_only_are_different()
    {
        var pool = new TextPool();
        var one = pool.Add("a"u8);
        var two = pool.Add("a\0"u8);
        var nine = pool.Add("aaaaaaaa\0"u8);

        pool.Add("aaaaaaaa"u8).ShouldNotBe(nine);
        one.ShouldNotBe(two);
        pool.Add("a\0"u8).ShouldBe(two);
    }

    /// <summary>Texts that one integer holds, and longer ones, also one as long as several together.</summary>
    [Fact]
    public void A_text_of_any_length_comes_back()
    {
        var pool = new TextPool();
        int[] lengths = [.. Enumerable.Range(0, 300), 1000, 70_000, 9];
        var ids = lengths.Select((length, i) => pool.Add(Encoding.UTF8.GetBytes(new string((char)('a' + (i % 26)), length)))).ToList();

        for (var i = 0; i < lengths.Length; i++)
        {
            pool.ToText(ids[i]).ShouldBe(lengths[i] == 0 ? null : new string((char)('a' + (i % 26)), lengths[i]));
        }

        ids.ShouldBeUnique();
    }
}
