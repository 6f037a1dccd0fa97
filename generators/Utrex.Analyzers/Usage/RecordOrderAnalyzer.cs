using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Usage;

/// <summary>
/// UTREX3005: a record is written where a batch cannot have it. Only for a writer that is created in the same body and stays in it, and only
/// where the body also writes what should have come first: somebody else may begin the batch and leave a part of it to this writer.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecordOrderAnalyzer() : SdkAnalyzer(Diagnostics.WrongOrder)
{
    private protected override void Register(CompilationStartAnalysisContext start, SdkSymbols sdk) =>
        start.RegisterOperationAction(operation => Analyze(operation, sdk), OperationKind.ObjectCreation);

    private static void Analyze(OperationAnalysisContext context, SdkSymbols sdk)
    {
        if (IsWriter(sdk, context.Operation) && FlowRoot.IsFirst(context.Operation, operation => IsWriter(sdk, operation)))
        {
            new Flow(sdk, context.ReportDiagnostic).Run(context.GetControlFlowGraph());
        }
    }

    private static bool IsWriter(SdkSymbols sdk, IOperation operation) =>
        operation is IObjectCreationOperation creation && SdkSymbols.Is(creation.Type, sdk.BatchWriter);

    /// <summary>What a writer has written so far: perhaps the record of a group, surely another one than the first.</summary>
    private readonly record struct Written(bool IsKnown, bool PerhapsGroup, bool SurelyOther);

    private sealed class Flow(SdkSymbols sdk, Action<Diagnostic> report) : ForwardFlow<Written>
    {
        // The writers that write the record of a group somewhere in the body.
        private readonly HashSet<ISymbol> _grouped = new(SymbolEqualityComparer.Default);
        private readonly Dictionary<CaptureId, ILocalSymbol> _captured = [];

        protected override void Visit(IOperation operation)
        {
            switch (operation)
            {
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when SdkSymbols.Is(target.Type, sdk.BatchWriter):
                    Set(target.Local, new Written(IsWriter(sdk, assignment.Value), PerhapsGroup: false, SurelyOther: false));
                    break;
                // The compiler's graph sets a receiver aside while it evaluates an argument that branches.
                case IFlowCaptureOperation { Value: ILocalReferenceOperation { Local: var aside } } capture when TryGet(aside, out _):
                    _captured[capture.Id] = aside;
                    break;
                case IInvocationOperation { Instance: { } instance, TargetMethod.Name: "Write" } call when Writer(instance) is { } writer && sdk.Record(call.TargetMethod.TypeArguments.FirstOrDefault()) is { } record:
                    Write(writer, record, call);
                    break;
                case ILocalReferenceOperation or IFlowCaptureReferenceOperation when Writer(operation) is { } local && TryGet(local, out _) && !IsOwnUse(operation):
                    Set(local, default);
                    break;
                case IFlowAnonymousFunctionOperation:
                case IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction }:
                    // What a lambda or a local function captures may be written there.
                    foreach (var pair in Known.ToList())
                    {
                        Set(pair.Key, default);
                    }

                    break;
            }
        }

        protected override Written Merge(Written left, Written right) => new(
            left.IsKnown && right.IsKnown,
            left.PerhapsGroup || right.PerhapsGroup,
            left.SurelyOther && right.SurelyOther);

        private void Write(ILocalSymbol writer, Record record, IInvocationOperation call)
        {
            if (!TryGet(writer, out var written) || !written.IsKnown)
            {
                return;
            }

            var specification = record.Specification;
            var isFirst = string.Equals(record.Id, specification.FirstRecord, StringComparison.Ordinal);
            var isGroup = string.Equals(record.Id, specification.GroupRecord, StringComparison.Ordinal);
            var reason = isFirst && written.SurelyOther ? $"{specification.FirstRecord} comes first in a batch, and other records have been written"
                : !isFirst && !isGroup && !written.PerhapsGroup && _grouped.Contains(writer) ? $"it belongs to the record {specification.GroupRecord} before it, and none has been written"
                : null;
            _ = isGroup && _grouped.Add(writer);
            if (IsFinal && reason is not null)
            {
                report(Diagnostic.Create(Diagnostics.WrongOrder, call.Syntax.GetLocation(), record.Type.Name, reason));
            }

            Set(writer, new Written(IsKnown: true, written.PerhapsGroup || isGroup, written.SurelyOther || !isFirst));
        }

        private ILocalSymbol? Writer(IOperation operation) => operation switch
        {
            ILocalReferenceOperation reference => reference.Local,
            IFlowCaptureReferenceOperation reference when _captured.TryGetValue(reference.Id, out var local) => local,
            _ => null,
        };

        private bool IsOwnUse(IOperation reference) => reference.Parent switch
        {
            IFlowCaptureOperation => true,
            IInvocationOperation { Instance: { } instance, TargetMethod: { Name: "Write" } method } => instance == reference && sdk.Record(method.TypeArguments.FirstOrDefault()) is not null,
            ISimpleAssignmentOperation assignment => assignment.Target == reference,
            _ => false,
        };
    }
}
