using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Utrex.Analyzers.Operations;

/// <summary>Follows local variables within one body.</summary>
internal static class LocalValue
{
    // A local variable that holds another one, and so on; in code that does not compile they may hold each other.
    private const int MostSteps = 8;

    private static readonly ConditionalWeakTable<IOperation, Dictionary<ILocalSymbol, IOperation>> ByBody = new();

    /// <summary>The only value that a local variable ever has; <see langword="null"/> where it is assigned again, or lent out to be changed.</summary>
    public static IOperation? Of(ILocalReferenceOperation reference)
    {
        var values = ByBody.GetValue(Root(reference), Read);
        IOperation value = reference;
        for (var step = 0; value is ILocalReferenceOperation local; step++)
        {
            if (step == MostSteps || !values.TryGetValue(local.Local, out value!))
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
    public static bool IsWritten(ILocalReferenceOperation reference)
    {
        IOperation part = reference;
        while (part.Parent is ITupleOperation)
        {
            part = part.Parent;
        }

        return part.Parent switch
        {
            IAssignmentOperation assignment => assignment.Target == part,
            IIncrementOrDecrementOperation or IDeclarationExpressionOperation or IAddressOfOperation or IConditionalOperation { IsRef: true } => true,
            IArgumentOperation argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } } => true,
            _ => false,
        };
    }

    /// <summary>The local variables of a body that are assigned where they are declared and nowhere else.</summary>
    private static Dictionary<ILocalSymbol, IOperation> Read(IOperation body)
    {
        var values = new Dictionary<ILocalSymbol, IOperation>(SymbolEqualityComparer.Default);
        var written = new HashSet<ILocalSymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation { Symbol.IsRef: false } declarator && declarator.GetVariableInitializer()?.Value is { } value)
            {
                values[declarator.Symbol] = value;
            }
            else if (operation is ILocalReferenceOperation reference && IsWritten(reference))
            {
                written.Add(reference.Local);
            }
        }

        foreach (var local in written)
        {
            values.Remove(local);
        }

        return values;
    }

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }
}
