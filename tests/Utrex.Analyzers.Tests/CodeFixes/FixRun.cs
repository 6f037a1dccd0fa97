using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Utrex.Analyzers.CodeFixes;

namespace Utrex.Analyzers.Tests.CodeFixes;

/// <summary>A document in a workspace, and what the code fixes make of it.</summary>
internal sealed class FixRun : IDisposable
{
    private static readonly CodeFixProvider[] Providers = [new ReplaceTextCodeFixProvider(), new CodeSpellingCodeFixProvider(), new AddFieldsCodeFixProvider(), new MendRecordCodeFixProvider()];

    private readonly AdhocWorkspace _workspace = new();
    private readonly Document _document;

    public FixRun(string statements)
    {
        var usings = AnalyzerRun.Compile(OutputKind.ConsoleApplication).SyntaxTrees.Single().GetText();
        var project = _workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Exporter",
            "Exporter",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: AnalyzerRun.References));
        project = project.AddDocument("Usings.cs", usings).Project;
        _document = project.AddDocument("Program.cs", SourceText.From(statements));
    }

    /// <summary>The titles of the fixes that are offered on the diagnostics of an id.</summary>
    public async Task<IReadOnlyList<string>> TitlesAsync(string id)
    {
        var titles = new List<string>();
        foreach (var diagnostic in await DiagnosticsAsync(_document, id))
        {
            titles.AddRange((await ActionsAsync(_document, diagnostic)).Select(action => action.Title));
        }

        return titles;
    }

    /// <summary>The document after the first fix of the first diagnostic of an id.</summary>
    public async Task<string> FixAsync(string id)
    {
        var diagnostic = (await DiagnosticsAsync(_document, id)).First();
        return await ApplyAsync((await ActionsAsync(_document, diagnostic)).First());
    }

    /// <summary>The document after Fix All of the first fix of an id.</summary>
    public async Task<string> FixAllAsync(string id)
    {
        var diagnostics = await DiagnosticsAsync(_document, id);
        var action = (await ActionsAsync(_document, diagnostics[0])).First();
        var provider = Providers.First(candidate => candidate.FixableDiagnosticIds.Contains(id));
        var context = new FixAllContext(_document, provider, FixAllScope.Document, action.EquivalenceKey, [id], new Found(id), CancellationToken.None);
        return await ApplyAsync((await provider.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    public void Dispose() => _workspace.Dispose();

    private static async Task<IReadOnlyList<CodeAction>> ActionsAsync(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        foreach (var provider in Providers.Where(candidate => candidate.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        }

        return actions;
    }

    private async Task<string> ApplyAsync(CodeAction action)
    {
        var operation = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        var changed = operation.ChangedSolution.GetDocument(_document.Id)!;

        // What a fix writes compiles.
        var compilation = await changed.Project.GetCompilationAsync();
        compilation!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        return (await changed.GetTextAsync()).ToString();
    }

    private static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(Document document, string id)
    {
        var compilation = await document.Project.GetCompilationAsync();
        var tree = await document.GetSyntaxTreeAsync();
        var diagnostics = await compilation!.WithAnalyzers(AnalyzerRun.Analyzers).GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.Where(diagnostic => diagnostic.Id == id && diagnostic.Location.SourceTree == tree).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private sealed class Found(string id) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => await DiagnosticsAsync(document, id);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
