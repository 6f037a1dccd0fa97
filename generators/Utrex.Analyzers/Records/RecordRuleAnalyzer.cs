using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Utrex.Analyzers.Evaluation;
using Utrex.Analyzers.Metadata;
using Utrex.Analyzers.Operations;

namespace Utrex.Analyzers.Records;

/// <summary>UTREX2001 and UTREX2002: the constants of a record's initializer break a rule of the state, whatever the other fields hold.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecordRuleAnalyzer() : SdkAnalyzer(Diagnostics.BrokenRule, Diagnostics.QuestionedValues)
{
    private protected override void Register(CompilationStartAnalysisContext start, SdkSymbols sdk) =>
        start.RegisterOperationAction(operation => Analyze(operation, sdk), OperationKind.ObjectCreation, OperationKind.With);

    private static void Analyze(OperationAnalysisContext context, SdkSymbols sdk)
    {
        if (RecordInitializer.Of(sdk, context.Operation) is not { Assignments.Count: > 0 } initializer)
        {
            return;
        }

        var values = initializer.Known;
        var days = RunDays.Read(context);
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
                    Mending.Of(rule, own.Select(pair => pair.Key), values, days),
                    rule.Id,
                    rule.Message,
                    rule.Text,
                    BrokenRules.Here(rule, values)));
            }
        }
    }
}
