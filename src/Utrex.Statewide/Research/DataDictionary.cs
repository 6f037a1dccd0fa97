using Utrex.Sdk.Specification;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Research;

/// <summary>What the research file says of itself: every column of every table, and every code of the columns that hold codes.</summary>
internal sealed class DataDictionary
{
    private static readonly ResearchColumn TableName = new() { Name = "table_name", Kind = ColumnKind.Text, Definition = "The name of a table of this file." };
    private static readonly ResearchColumn ColumnName = new() { Name = "column_name", Kind = ColumnKind.Text, Definition = "The name of a column of the table." };

    private readonly IReadOnlyList<ResearchTable> _tables;
    private readonly IReadOnlyList<SpecificationInfo> _years;

    /// <summary>A dictionary of tables, and of its own.</summary>
    /// <param name="tables">The other tables.</param>
    /// <param name="years">The years, the newest first.</param>
    public DataDictionary(IReadOnlyList<ResearchTable> tables, IReadOnlyList<SpecificationInfo> years)
    {
        _tables = [.. tables, Columns, Codes];
        _years = years;
    }

    /// <summary>The table of the columns.</summary>
    public ResearchTable Columns { get; } = new(
        "data_dictionary",
        "A column of this file, a row each.",
        [
            TableName,
            ColumnName,
            new ResearchColumn { Name = "position", Kind = ColumnKind.Integer, Definition = "The place of the column in its table, from 1." },
            new ResearchColumn { Name = "type", Kind = ColumnKind.Text, Definition = "What the values are: text, integer, number (with decimals) or date (YYYY-MM-DD)." },
            new ResearchColumn { Name = "definition", Kind = ColumnKind.Text, Definition = "What the values mean." },
            new ResearchColumn { Name = "record", Kind = ColumnKind.Text, Definition = "The record type of the state's specification that the values come from." },
            new ResearchColumn { Name = "field", Kind = ColumnKind.Text, Definition = "The field of that record type, by the specification's own name." },
            new ResearchColumn { Name = "code_table", Kind = ColumnKind.Text, Definition = "The specification's table of the codes that the values are; the table codes has their meanings." },
            new ResearchColumn { Name = "is_personal", Kind = ColumnKind.Text, Definition = "Y: the values tell who somebody is or how to reach them. Rows from other LEAs have none of them but the SSID that joins the tables (ssid)." },
            new ResearchColumn { Name = "since", Kind = ColumnKind.Text, Definition = "The school year or day since when the specification has the field, where it says so." },
            new ResearchColumn { Name = "source_line", Kind = ColumnKind.Integer, Definition = "The line of the specification's text that the definition comes from." },
        ]);

    /// <summary>The table of the codes.</summary>
    public ResearchTable Codes { get; } = new(
        "codes",
        "A code that a column may hold, a row each.",
        [
            TableName,
            ColumnName,
            new ResearchColumn { Name = "code", Kind = ColumnKind.Text, Definition = "The code; absent where the row says what it means that the column has no value." },
            new ResearchColumn { Name = "meaning", Kind = ColumnKind.Text, Definition = "What the code means, in the specification's words." },
            new ResearchColumn { Name = "school_year", Kind = ColumnKind.Integer, Definition = "The newest school year whose specification has the code, by the year in which it ends." },
            new ResearchColumn { Name = "retired_since", Kind = ColumnKind.Text, Definition = "Since when the code is retired; absent of one in use." },
        ]);

    /// <summary>What a kind of value is called.</summary>
    /// <param name="kind">The kind.</param>
    public static string TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => "integer",
        ColumnKind.Number => "number",
        ColumnKind.Day => "date",
        _ => "text",
    };

    /// <summary>Writes both tables.</summary>
    public void Write(IResearchWriter rows)
    {
        rows.BeginTable(Columns);
        foreach (var table in _tables)
        {
            for (var i = 0; i < table.Columns.Count; i++)
            {
                WriteColumn(table, i, rows);
            }
        }

        rows.EndTable();
        rows.BeginTable(Codes);
        foreach (var table in _tables)
        {
            foreach (var column in table.Columns.Where(column => column.Codes is not null))
            {
                WriteCodes(table, column, rows);
            }
        }

        rows.EndTable();
    }

    private static void WriteColumn(ResearchTable table, int place, IResearchWriter rows)
    {
        var column = table.Columns[place];
        PlaceColumns.Write(table.Name, rows);
        PlaceColumns.Write(column.Name, rows);
        rows.Write(place + 1);
        PlaceColumns.Write(TypeOf(column.Kind), rows);
        PlaceColumns.Write(column.Definition, rows);
        PlaceColumns.Write(column.Record?.Id, rows);
        PlaceColumns.Write(column.Field?.Name, rows);
        PlaceColumns.Write(column.Codes?.Id, rows);
        PlaceColumns.Write(column.Field is { IsPersonal: true } ? YesFlag.Yes.ToString() : null, rows);
        PlaceColumns.Write(column.Field?.Since, rows);
        if (column.Field is { Source: > 0 and var line })
        {
            rows.Write(line);
        }
        else
        {
            rows.WriteNull();
        }

        rows.EndRow();
    }

    private void WriteCodes(ResearchTable table, ResearchColumn column, IResearchWriter rows)
    {
        var tables = _years.Select(year => (Year: year.EndingYear, Table: year.FindCodeTable(column.Codes!.Id))).Where(pair => pair.Table is not null).ToList();
        foreach (var (year, code) in tables.SelectMany(pair => pair.Table!.Codes.Select(code => (pair.Year, Code: code))).DistinctBy(pair => pair.Code.Code, StringComparer.Ordinal))
        {
            WriteCode(table, column, code.Code, code.Meaning, year, code.RetiredSince, rows);
        }

        if (tables.Find(pair => pair.Table!.BlankMeaning is not null) is (var blankYear, { BlankMeaning: { } blank }))
        {
            WriteCode(table, column, code: null, blank, blankYear, retiredSince: null, rows);
        }
    }

    private static void WriteCode(ResearchTable table, ResearchColumn column, string? code, string meaning, int year, string? retiredSince, IResearchWriter rows)
    {
        PlaceColumns.Write(table.Name, rows);
        PlaceColumns.Write(column.Name, rows);
        PlaceColumns.Write(code, rows);
        PlaceColumns.Write(meaning, rows);
        rows.Write(year);
        PlaceColumns.Write(retiredSince, rows);
        rows.EndRow();
    }
}
