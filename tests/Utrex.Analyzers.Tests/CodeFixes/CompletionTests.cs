using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Utrex.Analyzers.CodeFixes;

namespace Utrex.Analyzers.Tests.CodeFixes;

/// <summary>The editor's own completion service, with the provider as it comes from the package: out of the assembly of an analyzer reference.</summary>
public class CompletionTests
{
    [Theory]
    [MemberData(nameof(CodeForms.All), MemberType = typeof(CodeForms))]
    public async Task It_lists_the_codes_with_their_meanings(string statements)
    {
        var items = await ItemsAsync(statements);

        var item = items.Where(item => item.DisplayText == "TD").ShouldHaveSingleItem();
        item.DisplayTextSuffix.ShouldEndWith(ExitCode.TransferredWithinLea.Meaning);
        items.Select(item => item.DisplayText).ShouldNotContain("TN");
        items.Count.ShouldBe(ExitCode.All.Count(code => !code.IsRetired));
    }

    [Theory]
    [MemberData(nameof(CodeForms.All), MemberType = typeof(CodeForms))]
    public void Where_it_lists_codes_the_analyzers_judge_them(string statements)
    {
        Judged("TDX").ShouldHaveSingleItem();
        Judged("TO").ShouldBeEmpty();

        IEnumerable<string> Judged(string code) => AnalyzerRun.Diagnose(AnalyzerRun.Compile(OutputKind.ConsoleApplication, statements.Replace("|", code, StringComparison.Ordinal)))
            .Select(diagnostic => diagnostic.Id).Where(id => id is "UTREX1001" or "UTREX1010");
    }

    [Theory]
    [InlineData("drop", "DO")]
    [InlineData("within", "TD")]
    [InlineData("TD", "TD")]
    public async Task A_code_is_found_by_what_it_means(string typed, string code)
    {
        using var workspace = new AdhocWorkspace();
        var (document, position) = Open(workspace, "ExitCode code = \"|\";");
        var service = CompletionService.GetService(document)!;
        var list = await service.GetCompletionsAsync(document, position);

        service.FilterItems(document, [.. list.ItemsList], typed).Select(item => item.DisplayText).ShouldContain(code);
    }

    [Fact]
    public async Task It_lists_the_codes_that_stand_in_for_a_number() =>
        (await ItemsAsync("""_ = new StudentRecord { SchoolMembership = "|" };""")).Select(item => item.DisplayText).ShouldBe(SchoolMembershipCode.All.Where(code => !code.IsRetired).Select(code => code.Code));

    [Fact]
    public async Task It_lists_only_the_codes_that_the_field_takes() =>
        (await ItemsAsync("""_ = new TranscriptCourseRecord { GradeLevel = "|" };""")).Select(item => item.DisplayText).ShouldBe(["07", "08", "09", "10", "11", "12"]);

    [Theory]
    [InlineData("""_ = new StudentRecord { LastName = "|" };""")]
    [InlineData("""Console.WriteLine("|");""")]
    [InlineData("""string code = "|";""")]
    public async Task It_is_silent_in_other_texts(string statements) => (await ItemsAsync(statements)).Select(item => item.DisplayTextSuffix).ShouldNotContain("  " + ExitCode.TransferredWithinLea.Meaning);

    [Fact]
    public async Task A_chosen_code_replaces_what_was_typed() => (await CommitAsync("""ExitCode code = "T|x";""", "TD")).ShouldBe("""ExitCode code = "TD";""");

    private static async Task<string> CommitAsync(string statements, string code)
    {
        using var workspace = new AdhocWorkspace();
        var (document, position) = Open(workspace, statements);
        var service = CompletionService.GetService(document)!;
        var list = await service.GetCompletionsAsync(document, position);
        var change = await service.GetChangeAsync(document, list.ItemsList.Single(item => item.DisplayText == code));
        return (await document.GetTextAsync()).WithChanges(change.TextChange).ToString();
    }

    private static async Task<IReadOnlyList<CompletionItem>> ItemsAsync(string statements)
    {
        using var workspace = new AdhocWorkspace();
        var (document, position) = Open(workspace, statements);
        return (await CompletionService.GetService(document)!.GetCompletionsAsync(document, position)).ItemsList;
    }

    private static (Document Document, int Position) Open(AdhocWorkspace workspace, string statements)
    {
        var position = statements.IndexOf('|', StringComparison.Ordinal);
        var usings = AnalyzerRun.Compile(OutputKind.ConsoleApplication).SyntaxTrees.Single().GetText();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Exporter",
            "Exporter",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.ConsoleApplication),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: AnalyzerRun.References,
            analyzerReferences: [new AnalyzerFileReference(typeof(CodeCompletionProvider).Assembly.Location, new LoadedAssemblies())]));
        project = project.AddDocument("Usings.cs", usings).Project;
        return (project.AddDocument("Program.cs", SourceText.From(statements.Remove(position, 1))), position);
    }

    private sealed class LoadedAssemblies : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
            // Everything is loaded: it is in the folder of the tests.
        }

        public System.Reflection.Assembly LoadFromPath(string fullPath) => System.Reflection.Assembly.LoadFrom(fullPath);
    }
}
