using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Utrex.Generators;

namespace Utrex.Fuzzing.Specifications;

/// <summary>What the project is that a specification is in.</summary>
/// <param name="Language">The version of C#.</param>
/// <param name="IsSif">Whether the project also has the map to SIF.</param>
/// <param name="IsTriedOut">Whether what is refused is compiled too, and what is accepted is not only compiled but loaded, and reads lines.</param>
internal readonly record struct SpecificationProject(LanguageVersion Language, bool IsSif, bool IsTriedOut);

/// <summary>
/// Runs the generator on a specification and compiles what it writes, in memory, as a project would: nullable, with documentation, every
/// warning on. Whatever the specification says, the generator does not fail, each diagnostic names a place in a file that there is, and
/// what is written compiles; where nothing was wrong, without a warning, and it loads and reads lines.
/// </summary>
internal sealed class SpecificationTrial
{
    private const int LongestMessage = 2000;

    private static readonly ImmutableArray<MetadataReference> References = [.. PathsOfReferences().Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly CSharpCompilation Project = CSharpCompilation.Create(
        "Consumer",
        references: References,
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999, concurrentBuild: false));

    private SpecificationTrial(IReadOnlyList<Diagnostic> diagnostics, string? kind, string description)
    {
        Diagnostics = diagnostics;
        Kind = kind;
        Description = description;
    }

    /// <summary>What the generator reported.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>What should not have happened, or <see langword="null"/>.</summary>
    public string? Kind { get; }

    /// <summary>What happened, in more words.</summary>
    public string Description { get; }

    /// <summary>Whether the generator found nothing to refuse.</summary>
    public bool IsAccepted => !Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>The same trial with something that should not have happened.</summary>
    public SpecificationTrial Unexpected(string kind) => new(Diagnostics, kind, string.Join("\n   ", Diagnostics.Take(3)));

    /// <summary>Tries a specification.</summary>
    public static SpecificationTrial Of(IReadOnlyList<SpecificationFile> files, SpecificationProject project)
    {
        var parse = new CSharpParseOptions(project.Language, DocumentationMode.Diagnose);
        ImmutableArray<AdditionalText> texts = [.. files.Select(file => new InMemoryText(file.Path, file.Text))];
        Compilation compilation = Project.AddSyntaxTrees(CSharpSyntaxTree.ParseText("namespace Consumer { /** <summary>Nothing.</summary> */ public class Empty { } }", parse, "Empty.cs"));
        var diagnostics = new List<Diagnostic>();
        foreach (var options in project.IsSif ? new[] { null, new AdapterOptions("sif") } : [null])
        {
            var driver = CSharpGeneratorDriver.Create([new SpecificationGenerator().AsSourceGenerator()], texts, parse, options).RunGenerators(compilation);
            var run = driver.GetRunResult();
            if (run.Results.Single().Exception is { } exception)
            {
                return new SpecificationTrial([], "the generator threw " + exception.GetType().Name, exception.ToString());
            }

            if (run.Diagnostics.FirstOrDefault(diagnostic => !diagnostic.Id.StartsWith("UTREX", StringComparison.Ordinal)) is { } other)
            {
                return new SpecificationTrial([], other.Id, other.GetMessage(CultureInfo.InvariantCulture));
            }

            diagnostics.AddRange(run.Diagnostics);
            compilation = compilation.AddSyntaxTrees(run.GeneratedTrees);
        }

        return Judge(files, diagnostics, compilation, project.IsTriedOut);
    }

    private static SpecificationTrial Judge(IReadOnlyList<SpecificationFile> files, List<Diagnostic> diagnostics, Compilation compilation, bool isTriedOut)
    {
        foreach (var diagnostic in diagnostics)
        {
            if (Fault(diagnostic, files) is { } fault)
            {
                return new SpecificationTrial(diagnostics, $"{fault} in {diagnostic.Id}", diagnostic.ToString());
            }
        }

        if (diagnostics.Exists(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            return isTriedOut && Errors(compilation.GetDiagnostics(), DiagnosticSeverity.Error) is { } error
                ? new SpecificationTrial(diagnostics, "what was refused does not compile: " + error.Id, error.Text)
                : new SpecificationTrial(diagnostics, null, "");
        }

        using var image = new MemoryStream();
        return Errors(compilation.Emit(image).Diagnostics, DiagnosticSeverity.Warning) is { } wrong ? new SpecificationTrial(diagnostics, "what was accepted does not compile: " + wrong.Id, wrong.Text)
            : isTriedOut && GeneratedAssembly.Fault(image) is { } loading ? new SpecificationTrial(diagnostics, "what was accepted does not run", loading)
            : new SpecificationTrial(diagnostics, null, "");
    }

    private static (string Id, string Text)? Errors(ImmutableArray<Diagnostic> diagnostics, DiagnosticSeverity least)
    {
        var wrong = diagnostics.Where(diagnostic => diagnostic.Severity >= least && !diagnostic.IsSuppressed).ToList();
        return wrong.Count == 0 ? null : (wrong[0].Id, string.Join("\n   ", wrong.Take(3).Select(diagnostic => diagnostic + " in " + Line(diagnostic))));
    }

    /// <summary>What is wrong with a diagnostic of the generator, or <see langword="null"/>.</summary>
    private static string? Fault(Diagnostic diagnostic, IReadOnlyList<SpecificationFile> files)
    {
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        if (diagnostic.Id == "UTREX9099")
        {
            return "an internal error";
        }

        if (string.IsNullOrWhiteSpace(message) || message.Length > LongestMessage || message.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029'))
        {
            return "a message that cannot be shown";
        }

        var place = diagnostic.Location.GetLineSpan();
        var file = files.FirstOrDefault(file => string.Equals(file.Path, place.Path, StringComparison.Ordinal));
        return file is null ? "a file that there is not" : place.StartLinePosition.Line > file.Text.Count(c => c is '\n' or '\r') ? "a line that there is not" : null;
    }

    private static string Line(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim() ?? "";

    /// <summary>
    /// Of the SDK's reference assemblies (or the runtime's, where there are none) those that generated code needs, the SDK and the library of adapters: the fewer,
    /// the faster is every compilation.
    /// </summary>
    private static IEnumerable<string> PathsOfReferences()
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var packs = Path.Combine(runtime, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref");
        var version = $"net{Environment.Version.Major}.{Environment.Version.Minor}";
        var folder = Directory.Exists(packs)
            ? Directory.EnumerateDirectories(packs).Select(pack => Path.Combine(pack, "ref", version)).FirstOrDefault(Directory.Exists) ?? runtime
            : runtime;
        string[] names = ["System.Runtime", "System.Collections", "System.Collections.Immutable", "System.Memory", "System.Text.Encoding.Extensions", "System.Text.Json", "System.ObjectModel", "System.ComponentModel", "System.ComponentModel.Primitives", "System.ComponentModel.TypeConverter", "System.Private.CoreLib"];
        return names.Select(name => Path.Combine(folder, name + ".dll")).Where(File.Exists)
            .Append(typeof(Sdk.Specification.SpecificationInfo).Assembly.Location)
            .Append(typeof(Documents.RecordMap).Assembly.Location);
    }
}
