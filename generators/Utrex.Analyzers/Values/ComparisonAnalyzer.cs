using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Metadata;
using Utrex.Analyzers.Operations;

namespace Utrex.Analyzers.Values;

/// <summary>UTREX1010: a comparison of a code with a constant that is none, to which no code is ever equal.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ComparisonAnalyzer() : SdkAnalyzer(Diagnostics.NeverTrue)
{
    private protected override void Register(CompilationStartAnalysisContext start, SdkSymbols sdk) =>
        start.RegisterOperationAction(operation => Analyze(operation, sdk), OperationKind.Binary, OperationKind.CaseClause, OperationKind.ConstantPattern, OperationKind.Invocation);

    private static void Analyze(OperationAnalysisContext context, SdkSymbols sdk)
    {
        IEnumerable<IOperation> sides = context.Operation switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } equality => [equality.LeftOperand, equality.RightOperand],
            ISingleValueCaseClauseOperation clause => [clause.Value],
            IConstantPatternOperation pattern => [pattern.Value],
            IInvocationOperation { TargetMethod: { Name: "Equals", ContainingType.SpecialType: SpecialType.System_String } } call =>
                call.Arguments.Take(2).Select(argument => argument.Value).Concat(call.Instance is { } instance ? [instance] : []),
            _ => [],
        };
        foreach (var side in sides)
        {
            Analyze(context, sdk, side);
        }
    }

    private static void Analyze(OperationAnalysisContext context, SdkSymbols sdk, IOperation side)
    {
        var value = FieldBytes.Unwrap(side);
        if (!ConstantText.MayBe(value) || Comparison.Of(side) is not { } other)
        {
            return;
        }

        // "TD" == code converts the text; code.Code == "TD" compares what the code spells.
        var converted = side is IConversionOperation { OperatorMethod: { } method } ? sdk.Table(method.ContainingType) : null;
        if ((converted ?? ExpectedCode.Spelled(sdk, other)) is not { } table || ConstantText.Of(value) is not { } text)
        {
            return;
        }

        var isSpelled = converted is null && sdk.ValueOf(ExpectedCode.Symbol(other)).Table is null;
        var isNever = isSpelled ? !table.Codes.Any(code => string.Equals(code.Text, text, Culture(context.Operation))) && text.Length > 0 : table.Find(text) is null && text.TrimEnd(' ').Length > 0;
        if (isNever)
        {
            context.ReportDiagnostic(CodeProblems.NoCode(Diagnostics.NeverTrue, table, text, value.Syntax.GetLocation()));
        }
    }

    // Of a comparison with a culture nobody knows the result; ignoring case finds more.
    private static StringComparison Culture(IOperation operation) =>
        operation is IInvocationOperation call && call.Arguments.Length > (call.Instance is null ? 2 : 1) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
