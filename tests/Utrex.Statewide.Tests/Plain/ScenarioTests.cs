using System.Globalization;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Tests.Plain;

/// <summary>What the rules find over a store is what the plain evaluator finds in memory: 2,000 scenarios of three LEAs and two years.</summary>
public sealed class ScenarioTests
{
    private const int Worlds = 200;
    private const int Scenarios = 10;

    // A server takes longer to be asked than all the rest.
    private const int WorldsOnServer = 20;

    public static IEnumerable<object[]> Seeds => StoreFile.Kinds.SelectMany(kind => Enumerable.Range(1, kind is StoreFile.Sqlite ? Worlds : WorldsOnServer).Select(seed => new object[] { seed, kind }));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_store_finds_what_the_plain_evaluator_finds(int seed, string kind)
    {
        var (world, registers, today) = RandomWorld.Of(seed, Scenarios);
        using var file = new StoreFile(kind);
        using var store = file.Open();
        world.Load(store);

        var found = World.Validate(store, today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), registers, KeyRange.All);

        found.Order(StringComparer.Ordinal).ShouldBe(new PlainRules(world, today, registers).Run().Order(StringComparer.Ordinal));
        var parts = Enumerable.Range(1, 3).SelectMany(part => World.Validate(store, today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), registers, KeyRange.Part(part, 3)));
        parts.Order(StringComparer.Ordinal).ShouldBe(found.Order(StringComparer.Ordinal));
    }

    /// <summary>Scenarios that break nothing would compare nothing with nothing.</summary>
    [Fact]
    public void The_scenarios_break_every_rule() =>
        Enumerable.Range(1, 25).Select(seed => RandomWorld.Of(seed, Scenarios)).SelectMany(made => Found(made.World, made.Today, made.Registers)).Select(line => line[..5]).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(1, 13).Select(number => string.Create(CultureInfo.InvariantCulture, $"L2.{number:00}")));

    private static List<string> Found(World world, DateOnly today, Registers? registers)
    {
        foreach (var (lea, year) in world.Submissions)
        {
            world.Batch(lea, year);
        }

        return new PlainRules(world, today, registers).Run();
    }
}
