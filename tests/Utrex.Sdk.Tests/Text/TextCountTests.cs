using System.Text;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Tests.Text;

/// <summary>A count of texts is that of a set.</summary>
public sealed class TextCountTests
{
    [Fact]
    public void Each_text_counts_once()
    {
        var random = new Random(1);
        var count = new TextCount();
        var set = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 100_000; i++)
        {
            var text = random.Next(50_000).ToString(System.Globalization.CultureInfo.InvariantCulture) + new string('\0', random.Next(2)) + new string('x', random.Next(3) * 5);
            set.Add(text);
            count.Add(Encoding.UTF8.GetBytes(text));
            if (count.Value != set.Count)
            {
                Assert.Fail($"{count.Value} instead of {set.Count} after text {i}.");
            }
        }
    }
}
