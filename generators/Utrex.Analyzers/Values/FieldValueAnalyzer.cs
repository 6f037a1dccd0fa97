using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Evaluation;
using Utrex.Analyzers.Metadata;
using Utrex.Analyzers.Operations;

namespace Utrex.Analyzers.Values;

/// <summary>UTREX1003 to UTREX1009 and UTREX3004: the constants that a record's initializer or a <c>with</c> sets fields to.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FieldValueAnalyzer() : SdkAnalyzer(
    Diagnostics.CodeNotTaken, Diagnostics.TooLong, Diagnostics.WrongLength, Diagnostics.ForbiddenCharacters,
    Diagnostics.NotADate, Diagnostics.OutOfRange, Diagnostics.WrongForm, Diagnostics.BlankRequired)
{
    private protected override void Register(CompilationStartAnalysisContext start, SdkSymbols sdk) =>
        start.RegisterOperationAction(operation => Analyze(operation, sdk), OperationKind.ObjectCreation, OperationKind.With);

    private static void Analyze(OperationAnalysisContext context, SdkSymbols sdk)
    {
        AnalyzeDay(context, sdk);
        if (RecordInitializer.Of(sdk, context.Operation) is not { } initializer)
        {
            return;
        }

        var bytes = new FieldBytes(sdk);
        var values = initializer.Use == RecordUse.Complete ? initializer.Complete : initializer.Known;
        var conditions = new Conditions(values, RunDays.Read(context));

        // Two records that are alike but for some fields are compared by blanking these.
        var isCompared = context.Operation.Kind == OperationKind.With && RecordUses.IsPerhapsCompared(sdk, context.Operation);
        foreach (var pair in initializer.Own)
        {
            foreach (var leaf in Leaves(sdk, pair.Value.Value))
            {
                foreach (var diagnostic in Problems(bytes, pair.Key, leaf, conditions))
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }

            if (!isCompared && pair.Key.Required is { } required && initializer.Known.Bytes(pair.Key) is "" && !values.IsExempt(pair.Key))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Diagnostics.BlankRequired, pair.Value.Value.Syntax.GetLocation(), required.Severity, additionalLocations: null, properties: null, pair.Key.Property.Name, "", required.Id, required.Text));
            }
        }
    }

    private static IEnumerable<Diagnostic> Problems(FieldBytes bytes, Field field, IOperation leaf, Conditions conditions)
    {
        if (FieldBytes.Refusal(field, leaf) is { } refusal)
        {
            return [FieldProblems.Create(Diagnostics.OutOfRange, leaf.Syntax.GetLocation(), field, FieldBytes.Unwrap(leaf).Syntax.ToString(), "its type", refusal + ".")];
        }

        if (field.Type == FieldType.Text && ConstantText.Of(leaf) is { } text && Bytes.Of(text) is null)
        {
            return [FieldProblems.Create(Diagnostics.ForbiddenCharacters, leaf.Syntax.GetLocation(), field, text, "the layout", "half a surrogate pair cannot be written as UTF-8.")];
        }

        return bytes.Of(field, leaf) is { Length: > 0 } known
            ? FieldProblems.Of(field, known, leaf.Syntax, conditions)
            : [];
    }

    /// <summary>The values that may reach a field, without the conversion to its type.</summary>
    private static IEnumerable<IOperation> Leaves(SdkSymbols sdk, IOperation value) => ValueLeaves.Of(value).SelectMany(leaf =>
        leaf is IConversionOperation { OperatorMethod: { } method } conversion && (sdk.Table(method.ContainingType) ?? sdk.NumberTable(method.ContainingType)) is not null
            ? Leaves(sdk, conversion.Operand)
            : [leaf]);

    /// <summary>A day that is created from constants and does not exist.</summary>
    private static void AnalyzeDay(OperationAnalysisContext context, SdkSymbols sdk)
    {
        if (context.Operation is not IObjectCreationOperation { Arguments.Length: > 1, Type: { } type } creation
            || DateParts.Of(sdk, creation) is not { Exists: false } parts)
        {
            return;
        }

        // A day of the framework is ours to judge only where a field of a record takes it.
        var isOurs = SdkSymbols.Is(type, sdk.MonthDay) || SdkSymbols.Is(type, sdk.PartialDate) || SdkSymbols.Is(type, sdk.IsoDate);
        if (isOurs || FieldOf(sdk, creation) is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Diagnostics.NotADate, creation.Syntax.GetLocation(), FieldOf(sdk, creation)?.Property.Name ?? type.Name, parts, "the calendar", "there is no such day."));
        }
    }

    /// <summary>The field that a value is assigned to.</summary>
    private static Field? FieldOf(SdkSymbols sdk, IOperation value) =>
        ValueLeaves.Outermost(value).Parent is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } ? sdk.Field(property) : null;
}
