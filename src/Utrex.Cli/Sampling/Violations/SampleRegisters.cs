using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>The reference data of a clean sample: the rows of the batch, and those that only spare records need.</summary>
internal sealed class SampleRegisters
{
    // What of a spare record makes its row in a register part of the data.
    private static readonly Dictionary<string, FieldInfo[]> Names = new(StringComparer.Ordinal)
    {
        [SampleReference.Schools] = [SchoolRecord.Info.FindProperty(nameof(SchoolRecord.SchoolNumber))],
        [SampleReference.Students] = [StudentRecord.Info.FindProperty(nameof(StudentRecord.StatewideStudentId))],
        [SampleReference.Staff] = [CourseMasterRecord.Info.FindProperty(nameof(CourseMasterRecord.Teacher1Id))],
    };

    private readonly Dictionary<string, Register> _registers;

    /// <summary>Reference data, and further ones behind them.</summary>
    /// <param name="smaller">The data so far; with them, the tables are those of spare records.</param>
    /// <param name="tables">The tables to add.</param>
    public SampleRegisters(SampleRegisters? smaller, IEnumerable<ReferenceTable> tables) =>
        _registers = tables.Select(table => smaller is null ? new Register(table) : smaller._registers[table.File].With(table)).ToDictionary(register => register.File, StringComparer.Ordinal);

    /// <summary>The data as rules see them.</summary>
    /// <param name="spare">The spare records that are in the batch, as they are in the sample.</param>
    /// <param name="edits">What is done to the rows.</param>
    public IReferenceData Of(IReadOnlyCollection<EditableRecord> spare, ReferenceEditor edits)
    {
        var named = Names.Keys.ToDictionary(file => file, file => NamedIn(spare, file), StringComparer.Ordinal);
        return new SampleReferenceData((file, key) => _registers[file] is var register
            ? edits.Apply(register.Table, register.RowsOf(key, hasSpare: named.GetValueOrDefault(file)?.Contains(key) ?? false)).Select(row => new ReferenceRow(register.Table, row))
            : []);
    }

    /// <summary>The tables as they are written.</summary>
    /// <param name="spare">The spare records that are in the batch, as they are in the sample.</param>
    /// <param name="edits">What is done to the rows.</param>
    public IEnumerable<ReferenceTable> Tables(IReadOnlyCollection<EditableRecord> spare, ReferenceEditor edits) => _registers.Values.Select(register =>
        register.Table with { Rows = edits.Apply(register.Table, register.Table.Rows.Concat(NamedIn(spare, register.File).SelectMany(register.SpareRowsOf))) });

    private static HashSet<string> NamedIn(IEnumerable<EditableRecord> records, string file)
    {
        var fields = Names.GetValueOrDefault(file) ?? [];
        return [.. records.SelectMany(record => fields.Where(record.Info.Fields.Contains).Select(field => record[field]))];
    }

    /// <summary>A table with its rows by what they are about.</summary>
    private sealed class Register
    {
        private readonly ILookup<string, string[]> _own;
        private readonly ILookup<string, string[]> _spare;

        public Register(ReferenceTable table)
            : this(table with { Rows = [.. table.Rows] }, [])
        {
        }

        private Register(ReferenceTable table, IEnumerable<string[]> spare)
        {
            Table = table;
            _own = table.Rows.ToLookup(table.KeyOf, StringComparer.Ordinal);
            _spare = spare.ToLookup(table.KeyOf, StringComparer.Ordinal);
        }

        /// <summary>The table with the rows of the batch.</summary>
        public ReferenceTable Table { get; }

        public string File => Table.File;

        public IEnumerable<string[]> SpareRowsOf(string key) => _spare[key];

        public IEnumerable<string[]> RowsOf(string key, bool hasSpare) => hasSpare ? _own[key].Concat(_spare[key]) : _own[key];

        public Register With(ReferenceTable spare) =>
            new(Table, _spare.SelectMany(group => group).Concat(spare.Rows.Where(row => spare.KeyOf(row) is var key && !_own.Contains(key) && !_spare.Contains(key))));
    }
}
