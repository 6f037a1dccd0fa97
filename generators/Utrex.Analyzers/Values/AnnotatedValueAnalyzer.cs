using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Evaluation;
using Utrex.Analyzers.Metadata;
using Utrex.Analyzers.Operations;

namespace Utrex.Analyzers.Values;

/// <summary>The constants that reach a parameter, field, property or return value of the user's own with <c>[UtrexValue]</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AnnotatedValueAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Diagnostics.UnknownCode, Diagnostics.RetiredCode, Diagnostics.CodeNotTaken, Diagnostics.TooLong, Diagnostics.WrongLength,
        Diagnostics.ForbiddenCharacters, Diagnostics.NotADate, Diagnostics.OutOfRange, Diagnostics.WrongForm,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (SdkSymbols.Of(start.Compilation) is { } sdk)
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
        });
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
        if (value is null || !MayHoldText(value.Type))
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
                foreach (var diagnostic in Problems(sdk, table, field, text, leaf.Syntax.GetLocation(), context))
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        }
    }

    private static bool MayHoldText(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String } or IArrayTypeSymbol || type is INamedTypeSymbol { IsGenericType: true };

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

    private static IEnumerable<Diagnostic> Problems(SdkSymbols sdk, CodeTable? table, Field? field, string text, Location location, OperationAnalysisContext context)
    {
        if (field is not null)
        {
            table = sdk.Table(field.Property.Type) ?? sdk.NumberTable(field.Property.Type);
        }

        if (table is not null && field?.Type is null or FieldType.Code
            && (CodeProblems.Unknown(table, text, location, Diagnostics.UnknownCode) ?? CodeProblems.Retired(table, table.Find(text), location)) is { } problem)
        {
            return [problem];
        }

        if (field is null || Bytes.Of(text) is not { Length: > 0 } bytes)
        {
            return [];
        }

        var record = sdk.Record(field.Property.ContainingType)!;
        var days = RunDays.Read(context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.Operation.Syntax.SyntaxTree));
        return FieldProblems.Of(sdk, field, bytes, location, RecordValues.Unknown(record), days);
    }
}
