using System.Collections.Immutable;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>
/// What edits have done to a clean sample. Every step gives a new value, so that a trial that fails is forgotten by going back to the
/// one before it. A record that was added has a negative number.
/// </summary>
internal sealed record BatchChanges
{
    private const int AtEnd = int.MaxValue;

    /// <summary>The changed records by their numbers; <see langword="null"/> for one that was removed.</summary>
    public ImmutableDictionary<int, EditableRecord?> Changed { get; private init; } = ImmutableDictionary<int, EditableRecord?>.Empty;

    /// <summary>The added records, and after which one each stands.</summary>
    public ImmutableList<(int After, EditableRecord Record)> Added { get; private init; } = [];

    /// <summary>The records that edits have found.</summary>
    public ImmutableList<int> Found { get; private init; } = [];

    /// <summary>The lines that are no records.</summary>
    public ImmutableList<byte[]> Lines { get; private init; } = [];

    /// <summary>The schools of which the register says something else.</summary>
    public ImmutableHashSet<string> Schools { get; private init; } = ImmutableHashSet<string>.Empty.WithComparer(StringComparer.Ordinal);

    /// <summary>Whether something was done that every record may feel.</summary>
    public bool IsWhole { get; private init; }

    private ImmutableList<(int Number, int Line)> Moves { get; init; } = [];

    /// <summary>The record as it is now, or <see langword="null"/> if it was removed.</summary>
    public EditableRecord? Current(SampleRecords records, int number) =>
        Changed.TryGetValue(number, out var changed) ? changed : number < 0 ? Added[~number].Record : records[number];

    /// <summary>Notes that an edit speaks of a record.</summary>
    public BatchChanges Find(int number) => this with { Found = Found.Add(number) };

    /// <summary>Puts a record in the place of another.</summary>
    public BatchChanges Change(int number, EditableRecord record) => this with { Changed = Changed.SetItem(number, record), IsWhole = IsWhole || record.Info == DistrictRecord.Info };

    /// <summary>Puts records in the place of others, or removes them.</summary>
    public BatchChanges ChangeAll(IEnumerable<KeyValuePair<int, EditableRecord?>> records) => this with { Changed = Changed.SetItems(records) };

    /// <summary>Adds a record after another one, or at the end.</summary>
    public BatchChanges Add(EditableRecord record, int after = AtEnd) => this with { Added = Added.Add((after, record)), IsWhole = IsWhole || record.Info == DistrictRecord.Info };

    /// <summary>Puts a record on another line.</summary>
    public BatchChanges Move(int number, int line) => this with { Moves = Moves.Add((number, line)) };

    /// <summary>Adds a line that is no record.</summary>
    public BatchChanges AddLine(byte[] line) => this with { Lines = Lines.Add(line) };

    /// <summary>Notes that the register says something else of a school.</summary>
    public BatchChanges TellOfSchool(string number) => this with { Schools = Schools.Add(number) };

    /// <summary>Notes that something was done that every record may feel.</summary>
    public BatchChanges TellAll() => this with { IsWhole = true };

    /// <summary>The batch that some of the records make, with the changes.</summary>
    public EditableBatch Apply(SampleRecords records, IEnumerable<int> numbers)
    {
        var order = records.InOrder(numbers).ToList();
        foreach (var (number, line) in Moves)
        {
            if (order.Remove(number))
            {
                order.Insert(Math.Min(line - 1, order.Count), number);
            }
        }

        // What was added stands after its record, wherever that has gone.
        var after = Added.Index().ToLookup(item => item.Item.After, item => ~item.Index);
        var placed = new List<(EditableRecord Record, bool IsEdited)>();
        PutAll(order);
        PutAll(after[AtEnd]);
        var batch = new EditableBatch(UnderTheirSchools(placed));
        batch.OtherLines.AddRange(Lines);
        return batch;

        void PutAll(IEnumerable<int> some)
        {
            foreach (var number in some)
            {
                if (Current(records, number) is { } record)
                {
                    placed.Add((record, (number < 0 || Changed.ContainsKey(number)) && !Moves.Exists(move => move.Number == number)));
                }

                PutAll(after[number]);
            }
        }
    }

    /// <summary>The records in their order; those that edits have put into another school come behind the others of that school.</summary>
    private static List<EditableRecord> UnderTheirSchools(List<(EditableRecord Record, bool IsEdited)> placed)
    {
        List<EditableRecord>[] groups = [[], .. placed.Where(item => item.Record.Info == SchoolRecord.Info).Select(item => new List<EditableRecord> { item.Record })];
        var schools = groups.Select(group => group is [var school] ? RecordLinks.SchoolOf(school) : null).ToArray();
        var current = 0;
        foreach (var (record, isEdited) in placed)
        {
            if (record.Info == SchoolRecord.Info)
            {
                current++;
                continue;
            }

            var own = isEdited && RecordLinks.SchoolOf(record) is { } school && !string.Equals(school, schools[current], StringComparison.Ordinal) ? Array.IndexOf(schools, school) : current;
            groups[own < 0 ? current : own].Add(record);
        }

        return [.. groups.SelectMany(group => group)];
    }
}
