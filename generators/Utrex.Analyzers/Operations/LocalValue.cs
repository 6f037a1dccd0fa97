using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Utrex.Analyzers.Operations;

/// <summary>Follows local variables within one body.</summary>
internal static class LocalValue
{
    /// <summary>The only value that a local variable ever has; <see langword="null"/> where it is assigned again, or lent out to be changed.</summary>
    public static IOperation? Of(ILocalReferenceOperation reference)
    {
        IOperation? value = null;
        foreach (var operation in Root(reference).DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, reference.Local))
            {
                value = declarator.GetVariableInitializer()?.Value;
            }
            else if (operation is ILocalReferenceOperation other && SymbolEqualityComparer.Default.Equals(other.Local, reference.Local) && IsWritten(other))
            {
                return null;
            }
        }

        return value;
    }

    /// <summary>Every reference to a local variable in the body that declares it.</summary>
    public static IEnumerable<ILocalReferenceOperation> References(IVariableDeclaratorOperation declarator) =>
        Root(declarator).DescendantsAndSelf().OfType<ILocalReferenceOperation>().Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, declarator.Symbol));

    /// <summary>Whether a reference may change the variable.</summary>
    public static bool IsWritten(ILocalReferenceOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IIncrementOrDecrementOperation or ITupleOperation { Parent: IDeconstructionAssignmentOperation } or IDeclarationExpressionOperation => true,
        IArgumentOperation argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } } => true,
        _ => false,
    };

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }
}
