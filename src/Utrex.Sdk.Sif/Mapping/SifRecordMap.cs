using System.Text;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Mapping;

/// <summary>Where the fields of a record type stand in SIF objects: one map for both ways.</summary>
internal sealed class SifRecordMap(RecordInfo record)
{
    private IReadOnlyList<FieldInfo>? _notCarried;

    public RecordInfo Record { get; } = record;

    /// <summary>The code of ProgramType that makes a StudentParticipation this record, or <see langword="null"/>.</summary>
    public required string? ProgramType { get; init; }

    /// <summary>The fields, in file order.</summary>
    public required SifBinding[] Bindings { get; init; }

    /// <summary>The fields that the collector makes.</summary>
    public required SifMade[] Made { get; init; }

    /// <summary>The fields that SIF has no place for.</summary>
    public IReadOnlyList<FieldInfo> NotCarried => _notCarried ??= [.. Record.Fields.Where(candidate =>
        candidate.Type != FieldType.Constant && !Array.Exists(Bindings, binding => binding.Field == candidate) && !Array.Exists(Made, made => made.Field == candidate.Number))];

    /// <summary>What the collector puts in place of blanks.</summary>
    public required SifBlank[] WhenBlank { get; init; }

    /// <summary>Puts the values of a record into those objects that are there.</summary>
    public void Write(SifObjects objects, string[] values, int endingYear)
    {
        SifSets.Write(this, objects, values);
        foreach (var binding in Bindings)
        {
            if (values[binding.Field.Number] is { Length: > 0 } value)
            {
                binding.Write(objects, value, endingYear);
            }
        }

        foreach (var binding in Bindings)
        {
            if (values[binding.Field.Number].Length == 0)
            {
                binding.WriteBlank(objects);
            }
        }
    }

    /// <summary>Takes the values of a record out of objects.</summary>
    public void Read(SifObjects objects, string[] values)
    {
        foreach (var binding in Bindings)
        {
            values[binding.Field.Number] = binding.Read(objects);
        }
    }

    /// <summary>Does as the state's collector does with blanks.</summary>
    public void FillBlanks(string[] values)
    {
        foreach (var blank in WhenBlank)
        {
            if (values[blank.Field].Length == 0 && blank.Applies(values))
            {
                values[blank.Field] = blank.Value;
            }
        }
    }

