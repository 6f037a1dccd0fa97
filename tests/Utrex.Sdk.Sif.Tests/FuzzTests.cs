using Utrex.Fuzzing;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>A few seconds of the campaign of <c>eng/fuzz.cs</c>, always the same cases.</summary>
public class FuzzTests
{
    [Fact]
    public void Damaged_objects_are_collected_and_validated_without_an_exception()
    {
        const int Count = 300;
        using var log = new StringWriter();

        SifFiles.Run(new FuzzOptions(Seed: 20260701, Count) { Log = log }).ShouldBe(0, log.ToString());

        log.ToString().ShouldContain($"{Count} cases, 0 failures");
    }
}
