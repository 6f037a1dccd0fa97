using System.Text;

namespace Utrex.Sdk.Sif.Mapping;

/// <summary>A value of an object or row, or of a part of it.</summary>
/// <param name="Shape">The object or row.</param>
/// <param name="Steps">The way into parts of it.</param>
/// <param name="Slot">The value.</param>
/// <param name="StateSlot">The state's own code beside it, or -1.</param>
/// <param name="IsSet">Whether the value is one of a set.</param>
/// <param name="HasDefault">Whether the state's code belongs beside SIF's, not in its place.</param>
internal sealed record SifPath(SifShape Shape, SifStep[] Steps, int Slot, int StateSlot, bool IsSet, bool HasDefault)
{
    /// <summary>Whether all parts count, not the one with a key.</summary>
    public bool CountsAll => Steps.Length > 0 && Steps[^1].Key is null;

    /// <summary>The shape that holds the value.</summary>
    public SifShape Last { get; } = Steps.Aggregate(Shape, (shape, step) => shape.Parts[step.Part]);

    /// <summary>The object or part that holds the value; made on demand.</summary>
    public SifObject? Enter(SifObject start, bool create)
    {
        var target = start;
        foreach (var step in Steps)
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
        foreach (var step in Steps)
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

/// <summary>A step into a part of a shape, by its key unless all of them count.</summary>
internal sealed record SifStep(int Part, string? Key)
{
    public Utf8Value KeyValue { get; } = Utf8Value.Of(Key);
}
