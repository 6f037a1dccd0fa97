using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Utrex.Tests;

namespace Utrex.Generators.Tests;

/// <summary>Runs the generator on files in memory.</summary>
internal sealed class GeneratorRun
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll" or "Utrex.Sdk.dll")
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ];

    private GeneratorDriver _driver;
    private CSharpCompilation _compilation = CSharpCompilation.Create(
        "Consumer",
        [CSharpSyntaxTree.ParseText("namespace Consumer; public class Empty;", ParseOptions, "Empty.cs")],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    public GeneratorRun(IEnumerable<AdditionalText> files, bool isSif = false)
    {
        _driver = CSharpGeneratorDriver.Create(
            [new SpecificationGenerator().AsSourceGenerator()],
            files,
            ParseOptions,
            isSif ? new SifOutput() : null,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        _driver = _driver.RunGenerators(_compilation);
    }

    /// <summary>How many files the last run wrote anew.</summary>
    public int Emitted => Result.TrackedOutputSteps.SelectMany(pair => pair.Value).SelectMany(step => step.Outputs)
        .Count(output => output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New);

    public static string[] Steps { get; } =
    [
        SpecificationGenerator.FilesStep, SpecificationGenerator.LinkStep, SpecificationGenerator.RecordsStep, SpecificationGenerator.CodeTablesStep,
        SpecificationGenerator.RuleSetsStep, SpecificationGenerator.SpecificationsStep,
    ];

    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    public IReadOnlyDictionary<string, string> Sources =>
        Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>The made-up specification that the tests share.</summary>
    public static List<AdditionalText> Library() =>
        [.. Repository.SpecificationFiles("tests", "library-spec").Select(path => new InMemoryText(Path.GetRelativePath(Repository.PathOf("tests"), path).Replace('\\', '/'), File.ReadAllText(path)))];

    /// <summary>The made-up specification with one file changed.</summary>
    public static List<AdditionalText> Library(string file, Func<string, string> change) =>
        [.. Library().Select(text => text.Path.EndsWith(file, StringComparison.Ordinal) ? Changed(text, change) : text)];

    /// <summary>Edits code that the specification does not depend on, and runs again.</summary>
    public void EditUnrelatedCode()
    {
        _compilation = _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("namespace Consumer; public class Another;", ParseOptions, "Another.cs"));
        _driver = _driver.RunGenerators(_compilation);
    }

    /// <summary>Replaces a file of the specification, and runs again.</summary>
    public void EditFile(string file, Func<string, string> change)
    {
        _driver = _driver.ReplaceAdditionalTexts([.. Library(file, change)]).RunGenerators(_compilation);
    }

    /// <summary>The errors of the compilation with the generated files.</summary>
    public IReadOnlyList<Diagnostic> Compile()
    {
        _driver.RunGeneratorsAndUpdateCompilation(_compilation, out var compilation, out _);
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
    }

    private static InMemoryText Changed(AdditionalText text, Func<string, string> change)
    {
        var before = text.GetText()!.ToString();
        var after = change(before);
        after.ShouldNotBe(before, "the test has to change the file");
        return new InMemoryText(text.Path, after);
    }
}

/// <summary>The build property of the project that maps records to SIF.</summary>
internal sealed class SifOutput : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options();

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Options : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.UtrexSpecificationOutput" ? "sif" : null;
            return value is not null;
        }
    }
}

/// <summary>A file that exists only in a test.</summary>
internal sealed class InMemoryText(string path, string text) : AdditionalText
{
    public override string Path { get; } = path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
