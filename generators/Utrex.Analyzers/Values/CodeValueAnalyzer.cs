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
        if (conversion.OperatorMethod is { Parameters: [{ Type.SpecialType: SpecialType.System_String }] } method && Comparison.Of(conversion) is null)
        {
            AnalyzeTexts(context, sdk, method.ContainingType, conversion.Operand, conversion);
        }
    }

    private static void AnalyzeParse(OperationAnalysisContext context, SdkSymbols sdk)
    {
        if (context.Operation is IInvocationOperation { TargetMethod: { IsStatic: true, Name: "Parse" or "TryParse" } method, Arguments: [{ Value: var value }, ..] })
        {
            AnalyzeTexts(context, sdk, method.ContainingType, value, conversion: null);
        }
    }

    /// <summary>The constants that a code type, or a number or code, is made of.</summary>
    private static void AnalyzeTexts(OperationAnalysisContext context, SdkSymbols sdk, INamedTypeSymbol type, IOperation value, IConversionOperation? conversion)
    {
        var numbers = sdk.NumberTable(type);
        if ((numbers ?? sdk.Table(type)) is not { } table)
        {
            return;
        }

        foreach (var leaf in ValueLeaves.Of(value))
        {
            if (ConstantText.Of(leaf) is { } text && !(numbers is not null && IsNumber(text))
                && (CodeProblems.Unknown(table, text, leaf.Syntax.GetLocation())
                    ?? (conversion is null || CodePlace.IsData(conversion) ? CodeProblems.Retired(table, table.Find(text), leaf.Syntax.GetLocation()) : null)) is { } diagnostic)
            {
                context.ReportDiagnostic(diagnostic);
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

    private static bool IsNumber(string text) =>
        decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out _);
}
