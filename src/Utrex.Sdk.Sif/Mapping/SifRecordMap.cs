using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Mapping;

/// <summary>Where the fields of a record type stand in SIF objects: one map for both ways.</summary>
internal sealed class SifRecordMap(RecordInfo record)
{
    private IReadOnlyList<FieldInfo>? _notCarried;
    private bool _hasSets;

    public RecordInfo Record { get; } = record;

    /// <summary>The code of the ProgramType that makes a StudentParticipation this record, or <see langword="null"/>.</summary>
    public required string? Type { get; init; }

    /// <summary>The fields, in file order.</summary>
    public required SifBinding[] Bindings
    {
        get;
        init
        {
            field = value;
            _hasSets = Array.Exists(value, binding => Array.Exists(binding.Paths, path => path.IsSet));
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
    public void Write(SifObjects objects, string[] values, int endingYear)
    {
        if (_hasSets)
        {
            SifSets.Write(this, objects, values);
        }

        foreach (var binding in Bindings)
        {
            if (values[binding.Field.Number] is { Length: > 0 } value && !binding.IsAbsent(value))
            {
                binding.Write(objects, value, endingYear);
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
                binding.Write(objects, value, endingYear);
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
