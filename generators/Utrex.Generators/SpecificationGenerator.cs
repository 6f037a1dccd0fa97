using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Utrex.Generators.Emit;
using Utrex.Generators.Maps;
using Utrex.Generators.Model;
using Utrex.Generators.Specification;

namespace Utrex.Generators;

/// <summary>
/// Turns a file specification in JSON into records, views, writers, code types and validators.
/// Its input is the additional files; of the code it only asks whether a few types exist, so that an edit of code runs nothing else.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class SpecificationGenerator : IIncrementalGenerator
{
    internal const string FilesStep = "Files";
    internal const string ProjectStep = "Project";
    internal const string LinkStep = "Link";
    internal const string RecordsStep = "Records";
    internal const string CodeTablesStep = "CodeTables";
    internal const string RuleSetsStep = "RuleSets";
    internal const string SpecificationsStep = "Specifications";
    internal const string MapsStep = "Maps";
    internal const string ShapesStep = "Shapes";
    internal const string DiagnosticsStep = "Diagnostics";

    // The map of which the project is the adapter; without one it gets the records.
    private const string MapProperty = "build_property.UtrexMap";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(static text => text.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            .Select(static (text, cancellation) => text.GetText(cancellation) is { } source ? SpecificationParser.Parse(text.Path, source.ToString()) : null)
            .Where(static file => file is not null)
            .Select(static (file, _) => file!)
            .WithTrackingName(FilesStep);
        var map = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => options.GlobalOptions.TryGetValue(MapProperty, out var name) && name.Length > 0 ? name : null);
        var language = context.ParseOptionsProvider.Select(static (options, _) => (int)((CSharpParseOptions)options).LanguageVersion);
        var agreement = context.CompilationProvider.Select(static (compilation, _) => ProjectTypes.AgreementOf(compilation));
        var project = map.Combine(language).Combine(agreement)
            .Select(static (parts, _) => new ProjectModel(parts.Left.Left, parts.Left.Right, parts.Right))
            .WithTrackingName(ProjectStep);
        var link = files.Collect().Combine(project).Select(static (pair, _) => Link(pair.Left, pair.Right)).WithTrackingName(LinkStep);

        var records = link.SelectMany(static (result, _) => result.Records).WithTrackingName(RecordsStep);
        var tables = link.SelectMany(static (result, _) => result.CodeTables).WithTrackingName(CodeTablesStep);
        var ruleSets = link.SelectMany(static (result, _) => result.RuleSets).WithTrackingName(RuleSetsStep);
        var specifications = link.SelectMany(static (result, _) => result.Specifications).WithTrackingName(SpecificationsStep);
        var maps = link.SelectMany(static (result, _) => result.Maps).WithTrackingName(MapsStep);
        var shapes = link.SelectMany(static (result, _) => result.Shapes).WithTrackingName(ShapesStep);
        var unusable = specifications.Select(static (unit, _) => unit.BatchRules).Where(static rules => rules is not null).Collect()
            .Combine(context.CompilationProvider)
            .Select(static (pair, _) => pair.Left.Where(rules => !ProjectTypes.IsBatchRules(pair.Right, rules!.ClassName)).Select(rules => rules!).ToEquatableArray());
        var diagnostics = link.SelectMany(static (result, _) => result.Diagnostics).WithTrackingName(DiagnosticsStep);

        context.RegisterSourceOutput(records, static (output, unit) => Add(output, $"{unit.Namespace}.Records.{unit.Record.TypeName}", () => RecordEmitter.Emit(unit)));
        context.RegisterSourceOutput(tables, static (output, unit) => Add(output, $"{unit.Namespace}.Codes.{unit.Table.Id}", () => CodeTableEmitter.Emit(unit)));
        context.RegisterSourceOutput(ruleSets, static (output, unit) => Add(output, $"{unit.Namespace}.{unit.TypeName}", () => RuleSetEmitter.Emit(unit)));
        context.RegisterSourceOutput(specifications.Combine(unusable), static (output, pair) => Add(
            output,
            $"{pair.Left.Specification.Namespace}.{pair.Left.Specification.ClassName}",
            () => SpecificationEmitter.Emit(pair.Right.Contains(pair.Left.BatchRules) ? pair.Left.WithoutBatchRules() : pair.Left)));
        context.RegisterSourceOutput(unusable, static (output, classes) =>
        {
            foreach (var found in classes)
            {
                output.ReportDiagnostic(SpecificationDiagnostics.ToDiagnostic(found.Diagnostic));
            }
        });
        context.RegisterSourceOutput(shapes, static (output, unit) => Add(output, $"{unit.Namespace}.{unit.ClassName}Shape", () => ShapeEmitter.Emit(unit)));
        context.RegisterSourceOutput(maps, static (output, unit) => Add(output, $"{unit.Namespace}.{unit.Prefix}Map", () => MapEmitter.Emit(unit)));
        context.RegisterSourceOutput(diagnostics, static (output, model) => output.ReportDiagnostic(SpecificationDiagnostics.ToDiagnostic(model)));
    }

    private static LinkResult Link(IReadOnlyList<ParsedFile> files, ProjectModel project)
    {
        try
        {
            return SpecificationLinker.Link(files, project);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // An exception would silence the generator for good; a diagnostic says what happened.
            var diagnostic = new DiagnosticModel("UTREX9099", files.Count > 0 ? files[0].Path : "", 0, 0, new[] { e.Message }.ToEquatableArray());
            return LinkResult.Of([diagnostic]);
        }
    }

    private static void Add(SourceProductionContext output, string name, Func<string> emit)
    {
        try
        {
            output.AddSource(name + ".g.cs", SourceText.From(emit(), Encoding.UTF8));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            output.ReportDiagnostic(SpecificationDiagnostics.ToDiagnostic(
                new DiagnosticModel("UTREX9099", name, 0, 0, new[] { e.Message }.ToEquatableArray())));
        }
    }
}
