using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Values;

/// <summary>UTREX1011 and UTREX1012: a code that stands as a literal or as a member. Hidden: they only carry code fixes, and a build does not run them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CodeSpellingAnalyzer() : SdkAnalyzer(Diagnostics.MemberForLiteral, Diagnostics.LiteralForMember)
{
    private protected override void Register(CompilationStartAnalysisContext start, SdkSymbols sdk)
    {
        start.RegisterOperationAction(operation => AnalyzeLiteral(operation, sdk), OperationKind.Conversion);
        start.RegisterOperationAction(operation => AnalyzeMember(operation, sdk), OperationKind.PropertyReference);
    }

    private static void AnalyzeLiteral(OperationAnalysisContext context, SdkSymbols sdk)
    {
        var conversion = (IConversionOperation)context.Operation;
        if (conversion is { IsImplicit: true, OperatorMethod.Parameters: [{ Type.SpecialType: SpecialType.System_String }], Operand: ILiteralOperation { ConstantValue.Value: string text } }
            && sdk.Table(conversion.OperatorMethod.ContainingType)?.Find(text) is { } code)
        {
            Report(context, Diagnostics.MemberForLiteral, conversion.Operand, code);
        }
    }

    private static void AnalyzeMember(OperationAnalysisContext context, SdkSymbols sdk)
    {
        // A text converts to the code only where its type is asked for.
        var reference = (IPropertyReferenceOperation)context.Operation;
        if (reference.Property is { IsStatic: true } member && sdk.Table(member.ContainingType)?.Find(member) is { } code
            && reference.Parent is IArgumentOperation or IAssignmentOperation or IReturnOperation or IBinaryOperation)
        {
            Report(context, Diagnostics.LiteralForMember, reference, code);
        }
    }

    private static void Report(OperationAnalysisContext context, DiagnosticDescriptor descriptor, IOperation operation, Code code) =>
        context.ReportDiagnostic(Diagnostic.Create(
            descriptor,
            operation.Syntax.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(Diagnostics.Replacement, descriptor.Equals(Diagnostics.LiteralForMember) ? code.Text : code.Member.Name),
            code.Text,
            $"{code.Member.ContainingType.Name}.{code.Member.Name}"));
}
