using System.Collections.Immutable;
using Utrex.Sdk.Specification;

namespace Utrex.Documents;

/// <summary>Where the fields of a record type stand in the objects of a standard: one map for both ways.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class RecordMap
{
    private IReadOnlyList<FieldInfo>? _notCarried;
    private CodeSets? _sets;

    /// <summary>The map of a record type.</summary>
    public RecordMap(RecordInfo record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Record = record;
    }

    /// <summary>The record type.</summary>
    public RecordInfo Record { get; }

    /// <summary>The code that makes an object of several kinds this record, or <see langword="null"/>.</summary>
    public required string? Type
    {
        get;
        init
        {
            field = value;
            TypeCode = Utf8Value.Of(value);
        }
    }

    /// <summary>That code as objects hold it, or none.</summary>
    public Utf8Value TypeCode { get; private init; }

    /// <summary>The fields, in file order.</summary>
    public required ImmutableArray<FieldBinding> Bindings
    {
        get;
        init
        {
            field = value;
            _sets = value.Any(binding => binding.HasSet) ? new CodeSets([.. value.Where(binding => binding.HasSet)]) : null;
        }
    }

    /// <summary>The fields that the adapter makes.</summary>
    public required ImmutableArray<MadeField> Made { get; init; }

    /// <summary>The fields that the standard has no place for.</summary>
    public IReadOnlyList<FieldInfo> NotCarried => _notCarried ??= [.. Record.Fields.Where(candidate =>
        candidate.Type != FieldType.Constant && !Bindings.Any(binding => binding.Field == candidate) && !Made.Any(made => made.Field == candidate.Number))];

    /// <summary>What is put in place of blanks.</summary>
    public required ImmutableArray<BlankFilling> WhenBlank { get; init; }

    /// <summary>Puts the values of a record into those objects that are there.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="values">The values, by field.</param>
    /// <param name="endingYear">The year in which the school year ends.</param>
    /// <param name="arena">Takes values that the standard spells otherwise.</param>
    /// <param name="prefersOwn">Whether the specification's own code stands in the place of the standard's too, where both are written.</param>
    public void Write(DocumentObjects objects, Utf8Value[] values, int endingYear, Utf8Arena arena, bool prefersOwn = false)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(arena);
        _sets?.Write(objects, values);
        foreach (var binding in Bindings.AsSpan())
        {
            if (values[binding.Field.Number] is { Length: > 0 } value && !binding.IsAbsent(value))
            {
                binding.Write(objects, value, endingYear, arena, prefersOwn);
            }
        }

        // What is meant by silence, and blanks, need no parts of their own: only where others have made the part they are said in it.
        foreach (var binding in Bindings.AsSpan())
        {
            if (values[binding.Field.Number] is not { Length: > 0 } value)
            {
                binding.WriteBlank(objects);
            }
            else if (binding.IsAbsent(value))
            {
                binding.Write(objects, value, endingYear, arena, prefersOwn);
            }
        }
    }

    /// <summary>Takes the values of a record out of objects.</summary>
    public void Read(DocumentObjects objects, Utf8Value[] values)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(values);
        foreach (var binding in Bindings.AsSpan())
        {
            values[binding.Field.Number] = binding.Read(objects);
        }
    }

    /// <summary>Puts values in place of blanks where the map says so.</summary>
    public void FillBlanks(Utf8Value[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var blank in WhenBlank.AsSpan())
        {
            if (values[blank.Field].Length == 0 && blank.Applies(values))
            {
                values[blank.Field] = blank.Filling;
            }
        }
    }

    /// <summary>Whether any object of this shape holds a value of the record's own fields, not only of those that name what it is about.</summary>
    public bool HasValue(DocumentObject part)
    {
        ArgumentNullException.ThrowIfNull(part);
        foreach (var binding in Bindings.AsSpan())
        {
            if (binding.Field.Key is FieldKey.None or FieldKey.Distinction or FieldKey.EntryDate && binding.ReadFrom(part).Length > 0)
            {
                return true;
            }
        }

        return false;
    }
}
