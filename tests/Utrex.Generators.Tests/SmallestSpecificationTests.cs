using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NJsonSchema;
using Utrex.Tests;

namespace Utrex.Generators.Tests;

/// <summary>The smallest specification of the documentation, exactly as it is printed there.</summary>
public partial class SmallestSpecificationTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "specification-format.md")).ReplaceLineEndings("\n");

    private static readonly List<(string Path, string Text)> Files =
        [.. Block().Matches(Page).Select(match => (match.Groups["path"].Value, match.Groups["text"].Value))];

    [Fact]
    public void It_stands_at_the_beginning_of_the_page() => Files.Select(file => file.Path).ShouldBe(["notes/specification.json", "notes/records/NT.json", "notes/rules/NT.json", "Program.cs"]);

    [Fact]
    public void It_compiles_reads_a_line_and_validates_as_printed()
    {
        var json = Files.Where(file => file.Path.EndsWith(".json", StringComparison.Ordinal)).Select(file => new InMemoryText(file.Path, file.Text));
        var run = new GeneratorRun(json, code: "global using System;\n" + Files.Single(file => file.Path == "Program.cs").Text, kind: OutputKind.ConsoleApplication);

        run.Result.Diagnostics.ShouldBeEmpty();
        run.Compile().ShouldBeEmpty();
        run.Run().ShouldBe(Printed().Match(Page).Groups["text"].Value);
    }

    [Fact]
    public async Task Its_files_are_as_the_schema_says()
    {
        var schema = await JsonSchema.FromFileAsync(Repository.PathOf("spec-schema", "specification.schema.json"));

        foreach (var (path, text) in Files.Where(file => file.Path.EndsWith(".json", StringComparison.Ordinal)))
        {
            schema.Validate(text).ShouldBeEmpty(path);
        }
    }

    [GeneratedRegex(@"`(?<path>[\w/]+\.(json|cs))`[^`]*?\n\n```(json|csharp)\n(?<text>[^`]*)```", RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    [GeneratedRegex(@"It prints\n\n```text\n(?<text>[^`]*)```", RegexOptions.ExplicitCapture)]
    private static partial Regex Printed();
}
