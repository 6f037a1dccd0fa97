using System.Collections.Concurrent;
using NJsonSchema;
using Utrex.Tests;

namespace Utrex.Sdk.Tests.Specification;

/// <summary>Every file of the specification is as the JSON Schema says, which editors use too.</summary>
public class SchemaTests
{
    private static readonly ConcurrentDictionary<string, Task<JsonSchema>> Schemas = new(StringComparer.Ordinal);

    public static TheoryData<string> Files() =>
        [.. Repository.SpecificationFiles("spec-schema", "utah").Concat(Repository.SpecificationFiles("tests", "library-spec")).Concat(Repository.SpecificationFiles("tests", "library-years")).Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_is_valid(string file)
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf(file));
        var schema = await Schema(Path.GetFileName(System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("$schema").GetString()!));

        var errors = schema.Validate(text);

        errors.Select(error => error.ToString()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "$schema": "x", "id": "XX", "name": "X", "description": "x", "fields": [{ "name": "A" }] }""")]
    [InlineData("""{ "$schema": "x", "id": "X", "title": "X", "description": "x", "codes": [] }""")]
    [InlineData("""{ "$schema": "x", "record": "S1", "rules": [{ "number": "001", "level": "fatal", "kind": "field" }] }""")]
    [InlineData("""{ "$schema": "x", "record": "S1", "rules": [{ "number": "001", "level": "error", "kind": "field", "unknown": 1 }] }""")]
    [InlineData("""{ "$schema": "x", "record": "S1", "rules": [{ "number": "001", "level": "error", "kind": "field", "since": "July 2024" }] }""")]
    [InlineData("""{ "$schema": "x", "record": "S1", "rules": [{ "number": "001", "level": "error", "kind": "field", "earlier": [{ "until": "2024-07-31" }] }] }""")]
    [InlineData("""{ "$schema": "x", "record": "S1", "rules": [{ "number": "001", "level": "error", "kind": "field", "earlier": [{ "until": "2024", "level": "warning" }] }] }""")]
    public async Task A_wrong_file_is_invalid(string json) => (await Schema()).Validate(json).ShouldNotBeEmpty();

    [Fact]
    public void Every_file_names_the_schema()
    {
        foreach (var path in Repository.SpecificationFiles("spec-schema", "utah"))
        {
            var relative = System.Text.Json.JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("$schema").GetString()!;
            File.Exists(Path.Combine(Path.GetDirectoryName(path)!, relative)).ShouldBeTrue(path);
        }
    }

    private static Task<JsonSchema> Schema(string name = "specification.schema.json") =>
        Schemas.GetOrAdd(name, static name => JsonSchema.FromFileAsync(Repository.PathOf("spec-schema", name)));
}
