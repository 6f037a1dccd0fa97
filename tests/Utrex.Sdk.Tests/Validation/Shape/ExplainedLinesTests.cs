using Utrex.Sdk.Validation.Shape;

namespace Utrex.Sdk.Tests.Validation.Shape;

public class ExplainedLinesTests
{
    [Fact]
    public void Lines_keep_their_first_cause()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var explained = new ExplainedLines();
            var causes = new Dictionary<int, int>();
            for (var times = random.Next(4); times > 0; times--)
            {
                var lines = Some(random);
                explained.Add(lines);
                lines.ForEach(line => causes.TryAdd(line, lines[0]));
            }

            var others = Some(random);
            var end = random.Next(1, 60);

            explained.Count.ShouldBe(causes.Count);
            explained.CountWith(others, end).ShouldBe(causes.Keys.Union(others).Count(line => line < end));
            for (var line = 0; line < 60; line++)
            {
                explained.Contains(line).ShouldBe(causes.ContainsKey(line));
                explained.CauseOf(line).ShouldBe(causes.TryGetValue(line, out var cause) ? cause : null);
            }
        }
    }

    private static List<int> Some(Random random)
    {
        var part = random.Next(1, 6);
        return [.. Enumerable.Range(1, 58).Where(_ => random.Next(6) < part).DefaultIfEmpty(3)];
    }
}