    /// <summary>Whether any object of this shape holds a value of the record's own fields, not only of those that name student, school and LEA.</summary>
    public bool HasValue(SifObject part)
    {
        foreach (var binding in Bindings)
        {
            if (binding.Field.Key is FieldKey.None or FieldKey.EntryDate && binding.ReadFrom(part).Length > 0)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A field that the collector makes, and of what.</summary>
internal sealed record SifMade(int Field, string How);

/// <summary>A field, its SIF codes and the places that may hold its value; <paramref name="toWrite"/> is the one to write.</summary>
internal sealed class SifBinding(FieldInfo field, SifCodes? codes, string[] blank, int toWrite, SifPath[] paths)
{
    public FieldInfo Field { get; } = field;

    public SifCodes? Codes { get; } = codes;

    public SifPath[] Paths { get; } = paths;

    /// <summary>The place to write where all objects are there.</summary>
    public SifPath ToWrite => Paths[toWrite];

    /// <summary>The place to write among the objects that are there, or <see langword="null"/>.</summary>
    public SifPath? Target(SifObjects objects)
    {
        if (objects[ToWrite.Shape] is not null)
        {
            return ToWrite;
        }

        foreach (var path in Paths)
        {
            if (objects[path.Shape] is not null)
            {
                return path;
            }
        }

        return null;
    }

    public void Write(SifObjects objects, string value, int endingYear)
    {
        if (Target(objects) is not { IsSet: false } path)
        {
            return;
        }

        var target = path.Enter(objects[path.Shape]!, create: true)!;
        var spelled = SifValues.ToSif(Field, value, endingYear);
        if (path.StateSlot < 0)
        {
            target[path.Slot] ??= Codes?.ToSif(value) ?? spelled;
            return;
        }

        if (target[path.Slot] is null && target[path.StateSlot] is null)
        {
            var sif = Codes?.ToSif(value);
            target[path.Slot] = sif ?? (path.HasDefault ? null : spelled);
            target[path.StateSlot] = sif is null && !path.HasDefault ? null : spelled;
        }
    }

    /// <summary>Says "blank" where SIF demands a value.</summary>
    public void WriteBlank(SifObjects objects)
    {
        var text = Codes is { Blank.Count: > 0 } ? Codes.Blank[0] : blank.Length > 0 ? blank[0] : null;
        if (text is not null && Target(objects) is { IsSet: false } path && path.Enter(objects[path.Shape]!, create: false) is { } target && target.Shape.Mandatory[path.Slot])
        {
            target[path.Slot] ??= text;
        }
    }

    public string Read(SifObjects objects)
    {
        foreach (var path in Paths)
        {
            if (objects[path.Shape] is { } found && ReadAt(path, found) is { Length: > 0 } value)
            {
                return value;
            }
        }

        return Codes?.Absent ?? "";
    }

    /// <summary>The value that one object holds.</summary>
    public string ReadFrom(SifObject found)
    {
        foreach (var path in Paths)
        {
            if (path.Shape == found.Shape && ReadAt(path, found) is { Length: > 0 } value)
            {
                return value;
            }
        }

        return "";
    }

    private string ReadAt(SifPath path, SifObject found)
    {
        if (!path.CountsAll)
        {
            return path.Enter(found, create: false) is { } target ? Value(path, target) : "";
        }

        // Of several the code that the table lists first; of several texts the first.
        var best = "";
        var rank = int.MaxValue;
        foreach (var part in found.PartsOf(path.Last))
        {
            var value = path.IsSet ? Codes is null || part[path.Slot] is not { } sif ? "" : Codes.Listed(sif) ?? "" : Value(path, part);
            var position = value.Length == 0 ? int.MaxValue : Position(value);
            if (position < rank)
            {
                (best, rank) = (value, position);
            }
        }

        return best;
    }

    private int Position(string code)
    {
        for (var i = 0; i < (Field.Codes?.Codes.Count ?? 0); i++)
        {
            if (string.Equals(Field.Codes!.Codes[i].Code, code, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return int.MaxValue - 1;
    }

    private string Value(SifPath path, SifObject target)
    {
        var text = path.StateSlot >= 0 && target[path.StateSlot] is { } state ? state : target[path.Slot] is { } sif ? Codes?.FromSif(sif) ?? sif : "";
        return blank.Length > 0 && blank.Contains(text, StringComparer.OrdinalIgnoreCase) ? "" : SifValues.FromSif(Field, text);
    }
}

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
    public SifShape Last
    {
        get
        {
            var shape = Shape;
            foreach (var step in Steps)
            {
                shape = shape.Parts[step.Part];
            }

            return shape;
        }
    }

    /// <summary>The object or part that holds the value; made on demand.</summary>
    public SifObject? Enter(SifObject start, bool create)
    {
        var target = start;
        foreach (var step in Steps)
        {
            var shape = target.Shape.Parts[step.Part];
            var next = target.FindPart(shape, step.Key);
            if (next is null && !create && shape.IsFallback)
            {
                next = target.FindPart(shape, key: null);
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
                    next[shape.KeySlot] = step.Key;
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
internal sealed record SifStep(int Part, string? Key);

/// <summary>A value in place of a blank, where another field of the record begins in one of some ways, or in none of others.</summary>
internal sealed record SifBlank(int Field, string Value, int When, string[] Is, string[] IsNot)
{
    public bool Applies(string[] values) =>
        When < 0
        || ((Is.Length == 0 || Array.Exists(Is, start => values[When].StartsWith(start, StringComparison.Ordinal)))
            && !Array.Exists(IsNot, start => values[When].StartsWith(start, StringComparison.Ordinal)));
}
