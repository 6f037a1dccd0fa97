using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Usage;

/// <summary>UTREX3002: the findings of a validation, or whether a record could be read, are thrown away.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DiscardedResultAnalyzer() : SdkAnalyzer(Diagnostics.ResultDiscarded)
{
    private protected override void Register(CompilationStartAnalysisContext start, SdkSymbols sdk) =>
        start.RegisterOperationAction(operation => Analyze(operation, sdk), OperationKind.ExpressionStatement);

    private static void Analyze(OperationAnalysisContext context, SdkSymbols sdk)
    {
        var statement = ((IExpressionStatementOperation)context.Operation).Operation;
        var call = (statement is IAwaitOperation wait ? wait.Operation : statement) as IInvocationOperation;
        if (call is not null && Reason(sdk, call) is { } reason)
        {
            context.ReportDiagnostic(Diagnostic.Create(Diagnostics.ResultDiscarded, call.Syntax.GetLocation(), $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}", reason));
        }
    }

    /// <summary>Why the result of a call is needed; <see langword="null"/> where it is not.</summary>
    private static string? Reason(SdkSymbols sdk, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name is "Validate" && SdkSymbols.Is(method.ContainingType, sdk.RecordValidator))
        {
            return "it returns the findings";
        }

        if (method.Name is "Validate" or "ValidateAsync" && SdkSymbols.Is(method.ContainingType, sdk.BatchValidator))
        {
            return call.Arguments.Any(argument => IsEmptyLambda(argument.Value)) ? "neither the findings nor the summary are looked at" : null;
        }

        // The record is the default where the line is malformed.
        return method.Name is "TryRead" or "TryGetRecord"
            && method.Parameters is [.., { RefKind: RefKind.Out, Type: var record }, { RefKind: RefKind.Out }] && sdk.Record(record) is not null
            && IsDiscard(call.Arguments[call.Arguments.Length - 1].Value)
                ? "nobody learns that a field is malformed and the record empty"
                : null;
    }

    private static bool IsEmptyLambda(IOperation value) => value switch
    {
        IConversionOperation conversion => IsEmptyLambda(conversion.Operand),
        IDelegateCreationOperation creation => IsEmptyLambda(creation.Target),
        IAnonymousFunctionOperation lambda => lambda.Body.Operations.All(operation => operation is IReturnOperation { ReturnedValue: null }),
        _ => false,
    };

    private static bool IsDiscard(IOperation value) =>
        value is IDiscardOperation or IDeclarationExpressionOperation { Expression: IDiscardOperation };
}
