using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Metadata;
using Utrex.Analyzers.Operations;

namespace Utrex.Analyzers.Values;

/// <summary>UTREX1001 and UTREX1002: a constant that becomes a code and is none, or one that the state no longer takes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CodeValueAnalyzer() : SdkAnalyzer(Diagnostics.UnknownCode, Diagnostics.RetiredCode)
{
    private protected override void Register(CompilationStartAnalysisContext start, SdkSymbols sdk)
    {
        start.RegisterOperationAction(operation => AnalyzeConversion(operation, sdk), OperationKind.Conversion);
        start.RegisterOperationAction(operation => AnalyzeParse(operation, sdk), OperationKind.Invocation);
        start.RegisterOperationAction(operation => AnalyzeMember(operation, sdk), OperationKind.PropertyReference);
    }

    /// <summary>A text on its way into a code type: every assignment, argument, return, initializer and mapping table.</summary>
    private static void AnalyzeConversion(OperationAnalysisContext context, SdkSymbols sdk)
    {
        var conversion = (IConversionOperation)context.Operation;
        if (conversion.OperatorMethod is not { Parameters: [{ Type.SpecialType: SpecialType.System_String }] } method)
        {
            return;
        }

        var numbers = sdk.NumberTable(method.ContainingType);
        if ((numbers ?? sdk.Table(method.ContainingType)) is not { } table || Comparison.Of(conversion) is not null)
        {
            return;
        }

        foreach (var leaf in ValueLeaves.Of(conversion.Operand))
        {
            if (ConstantText.Of(leaf) is { } text && !(numbers is not null && IsNumber(text)))
            {
                Report(context, table, text, leaf, CodePlace.IsData(conversion));
            }
        }
    }

    private static void AnalyzeParse(OperationAnalysisContext context, SdkSymbols sdk)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (invocation is not { TargetMethod: { IsStatic: true, Name: "Parse" or "TryParse" } method, Arguments: [{ Value: var value }, ..] })
        {
            return;
        }

        var numbers = sdk.NumberTable(method.ContainingType);
        if ((numbers ?? sdk.Table(method.ContainingType)) is not { } table)
        {
            return;
        }

        foreach (var leaf in ValueLeaves.Of(value))
        {
            if (ConstantText.Of(leaf) is { } text && !(numbers is not null && IsNumber(text)))
            {
                Report(context, table, text, leaf, isData: true);
            }
        }
    }

    private static void AnalyzeMember(OperationAnalysisContext context, SdkSymbols sdk)
    {
        var reference = (IPropertyReferenceOperation)context.Operation;
        if (reference.Property is { IsStatic: true } member && sdk.Table(member.ContainingType) is { } table
            && CodeProblems.Retired(table, table.Find(member), reference.Syntax.GetLocation()) is { } retired
            && Comparison.Of(reference) is null && CodePlace.IsData(reference))
        {
            context.ReportDiagnostic(retired);
        }
    }

    private static void Report(OperationAnalysisContext context, CodeTable table, string text, IOperation leaf, bool isData)
    {
        var location = leaf.Syntax.GetLocation();
        var diagnostic = CodeProblems.Unknown(table, text, location, Diagnostics.UnknownCode)
            ?? (isData ? CodeProblems.Retired(table, table.Find(text), location) : null);
        if (diagnostic is not null)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    private static bool IsNumber(string text) =>
        decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out _);
}
