using Utrex.Statewide.Research;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Tests.Research;

/// <summary>The dictionary knows every column of the file, and the file every field of the specifications.</summary>
public sealed class DataDictionaryTests : IDisposable
{
    private readonly StoreFile _file = new();
    private readonly ISubmissionStore _store;
    private readonly WrittenTables _written;

    public DataDictionaryTests()
    {
        _store = _file.Open();
        var world = new World();
        world.S1("01", 2026, "1000001", "20250820");
        world.Load(_store);
        _written = WrittenTables.Of(_store, "01");
    }

    public void Dispose()
    {
        _store.Dispose();
        _file.Dispose();
    }

    [Fact]
    public void Every_column_of_every_table_is_defined()
    {
        var columns = _written.Tables.SelectMany(table => table.Columns.Select((column, place) => $"{table.Name}|{column.Name}|{place + 1}|{ResearchFile.TypeOf(column)}")).ToList();

        columns.Count.ShouldBeGreaterThan(400);
        _written["data_dictionary", "table_name", "column_name", "position", "type"].ShouldBe(columns);
        _written["data_dictionary", "definition"].ShouldAllBe(definition => definition.Length > 5 && definition.EndsWith('.'));
    }

    [Fact]
    public void Tables_and_columns_are_told_apart_whatever_the_case()
    {
        _written.Tables.Select(table => table.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(_written.Tables.Count);
        _written.Tables.ShouldAllBe(table => table.Columns.Select(column => column.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() == table.Columns.Count);
    }

    /// <summary>Nothing that the store keeps of a record is left out, in no year.</summary>
    [Fact]
    public void Every_column_of_the_store_is_in_the_file()
    {
        foreach (var table in WrittenTables.Years(2026).SelectMany(RecordTable.Of))
        {
            var written = _written.Tables.Single(other => other.Name == table.Name).Columns.Where(column => column.Field is not null).ToDictionary(column => column.Name);
            foreach (var column in table.Columns)
            {
                written[column.Name].Field!.Name.ShouldBe(column.Field.Name);
            }
        }
    }

    [Fact]
    public void Every_field_of_a_student_record_that_names_nobody_is_in_the_students_year()
    {
        var columns = _written.Tables.Single(table => table.Name == "student_year").Columns;

        foreach (var column in RecordTable.Of(UtrexSpecification.Current).Single(table => table.Record == StudentRecord.Info).Columns.Where(column => !column.Field.IsPersonal && column.Name != "lea_number"))
        {
            columns.ShouldContain(other => other.Name == column.Name && other.Field == column.Field);
        }

        columns.Where(column => column.Field is { IsPersonal: true }).Select(column => column.Name).ShouldBe(["ssid", "student_number", "birth_date"]);
    }

    [Fact]
    public void Every_code_of_every_column_has_its_meaning()
    {
        var codes = _written["codes", "table_name", "column_name", "code", "meaning"].ToHashSet();
        foreach (var table in _written.Tables)
        {
            foreach (var column in table.Columns.Where(column => column.Codes is not null))
            {
                foreach (var code in WrittenTables.Years(2026)[^1].FindCodeTable(column.Codes!.Id)?.Codes ?? [])
                {
                    codes.ShouldContain($"{table.Name}|{column.Name}|{code.Code}|{code.Meaning}");
                }
            }
        }

        _written["codes", "table_name", "column_name", "code"].Distinct().Count().ShouldBe(codes.Count);
    }

    [Fact]
    public void A_file_needs_a_specification() => Should.Throw<ArgumentException>(() => new ResearchFile([])).ParamName.ShouldBe("years");
}
