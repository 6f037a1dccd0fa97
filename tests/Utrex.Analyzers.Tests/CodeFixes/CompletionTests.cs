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
    [InlineData("""_ = new StudentRecord { ExitCode = "|" };""")]
    [InlineData("""_ = new StudentRecord { ExitCode = "T|" };""")]
    [InlineData("""ExitCode code = "|";""")]
    [InlineData("""_ = new StudentRecord().ExitCode == "|";""")]
    [InlineData("""_ = ExitCode.Parse("|");""")]
    [InlineData("""Take("|"); static void Take([UtrexValue(typeof(ExitCode))] string code) { }""")]
    public async Task It_lists_the_codes_with_their_meanings(string statements)
    {
        var items = await ItemsAsync(statements);

        var item = items.Where(item => item.DisplayText == "TD").ShouldHaveSingleItem();
        item.InlineDescription.ShouldBe(ExitCode.TransferredWithinLea.Meaning);
        items.Select(item => item.DisplayText).ShouldNotContain("TN");
        items.Count.ShouldBe(ExitCode.All.Count(code => !code.IsRetired));
    }

    [Fact]
    public async Task It_lists_only_the_codes_that_the_field_takes() =>
        (await ItemsAsync("""_ = new TranscriptCourseRecord { GradeLevel = "|" };""")).Select(item => item.DisplayText).ShouldBe(["07", "08", "09", "10", "11", "12"]);

    [Theory]
    [InlineData("""_ = new StudentRecord { LastName = "|" };""")]
    [InlineData("""Console.WriteLine("|");""")]
    [InlineData("""string code = "|";""")]
    public async Task It_is_silent_in_other_texts(string statements) => (await ItemsAsync(statements)).Select(item => item.InlineDescription).ShouldNotContain(ExitCode.TransferredWithinLea.Meaning);

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
