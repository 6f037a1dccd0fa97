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
    public static RecordUse Of(SdkSymbols sdk, IOperation record)
    {
        var value = record;
        while (value.Parent is IConversionOperation or IParenthesizedOperation or IConditionalOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation
            && !IsCondition(value))
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } when IsSink(sdk, call.TargetMethod) => RecordUse.Complete,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => OfLocal(sdk, declarator),
            IArgumentOperation { Parent: IInvocationOperation or IObjectCreationOperation } argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out ? RecordUse.Unknown : RecordUse.Leaves,
            IReturnOperation or IArrayInitializerOperation or ICollectionExpressionOperation or IFieldInitializerOperation or IPropertyInitializerOperation => RecordUse.Leaves,
            ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation } assignment when assignment.Value == value => RecordUse.Leaves,
            _ => RecordUse.Unknown,
        };
    }

    private static bool IsCondition(IOperation value) => value.Parent is IConditionalOperation conditional && conditional.Condition == value;

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
