using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Utrex.Analyzers.Values;

/// <summary>Where a value is compared with another.</summary>
internal static class Comparison
{
    /// <summary>The other side of the comparison that a value is one side of; <see langword="null"/> where it is none.</summary>
    public static IOperation? Of(IOperation value)
    {
        var side = value;
        while (side.Parent is IConversionOperation or IParenthesizedOperation)
        {
            side = side.Parent;
        }

        return side.Parent switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } equality =>
                equality.LeftOperand == side ? equality.RightOperand : equality.LeftOperand,
            ISingleValueCaseClauseOperation { Parent.Parent: ISwitchOperation choice } => choice.Value,
            IConstantPatternOperation pattern => Input(pattern),
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Equals", ContainingType.SpecialType: SpecialType.System_String } } call } argument =>
                call.Instance is { } instance ? argument == call.Arguments[0] ? instance : null
                : call.Arguments.Length >= 2 && argument == call.Arguments[0] ? call.Arguments[1].Value
                : call.Arguments.Length >= 2 && argument == call.Arguments[1] ? call.Arguments[0].Value
                : null,
            IInvocationOperation { TargetMethod: { Name: "Equals", ContainingType.SpecialType: SpecialType.System_String } } call when call.Instance == side && call.Arguments.Length > 0 => call.Arguments[0].Value,
            _ => null,
        };
    }

    /// <summary>What a pattern looks at.</summary>
    private static IOperation? Input(IOperation pattern)
    {
        while (pattern.Parent is IBinaryPatternOperation or INegatedPatternOperation)
        {
            pattern = pattern.Parent;
        }

        return pattern.Parent switch
        {
            IIsPatternOperation isPattern => isPattern.Value,
            ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } => choice.Value,
            IPatternCaseClauseOperation { Parent.Parent: ISwitchOperation choice } => choice.Value,
            IPropertySubpatternOperation property => property.Member,
            _ => null,
        };
    }
}
