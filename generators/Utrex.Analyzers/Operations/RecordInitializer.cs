using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Utrex.Analyzers.Evaluation;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Operations;

/// <summary>A record that is created or changed by <c>with</c>: which fields are set to what.</summary>
internal sealed class RecordInitializer
{
    private static readonly ConditionalWeakTable<IOperation, RecordInitializer> ByOperation = new();

    private readonly SdkSymbols _sdk;
    private readonly Dictionary<Field, ISimpleAssignmentOperation> _assignments;
    private RecordValues? _known;
    private RecordValues? _complete;
    private int _use = -1; // until it is asked for; several analyzers may ask at once

    private RecordInitializer(SdkSymbols sdk, Record record, IOperation operation, Dictionary<Field, ISimpleAssignmentOperation> assignments, bool isWhole)
    {
        _sdk = sdk;
        Record = record;
        Operation = operation;
        _assignments = assignments;
        IsWhole = isWhole;
    }

    public Record Record { get; }

    /// <summary>The creation or the <c>with</c> expression.</summary>
    public IOperation Operation { get; }

    /// <summary>Whether every field that is not set is blank; of an unknown record that <c>with</c> changes, nobody knows.</summary>
    public bool IsWhole { get; }

    /// <summary>The assignments of this expression, and of those that it starts from.</summary>
    public IReadOnlyDictionary<Field, ISimpleAssignmentOperation> Assignments => _assignments;

    /// <summary>The fields that this expression itself sets.</summary>
    public IEnumerable<KeyValuePair<Field, ISimpleAssignmentOperation>> Own => _assignments.Where(pair => pair.Value.Parent?.Parent == Operation);

    /// <summary>What becomes of the record.</summary>
    public RecordUse Use => (RecordUse)(_use >= 0 ? _use : _use = (int)RecordUses.Of(_sdk, Operation));

    /// <summary>What is known of the record's fields, whatever else may be set later.</summary>
    public RecordValues Known => _known ??= Values(unset: null);

    /// <summary>What is known where the record is complete, so that what is not set is blank.</summary>
    public RecordValues Complete => _complete ??= Values(IsWhole ? "" : null);

    /// <summary>The record that an operation creates or changes; <see langword="null"/> for any other operation. Analyzers of one operation share it.</summary>
    public static RecordInitializer? Of(SdkSymbols sdk, IOperation operation)
    {
        if (sdk.Record(operation.Type) is not { } record || operation is not (IObjectCreationOperation or IDefaultValueOperation or IWithOperation))
        {
            return null;
        }

        return ByOperation.TryGetValue(operation, out var initializer) ? initializer : ByOperation.GetValue(operation, _ => Read(sdk, record, operation));
    }

    /// <summary>Where the expression begins: <c>new StudentRecord</c> without its initializer, or the word <c>with</c>.</summary>
    public Location Head()
    {
        var syntax = Operation.Syntax;
        return syntax switch
        {
            ObjectCreationExpressionSyntax creation => Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(creation.NewKeyword.SpanStart, creation.Type.Span.End)),
            ImplicitObjectCreationExpressionSyntax creation => creation.NewKeyword.GetLocation(),
            WithExpressionSyntax with => with.WithKeyword.GetLocation(),
            _ => syntax.GetLocation(),
        };
    }

    /// <summary>The record that a <c>with</c> starts from, where the code shows it.</summary>
    private static RecordInitializer? Start(SdkSymbols sdk, IOperation operand)
    {
        var value = FieldBytes.Unwrap(operand);
        return value is ILocalReferenceOperation reference
            ? LocalValue.Of(reference) is { } only ? Of(sdk, FieldBytes.Unwrap(only)) : null
            : Of(sdk, value);
    }

    private static RecordInitializer Read(SdkSymbols sdk, Record record, IOperation operation)
    {
        switch (operation)
        {
            case IObjectCreationOperation creation:
                return new RecordInitializer(sdk, record, creation, Read(record, creation.Initializer), isWhole: creation.Arguments.Length == 0);
            case IWithOperation with:
                var start = Start(sdk, with.Operand);
                var assignments = start is null ? [] : new Dictionary<Field, ISimpleAssignmentOperation>(start._assignments);
                foreach (var pair in Read(record, with.Initializer))
                {
                    assignments[pair.Key] = pair.Value;
                }

                return new RecordInitializer(sdk, record, with, assignments, start?.IsWhole ?? false);
            default:
                return new RecordInitializer(sdk, record, operation, [], isWhole: true);
        }
    }

    private RecordValues Values(string? unset)
    {
        var bytes = new FieldBytes(_sdk);
        var known = new string?[Record.Fields.Count];
        foreach (var field in Record.Fields)
        {
            known[field.Index] = _assignments.TryGetValue(field, out var assignment) ? bytes.Of(field, assignment.Value) : unset;
        }

        return new RecordValues(Record, known);
    }

    private static Dictionary<Field, ISimpleAssignmentOperation> Read(Record record, IObjectOrCollectionInitializerOperation? initializer)
    {
        var assignments = new Dictionary<Field, ISimpleAssignmentOperation>();
        foreach (var assignment in initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? [])
        {
            if (assignment.Target is IPropertyReferenceOperation { Property.Name: var name } && record.FindProperty(name) is { } field)
            {
                assignments[field] = assignment;
            }
        }

        return assignments;
    }
}
