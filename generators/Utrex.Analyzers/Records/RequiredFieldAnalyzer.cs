using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Evaluation;
using Utrex.Analyzers.Metadata;
using Utrex.Analyzers.Operations;

namespace Utrex.Analyzers.Records;

/// <summary>
/// UTREX3001 and UTREX2003: fields that are never set although the state requires them, always or by a rule. Only of records that
/// are complete: written as they are or, where they leave their method, completed by no <c>with</c> and no copy of the project.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RequiredFieldAnalyzer() : SdkAnalyzer(Diagnostics.RequiredNotSet, Diagnostics.NeverSet)
{
    private static readonly string[] TestFrameworks = ["xunit", "nunit", "tunit", "mstest", "Microsoft.VisualStudio.TestPlatform.TestFramework"];

    private protected override void Register(CompilationStartAnalysisContext start, SdkSymbols sdk)
    {
        // Tests make incomplete records on purpose.
        if (start.Compilation.ReferencedAssemblyNames.Any(name => TestFrameworks.Any(framework => name.Name.StartsWith(framework, StringComparison.OrdinalIgnoreCase))))
        {
            return;
        }

        var project = new Project(sdk, start.Compilation.Options.OutputKind);
        start.RegisterOperationAction(project.Analyze, OperationKind.ObjectCreation, OperationKind.With, OperationKind.DefaultValue);
        start.RegisterCompilationEndAction(project.Report);
    }

    /// <summary>What a project does to records.</summary>
    private sealed class Project(SdkSymbols sdk, OutputKind output)
    {
        private readonly ConcurrentBag<Candidate> _candidates = [];
        private readonly ConcurrentDictionary<Field, bool> _completed = new();

        private bool IsLibrary => output is OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule or OutputKind.WindowsRuntimeMetadata;

        public void Analyze(OperationAnalysisContext context)
        {
            if (RecordInitializer.Of(sdk, context.Operation) is not { } initializer)
            {
                return;
            }

            foreach (var pair in initializer.Own)
            {
                if (context.Operation.Kind == OperationKind.With || (initializer.Known.Bytes(pair.Key) is null && IsCopied(pair.Key, pair.Value.Value)))
                {
                    _completed[pair.Key] = true;
                }
            }

            var use = initializer.IsWhole ? initializer.Use : RecordUse.Unknown;
            if (use == RecordUse.Complete || (use == RecordUse.Leaves && !(IsLibrary && IsVisible(context.ContainingSymbol))))
            {
                Analyze(context, initializer, use);
            }
        }

        // A record that is made of the parts of others makes whole what is in parts.
        private static bool IsCopied(Field field, IOperation value) =>
            value.DescendantsAndSelf().Any(part => part is IPropertyReferenceOperation { Property: var property } && SdkSymbols.Is(property, field.Property));

        public void Report(CompilationAnalysisContext context)
        {
            foreach (var candidate in _candidates)
            {
                if (candidate.Diagnose(candidate.Use == RecordUse.Complete ? static _ => false : _completed.ContainsKey) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        }

        private void Analyze(OperationAnalysisContext context, RecordInitializer initializer, RecordUse use)
        {
            var values = initializer.Complete;
            var unset = initializer.Record.Fields.Where(field => !initializer.Assignments.ContainsKey(field)).ToList();
            var required = unset.Where(field => field.Required is not null && !values.IsExempt(field)).ToList();
            foreach (var group in required.GroupBy(field => field.Required!.Severity))
            {
                // What somebody completes elsewhere is not missing; the others are.
                _candidates.Add(new Candidate(use, isCompleted => Missing(initializer, group.Key, [.. group.Where(field => !isCompleted(field))])));
            }

            var days = RunDays.Read(context);
            var broken = BrokenRules.Of(values, days);
            if (broken.Count == 0)
            {
                return;
            }

            // What the constants alone break is another analyzer's matter.
            var already = BrokenRules.Of(initializer.Known, days);
            foreach (var rule in broken.Where(rule => !already.Contains(rule)))
            {
                var fields = rule.Fields.Select(initializer.Record.Find).OfType<Field>().ToList();
                var never = fields.Where(unset.Contains).ToList();
                var diagnostic = Diagnostic.Create(
                    Diagnostics.NeverSet,
                    initializer.Head(),
                    rule.Severity,
                    additionalLocations: null,
                    Names(never),
                    rule.Id,
                    rule.Message,
                    rule.Text,
                    Here(rule, values, never),
                    string.Join(", ", never.Select(field => field.Property.Name)));
                _candidates.Add(new Candidate(use, isCompleted => fields.Exists(field => isCompleted(field)) ? null : diagnostic));
            }
        }

        private static Diagnostic? Missing(RecordInitializer initializer, DiagnosticSeverity severity, IReadOnlyList<Field> fields) => fields.Count == 0 ? null : Diagnostic.Create(
            Diagnostics.RequiredNotSet,
            initializer.Head(),
            severity,
            additionalLocations: null,
            Names(fields),
            initializer.Record.Type.Name,
            string.Join(", ", fields.Select(field => field.Property.Name)),
            string.Join(", ", fields.Select(field => field.Required!.Id).Distinct(StringComparer.Ordinal)));

        private static string Here(Rule rule, RecordValues values, List<Field> never) =>
            BrokenRules.Here(rule, values.Without(never)) is { Length: > 0 } text ? text : "nothing else is set";

        private static ImmutableDictionary<string, string?> Names(IEnumerable<Field> fields) =>
            ImmutableDictionary<string, string?>.Empty.Add(Diagnostics.Missing, string.Join(",", fields.Select(field => field.Property.Name)));

        // What other projects can call, other projects can complete.
        private static bool IsVisible(ISymbol symbol)
        {
            for (ISymbol? part = symbol; part is not null and not INamespaceSymbol; part = part.ContainingSymbol)
            {
                if (part.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>A record that may lack something.</summary>
    /// <param name="Use">What becomes of it.</param>
    /// <param name="Diagnose">The diagnostic, given which fields the project completes elsewhere.</param>
    private sealed record Candidate(RecordUse Use, Func<Func<Field, bool>, Diagnostic?> Diagnose);
}
