using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Tests.Text;

public class DelimitersTests
{
    /// <summary>The vectorised pass against the plainest code there is.</summary>
    [Fact]
    public void Field_ends_are_where_the_tabs_are()
    {
        var characters = Gen.Elements('\t', 'a', ' ', 'é').ArrayOf();
        Prop.ForAll(characters.ToArbitrary(), chars =>
        {
            var line = Encoding.UTF8.GetBytes(chars);
            var ends = new int[line.Length + 1];

            var count = Delimiters.Split(line, ends);

            var expected = line.Select((b, i) => (b, i)).Where(pair => pair.b == '\t').Select(pair => pair.i).Append(line.Length);
            return ends.Take(count).SequenceEqual(expected) && Delimiters.Count(line) == count;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(100)]
    public void A_line_with_more_fields_than_there_is_room_for_gives_the_first_ones(int length)
    {
        var line = Enumerable.Repeat((byte)'\t', length).ToArray();
        var ends = new int[1];

        Delimiters.Split(line, ends).ShouldBe(1);
        ends[0].ShouldBe(0);
        Delimiters.Split(line, []).ShouldBe(0);
    }
}
