using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Mapping;

/// <summary>Where the fields of a record type stand in SIF objects: one map for both ways.</summary>
internal sealed class SifRecordMap(RecordInfo record)
{
    private IReadOnlyList<FieldInfo>? _notCarried;
    private SifBinding[] _sets = [];

    public RecordInfo Record { get; } = record;

    /// <summary>The code of the ProgramType that makes a StudentParticipation this record, or <see langword="null"/>.</summary>
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
    public required SifBinding[] Bindings
    {
        get;
        init
        {
            field = value;
            _sets = Array.FindAll(value, binding => binding.HasSet);
        }
    }

    /// <summary>The fields that the collector makes.</summary>
    public required SifMade[] Made { get; init; }

    /// <summary>The fields that SIF has no place for.</summary>
    public IReadOnlyList<FieldInfo> NotCarried => _notCarried ??= [.. Record.Fields.Where(candidate =>
        candidate.Type != FieldType.Constant && !Array.Exists(Bindings, binding => binding.Field == candidate) && !Array.Exists(Made, made => made.Field == candidate.Number))];

    /// <summary>What the collector puts in place of blanks.</summary>
    public required SifBlank[] WhenBlank { get; init; }

    /// <summary>Puts the values of a record into those objects that are there.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="values">The values, by field.</param>
    /// <param name="endingYear">The year in which the school year ends.</param>
    /// <param name="arena">Takes values that SIF spells otherwise.</param>
    public void Write(SifObjects objects, Utf8Value[] values, int endingYear, Utf8Arena arena)
    {
        if (_sets.Length > 0)
        {
            SifSets.Write(_sets, objects, values);
        }

        foreach (var binding in Bindings)
        {
            if (values[binding.Field.Number] is { Length: > 0 } value && !binding.IsAbsent(value))
            {
                binding.Write(objects, value, endingYear, arena);
            }
        }

        // What is meant by silence, and blanks, need no parts of their own: only where others have made the part they are said in it.
        foreach (var binding in Bindings)
        {
            if (values[binding.Field.Number] is not { Length: > 0 } value)
            {
                binding.WriteBlank(objects);
            }
            else if (binding.IsAbsent(value))
            {
                binding.Write(objects, value, endingYear, arena);
            }
        }
    }

    /// <summary>Takes the values of a record out of objects.</summary>
    public void Read(SifObjects objects, Utf8Value[] values)
    {
        foreach (var binding in Bindings)
        {
            values[binding.Field.Number] = binding.Read(objects);
        }
    }

    /// <summary>Does as the state's collector does with blanks.</summary>
    public void FillBlanks(Utf8Value[] values)
    {
        foreach (var blank in WhenBlank)
        {
            if (values[blank.Field].Length == 0 && blank.Applies(values))
            {
                values[blank.Field] = blank.Filling;
            }
        }
    }

    /// <summary>Whether any object of this shape holds a value of the record's own fields, not only of those that name student, school and LEA.</summary>
    public bool HasValue(SifObject part)
    {
        foreach (var binding in Bindings)
        {
            if (binding.Field.Key is FieldKey.None or FieldKey.Distinction or FieldKey.EntryDate && binding.ReadFrom(part).Length > 0)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A field that the collector makes, and of what.</summary>
internal sealed record SifMade(int Field, string How);
