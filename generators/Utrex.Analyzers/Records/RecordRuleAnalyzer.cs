using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Utrex.Analyzers.Evaluation;
using Utrex.Analyzers.Metadata;
using Utrex.Analyzers.Operations;

namespace Utrex.Analyzers.Records;

/// <summary>UTREX2001 and UTREX2002: the constants of a record's initializer break a rule of the state, whatever the other fields hold.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecordRuleAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Diagnostics.BrokenRule, Diagnostics.QuestionedValues];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (SdkSymbols.Of(start.Compilation) is { } sdk)
            {
                start.RegisterOperationAction(operation => Analyze(operation, sdk), OperationKind.ObjectCreation, OperationKind.With);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, SdkSymbols sdk)
    {
        if (RecordInitializer.Of(sdk, context.Operation) is not { Assignments.Count: > 0 } initializer)
        {
            return;
        }

        var values = initializer.Values(new FieldBytes(sdk), isComplete: false);
        var days = RunDays.Read(context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.Operation.Syntax.SyntaxTree));
        foreach (var rule in BrokenRules.Of(values, days))
        {
            // A rule that the record broke before this 'with' has been reported there.
            var own = initializer.Own.Where(pair => rule.Fields.Contains(pair.Key.Name, StringComparer.Ordinal)).ToList();
            if (own.Count > 0)
            {
                var location = own.Find(pair => string.Equals(pair.Key.Name, rule.Field, StringComparison.Ordinal)).Value ?? own[0].Value;
                context.ReportDiagnostic(Diagnostic.Create(
                    rule.IsWarning ? Diagnostics.QuestionedValues : Diagnostics.BrokenRule,
                    location.Syntax.GetLocation(),
                    own.Select(pair => pair.Value.Syntax.GetLocation()),
                    rule.Id,
                    rule.Message,
                    rule.Text,
                    BrokenRules.Here(rule, values)));
            }
        }
    }
}
