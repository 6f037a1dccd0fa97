using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Mapping;

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

    /// <summary>Whether SIF says this value by saying nothing.</summary>
    public bool IsAbsent(string value) => string.Equals(value, Codes?.Absent, StringComparison.Ordinal);

    public void Write(SifObjects objects, string value, int endingYear)
    {
        if (Target(objects) is not { IsSet: false } path || path.Enter(objects[path.Shape]!, create: !IsAbsent(value)) is not { } target)
        {
            return;
        }

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
        var text = path.StateSlot >= 0 && target[path.StateSlot] is { } state ? state
            : target[path.Slot] is not { } sif || (path.HasDefault && string.Equals(sif, target.Shape.Constants[path.Slot], StringComparison.Ordinal)) ? ""
            : Codes?.FromSif(sif) ?? sif;
        return blank.Length > 0 && blank.Contains(text, StringComparer.OrdinalIgnoreCase) ? "" : SifValues.FromSif(Field, text);
    }
}
