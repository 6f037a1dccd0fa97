using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Metadata;
using Utrex.Analyzers.Operations;
using Utrex.Analyzers.Values;
using Utrex.Sdk.Codes;

namespace Utrex.Analyzers.Usage;

/// <summary>UTREX3006: a view is asked for a field by a name that the record does not have.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FieldNameAnalyzer() : SdkAnalyzer(Diagnostics.UnknownField)
{
    private protected override void Register(CompilationStartAnalysisContext start, SdkSymbols sdk) =>
        start.RegisterOperationAction(operation => Analyze(operation, sdk), OperationKind.PropertyReference);

    private static void Analyze(OperationAnalysisContext context, SdkSymbols sdk)
    {
        var reference = (IPropertyReferenceOperation)context.Operation;
        if (reference is not { Property: { IsIndexer: true, ContainingType: { IsRefLikeType: true } view }, Arguments: [{ Value: var name }] }
            || RecordOf(sdk, view) is not { } record || ConstantText.Of(name) is not { } text || record.Find(text) is not null || record.Constants.Contains(text, StringComparer.Ordinal))
        {
            return;
        }

        var near = NearCodes.Of(text, record.Fields.Select(field => field.Name), field => field).ToList();
        context.ReportDiagnostic(Diagnostic.Create(
            Diagnostics.UnknownField,
            name.Syntax.GetLocation(),
            CodeProblems.Replace(near),
            $"{record.Name} ({record.Id})",
            text,
            near.Count == 0 ? "" : $"; did you mean {string.Join(" or ", near.Select(field => $"'{field}'"))}?"));
    }

    /// <summary>The record type of a view: the one that the view gives back.</summary>
    private static Record? RecordOf(SdkSymbols sdk, INamedTypeSymbol view) =>
        view.GetMembers("TryGetRecord").OfType<IMethodSymbol>().FirstOrDefault()?.Parameters is [var record, ..] ? sdk.Record(record.Type) : null;
}
