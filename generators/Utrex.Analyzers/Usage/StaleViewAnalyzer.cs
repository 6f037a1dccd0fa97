using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Usage;

/// <summary>UTREX3003: a view, a line or a span of a reader's current line is used after the reader has moved on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StaleViewAnalyzer() : SdkAnalyzer(Diagnostics.StaleView)
{
    private protected override void Register(CompilationStartAnalysisContext start, SdkSymbols sdk) =>
        start.RegisterOperationAction(operation => Analyze(operation, sdk), OperationKind.PropertyReference);

    private static void Analyze(OperationAnalysisContext context, SdkSymbols sdk)
    {
        if (IsLine(sdk, context.Operation) && FlowRoot.IsFirst(context.Operation, operation => IsLine(sdk, operation)))
        {
            new Flow(sdk, context.ReportDiagnostic).Run(context.GetControlFlowGraph());
        }
    }

    private static bool IsLine(SdkSymbols sdk, IOperation operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "Current" or "Line", ContainingType: var type } } && SdkSymbols.Is(type, sdk.BatchReader);

    /// <summary>Which reader a variable looks at, and whether that has surely moved on since.</summary>
    private readonly record struct View(ISymbol? Reader, Age Age);

    private enum Age
    {
        Current,
        Moved,
        Either,
    }

    private sealed class Flow(SdkSymbols sdk, Action<Diagnostic> report) : ForwardFlow<View>
    {
        protected override void Visit(IOperation operation)
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator:
                    Assign(declarator.Symbol, value);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                    Assign(target.Local, assignment.Value);
                    break;
                case ILocalReferenceOperation { Parent: not ISimpleAssignmentOperation } use:
                    Use(use);
                    break;
                case ILocalReferenceOperation { Parent: ISimpleAssignmentOperation parent } use when parent.Value == use:
                    Use(use);
                    break;
                case IInvocationOperation { Instance: { } instance, TargetMethod: { Name: "Read" or "ReadAsync" or "Dispose" or "DisposeAsync" } } when Variable(instance) is { } reader:
                    Age(reader, StaleViewAnalyzer.Age.Moved);
                    break;
                // The end of a using disposes of the reader unless it is null, and then nothing looks at it.
                case IIsNullOperation { IsImplicit: true } end when Variable(end.Operand) is { } used:
                    Age(used, StaleViewAnalyzer.Age.Moved);
                    break;
                case IArgumentOperation argument when Variable(argument.Value) is { } lent:
                    Age(lent, StaleViewAnalyzer.Age.Either);
                    break;
            }
        }

        protected override View Merge(View left, View right) => new(SdkSymbols.Is(left.Reader, right.Reader) ? left.Reader : null, StaleViewAnalyzer.Age.Either);

        private void Use(ILocalReferenceOperation use)
        {
            if (IsFinal && TryGet(use.Local, out var view) && view is { Age: StaleViewAnalyzer.Age.Moved, Reader: { } reader })
            {
                report(Diagnostic.Create(Diagnostics.StaleView, use.Syntax.GetLocation(), use.Local.Name, reader.Name));
            }
        }

        private void Assign(ILocalSymbol local, IOperation value)
        {
            if (!local.Type.IsRefLikeType)
            {
                return;
            }

            if (Unconverted(value) is IDefaultValueOperation)
            {
                Forget(local);
                return;
            }

            Set(local, Origin(value) ?? new View(Reader: null, StaleViewAnalyzer.Age.Either));
        }

        /// <summary>The line that a value looks at: a reader's current one, or the one of a view that it is taken from.</summary>
        private View? Origin(IOperation value)
        {
            foreach (var part in value.DescendantsAndSelf())
            {
                if (part is IPropertyReferenceOperation { Instance: { } instance } && IsLine(sdk, part) && Variable(instance) is { } reader)
                {
                    return new View(reader, StaleViewAnalyzer.Age.Current);
                }

                if (part is ILocalReferenceOperation reference && TryGet(reference.Local, out var view))
                {
                    return view;
                }
            }

            return null;
        }

        private void Age(ISymbol reader, Age age)
        {
            foreach (var pair in Known.Where(pair => SdkSymbols.Is(pair.Value.Reader, reader) && pair.Value.Age != StaleViewAnalyzer.Age.Moved).ToList())
            {
                Set(pair.Key, new View(reader, age));
            }
        }

        private static IOperation Unconverted(IOperation value) => value is IConversionOperation conversion ? Unconverted(conversion.Operand) : value;

        /// <summary>The variable that holds a reader.</summary>
        private ISymbol? Variable(IOperation operation) => !SdkSymbols.Is(operation.Type, sdk.BatchReader) && operation is not IConversionOperation ? null : operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IFieldReferenceOperation field => field.Field,
            IConversionOperation conversion => Variable(conversion.Operand),
            _ => null,
        };
    }
}
