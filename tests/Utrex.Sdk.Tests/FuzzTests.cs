using Utrex.Fuzzing;

namespace Utrex.Sdk.Tests;

/// <summary>A few seconds of the campaigns of <c>eng/fuzz.cs</c>, always the same cases.</summary>
public class FuzzTests
{
    [Fact]
    public void Damaged_batches_are_read_and_validated_the_same_in_every_way() => ShouldPass(Batches.Run, 400);

    [Fact]
    public void Records_of_random_values_come_back() => ShouldPass(Fuzzing.Records.Run, 4_000);

    private static void ShouldPass(Func<FuzzOptions, int> campaign, int count)
    {
        using var log = new StringWriter();
        campaign(new FuzzOptions(Seed: 20260701, count) { Log = log }).ShouldBe(0, log.ToString());
        log.ToString().ShouldContain($"{count} cases, 0 failures");
    }
}
