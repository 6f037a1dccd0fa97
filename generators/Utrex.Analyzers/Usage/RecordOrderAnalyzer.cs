using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Usage;

/// <summary>UTREX3005: a record is written where a batch cannot have it. Only for a writer that is created in the same body and stays in it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecordOrderAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Diagnostics.WrongOrder];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (SdkSymbols.Of(start.Compilation) is { } sdk)
            {
                start.RegisterOperationAction(operation => Analyze(operation, sdk), OperationKind.ObjectCreation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, SdkSymbols sdk)
    {
        if (IsWriter(sdk, context.Operation) && FlowRoot.IsFirst(context.Operation, operation => IsWriter(sdk, operation)))
        {
            new Flow(sdk, context.ReportDiagnostic).Run(context.GetControlFlowGraph());
        }
    }

    private static bool IsWriter(SdkSymbols sdk, IOperation operation) =>
        operation is IObjectCreationOperation creation && SdkSymbols.Is(creation.Type, sdk.BatchWriter);

    /// <summary>What a writer has written so far: perhaps nothing, perhaps and surely the first record and others.</summary>
    private readonly record struct Written(bool IsKnown, bool PerhapsAnything, bool PerhapsGroup, bool SurelyOther);

    private sealed class Flow(SdkSymbols sdk, Action<Diagnostic> report) : ForwardFlow<Written>
    {
        protected override void Visit(IOperation operation)
        {
            switch (operation)
            {
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when SdkSymbols.Is(target.Type, sdk.BatchWriter):
                    Set(target.Local, new Written(IsWriter(sdk, assignment.Value), PerhapsAnything: false, PerhapsGroup: false, SurelyOther: false));
                    break;
                case IInvocationOperation { Instance: ILocalReferenceOperation { Local: var writer }, TargetMethod.Name: "Write" } call when sdk.Record(call.TargetMethod.TypeArguments.FirstOrDefault()) is { } record:
                    Write(writer, record, call);
                    break;
                case ILocalReferenceOperation { Local: var local } reference when TryGet(local, out _) && !IsOwnUse(reference):
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
            left.PerhapsAnything || right.PerhapsAnything,
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
                : !isFirst && specification.FirstRecord is { } first && !written.PerhapsAnything ? $"a batch begins with the record {first}"
                : !isFirst && !isGroup && specification.GroupRecord is { } group && !written.PerhapsGroup ? $"it belongs to a group, and no record {group} has been written"
                : null;
            if (IsFinal && reason is not null)
            {
                report(Diagnostic.Create(Diagnostics.WrongOrder, call.Syntax.GetLocation(), record.Type.Name, reason));
            }

            Set(writer, new Written(IsKnown: true, PerhapsAnything: true, written.PerhapsGroup || isGroup, written.SurelyOther || !isFirst));
        }

        private bool IsOwnUse(ILocalReferenceOperation reference) => reference.Parent switch
        {
            IInvocationOperation { Instance: { } instance, TargetMethod: { Name: "Write" } method } => instance == reference && sdk.Record(method.TypeArguments.FirstOrDefault()) is not null,
            ISimpleAssignmentOperation assignment => assignment.Target == reference,
            _ => false,
        };
    }
}
