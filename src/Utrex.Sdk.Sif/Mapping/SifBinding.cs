using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Mapping;

/// <summary>A field, its SIF codes and the places that may hold its value; <paramref name="toWrite"/> is the one to write.</summary>
internal sealed class SifBinding(FieldInfo field, SifCodes? codes, string[] blank, int toWrite, SifPath[] paths)
{
    private readonly Utf8Value[] _blank = Array.ConvertAll(blank, Utf8Value.Of);

    // What is read of each spelling that the specification or the map knows, where SIF's own value says it and where the state's does.
    private Dictionary<Utf8Value, Utf8Value>? _ofSif;
    private Dictionary<Utf8Value, Utf8Value>? _ofState;

    public FieldInfo Field { get; } = field;

    public SifCodes? Codes { get; } = codes;

    public SifPath[] Paths { get; } = paths;

    /// <summary>The place to write where all objects are there.</summary>
    public SifPath ToWrite => Paths[toWrite];

    /// <summary>Whether a place to write is a set.</summary>
    public bool HasSet { get; } = Array.Exists(paths, path => path.IsSet);

    private Utf8Value BlankCode { get; } = Utf8Value.Of(codes is { Blank.Count: > 0 } ? codes.Blank[0] : blank.Length > 0 ? blank[0] : null);

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
    public bool IsAbsent(Utf8Value value) => Codes is { Absent: { IsNone: false } absent } && value == absent;

    public void Write(SifObjects objects, Utf8Value value, int endingYear, Utf8Arena arena)
    {
        if (Target(objects) is not { IsSet: false } path || path.Enter(objects[path.Shape]!, create: !IsAbsent(value)) is not { } target)
        {
            return;
        }

        if (path.StateSlot < 0)
        {
            if (target[path.Slot].IsNone)
            {
                var sif = Codes?.ToSif(value) ?? default;
                target[path.Slot] = sif.IsNone ? SifValues.ToSif(Field, value, endingYear, arena) : sif;
            }
        }
        else if (target[path.Slot].IsNone && target[path.StateSlot].IsNone)
        {
            var sif = Codes?.ToSif(value) ?? default;
            var spelled = SifValues.ToSif(Field, value, endingYear, arena);
            target[path.Slot] = !sif.IsNone ? sif : path.HasDefault ? default : spelled;
            target[path.StateSlot] = sif.IsNone && !path.HasDefault ? default : spelled;
        }
    }

    /// <summary>Says "blank" where SIF demands a value.</summary>
    public void WriteBlank(SifObjects objects)
    {
        if (!BlankCode.IsNone && Target(objects) is { IsSet: false } path && path.Enter(objects[path.Shape]!, create: false) is { } target && target.Shape.Mandatory[path.Slot])
        {
            target[path.Slot] = target[path.Slot].Or(BlankCode);
        }
    }

    public Utf8Value Read(SifObjects objects)
    {
        foreach (var path in Paths)
        {
            if (objects[path.Shape] is { } found && ReadAt(path, found) is { Length: > 0 } value)
            {
                return value;
            }
        }

        return Codes is null ? Utf8Value.Empty : Codes.Absent.Or(Utf8Value.Empty);
    }

    /// <summary>The value that one object holds.</summary>
    public Utf8Value ReadFrom(SifObject found)
    {
        foreach (var path in Paths)
        {
            if (path.Shape == found.Shape && ReadAt(path, found) is { Length: > 0 } value)
            {
                return value;
            }
        }

        return Utf8Value.Empty;
    }

    private Utf8Value ReadAt(SifPath path, SifObject found)
    {
        if (!path.CountsAll)
        {
            return path.Enter(found, create: false) is { } target ? Value(path, target) : Utf8Value.Empty;
        }

        // Of several the code that the table lists first; of several texts the first.
        var best = Utf8Value.Empty;
        var rank = int.MaxValue;
        foreach (var part in found.Candidates(path.Last))
        {
            if (part.Shape != path.Last)
            {
                continue;
            }

            var value = path.IsSet ? Codes is null || part[path.Slot].IsNone ? Utf8Value.Empty : Codes.Listed(part[path.Slot]) : Value(path, part);
            var position = value.Length == 0 ? int.MaxValue : Position(value);
            if (position < rank)
            {
                (best, rank) = (value, position);
            }
        }

        return best;
    }

    private int Position(Utf8Value code)
    {
        var text = code.ToString();
        for (var i = 0; i < (Field.Codes?.Codes.Count ?? 0); i++)
        {
            if (string.Equals(Field.Codes!.Codes[i].Code, text, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return int.MaxValue - 1;
    }

    private Utf8Value Value(SifPath path, SifObject target)
    {
        if (path.StateSlot >= 0 && target[path.StateSlot] is { IsNone: false } state)
        {
            return FromState(state);
        }

        var sif = target[path.Slot];
        return sif.IsNone || (path.HasDefault && sif == target.Shape.Constants[path.Slot]) ? Utf8Value.Empty
            : Codes is null ? FromState(sif)
            : (_ofSif ??= Spellings(text => Plain(Codes.FromSif(text)))).TryGetValue(sif, out var known) ? known
            : Utf8Value.Of(Plain(Codes.FromSif(sif.ToString())));
    }

    /// <summary>What is read of a value that is not crossed with a table.</summary>
    private Utf8Value FromState(Utf8Value text)
    {
        foreach (var word in _blank)
        {
            if (text.EqualsIgnoreCase(word))
            {
                return Utf8Value.Empty;
            }
        }

        return Field.Codes is null ? SifValues.FromSif(Field, text)
            : (_ofState ??= Spellings(Plain)).TryGetValue(text, out var known) ? known
            : Field.Type is FieldType.Code or FieldType.NumberOrCode ? text
            : SifValues.FromSif(Field, text);
    }

    /// <summary>The same, letter by letter: it fills the tables, and is asked for what they do not have.</summary>
    private string Plain(string text) => blank.Contains(text, StringComparer.OrdinalIgnoreCase) ? "" : SifValues.FromSif(Field, text);

    private Dictionary<Utf8Value, Utf8Value> Spellings(Func<string, string> read)
    {
        var known = (Field.Codes?.Codes ?? []).SelectMany(code => code.Aliases.Prepend(code.Code));
        var sif = Codes is null ? [] : Codes.Codes.SelectMany(code => code.Sif).Concat(Codes.Blank);
        return known.Concat(sif).Distinct(StringComparer.Ordinal).ToDictionary(Utf8Value.Of, text => Utf8Value.Of(read(text)));
    }
}
