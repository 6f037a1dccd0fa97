using System.Collections.Immutable;
using Utrex.Sdk.Specification;

namespace Utrex.Documents;

/// <summary>A field, the standard's codes for its values, and the places that may hold it.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class FieldBinding
{
    private static readonly string[] TrueWords = ["true", "True", "TRUE", "1", "yes", "Yes", "YES", "y"];
    private static readonly string[] FalseWords = ["false", "False", "FALSE", "0", "no", "No", "NO", "n"];

    private readonly ImmutableArray<string> _blank;
    private readonly Utf8Value[] _blankValues;
    private readonly int _toWrite;

    // What is read of each spelling that the specification or the map knows, where the standard's value says it and where the specification's own does.
    private Dictionary<Utf8Value, Utf8Value>? _ofStandard;
    private Dictionary<Utf8Value, Utf8Value>? _ofOwn;

    /// <summary>A field and its places.</summary>
    /// <param name="field">The field.</param>
    /// <param name="codes">The standard's codes, or <see langword="null"/> where it has none of its own.</param>
    /// <param name="blank">Values that are read as a blank.</param>
    /// <param name="toWrite">Which of the places is the one to write.</param>
    /// <param name="paths">The places.</param>
    public FieldBinding(FieldInfo field, DocumentCodes? codes, ImmutableArray<string> blank, int toWrite, ImmutableArray<DocumentPath> paths)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentOutOfRangeException.ThrowIfNegative(toWrite);
        (Field, Codes, _blank, _toWrite, Paths) = (field, codes, blank.IsDefault ? [] : blank, toWrite, paths.IsDefault ? [] : paths);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(toWrite, Paths.Length);
        _blankValues = [.. _blank.Select(Utf8Value.Of)];
        HasSet = Paths.Any(path => path.IsSet);
        BlankCode = Utf8Value.Of(codes is { Blank.Length: > 0 } ? codes.Blank[0] : _blank.Length > 0 ? _blank[0] : null);
    }

    /// <summary>The field.</summary>
    public FieldInfo Field { get; }

    /// <summary>The standard's codes, or <see langword="null"/> where it has none of its own.</summary>
    public DocumentCodes? Codes { get; }

    /// <summary>The places that may hold the value.</summary>
    public ImmutableArray<DocumentPath> Paths { get; }

    /// <summary>The place to write where all objects are there.</summary>
    public DocumentPath ToWrite => Paths[_toWrite];

    /// <summary>Whether a place to write is a set.</summary>
    public bool HasSet { get; }

    private Utf8Value BlankCode { get; }

    /// <summary>The place to write among the objects that are there; <see langword="null"/> where there is none, or where no record is put into its object.</summary>
    public DocumentPath? Target(DocumentObjects objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        if (objects[ToWrite.Shape] is { } first)
        {
            return first.IsClosed ? null : ToWrite;
        }

        foreach (var path in Paths.AsSpan())
        {
            if (objects[path.Shape] is { } item)
            {
                return item.IsClosed ? null : path;
            }
        }

        return null;
    }

    /// <summary>Whether the standard says this value by saying nothing.</summary>
    public bool IsAbsent(Utf8Value value) => Codes is { Absent: { IsNone: false } absent } && value == absent;

    /// <summary>Puts a value into the object that is there: the standard's code, and the specification's own beside it where there is a place for that.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="value">The value, not blank.</param>
    /// <param name="endingYear">The year in which the school year ends.</param>
    /// <param name="arena">Takes a value that the standard spells otherwise.</param>
    /// <param name="prefersOwn">Whether the specification's own code stands in the standard's place too.</param>
    public void Write(DocumentObjects objects, Utf8Value value, int endingYear, Utf8Arena arena, bool prefersOwn = false)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(arena);
        if (Target(objects) is not { IsSet: false } path || path.Enter(objects[path.Shape]!, create: !IsAbsent(value)) is not { } target
            || !target[path.Slot].IsNone || (path.OwnSlot >= 0 && !target[path.OwnSlot].IsNone))
        {
            return;
        }

        var standard = Codes?.ToDocument(value) ?? default;
        var isMandatory = target.Shape.Mandatory[path.Slot];
        if (path.OwnSlot < 0)
        {
            if (!(standard.IsNone && IsAbsent(value) && !isMandatory))
            {
                target[path.Slot] = standard.IsNone ? Spelled() : standard;
            }

            return;
        }

        var own = Spelled();
        target[path.OwnSlot] = own;
        target[path.Slot] = path.HasDefault ? standard : prefersOwn || (standard.IsNone && isMandatory) ? own : standard;

        Utf8Value Spelled() => DocumentValues.ToDocument(Field, value, endingYear, arena);
    }

    /// <summary>Says "blank" where the standard demands a value.</summary>
    public void WriteBlank(DocumentObjects objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        if (!BlankCode.IsNone && Target(objects) is { IsSet: false } path && path.Enter(objects[path.Shape]!, create: false) is { } target && target.Shape.Mandatory[path.Slot])
        {
            target[path.Slot] = target[path.Slot].Or(BlankCode);
        }
    }

    /// <summary>The value that objects hold; empty where none does.</summary>
    public Utf8Value Read(DocumentObjects objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        foreach (var path in Paths.AsSpan())
        {
            if (objects[path.Shape] is { } found && ReadAt(path, found) is { Length: > 0 } value)
            {
                return value;
            }
        }

        return Codes is null ? Utf8Value.Empty : Codes.Absent.Or(Utf8Value.Empty);
    }

    /// <summary>The value that one object holds; empty where it does not.</summary>
    public Utf8Value ReadFrom(DocumentObject found)
    {
        ArgumentNullException.ThrowIfNull(found);
        foreach (var path in Paths.AsSpan())
        {
            if (path.Shape == found.Shape && ReadAt(path, found) is { Length: > 0 } value)
            {
                return value;
            }
        }

        return Utf8Value.Empty;
    }

    private Utf8Value ReadAt(DocumentPath path, DocumentObject found)
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

    private Utf8Value Value(DocumentPath path, DocumentObject target)
    {
        if (path.OwnSlot >= 0 && target[path.OwnSlot] is { IsNone: false } own)
        {
            return FromOwn(own);
        }

        var standard = target[path.Slot];
        return standard.IsNone || (path.HasDefault && standard == target.Shape.Constants[path.Slot]) ? Utf8Value.Empty
            : Codes is null ? FromOwn(standard)
            : (_ofStandard ??= InEitherCase(Spellings(text => Plain(Codes.FromDocument(text))))).TryGetValue(standard, out var known) ? known
            : Utf8Value.Of(Plain(Codes.FromDocument(standard.ToString())));
    }

    /// <summary>What is read of a value that is not crossed with a table.</summary>
    private Utf8Value FromOwn(Utf8Value text)
    {
        foreach (var word in _blankValues)
        {
            if (text.EqualsIgnoreCase(word))
            {
                return Utf8Value.Empty;
            }
        }

        text = DocumentValues.Canonical(Field, text);
        return Field.Codes is null ? DocumentValues.FromDocument(Field, text)
            : (_ofOwn ??= WithBooleans(Spellings(Plain))).TryGetValue(text, out var known) ? known
            : Field.Type is FieldType.Code or FieldType.NumberOrCode ? text
            : DocumentValues.FromDocument(Field, text);
    }

    /// <summary>The same, letter by letter: it fills the tables, and is asked for what they do not have.</summary>
    private string Plain(string text) => _blank.Contains(text, StringComparer.OrdinalIgnoreCase) ? "" : DocumentValues.FromDocument(Field, text);

    private Dictionary<Utf8Value, Utf8Value> Spellings(Func<string, string> read)
    {
        var known = (Field.Codes?.Codes ?? []).SelectMany(code => code.Aliases.Prepend(code.Code));
        var standard = Codes is null ? [] : Codes.Codes.SelectMany(code => code.As).Concat(Codes.Blank);
        return known.Concat(standard).Distinct(StringComparer.Ordinal).ToDictionary(Utf8Value.Of, text => Utf8Value.Of(read(text)));
    }

    /// <summary>Where a table knows nothing but yes and no, these come as the booleans of XML Schema too, and in words.</summary>
    private Dictionary<Utf8Value, Utf8Value> WithBooleans(Dictionary<Utf8Value, Utf8Value> spellings)
    {
        if (Field.Codes is { TypeName: "YesFlag" or "YesNo" or "YesNoUnknown", Codes: [var yes, ..] codes })
        {
            var no = codes.Count > 1 ? codes[1].Code : "";
            foreach (var (words, code) in new[] { (TrueWords, yes.Code), (FalseWords, no) })
            {
                foreach (var word in words)
                {
                    spellings.TryAdd(Utf8Value.Of(word), Utf8Value.Of(code));
                }
            }
        }

        return spellings;
    }

    /// <summary>
    /// The standard's codes, and the specification's in their place, come in small and in capital letters, unless that is another code. Where
    /// the specification's own code belongs it stays as it was sent, for a rule to find.
    /// </summary>
    private static Dictionary<Utf8Value, Utf8Value> InEitherCase(Dictionary<Utf8Value, Utf8Value> spellings)
    {
        foreach (var (spelling, value) in spellings.ToList())
        {
            spellings.TryAdd(Utf8Value.Of(spelling.ToString().ToLowerInvariant()), value);
            spellings.TryAdd(Utf8Value.Of(spelling.ToString().ToUpperInvariant()), value);
        }

        return spellings;
    }
}
