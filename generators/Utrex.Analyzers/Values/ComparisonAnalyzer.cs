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
        if (ConstantText.Of(value) is not { } text || Comparison.Of(side) is not { } other)
        {
            return;
        }

        // "TD" == code converts the text; code.Code == "TD" compares what the code spells.
        var converted = side is IConversionOperation { OperatorMethod: { } method } ? sdk.Table(method.ContainingType) : null;
        if ((converted ?? Spelled(sdk, other)) is not { } table)
        {
            return;
        }

        var isSpelled = converted is null && sdk.ValueOf(Symbol(other)).Table is null;
        var isNever = isSpelled ? !table.Codes.Any(code => string.Equals(code.Text, text, Culture(context.Operation))) && text.Length > 0 : table.Find(text) is null && text.TrimEnd(' ').Length > 0;
        if (isNever)
        {
            context.ReportDiagnostic(CodeProblems.NoCode(Diagnostics.NeverTrue, table, text, value.Syntax.GetLocation()));
        }
    }

    /// <summary>The table of a code whose text an operation yields: <c>code.Code</c>, <c>code.ToString()</c>, or a text of the user's own that says so.</summary>
    private static CodeTable? Spelled(SdkSymbols sdk, IOperation operation) => operation switch
    {
        IConversionOperation { OperatorMethod: null } conversion => Spelled(sdk, conversion.Operand),
        IPropertyReferenceOperation { Property: { Name: "Code", IsStatic: false } property } when sdk.Table(property.ContainingType) is { } table => table,
        IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.Length: 0 }, Instance.Type: { } type } => sdk.Table(type),
        IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation when operation.Type?.SpecialType == SpecialType.System_String => sdk.ValueOf(Symbol(operation)).Table,
        _ => null,
    };

    private static ISymbol? Symbol(IOperation operation) => operation switch
    {
        IConversionOperation conversion => Symbol(conversion.Operand),
        IParameterReferenceOperation reference => reference.Parameter,
        IMemberReferenceOperation reference => reference.Member,
        _ => null,
    };

    // Of a comparison with a culture nobody knows the result; ignoring case finds more.
    private static StringComparison Culture(IOperation operation) =>
        operation is IInvocationOperation call && call.Arguments.Length > (call.Instance is null ? 2 : 1) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
