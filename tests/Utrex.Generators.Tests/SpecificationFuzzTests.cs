using System.Globalization;
using Utrex.Fuzzing;
using Utrex.Tests;

namespace Utrex.Generators.Tests;

/// <summary>A small campaign of <c>eng/fuzz.cs</c>, always the same one.</summary>
public class SpecificationFuzzTests
{
    private const int Cases = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Damaged_specifications_are_refused_or_compile(int seed)
    {
        var fuzz = new SpecificationFuzz(Repository.Root);
        var outcomes = new HashSet<string>(StringComparer.Ordinal);

        for (var i = 0; i < Cases; i++)
        {
            var result = fuzz.Try(FuzzCampaign.SeedOf(seed, i));
            outcomes.Add(result.Outcome);
            result.Failure?.Description.ShouldBeNull(string.Create(CultureInfo.InvariantCulture, $"again with: dotnet run eng/fuzz.cs -- specifications --seed {seed} --first {i} --count 1"));
        }

        outcomes.ShouldBe(["accepted", "refused", "undamaged"], ignoreOrder: true);
    }
}
