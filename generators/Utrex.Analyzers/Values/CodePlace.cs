using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Operations;

namespace Utrex.Analyzers.Values;

/// <summary>What a code that stands somewhere is for.</summary>
internal static class CodePlace
{
    /// <summary>
    /// Whether a code is data on its way into a record. A retired code in a comparison or among the elements of a set is not:
    /// such code reads what was written in other years.
    /// </summary>
    public static bool IsData(IOperation operation)
    {
        var parent = ValueLeaves.Outermost(operation).Parent;
        return parent switch
        {
            IArrayInitializerOperation or ICollectionExpressionOperation or IPatternOperation or ICaseClauseOperation => false,
            IBinaryOperation => false,
            IArgumentOperation { Parent: IInvocationOperation call } => call.TargetMethod.Name is not ("Contains" or "Equals" or "IndexOf" or "ContainsKey" or "TryGetValue")
                && !(call.Parent is IObjectOrCollectionInitializerOperation && call.Arguments.Length == 1),
            IArgumentOperation { Parent: IPropertyReferenceOperation { Property.IsIndexer: true } } => false,
            _ => parent is not IPropertyReferenceOperation and not IInvocationOperation,
        };
    }
}
