using Microsoft.CodeAnalysis;

namespace Utrex.Generators.Tests;

/// <summary>Which files belong to a specification: none is ignored in silence, and those of others are left alone.</summary>
public class BelongingTests
{
    private const string Schema = "\"$schema\": \"../../../spec-schema/specification.schema.json\",";
    private const string RootSchema = "\"$schema\": \"../../spec-schema/specification.schema.json\",";

    [Theory]
    [InlineData("specification.json", RootSchema)]
    [InlineData("maps/sif.json", Schema)]
    [InlineData("records/LN.json", Schema)]
    [InlineData("codes/BookState.json", Schema)]
    [InlineData("rules/LN.json", Schema)]
    [InlineData("lookups/Holidays.json", Schema)]
    public void A_file_without_a_schema_is_told_what_to_add_and_counts_nevertheless(string file, string schema)
    {
        foreach (var other in new[] { "", "\"$schema\": \"../specification.shema.json\",", "\"$schema\": null," })
        {
            var run = new GeneratorRun(GeneratorRun.Library(file, text => text.Replace(schema, other, StringComparison.Ordinal)));

            var diagnostic = run.Result.Diagnostics.ShouldHaveSingleItem();
            diagnostic.Id.ShouldBe("UTREX9011");
            diagnostic.Location.GetLineSpan().Path.ShouldBe("library-spec/" + file);
            diagnostic.GetMessage().ShouldContain("\"$schema\": \"specification.schema.json\"");
            run.Sources.Keys.ShouldBe(new GeneratorRun(GeneratorRun.Library()).Sources.Keys, ignoreOrder: true);
        }
    }

    [Fact]
    public void Submissions_without_a_schema_are_told_what_to_add() =>
        new GeneratorRun(GeneratorRun.Library().Append(new InMemoryText("library-spec/submissions.json", """{ "submissions": [] }"""))).Result.Diagnostics
            .Select(diagnostic => $"{diagnostic.Id} {diagnostic.Location.GetLineSpan().Path}").ShouldContain("UTREX9011 library-spec/submissions.json");

    [Fact]
    public void A_specification_without_any_schema_is_told_so_at_every_file()
    {
        var files = GeneratorRun.Library().Select(text => new InMemoryText(text.Path, text.GetText()!.ToString().Replace(RootSchema, "", StringComparison.Ordinal).Replace(Schema, "", StringComparison.Ordinal))).ToList();

        var run = new GeneratorRun(files);

        run.Result.Diagnostics.Select(diagnostic => diagnostic.Id).ShouldAllBe(id => id == "UTREX9011");
        run.Result.Diagnostics.Select(diagnostic => diagnostic.Location.GetLineSpan().Path).Order().ShouldBe(files.Select(file => file.Path).Order());
    }

    /// <summary>Where only files of a specification stand, a file that cannot be read or says something else is no less ours.</summary>
    [Theory]
    [InlineData("library-spec/records/XX.json", "{ \"id\": ", "UTREX9001")]
    [InlineData("library-spec/records/XX.json", "", "UTREX9001")]
    [InlineData("library-spec/codes/XX.json", "{ \"id\": \"XX\", \"title\": \"no codes\" }", "UTREX9011")]
    [InlineData("library-spec/rules/XX.json", "[]", "UTREX9011")]
    public void A_file_among_those_of_a_specification_is_not_ignored(string path, string text, string id)
    {
        var run = new GeneratorRun(GeneratorRun.Library().Append(new InMemoryText(path, text)));

        var diagnostic = run.Result.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe(id);
        diagnostic.Location.GetLineSpan().Path.ShouldBe(path);
    }

    [Theory]
    [InlineData("appsettings.json", "{ \"Logging\": { \"LogLevel\": { \"Default\": \"Information\" } } }")]
    [InlineData("library-spec/appsettings.json", "{ \"Logging\": {} }")]
    [InlineData("library-spec/appsettings.json", "{ \"Logging\": ")]
    [InlineData("library-spec/package.json", "{ \"name\": \"x\", \"rules\": [], \"codes\": [] }")]
    [InlineData("library-spec/notes/2030.json", "[1, 2, 3]")]
    [InlineData("library-spec/records/notes.json", "{ \"$schema\": \"https://example.org/notes.json\" }")]
    [InlineData("elsewhere/records/S1.json", "{ \"id\": \"S1\", \"fields\": [] }")]
    [InlineData("elsewhere/records/S1.json", "{")]
    [InlineData("elsewhere/specification.json", "{ \"openapi\": \"3.1.0\" }")]
    public void The_files_of_others_are_left_alone(string path, string text)
    {
        var run = new GeneratorRun(GeneratorRun.Library().Append(new InMemoryText(path, text)));

        run.Result.Diagnostics.ShouldBeEmpty();
    }

    /// <summary>The schema itself may lie in the folder: editors find it there.</summary>
    [Fact]
    public void The_schema_beside_the_specification_is_left_alone()
    {
        var schema = File.ReadAllText(Utrex.Tests.Repository.PathOf("spec-schema", "specification.schema.json"));

        new GeneratorRun(GeneratorRun.Library().Append(new InMemoryText("library-spec/specification.schema.json", schema))).Result.Diagnostics.ShouldBeEmpty();
        new GeneratorRun([new InMemoryText("specification.schema.json", schema)]).Result.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void A_specification_that_cannot_be_read_is_the_only_thing_that_is_wrong()
    {
        var run = new GeneratorRun(GeneratorRun.Library("specification.json", text => text[..^20]));

        run.Result.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("UTREX9001");
    }

    [Fact]
    public void A_file_belongs_to_the_nearest_specification_above_it()
    {
        var inner = GeneratorRun.Library().Select(text => new InMemoryText(text.Path.Replace("library-spec/", "library-spec/inner/", StringComparison.Ordinal), text.GetText()!.ToString().Replace("\"namespace\": \"Library\"", "\"namespace\": \"Inner\"", StringComparison.Ordinal)));

        var run = new GeneratorRun(GeneratorRun.Library().Concat(inner));

        run.Result.Diagnostics.ShouldBeEmpty();
        run.Compile().ShouldBeEmpty();
    }

    [Fact]
    public void Two_specifications_in_one_folder_are_reported()
    {
        var root = GeneratorRun.Library().Single(text => text.Path == "library-spec/specification.json");

        var run = new GeneratorRun(GeneratorRun.Library().Append(new InMemoryText("library-spec/zweite.json", root.GetText()!.ToString())));

        var diagnostic = run.Result.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe("UTREX9006");
        diagnostic.Location.GetLineSpan().Path.ShouldBe("library-spec/zweite.json");
    }

    [Fact]
    public void Paths_of_Windows_are_as_good()
    {
        var run = new GeneratorRun(GeneratorRun.Library().Select(text => new InMemoryText("C:\\exports\\" + text.Path.Replace('/', '\\'), text.GetText()!.ToString())));

        run.Result.Diagnostics.ShouldBeEmpty();
        run.Compile().ShouldBeEmpty();
    }
}
