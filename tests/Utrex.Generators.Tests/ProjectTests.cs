using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Utrex.Generators.Model;
using Utrex.Sdk.Generated;

namespace Utrex.Generators.Tests;

/// <summary>What a project must be for its specification, and projects with two.</summary>
public class ProjectTests
{
    private const string BatchRules = """
        using Utrex.Sdk.Findings;
        using Utrex.Sdk.Specification;
        using Utrex.Sdk.Text;
        using Utrex.Sdk.Validation;

        namespace Library
        {
            internal sealed class LibraryRules : IBatchRules
            {
                public LibraryRules(SpecificationInfo specification, SubmissionContext context, IRegisters? registers) { }

                public System.Collections.Generic.IEnumerable<RuleInfo> Claims => [];

                public System.Collections.Generic.IEnumerable<RuleNotEvaluated> NotEvaluated => [];

                public void Add(RecordLine line, RecordInfo record, int lineNumber, bool isValid) { }

                public System.Collections.Generic.IEnumerable<Finding> Evaluate(int maxDegreeOfParallelism, System.Threading.CancellationToken cancellationToken) => [];
            }

            internal abstract class HalfRules : IBatchRules
            {
                public abstract System.Collections.Generic.IEnumerable<RuleInfo> Claims { get; }

                public abstract System.Collections.Generic.IEnumerable<RuleNotEvaluated> NotEvaluated { get; }

                public abstract void Add(RecordLine line, RecordInfo record, int lineNumber, bool isValid);

                public abstract System.Collections.Generic.IEnumerable<Finding> Evaluate(int maxDegreeOfParallelism, System.Threading.CancellationToken cancellationToken);
            }

            internal sealed class OddRules : IBatchRules
            {
                public OddRules(SpecificationInfo specification, SubmissionContext context, string reference) { }

                public System.Collections.Generic.IEnumerable<RuleInfo> Claims => [];

                public System.Collections.Generic.IEnumerable<RuleNotEvaluated> NotEvaluated => [];

                public void Add(RecordLine line, RecordInfo record, int lineNumber, bool isValid) { }

                public System.Collections.Generic.IEnumerable<Finding> Evaluate(int maxDegreeOfParallelism, System.Threading.CancellationToken cancellationToken) => [];
            }

            internal sealed class NoRules { }
        }
        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.CSharp10)]
    [InlineData(LanguageVersion.CSharp11)]
    public void An_older_language_is_one_diagnostic_and_no_code(LanguageVersion language)
    {
        foreach (var map in new[] { null, "sif" })
        {
            var run = new GeneratorRun(GeneratorRun.Library(), map, language);

            var diagnostic = run.Result.Diagnostics.ShouldHaveSingleItem();
            diagnostic.Id.ShouldBe("UTREX9012");
            diagnostic.Location.GetLineSpan().Path.ShouldBe("library-spec/specification.json");
            diagnostic.GetMessage().ShouldContain($"C# {(int)language / 100},");
            run.Sources.ShouldBeEmpty();
            run.Compile().ShouldBeEmpty();
        }
    }

    /// <summary>The oldest version that is accepted compiles what is generated, and the one before it does not: the floor is exact.</summary>
    [Fact]
    public void The_oldest_language_that_is_accepted_is_the_oldest_that_compiles()
    {
        var oldest = (LanguageVersion)ProjectModel.OldestLanguageVersion;
        var run = new GeneratorRun(GeneratorRun.Library(), language: oldest);
        run.Result.Diagnostics.ShouldBeEmpty();
        run.Compile().ShouldBeEmpty();

        var before = new CSharpParseOptions(oldest - 100);
        run.Sources.Values.SelectMany(source => CSharpSyntaxTree.ParseText(source, before).GetDiagnostics()).ShouldBeEmpty("syntax alone does not tell");
        var compilation = CSharpCompilation.Create("Older", run.Sources.Values.Select(source => CSharpSyntaxTree.ParseText(source, before)), run.Compilation.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        compilation.GetDiagnostics().ShouldContain(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void A_project_without_the_SDK_is_one_diagnostic_and_no_code()
    {
        var run = new GeneratorRun(GeneratorRun.Library(), hasSdk: false);

        run.Result.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("UTREX9013");
        run.Sources.ShouldBeEmpty();
    }

    [Fact]
    public void A_library_of_another_version_is_one_diagnostic_and_no_code()
    {
        var run = new GeneratorRun(GeneratorRun.Library(), hasSdk: false, code: "namespace Utrex.Sdk.Generated { public static class GeneratedCode { public const int Agreement = 1; } }");

        var diagnostic = run.Result.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe("UTREX9015");
        diagnostic.GetMessage().ShouldEndWith($"writes code for the agreement {ProjectTypes.Agreement} with Utrex.Sdk.Runtime, and the one that the project references has 1; reference Utrex.Generators and Utrex.Sdk in the same version");
        run.Sources.ShouldBeEmpty();
    }

    [Fact]
    public void The_library_of_this_version_has_agreed() => ProjectTypes.Agreement.ShouldBe(GeneratedCode.Agreement);

    /// <summary>Where the assembly of the library was exchanged and nothing was built anew.</summary>
    [Fact]
    public void Code_that_was_generated_for_another_library_says_so_when_it_is_loaded()
    {
        GeneratedCode.Require(GeneratedCode.Agreement, "Notes.NotesSpecification").ShouldBe(GeneratedCode.Agreement);
        Should.Throw<InvalidOperationException>(() => GeneratedCode.Require(1, "Notes.NotesSpecification")).Message
            .ShouldStartWith("Notes.NotesSpecification was generated for another version of Utrex.Sdk.Runtime (its agreement is 1, here it is ");
    }

    [Fact]
    public void A_project_without_a_specification_needs_neither()
    {
        var run = new GeneratorRun([new InMemoryText("appsettings.json", "{}")], language: LanguageVersion.CSharp8, hasSdk: false);

        run.Result.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void The_class_of_the_rules_across_records_is_called()
    {
        var run = new GeneratorRun(WithBatchRules("Library.LibraryRules"), code: BatchRules);

        run.Result.Diagnostics.ShouldBeEmpty();
        run.Compile().Where(diagnostic => diagnostic.Id is not "CS1591").ShouldBeEmpty();
        run.Load("Library.LibrarySpecification").BatchRules.ShouldNotBeNull();
    }

    /// <summary>The JSON may name a class for a rule of one field: that does not make anybody evaluate it.</summary>
    [Fact]
    public void A_rule_without_a_check_is_not_one_that_generated_code_evaluates()
    {
        var specification = new GeneratorRun(GeneratorRun.Library("rules/LN.json", text =>
            text.Replace("\"check\": { \"type\": \"date\" }", "\"implementation\": \"Somebody\", \"text\": \"A loan has a day.\"", StringComparison.Ordinal))).Load("Library.LibrarySpecification");

        specification.Evaluates(specification.FindRules("LN.001").Single()).ShouldBeFalse();
        specification.FindRules("LN.002").ShouldAllBe(rule => specification.Evaluates(rule));
    }

    /// <summary>The class is looked for at every edit, and nothing else happens unless it comes or goes.</summary>
    [Fact]
    public void The_class_of_the_rules_across_records_may_be_written_later()
    {
        var run = new GeneratorRun(WithBatchRules("Library.LibraryRules"));
        run.Result.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("UTREX9014");

        run.AddCode(BatchRules);
        run.Result.Diagnostics.ShouldBeEmpty();
        run.Emitted.ShouldBe(2, "the file, and the diagnostic that is gone");
        run.Sources["Library.LibrarySpecification.g.cs"].ShouldContain("new global::Library.LibraryRules(specification, context, registers)");

        run.EditUnrelatedCode();
        run.Emitted.ShouldBe(0);
    }

    [Theory]
    [InlineData("Library.OtherRules")]
    [InlineData("Library.NoRules")]
    [InlineData("Library.OddRules")]
    [InlineData("Library.HalfRules")]
    [InlineData("System.String")]
    public void A_class_that_cannot_evaluate_rules_is_reported_and_not_called(string name)
    {
        var run = new GeneratorRun(WithBatchRules(name), code: BatchRules);

        var diagnostic = run.Result.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe("UTREX9014");
        diagnostic.GetMessage().ShouldContain(name);
        (diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1).ShouldBe(10);
        run.Compile().ShouldBeEmpty();
    }

    [Fact]
    public void Two_specifications_with_namespaces_of_their_own_stand_side_by_side()
    {
        var run = new GeneratorRun(GeneratorRun.Library().Concat(Second(text => text.Replace("\"namespace\": \"Library\"", "\"namespace\": \"Second\"", StringComparison.Ordinal))));

        run.Result.Diagnostics.ShouldBeEmpty();
        run.Compile().ShouldBeEmpty();
        run.Load("Second.LibrarySpecification").Records.Count.ShouldBe(4);
    }

    /// <summary>One namespace for both, as long as no two types have one name.</summary>
    [Fact]
    public void Two_specifications_may_share_a_namespace()
    {
        var run = new GeneratorRun(GeneratorRun.Library().Concat(Small("Library", "SmallSpecification", "SmallRecord", "SmallCode")));

        run.Result.Diagnostics.ShouldBeEmpty();
        run.Compile().ShouldBeEmpty();
        run.Load("Library.SmallSpecification").Records.ShouldHaveSingleItem().TypeName.ShouldBe("SmallRecord");
        run.Load("Library.LibrarySpecification").CodeTables.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("Library", "LibrarySpecification", "SmallRecord", "SmallCode", "small/specification.json")]
    [InlineData("Library", "SmallSpecification", "bookrecord", "SmallCode", "small/records/SM.json")]
    [InlineData("Library", "SmallSpecification", "BookRecord", "SmallCode", "small/records/SM.json")]
    [InlineData("Library", "SmallSpecification", "SmallRecord", "BookState", "small/codes/SmallCode.json")]
    [InlineData("Library.Codes", "BookState", "SmallRecord", "SmallCode", "small/specification.json")]
    [InlineData("Library.LibrarySpecification", "SmallSpecification", "SmallRecord", "SmallCode", "library-spec/specification.json")]
    public void Names_that_two_specifications_want_are_reported_where_the_second_one_has_them(string space, string className, string record, string table, string place)
    {
        var run = new GeneratorRun(GeneratorRun.Library().Concat(Small(space, className, record, table)));

        run.Result.Exception.ShouldBeNull();
        run.Result.Diagnostics.Select(diagnostic => diagnostic.Id).ShouldAllBe(id => id == "UTREX9006" || id == "UTREX9008");
        run.Result.Diagnostics.ShouldContain(diagnostic => diagnostic.Location.GetLineSpan().Path == place, string.Join("; ", run.Result.Diagnostics));
        run.Compile().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
    }

    /// <summary>A copy in the same project, perhaps by a glob that finds the folder twice.</summary>
    [Fact]
    public void The_same_specification_twice_is_reported()
    {
        var run = new GeneratorRun(GeneratorRun.Library().Concat(Second(text => text)));

        run.Result.Exception.ShouldBeNull();
        run.Result.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Id == "UTREX9006");
        run.Result.Diagnostics.ShouldContain(diagnostic => diagnostic.Location.GetLineSpan().Path == "second/records/BK.json");
        run.Compile().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
    }

    /// <summary>An adapter is of one map: a second one would have the same classes.</summary>
    [Fact]
    public void Two_maps_of_one_name_and_none_of_it_are_reported()
    {
        var files = GeneratorRun.Library().Concat(Second(text => text.Replace("\"namespace\": \"Library\"", "\"namespace\": \"Second\"", StringComparison.Ordinal))).ToList();

        var two = new GeneratorRun(files, "sif").Result;
        var none = new GeneratorRun(files, "edfi").Result;

        two.Exception.ShouldBeNull();
        two.Diagnostics.Select(diagnostic => $"{diagnostic.Id} {diagnostic.Location.GetLineSpan().Path}").ShouldBe(["UTREX9006 second/maps/sif.json"]);
        none.Diagnostics.ShouldHaveSingleItem().GetMessage().ShouldContain("'edfi' does not exist");
        none.GeneratedSources.ShouldBeEmpty();
    }

    private static List<AdditionalText> WithBatchRules(string name) =>
        GeneratorRun.Library("specification.json", text => text.Replace("\"firstRecord\": \"LB\"", $"\"firstRecord\": \"LB\", \"batchRules\": \"{name}\"", StringComparison.Ordinal));

    private static IEnumerable<AdditionalText> Second(Func<string, string> change) =>
        GeneratorRun.Library().Select(text => new InMemoryText(text.Path.Replace("library-spec", "second", StringComparison.Ordinal), change(text.GetText()!.ToString())));

    private static InMemoryText[] Small(string space, string className, string record, string table) =>
    [
        new("small/specification.json", $$"""{ "$schema": "specification.schema.json", "id": "small", "name": "Small", "schoolYear": "2025-26", "endingYear": 2026, "namespace": "{{space}}", "className": "{{className}}", "records": ["SM"] }"""),
        new("small/records/SM.json", $$"""
            { "$schema": "../specification.schema.json", "id": "SM", "name": "Small", "typeName": "{{record}}", "description": "Small.", "fields": [
              { "name": "ID", "property": "RecordId", "type": "constant", "value": "SM=", "required": "always", "description": "The id." },
              { "name": "CODE", "property": "Code", "type": "code", "codes": "{{table}}", "required": "always", "description": "A code." }] }
            """),
        new("small/codes/SmallCode.json", $$"""{ "$schema": "../specification.schema.json", "id": "{{table}}", "title": "Small", "description": "Small.", "codes": [{ "code": "S", "meaning": "Small", "member": "Small" }] }"""),
    ];
}
