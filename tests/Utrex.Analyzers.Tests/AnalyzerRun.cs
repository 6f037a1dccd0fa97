using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Utrex.Analyzers.Tests;

/// <summary>Runs every analyzer on code in memory that refers to the compiled SDK.</summary>
internal static class AnalyzerRun
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using Utrex.Sdk;
        global using Utrex.Sdk.Codes;
        global using Utrex.Sdk.Findings;
        global using Utrex.Sdk.IO;
        global using Utrex.Sdk.Records;
        global using Utrex.Sdk.Specification;
        global using Utrex.Sdk.Text;
        global using Utrex.Sdk.Validation;
        global using Utrex.Sdk.Y0000;
        global using Utrex.Sdk.Y0000.Codes;
        global using Utrex.Sdk.Y0000.Records;
        """;

    private const int Newest = 2026;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    // What a project refers to is read and bound once: all that are made of this one have it.
    private static readonly ConcurrentDictionary<(int Year, OutputKind Output), CSharpCompilation> Projects = new();

    /// <summary>What a project refers to that writes records of the newest year.</summary>
    public static ImmutableArray<MetadataReference> References { get; } = ReferencesOf(Newest);

    private static ImmutableArray<MetadataReference> ReferencesOf(int year) =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll" or "Utrex.Sdk.Runtime.dll" || Path.GetFileName(path) == $"Utrex.Sdk.Y{year}.dll")
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ];

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(Diagnostics).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>A project with some files; the first may have statements at the top.</summary>
    public static CSharpCompilation Compile(OutputKind output, params string[] files) => Compile(Newest, output, files);

    /// <summary>A project that writes records of a year, by the year in which it ends.</summary>
    public static CSharpCompilation Compile(int year, OutputKind output, params string[] files) =>
        Projects.GetOrAdd((year, output), static key => Project(key.Year, key.Output)).AddSyntaxTrees(files.Select((file, i) => Parse(file, $"File{i}.cs")));

    /// <summary>
    /// A program of thousands of records of a year. The compiler does not follow what may be null in it: that takes long for records of many
    /// fields, and the analyzers do not ask.
    /// </summary>
    public static CSharpCompilation CompileMany(int year, string file)
    {
        var program = Compile(year, OutputKind.ConsoleApplication, file);
        return program.WithOptions(program.Options.WithNullableContextOptions(NullableContextOptions.Disable));
    }

    /// <summary>The diagnostics of the analyzers, hidden ones left out, in the order of the code. The code has to compile.</summary>
    public static IReadOnlyList<Diagnostic> Diagnose(CSharpCompilation compilation, IReadOnlyDictionary<string, string>? options = null) =>
        [.. DiagnoseAll(compilation, options).Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden)];

    /// <summary>The diagnostics of the analyzers, with the hidden ones, in the order of the code. The code has to compile, unless it is said to be in the middle of an edit.</summary>
    public static IReadOnlyList<Diagnostic> DiagnoseAll(CSharpCompilation compilation, IReadOnlyDictionary<string, string>? options = null, bool isEdited = false)
    {
        var analysis = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new ConfigOptions(options ?? ImmutableDictionary<string, string>.Empty)),
            (exception, analyzer, _) => throw new InvalidOperationException($"{analyzer} failed: {exception}", exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);

        // The compiler has to look at all of the code for the analyzers: what it finds comes with theirs, and it need not look twice.
        var diagnostics = compilation.WithAnalyzers(Analyzers, analysis).GetAllDiagnosticsAsync().GetAwaiter().GetResult().ToLookup(IsOfCompiler);
        if (!isEdited)
        {
            diagnostics[true].Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        }

        return
        [
            .. diagnostics[false]
                .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>The diagnostics of statements, as <c>id text</c> with the text that is underlined.</summary>
    public static IReadOnlyList<string> Underlined(string statements, IReadOnlyDictionary<string, string>? options = null) =>
        [.. Diagnose(Compile(OutputKind.ConsoleApplication, statements), options).Select(diagnostic => $"{diagnostic.Id} {TextOf(diagnostic)}")];

    public static string TextOf(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);

    private static bool IsOfCompiler(Diagnostic diagnostic) => diagnostic.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.Compiler, StringComparer.Ordinal);

    private static CSharpCompilation Project(int year, OutputKind output)
    {
        var project = CSharpCompilation.Create(
            "Exporter",
            [Parse(Usings.Replace("Y0000", $"Y{year}", StringComparison.Ordinal), "Usings.cs")],
            year == Newest ? References : ReferencesOf(year),
            new CSharpCompilationOptions(output, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        _ = project.Assembly;
        return project;
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(SourceText.From(text), ParseOptions, path);

    /// <summary>The options of an .editorconfig file.</summary>
    private sealed class ConfigOptions(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(values);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
        }
    }
}
