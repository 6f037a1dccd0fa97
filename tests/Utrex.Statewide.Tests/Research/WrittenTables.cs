using System.Globalization;
using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Statewide.Research;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Tests.Research;

/// <summary>A research file in memory, which holds every row to the columns of its table.</summary>
internal sealed class WrittenTables : IResearchWriter
{
    private readonly Dictionary<string, List<string?[]>> _rows = new(StringComparer.Ordinal);
    private readonly List<string?> _row = [];
    private ResearchTable? _table;

    /// <summary>The tables, in the order in which they came.</summary>
    public List<ResearchTable> Tables { get; } = [];

    /// <summary>What the research file of an LEA holds.</summary>
    public static WrittenTables Of(ISubmissionStore store, string lea, int year = 2026) => Of(store, lea, year, out _);

    public static WrittenTables Of(ISubmissionStore store, string lea, int year, out ResearchResult result)
    {
        var tables = new WrittenTables();
        var file = new ResearchFile(Years(year));
        result = file.Write(store, lea, tables);
        tables._table.ShouldBeNull();
        tables.Tables.ShouldBe(file.Tables);
        file.Progress.ShouldBe(1);
        return tables;
    }

    /// <summary>The specifications that a file of a year is made by.</summary>
    public static IReadOnlyList<SpecificationInfo> Years(int year) => [.. new[] { 2025, 2026 }.Where(held => held <= year).Select(World.SpecificationOf)];

    /// <summary>The values of some columns of a table, a line a row, with bars between them.</summary>
    public List<string> this[string table, params string[] columns]
    {
        get
        {
            var all = Tables.Single(written => written.Name == table).Columns.Select(column => column.Name).ToList();
            var places = columns.Select(column => all.IndexOf(column)).ToList();
            places.ShouldNotContain(-1);
            return [.. _rows[table].Select(row => string.Join('|', places.Select(place => row[place])))];
        }
    }

    /// <summary>Every table with its rows, a line each.</summary>
    public string Text() => string.Join('\n', Tables.SelectMany(table => _rows[table.Name].Select(row => string.Join('|', row)).Prepend($"# {table.Name}: {string.Join('|', table.Columns.Select(column => column.Name))}")));

    public void BeginTable(ResearchTable table)
    {
        _table.ShouldBeNull();
        _table = table;
        Tables.Add(table);
        _rows.Add(table.Name, []);
    }

    public void WriteNull() => _row.Add(item: null);

    public void Write(ReadOnlySpan<byte> text)
    {
        text.IsEmpty.ShouldBeFalse();
        Add(ColumnKind.Text, Encoding.UTF8.GetString(text));
    }

    public void Write(long number) => Add(ColumnKind.Integer, number.ToString(CultureInfo.InvariantCulture));

    public void Write(decimal number) => Add(ColumnKind.Number, number.ToString("0.###", CultureInfo.InvariantCulture));

    public void Write(DateOnly day) => Add(ColumnKind.Day, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public void EndRow()
    {
        _row.Count.ShouldBe(_table!.Columns.Count, _table.Name);
        _rows[_table.Name].Add([.. _row]);
        _row.Clear();
    }

    public void EndTable()
    {
        _row.ShouldBeEmpty();
        _table = null;
    }

    private void Add(ColumnKind kind, string value)
    {
        _table!.Columns[_row.Count].Kind.ShouldBe(kind, $"{_table.Name}.{_table.Columns[_row.Count].Name}");
        _row.Add(value);
    }
}
