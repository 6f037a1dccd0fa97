using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Metadata;
using Utrex.Analyzers.Operations;

namespace Utrex.Analyzers.Values;

/// <summary>
/// Which codes a text may be where it stands, or where the variable or constant stands that holds it: the way from a literal to what the analyzers
/// of codes hold it to. Completion lists these codes, and one list of forms in the tests holds the two together.
/// </summary>
internal static class ExpectedCode
{
    // From the text of a variable to where the variable stands, and on from there where it is the text of another one.
    private const int MostSteps = 4;

    /// <summary>The table whose code a text becomes or is compared with, and the field that it is set to; neither where it is any text.</summary>
    public static (CodeTable? Table, Field? Field) Of(SdkSymbols sdk, IOperation text) => Of(sdk, text, MostSteps);

    private static (CodeTable? Table, Field? Field) Of(SdkSymbols sdk, IOperation text, int steps)
    {
        CodeTable? table = null;
        var value = text;
        while (true)
        {
            if (value is IConversionOperation { OperatorMethod: { } method })
            {
                table ??= sdk.Table(method.ContainingType) ?? sdk.NumberTable(method.ContainingType);
            }

            if (table is null && Comparison.Of(value) is { } other && Spelled(sdk, other) is { } compared)
            {
                return (compared, null);
            }

            if (value.Parent is not { } parent || !IsPartOf(value, parent))
            {
                break;
            }

            value = parent;
        }

        var (expected, field) = Target(sdk, value);
        table ??= expected ?? field?.Table;
        return table is not null || field is not null || steps == 0
            ? (table, field)
            : Uses(value).Select(use => Of(sdk, use, steps - 1)).FirstOrDefault(use => use.Table is not null);
    }

    /// <summary>The table of a code whose text an operation yields: <c>code.Code</c>, <c>code.ToString()</c>, or a text of the user's own that says so.</summary>
    public static CodeTable? Spelled(SdkSymbols sdk, IOperation operation) => operation switch
    {
        IConversionOperation { OperatorMethod: null } conversion => Spelled(sdk, conversion.Operand),
        IPropertyReferenceOperation { Property: { Name: "Code", IsStatic: false } property } when sdk.Table(property.ContainingType) is { } table => table,
        IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.Length: 0 }, Instance.Type: { } type } => sdk.Table(type),
        IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation when operation.Type?.SpecialType == SpecialType.System_String => sdk.ValueOf(Symbol(operation)).Table,
        _ => null,
    };

    /// <summary>The parameter, field or property that an operation reads.</summary>
    public static ISymbol? Symbol(IOperation operation) => operation switch
    {
        IConversionOperation conversion => Symbol(conversion.Operand),
        IParameterReferenceOperation reference => reference.Parameter,
        IMemberReferenceOperation reference => reference.Member,
        _ => null,
    };

    /// <summary>Whether a value may come out of its parent, as itself or as an element.</summary>
    private static bool IsPartOf(IOperation value, IOperation parent) => parent switch
    {
        IConditionalOperation conditional => conditional.Condition != value,
        ISwitchExpressionArmOperation arm => arm.Value == value,
        ISwitchExpressionOperation choice => choice.Value != value,
        IConversionOperation or IParenthesizedOperation or ICoalesceOperation => true,
        IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation => true,
        IObjectOrCollectionInitializerOperation => value is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation and not IPropertyReferenceOperation { Property.IsIndexer: true } },
        IObjectCreationOperation creation => creation.Initializer == value,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } } assignment => assignment.Value == value,
        IInvocationOperation { Parent: IObjectOrCollectionInitializerOperation } add => value is IArgumentOperation && add.Arguments[add.Arguments.Length - 1] == value,
        _ => value.Parent is IArgumentOperation { Parent: IInvocationOperation { Parent: IObjectOrCollectionInitializerOperation } },
    };

    private static (CodeTable? Table, Field? Field) Target(SdkSymbols sdk, IOperation value) => value.Parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsStatic: true, Name: "Parse" or "TryParse", ContainingType: var type } } } argument
            when argument.Parameter?.Ordinal == 0 && (sdk.Table(type) ?? sdk.NumberTable(type)) is { } parsed => (parsed, null),
        IArgumentOperation { Parameter: { } parameter } => sdk.ValueOf(parameter.OriginalDefinition),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } when sdk.Field(property) is { } field => (field.Table, field),
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } => sdk.ValueOf(target.Member.OriginalDefinition),
        IFieldInitializerOperation { InitializedFields: [var field, ..] } => sdk.ValueOf(field),
        IPropertyInitializerOperation { InitializedProperties: [var property, ..] } => sdk.ValueOf(property),
        IParameterInitializerOperation initializer => sdk.ValueOf(initializer.Parameter),
        IReturnOperation returned when Method(returned) is { } method => method.AssociatedSymbol is { } property ? sdk.ValueOf(property) : sdk.ReturnValueOf(method),
        _ => default,
    };

    /// <summary>Where the variable or constant stands that a text is the only value of; of a constant, in the same file.</summary>
    private static IEnumerable<IOperation> Uses(IOperation value) => value.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => LocalValue.References(declarator).ToList() is var references && references.Exists(LocalValue.IsWritten) ? [] : references,
        IFieldInitializerOperation { InitializedFields: [{ IsConst: true } or { IsStatic: true, IsReadOnly: true }] } initializer => References(initializer),
        _ => [],
    };

    private static IEnumerable<IOperation> References(IFieldInitializerOperation initializer)
    {
        var (field, model) = (initializer.InitializedFields[0], initializer.SemanticModel);
        return from name in initializer.Syntax.SyntaxTree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>()
               where string.Equals(name.Identifier.ValueText, field.Name, StringComparison.Ordinal)
               let expression = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? (ExpressionSyntax)access : name
               let operation = model?.GetOperation(expression) as IFieldReferenceOperation
               where operation is not null && SymbolEqualityComparer.Default.Equals(operation.Field, field)
               select operation;
    }

    /// <summary>The method that returns a value; what a lambda returns is none of it.</summary>
    private static IMethodSymbol? Method(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case ILocalFunctionOperation local:
                    return local.Symbol;
                case IAnonymousFunctionOperation:
                    return null;
            }
        }

        return operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) as IMethodSymbol;
    }
}
