namespace Utrex.Sdk.Specification;

/// <summary>A file specification: its record types, code tables, rules and lists.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public class SpecificationInfo
{
    private readonly Dictionary<string, RecordInfo> _recordsById = new(StringComparer.Ordinal);
    private readonly RecordInfo?[] _recordsByPackedId = new RecordInfo?[1 << 16];
    private ILookup<string, RuleInfo>? _rulesById;

    /// <summary>The specification's id, such as <c>utrex</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The readable name.</summary>
    public required string Name { get; init; }

    /// <summary>The school year, such as <c>2025-26</c>.</summary>
    public required string SchoolYear { get; init; }

    /// <summary>The number of the school year: the year in which it ends.</summary>
    public required int EndingYear { get; init; }

    /// <summary>The record types, in the specification's order; those without fields are never in a file.</summary>
    public required IReadOnlyList<RecordInfo> Records
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
            foreach (var record in value)
            {
                _recordsById[record.Id] = record;
                if (record is { Id.Length: 2, Fields.Count: > 0 })
                {
                    _recordsByPackedId[(byte)record.Id[0] | (byte)record.Id[1] << 8] = record;
                }
            }
        }
    }

    /// <summary>The id of the record that begins a batch, or <see langword="null"/> if any may.</summary>
    public string? FirstRecord { get; init; }

    /// <summary>The id of the record that the records after it belong to (a school), or <see langword="null"/> if there is none.</summary>
    public string? GroupRecord { get; init; }

    /// <summary>The code tables, by id.</summary>
    public required IReadOnlyList<CodeTableInfo> CodeTables { get; init; }

    /// <summary>The rules that belong to no record type: those about the file itself and the state's level 2 exceptions.</summary>
    public IReadOnlyList<RuleInfo> OtherRules { get; init; } = [];

    /// <summary>Every rule: record by record in the specification's order, then the others.</summary>
    public IEnumerable<RuleInfo> Rules => Records.SelectMany(record => record.Rules).Concat(OtherRules);

    /// <summary>The lists that change from year to year.</summary>
    public IReadOnlyList<LookupInfo> Lookups { get; init; } = [];

    /// <summary>What is submitted in the year, and when; empty where nobody wrote it down.</summary>
    public IReadOnlyList<SubmissionInfo> Submissions { get; init; } = [];

    /// <summary>What a user must know of the specification as a whole.</summary>
    public IReadOnlyList<FactInfo> Facts { get; init; } = [];

    /// <summary>How this specification was made of a later one by its revision history, or <see langword="null"/> where it follows the year's own text.</summary>
    public ReconstructionInfo? Reconstruction { get; init; }

    /// <summary>The record type of this id, or <see langword="null"/>.</summary>
    public RecordInfo? FindRecord(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _recordsById.GetValueOrDefault(id);
    }

    /// <summary>The record type whose id, followed by <c>=</c>, begins <paramref name="line"/>; <see langword="null"/> if there is none.</summary>
    public RecordInfo? FindRecord(ReadOnlySpan<byte> line) =>
        line.Length >= 3 && line[2] == (byte)'=' ? _recordsByPackedId[line[0] | line[1] << 8] : null;

    /// <summary>The code table of this id, or <see langword="null"/>.</summary>
    public CodeTableInfo? FindCodeTable(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        foreach (var table in CodeTables)
        {
            if (string.Equals(table.Id, id, StringComparison.Ordinal))
            {
                return table;
            }
        }

        return null;
    }

    /// <summary>The list of this id, or <see langword="null"/>.</summary>
    public LookupInfo? FindLookup(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Lookups.FirstOrDefault(lookup => string.Equals(lookup.Id, id, StringComparison.Ordinal));
    }

    /// <summary>Every rule with this id; several rows may share one (rule 009 of the fields of a record, for example).</summary>
    public IEnumerable<RuleInfo> FindRules(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return LazyInitializer.EnsureInitialized(ref _rulesById, () => Rules.ToLookup(rule => rule.Id, StringComparer.OrdinalIgnoreCase))[id];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {SchoolYear}";
}
