using SQLitePCL;

namespace Utrex.Statewide.Store.Sqlite;

/// <summary>The tables of the records in a file: which there are, and what is made of a new year's.</summary>
internal static class SqliteTables
{
    private const int LineBits = 32;

    /// <summary>The number of a row: its submission and, in the lower half, its line. Rows of a submission stand together.</summary>
    public static long RowOf(int submission, int line) => ((long)submission << LineBits) | (uint)line;

    /// <summary>The submission of a row.</summary>
    public static int SubmissionOf(long row) => (int)(row >> LineBits);

    /// <summary>The line of a row.</summary>
    public static int LineOf(long row) => (int)row;

    /// <summary>The names of the tables.</summary>
    public static List<string> Names(sqlite3 database) => Strings(database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'submission' AND name NOT LIKE 'sqlite%' ORDER BY name", column: 0);

    /// <summary>The names of a table's columns; none where there is no such table.</summary>
    public static HashSet<string> Columns(sqlite3 database, string table) => [.. Strings(database, $"PRAGMA table_info({Quoted(table)})", column: 1)];

    /// <summary>A name in SQL.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Makes what is not there yet of the tables of a year.</summary>
    public static void Complete(sqlite3 database, IReadOnlyList<RecordTable> tables)
    {
        foreach (var table in tables)
        {
            var name = Quoted(table.Name);
            var present = Columns(database, table.Name);
            if (present.Count == 0)
            {
                SqliteStatement.Run(database, $"CREATE TABLE {name} (id INTEGER PRIMARY KEY, student INTEGER, person INTEGER{string.Concat(table.Columns.Select(column => ", " + Definition(column)))})");
            }
            else
            {
                foreach (var column in table.Columns.Where(column => !present.Contains(column.Name)))
                {
                    SqliteStatement.Run(database, $"ALTER TABLE {name} ADD COLUMN {Definition(column)}");
                }
            }

            Index(database, table, HistoryColumns.Of(table.Name));
        }
    }

    /// <summary>An index in the order of the students has all that a history needs, so that the records themselves are not looked at.</summary>
    private static void Index(sqlite3 database, RecordTable table, IReadOnlyList<string> columns)
    {
        if (columns.Count == 0)
        {
            return;
        }

        var present = Columns(database, table.Name);
        SqliteStatement.Run(
            database,
            $"CREATE INDEX IF NOT EXISTS {Quoted(table.Name + "_student")} ON {Quoted(table.Name)} (student{string.Concat(columns.SelectMany(column => new[] { column, column + "_code" }).Where(present.Contains).Select(column => ", " + Quoted(column)))}) WHERE student IS NOT NULL");
        if (string.Equals(table.Record.Id, StudentRecord.Info.Id, StringComparison.Ordinal))
        {
            SqliteStatement.Run(database, $"CREATE INDEX IF NOT EXISTS {Quoted(table.Name + "_person")} ON {Quoted(table.Name)} (person, student) WHERE person IS NOT NULL");
        }
    }

    private static string Definition(StoreColumn column) => Quoted(column.Name) + column.Kind switch
    {
        ColumnKind.Integer => " INTEGER",
        ColumnKind.Number => " REAL",
        _ => " TEXT",
    };

    private static List<string> Strings(sqlite3 database, string sql, int column)
    {
        using var statement = new SqliteStatement(database, sql);
        List<string> strings = [];
        while (statement.Step())
        {
            strings.Add(statement.String(column));
        }

        return strings;
    }
}
