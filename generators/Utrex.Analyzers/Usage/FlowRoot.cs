using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Utrex.Analyzers.Usage;

/// <summary>The body that an operation stands in: a method's, or that of a lambda or local function inside it.</summary>
internal static class FlowRoot
{
    /// <summary>Whether an operation is the first of its kind in its body, so that the body is followed once.</summary>
    public static bool IsFirst(IOperation operation, Func<IOperation, bool> isKind)
    {
        var root = operation;
        while (root.Parent is { } parent && root is not IAnonymousFunctionOperation and not ILocalFunctionOperation)
        {
            root = parent;
        }

        return Find(root, isKind, isRoot: true) == operation;
    }

    private static IOperation? Find(IOperation operation, Func<IOperation, bool> isKind, bool isRoot = false)
    {
        if (!isRoot && operation is (IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            return null;
        }

        if (isKind(operation))
        {
            return operation;
        }

        foreach (var child in operation.ChildOperations)
        {
            if (Find(child, isKind) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
