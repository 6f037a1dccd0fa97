using System.Collections.Immutable;
using System.Text;

namespace Utrex.Documents;

/// <summary>A value of an object or row, or of a part of it.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class DocumentPath
{
    /// <summary>A value.</summary>
    /// <param name="shape">The object or row.</param>
    /// <param name="steps">The way into parts of it.</param>
    /// <param name="slot">The value.</param>
    /// <param name="ownSlot">The specification's own code beside it, or -1.</param>
    /// <param name="isSet">Whether the value is one of a set.</param>
    /// <param name="hasDefault">Whether the specification's own code belongs beside the standard's, not in its place.</param>
    public DocumentPath(DocumentShape shape, ImmutableArray<DocumentStep> steps, int slot, int ownSlot, bool isSet, bool hasDefault)
    {
        ArgumentNullException.ThrowIfNull(shape);
        (Shape, Steps, Slot, OwnSlot, IsSet, HasDefault) = (shape, steps.IsDefault ? [] : steps, slot, ownSlot, isSet, hasDefault);
        Last = Steps.Aggregate(shape, (within, step) => within.Parts[step.Part]);
    }

    /// <summary>The object or row.</summary>
    public DocumentShape Shape { get; }

    /// <summary>The way into parts of it.</summary>
    public ImmutableArray<DocumentStep> Steps { get; }

    /// <summary>The value.</summary>
    public int Slot { get; }

    /// <summary>The specification's own code beside it, or -1.</summary>
    public int OwnSlot { get; }

    /// <summary>Whether the value is one of a set.</summary>
    public bool IsSet { get; }

    /// <summary>Whether the specification's own code belongs beside the standard's, not in its place.</summary>
    public bool HasDefault { get; }

    /// <summary>Whether all parts count, not the one with a key.</summary>
    public bool CountsAll => Steps.Length > 0 && Steps[^1].Key is null;

    /// <summary>The shape that holds the value.</summary>
    public DocumentShape Last { get; }

    /// <summary>The object or part that holds the value; made on demand.</summary>
    public DocumentObject? Enter(DocumentObject start, bool create)
    {
        ArgumentNullException.ThrowIfNull(start);
        var target = start;
        foreach (var step in Steps.AsSpan())
        {
            var shape = target.Shape.Parts[step.Part];
            var next = target.FindPart(shape, step.KeyValue);
            if (next is null && !create && shape.IsFallback)
            {
                next = target.FirstPart(shape);
            }

            if (next is null)
            {
                if (!create)
                {
                    return null;
                }

                next = target.AddPart(shape);
                if (step.Key is not null)
                {
                    next[shape.KeySlot] = step.KeyValue;
                }
            }

            target = next;
        }

        return target;
    }

    /// <summary>The path as the specification prints such paths, with the keys of parts.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var shape = Shape;
        text.Append(shape.Name);
        foreach (var step in Steps.AsSpan())
        {
            shape = shape.Parts[step.Part];
            text.Append('/').Append(shape.Name);
            if (step.Key is { } key)
            {
                text.Append('[').Append(shape.Slots[shape.KeySlot]).Append("='").Append(key).Append("']");
            }
        }

        return text.Append('/').Append(shape.Slots[Slot]).ToString();
    }
}
