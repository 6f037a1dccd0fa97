using Utrex.Sdk.Generated;

namespace Utrex.Sdk.Tests.Text.Checks;

public class CodeIndexTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(500)]
    [InlineData(5_000)]
    public void A_set_holds_its_codes_and_the_blank_and_nothing_else(int count)
    {
        var random = new Random(count);
        var codes = Enumerable.Range(0, count * 2).Select(i => $"{i:X}{(char)random.Next('A', 'Z')}").Distinct(StringComparer.Ordinal).ToArray();
        var index = new CodeIndex(codes.Take(count));

        Holds(index, "").ShouldBeTrue();
        codes.Take(count).ShouldAllBe(code => Holds(index, code));
        codes.Skip(count).ShouldAllBe(code => !Holds(index, code));
        index.IsPerfect.ShouldBe(count <= 64);
    }

    [Fact]
    public void Every_code_table_of_the_specification_has_its_index()
    {
        foreach (var table in UtrexSpecification.Current.CodeTables)
        {
            var codes = table.Codes.Select(code => code.Code).Where(code => code.Length <= sizeof(ulong)).ToArray();

            codes.ShouldAllBe(code => Holds(new CodeIndex(codes), code));
        }
    }

    [Fact]
    public void A_probe_of_many_fields_finds_the_wrong_one()
    {
        var small = new CodeIndex(["A", "B"]);
        var large = new CodeIndex(Enumerable.Range(0, 200).Select(i => $"{i:000}"));
        var probes = new CodeProbes([(0, small), (1, large), (2, small)]);

        Faults("A", "007", "B").ShouldBe(0UL);
        Faults("", "", "").ShouldBe(0UL);
        Faults("C", "007", "B").ShouldNotBe(0UL);
        Faults("A", "200", "B").ShouldNotBe(0UL);
        Faults("A", "007", "007").ShouldNotBe(0UL);

        ulong Faults(params string[] values)
        {
            ulong[] keys = [.. values.Select(CodeIndex.KeyOf)];
            return probes.FindUnknown(ref keys[0]);
        }
    }

    private static bool Holds(CodeIndex index, string code)
    {
        var key = CodeIndex.KeyOf(code);
        return index.Keys[(key * index.First) >> index.Shift] == key || index.Keys[(key * index.Second) >> index.Shift] == key;
    }
}
