using Utrex.Statewide.Store;

namespace Utrex.Statewide.Research;

/// <summary>How a column of a student's year comes from several records.</summary>
internal enum Gathering
{
    /// <summary>The value of the last record.</summary>
    Last,

    /// <summary>The earliest day.</summary>
    Earliest,

    /// <summary>The latest day; none while a record has none, and so is open.</summary>
    LatestUnlessOpen,

    /// <summary>The sum of the numbers.</summary>
    Sum,
}

/// <summary>A column of a student's year that comes from a field of the student's records of a type.</summary>
internal sealed class GatheredColumn
{
    // A field's own words follow.
    private static readonly Dictionary<Gathering, string> Words = new()
    {
        [Gathering.Last] = "Of the last record (by entry date, then line).",
        [Gathering.Earliest] = "The earliest of all records.",
        [Gathering.LatestUnlessOpen] = "The latest of all records; none while a record has none.",
        [Gathering.Sum] = "The sum over all records.",
    };

    private readonly Gathering _gathering;
    private ResearchValue _value;
    private bool _hasValue;

    /// <summary>The column of a field.</summary>
    /// <param name="stored">The field's column.</param>
    /// <param name="prefix">What its name begins with.</param>
    public GatheredColumn(StoredColumn stored, string prefix)
    {
        Stored = stored;
        _gathering = GatheringOf(stored.Column);
        Column = stored.Column with { Name = prefix + stored.Column.Name, Definition = $"{Words[_gathering]} {stored.Column.Definition}" };
    }

    /// <summary>The column of a student's year.</summary>
    public ResearchColumn Column { get; }

    /// <summary>The column of the records.</summary>
    public StoredColumn Stored { get; }

    /// <summary>Begins a student.</summary>
    public void Clear() => (_value, _hasValue) = (default, false);

    /// <summary>Takes a record of the student.</summary>
    /// <param name="row">The record.</param>
    /// <param name="place">The place of the column in it.</param>
    /// <param name="isLast">Whether it is later than all that were taken before.</param>
    public void Take(IRowCursor row, int place, bool isLast)
    {
        if (_gathering == Gathering.Last && !isLast)
        {
            return;
        }

        var value = Stored.Read(row, place);
        _value = _gathering switch
        {
            Gathering.Sum => _value.Plus(value),
            Gathering.Earliest => !_hasValue || _value.Day is null || value.Day < _value.Day ? value : _value,
            Gathering.LatestUnlessOpen => !_hasValue || value.Day is null || value.Day > _value.Day ? value : _value,
            _ => value,
        };
        _hasValue = true;
    }

    /// <summary>Writes what the student's records come to.</summary>
    public void Write(IResearchWriter rows) => _value.Write(rows);

    private static Gathering GatheringOf(ResearchColumn column) => column.Field!.Property switch
    {
        nameof(StudentRecord.EntryDate) or nameof(ScramRecord.ScramEntryDate) or nameof(YouthInCareRecord.YicEntryDate) => Gathering.Earliest,
        nameof(StudentRecord.ExitDate) or nameof(ScramRecord.ScramExitDate) or nameof(YouthInCareRecord.YicExitDate) => Gathering.LatestUnlessOpen,
        nameof(StudentRecord.SchoolMembership) or nameof(StudentRecord.DaysAttended) or nameof(StudentRecord.ExcusedAbsences) or nameof(StudentRecord.UnexcusedAbsences)
            or nameof(StudentRecord.AbsencesDueToSuspension) or nameof(ScramRecord.ScramMembership) or nameof(YouthInCareRecord.YicMembership) when column.Kind != ColumnKind.Text => Gathering.Sum,
        _ => Gathering.Last,
    };
}
