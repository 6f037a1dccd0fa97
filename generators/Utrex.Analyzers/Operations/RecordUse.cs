using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Operations;

/// <summary>What becomes of a record after it was created.</summary>
internal enum RecordUse
{
    /// <summary>Nobody can tell, or <c>with</c> goes on from it.</summary>
    Unknown,

    /// <summary>It is written or validated as it is.</summary>
    Complete,

    /// <summary>It leaves the body; whether somebody goes on from it, the rest of the project tells.</summary>
    Leaves,
}

/// <summary>Finds out what becomes of a record.</summary>
internal static class RecordUses
{
    /// <summary>What becomes of the record that an operation yields.</summary>
    public static RecordUse Of(SdkSymbols sdk, IOperation record)
    {
        var value = ValueLeaves.Outermost(record);
        return value.Parent switch
        {
            IArgumentOperation argument => OfArgument(sdk, argument),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => OfLocal(sdk, declarator),
            IReturnOperation or IArrayInitializerOperation or ICollectionExpressionOperation or IFieldInitializerOperation or IPropertyInitializerOperation => RecordUse.Leaves,
            ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation } assignment when assignment.Value == value => RecordUse.Leaves,
            _ => RecordUse.Unknown,
        };
    }

    /// <summary>Whether the record that an operation yields is perhaps only compared with another, and then thrown away.</summary>
    public static bool IsPerhapsCompared(SdkSymbols sdk, IOperation record) => ValueLeaves.Outermost(record).Parent switch
    {
        IBinaryOperation => true,
        IArgumentOperation argument => OfArgument(sdk, argument) == RecordUse.Unknown,
        IInvocationOperation => true,
        _ => false,
    };

    // What a method of another library does with a record nobody knows: it may compare it. A collection keeps it.
    private static RecordUse OfArgument(SdkSymbols sdk, IArgumentOperation argument) => argument switch
    {
        { Parent: IInvocationOperation call } when IsSink(sdk, call.TargetMethod) => RecordUse.Complete,
        { Parameter: { RefKind: not (RefKind.Ref or RefKind.Out) } parameter } when IsOfProject(parameter) || IsAdded(parameter.ContainingSymbol) => RecordUse.Leaves,
        _ => RecordUse.Unknown,
    };

    private static bool IsOfProject(IParameterSymbol parameter) => parameter.DeclaringSyntaxReferences.Length > 0;

    private static bool IsAdded(ISymbol method) => method.Name is "Add" or "TryAdd" or "Append" or "AddLast" or "AddFirst" or "Insert" or "Enqueue" or "Push"
        && method.ContainingNamespace.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal);

    private static RecordUse OfLocal(SdkSymbols sdk, IVariableDeclaratorOperation declarator)
    {
        var use = RecordUse.Unknown;
        var isContinued = false;
        foreach (var reference in LocalValue.References(declarator))
        {
            if (LocalValue.IsWritten(reference))
            {
                return RecordUse.Unknown;
            }

            isContinued |= reference.Parent is IWithOperation;
            var next = Of(sdk, reference);
            use = next == RecordUse.Complete ? next : use == RecordUse.Unknown ? next : use;
        }

        // Written as it is, it is complete even where a changed copy is written too.
        return isContinued && use != RecordUse.Complete ? RecordUse.Unknown : use;
    }

    private static bool IsSink(SdkSymbols sdk, IMethodSymbol method) =>
        (method.Name is "Write" && SdkSymbols.Is(method.ContainingType, sdk.BatchWriter))
        || (method.Name is "Validate" && SdkSymbols.Is(method.ContainingType, sdk.RecordValidator));
}
