using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Evaluation;
using Utrex.Analyzers.Metadata;
using Utrex.Analyzers.Operations;

namespace Utrex.Analyzers.Values;

/// <summary>The constants that reach a parameter, field, property or return value of the user's own with <c>[UtrexValue]</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AnnotatedValueAnalyzer() : SdkAnalyzer(
    Diagnostics.UnknownCode, Diagnostics.RetiredCode, Diagnostics.CodeNotTaken, Diagnostics.TooLong, Diagnostics.WrongLength,
    Diagnostics.ForbiddenCharacters, Diagnostics.NotADate, Diagnostics.OutOfRange, Diagnostics.WrongForm)
{
    private protected override void Register(CompilationStartAnalysisContext start, SdkSymbols sdk)
    {
        start.RegisterOperationAction(
            operation => Analyze(operation, sdk),
            OperationKind.Argument,
            OperationKind.SimpleAssignment,
            OperationKind.FieldInitializer,
            OperationKind.PropertyInitializer,
            OperationKind.ParameterInitializer,
            OperationKind.Return);
    }

    private static void Analyze(OperationAnalysisContext context, SdkSymbols sdk)
    {
        var value = context.Operation switch
        {
            IArgumentOperation { ArgumentKind: ArgumentKind.Explicit } argument => argument.Value,
            ISimpleAssignmentOperation assignment => assignment.Value,
            ISymbolInitializerOperation initializer => initializer.Value,
            IReturnOperation { ReturnedValue: { } returned } => returned,
            _ => null,
        };
        if (value is null || !MayHoldText(value))
        {
            return;
        }

        foreach (var (table, field) in Expectations(context, sdk))
        {
            if (table is not null || field is not null)
            {
                Analyze(context, sdk, value, table, field);
            }
        }
    }

    private static void Analyze(OperationAnalysisContext context, SdkSymbols sdk, IOperation value, CodeTable? table, Field? field)
    {
        foreach (var leaf in ValueLeaves.OfElements(value))
        {
            if (ConstantText.Of(leaf) is { } text)
            {
                foreach (var diagnostic in Problems(sdk, table, field, text, leaf.Syntax, context))
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        }
    }

    // Nearly every value is something else, and this is asked of every argument and assignment of a project.
    private static bool MayHoldText(IOperation value) => value.ConstantValue.HasValue
        ? value.ConstantValue.Value is string
        : value.Kind == OperationKind.LocalReference ? ConstantText.MayBe(value)
        : value.Kind is OperationKind.Conditional or OperationKind.SwitchExpression or OperationKind.Coalesce or OperationKind.Conversion or OperationKind.FieldReference
            or OperationKind.Utf8String or OperationKind.SimpleAssignment or OperationKind.Parenthesized
            or OperationKind.ArrayCreation or OperationKind.CollectionExpression or OperationKind.ObjectCreation
            && value.Type is { IsValueType: false } or { IsRefLikeType: true };

    private static IEnumerable<(CodeTable? Table, Field? Field)> Expectations(OperationAnalysisContext context, SdkSymbols sdk) => context.Operation switch
    {
        IArgumentOperation { Parameter: { } parameter } => [sdk.ValueOf(parameter.OriginalDefinition)],
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } => [sdk.ValueOf(target.Member.OriginalDefinition)],
        IFieldInitializerOperation initializer => initializer.InitializedFields.Select(sdk.ValueOf),
        IPropertyInitializerOperation initializer => initializer.InitializedProperties.Select(sdk.ValueOf),
        IParameterInitializerOperation initializer => [sdk.ValueOf(initializer.Parameter)],
        IReturnOperation when Method(context.Operation, context.ContainingSymbol) is { } method => [method.AssociatedSymbol is { } property ? sdk.ValueOf(property) : sdk.ReturnValueOf(method)],
        _ => [],
    };

    // What a lambda inside a method returns is not what the method returns.
    private static IMethodSymbol? Method(IOperation operation, ISymbol containing)
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

        return containing as IMethodSymbol;
    }

    private static IEnumerable<Diagnostic> Problems(SdkSymbols sdk, CodeTable? table, Field? field, string text, SyntaxNode syntax, OperationAnalysisContext context)
    {
        table ??= field?.Table;
        if (table is not null && field?.Type is null or FieldType.Code
            && (CodeProblems.Unknown(table, text, syntax.GetLocation()) ?? CodeProblems.Retired(table, table.Find(text), syntax.GetLocation())) is { } problem)
        {
            return [problem];
        }

        if (field is null || Bytes.Of(text) is not { Length: > 0 } bytes)
        {
            return [];
        }

        var record = sdk.Record(field.Property.ContainingType)!;
        return FieldProblems.Of(field, bytes, syntax, new Conditions(RecordValues.Unknown(record), RunDays.Read(context)));
    }
}
