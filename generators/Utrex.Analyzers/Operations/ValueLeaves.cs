using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Utrex.Analyzers.Operations;

/// <summary>The operations whose values may come out of an expression: both sides of a conditional, each arm of a switch, and so on.</summary>
internal static class ValueLeaves
{
    public static IEnumerable<IOperation> Of(IOperation? operation) => operation switch
    {
        null or IThrowOperation => [],
        { ConstantValue.HasValue: true } => [operation],
        IConversionOperation { OperatorMethod: null } conversion => Of(conversion.Operand),
        IConversionOperation { OperatorMethod.Parameters: [{ Type.SpecialType: SpecialType.System_String }], Type.IsRefLikeType: true } span => Of(span.Operand),
        IParenthesizedOperation parenthesized => Of(parenthesized.Operand),
        IConditionalOperation { WhenFalse: { } whenFalse } conditional => Of(conditional.WhenTrue).Concat(Of(whenFalse)),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => Of(arm.Value)),
        ICoalesceOperation coalesce => Of(coalesce.Value).Concat(Of(coalesce.WhenNull)),
        ISimpleAssignmentOperation assignment => Of(assignment.Value),
        _ => [operation],
    };

    /// <summary>The whole expression that a value may come out of: the way back from <see cref="Of"/>.</summary>
    public static IOperation Outermost(IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation or IConditionalOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation
            && !(value.Parent is IConditionalOperation conditional && conditional.Condition == value))
        {
            value = value.Parent;
        }

        return value;
    }

    /// <summary>Like <see cref="Of"/>, and into the elements of collections and the values of dictionaries.</summary>
    public static IEnumerable<IOperation> OfElements(IOperation? operation) => operation switch
    {
        IConversionOperation { OperatorMethod: null, ConstantValue.HasValue: false } conversion => OfElements(conversion.Operand),
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.SelectMany(OfElements),
        ICollectionExpressionOperation collection => collection.Elements.SelectMany(OfElements),
        IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers.SelectMany(Element),
        _ => Of(operation),
    };

    /// <summary>What an element of a collection initializer adds: the last argument of Add, the value of an indexer.</summary>
    private static IEnumerable<IOperation> Element(IOperation initializer) => initializer switch
    {
        IInvocationOperation { Arguments: { Length: > 0 } arguments } => OfElements(arguments[arguments.Length - 1].Value),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } } assignment => OfElements(assignment.Value),
        _ => [],
    };
}
