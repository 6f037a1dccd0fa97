using System.Text.Json;
using System.Text.RegularExpressions;
using Utrex.Generators.Specification;
using Utrex.Tests;

namespace Utrex.Generators.Tests;

/// <summary>The words of the rule language stand once: in the parsers. The schema, the page, the emitter and the analyzer know the same ones.</summary>
public partial class RuleLanguageTests
{
    private static readonly JsonElement Definitions =
        JsonDocument.Parse(File.ReadAllText(Repository.PathOf("spec-schema", "specification.schema.json"))).RootElement.GetProperty("definitions");

    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "specification-format.md"));

    [Fact]
    public void The_schema_lists_what_the_parsers_read()
    {
        Enum("check", "type").ShouldBe(CheckParser.Types);
        Enum("test", "is").ShouldBe(ConditionParser.States);
        Enum("rule", "kind").ShouldBe(RuleParser.Kinds);
        Enum("rule", "level").ShouldBe(RuleParser.Levels);
        Enum("rule", "basis").ShouldBe(RuleParser.Bases);
        Enum("field", "type").ShouldBe(RecordParser.Kinds);
        Enum("field", "required").ShouldBe(RecordParser.Presences, ignoreOrder: true);
        Enum("field", "key").ShouldBe(RecordParser.Keys);
        Enum("field", "personal").ShouldBe(RecordParser.PersonalKinds);
        Values(Definitions.GetProperty("day")).ShouldBe(ConditionParser.Days);
        Values(Definitions.GetProperty("rule").GetProperty("properties").GetProperty("inactive").GetProperty("properties").GetProperty("reason")).ShouldBe(RuleParser.Reasons, ignoreOrder: true);
    }

    [Fact]
    public void The_page_explains_every_word_and_no_other_check()
    {
        var table = Page[Page.IndexOf("### Checks", StringComparison.Ordinal)..Page.IndexOf("### Conditions", StringComparison.Ordinal)];

        FirstCells().Matches(table).SelectMany(row => Quoted().Matches(row.Value)).Select(word => word.Groups[1].Value).ShouldBe(CheckParser.Types);
        ConditionParser.States.Concat(ConditionParser.Days).Concat(RuleParser.Bases).Concat(RuleParser.Reasons).Concat(RecordParser.Kinds).Concat(RecordParser.PersonalKinds)
            .Where(word => !Page.Contains($"`{word}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>A test that the schema allows is one that the parser reads, or it would be called unknown.</summary>
    [Fact]
    public void The_parsers_read_every_property_that_the_schema_has()
    {
        foreach (var (definition, parser) in new[] { ("check", "CheckParser"), ("test", "ConditionParser"), ("operand", "ConditionParser") })
        {
            var source = Source("generators", "Utrex.Generators", "Specification", parser + ".cs");
            Definitions.GetProperty(definition).GetProperty("properties").EnumerateObject().Select(property => property.Name).Where(name => !source.Contains($"\"{name}\"", StringComparison.Ordinal)).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("generators", "Utrex.Generators", "Emit", "CheckEmitter.cs")]
    [InlineData("generators", "Utrex.Analyzers", "Evaluation", "FieldChecks.cs")]
    [InlineData("tests", "Utrex.Sdk.Tests", "Validation", "CheckValues.cs")]
    public void Every_check_is_emitted_analysed_and_tested(params string[] path)
    {
        var source = Source(path);

        CheckParser.Types.Where(type => type != "present" && !source.Contains($"\"{type}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_word_of_a_condition_that_is_emitted_is_analysed()
    {
        var analyzer = string.Concat(Directory.EnumerateFiles(Repository.PathOf("generators", "Utrex.Analyzers"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var words = Emitted().Matches(Source("generators", "Utrex.Generators", "Emit", "RuleTestEmitter.cs")).Select(word => word.Groups[1].Value + word.Groups[2].Value).ToList();

        words.Count.ShouldBeGreaterThan(10);
        // What is left over behind the bounds of a range needs no name.
        words.Remove("numbersOnly");
        words.Concat(ConditionParser.Relations).Concat(ConditionParser.Days).Where(word => !analyzer.Contains($"\"{word}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string Source(params string[] path) => File.ReadAllText(Repository.PathOf(path));

    private static IEnumerable<string> Enum(string definition, string property) => Values(Definitions.GetProperty(definition).GetProperty("properties").GetProperty(property));

    private static IEnumerable<string> Values(JsonElement text) => text.GetProperty("enum").EnumerateArray().Select(value => value.GetString()!);

    [GeneratedRegex("^\\| `[^|]+", RegexOptions.Multiline)]
    private static partial Regex FirstCells();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Quoted();

    // The first word of a list: List(["in", ...]), or a list of one word.
    [GeneratedRegex("\\[\"(\\w+)\"|\"\\((\\w+)\\)\"")]
    private static partial Regex Emitted();
}
