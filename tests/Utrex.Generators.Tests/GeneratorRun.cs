using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Utrex.Sdk.Validation;
using Utrex.Tests;

namespace Utrex.Generators.Tests;

/// <summary>Runs the generator on files in memory.</summary>
internal sealed class GeneratorRun
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll" or "Utrex.Sdk.Runtime.dll" or "Utrex.Sdk.Utah.dll" or "Utrex.Documents.dll")
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ];

    // What a project refers to is read and bound once: all that are made of this one have it.
    private static readonly ConcurrentDictionary<(bool HasSdk, OutputKind Kind), CSharpCompilation> Projects = new();

    private readonly CSharpParseOptions _parseOptions;
    private GeneratorDriver _driver;
    private CSharpCompilation _compilation;

    /// <summary>Runs the generator in a project.</summary>
    /// <param name="files">The additional files.</param>
    /// <param name="map">The map of which the project is the adapter.</param>
    /// <param name="language">The version of C#.</param>
    /// <param name="code">The project's own code.</param>
    /// <param name="hasSdk">Whether the project references Utrex.Sdk.</param>
    /// <param name="kind">Whether the project is a library or a program.</param>
    public GeneratorRun(
        IEnumerable<AdditionalText> files,
        string? map = null,
        LanguageVersion language = LanguageVersion.Latest,
        string code = "",
        bool hasSdk = true,
        OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        _parseOptions = new CSharpParseOptions(language, DocumentationMode.Diagnose);
        _compilation = Projects.GetOrAdd((hasSdk, kind), static key => Project(key.HasSdk, key.Kind)).AddSyntaxTrees(CSharpSyntaxTree.ParseText(code, _parseOptions, "Consumer.cs"));
        _driver = CSharpGeneratorDriver.Create(
            [new SpecificationGenerator().AsSourceGenerator()],
            files,
            _parseOptions,
            map is null ? null : new AdapterOptions(map),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        _driver = _driver.RunGenerators(_compilation);
    }

    /// <summary>How many files the last run wrote anew.</summary>
    public int Emitted => Result.TrackedOutputSteps.SelectMany(pair => pair.Value).SelectMany(step => step.Outputs)
        .Count(output => output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New);

    public static string[] Steps { get; } =
    [
        SpecificationGenerator.FilesStep, SpecificationGenerator.ProjectStep, SpecificationGenerator.LinkStep, SpecificationGenerator.RecordsStep, SpecificationGenerator.CodeTablesStep,
        SpecificationGenerator.RuleSetsStep, SpecificationGenerator.SpecificationsStep,
    ];

    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    public IReadOnlyDictionary<string, string> Sources =>
        Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>The made-up specification that the tests share.</summary>
    public static List<AdditionalText> Library() => [.. FilesOf("tests", "library-spec")];

    /// <summary>The files of a specification of the repository.</summary>
    public static IEnumerable<AdditionalText> FilesOf(params string[] folder) =>
        Repository.SpecificationFiles(folder).Select(path => new InMemoryText(Path.GetRelativePath(Repository.PathOf(folder[0]), path).Replace('\\', '/'), File.ReadAllText(path)));

    /// <summary>The made-up specification with one file changed.</summary>
    public static List<AdditionalText> Library(string file, Func<string, string> change) =>
        [.. Library().Select(text => text.Path.EndsWith(file, StringComparison.Ordinal) ? Changed(text, change) : text)];

    /// <summary>The map of which a project must be the adapter to hear of a file.</summary>
    public static string? AdapterOf(string file) => file.StartsWith("maps/", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(file) : null;

    /// <summary>Edits code that the specification does not depend on, and runs again.</summary>
    public void EditUnrelatedCode() => AddCode("namespace Consumer; internal class Another;");

    /// <summary>Adds code to the project, and runs again.</summary>
    public void AddCode(params IEnumerable<string> code)
    {
        _compilation = _compilation.AddSyntaxTrees(code.Select(file => CSharpSyntaxTree.ParseText(file, _parseOptions, "Another.cs")));
        _driver = _driver.RunGenerators(_compilation);
    }

    /// <summary>Replaces a file of the specification, and runs again.</summary>
    public void EditFile(string file, Func<string, string> change)
    {
        _driver = _driver.ReplaceAdditionalTexts([.. Library(file, change)]).RunGenerators(_compilation);
    }

    /// <summary>The project with the generated files.</summary>
    public Compilation Compilation
    {
        get
        {
            _driver.RunGeneratorsAndUpdateCompilation(_compilation, out var compilation, out _);
            return compilation;
        }
    }

    /// <summary>The errors and warnings of the compilation with the generated files, those about documentation among them.</summary>
    public IReadOnlyList<Diagnostic> Compile() => [.. Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    /// <summary>What the generated code knows of the specification at run time.</summary>
    public CompiledSpecification Load(string className) =>
        (CompiledSpecification)LoadAssembly().GetType(className, throwOnError: true)!.GetProperty("Current")!.GetValue(null)!;

    /// <summary>Runs the project's program, and gives what it prints.</summary>
    public string Run()
    {
        var console = Console.Out;
        using var output = new StringWriter { NewLine = "\n" };
        Console.SetOut(output);
        try
        {
            LoadAssembly().EntryPoint!.Invoke(null, [Array.Empty<string>()]);
            return output.ToString();
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    private static CSharpCompilation Project(bool hasSdk, OutputKind kind)
    {
        var project = CSharpCompilation.Create(
            "Consumer",
            references: hasSdk ? References : References.RemoveAll(reference => reference.Display!.EndsWith("Utrex.Sdk.Runtime.dll", StringComparison.Ordinal)),
            options: new CSharpCompilationOptions(kind, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        _ = project.Assembly;
        return project;
    }

    private Assembly LoadAssembly()
    {
        using var image = new MemoryStream();
        // What is not documented is a matter of the tests' own code; so is a type that it has and the SDK too.
        Compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id is not ("CS1591" or "CS0436")).ShouldBeEmpty();
        return Assembly.Load(image.ToArray());
    }

    private static InMemoryText Changed(AdditionalText text, Func<string, string> change)
    {
        var before = text.GetText()!.ToString();
        var after = change(before);
        after.ShouldNotBe(before, "the test has to change the file");
        return new InMemoryText(text.Path, after);
    }
}
