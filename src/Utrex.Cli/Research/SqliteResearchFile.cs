using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Utrex.Cli.Terminal;
using Utrex.Statewide.Research;
using Utrex.Statewide.Store;
using Utrex.Statewide.Store.Sqlite;

namespace Utrex.Cli.Research;

/// <summary>
/// A SQLite file with a table for each table. SQLite wants a file with a name: it is written in a folder of its own beside the output, where nobody finds half of it, and goes into
/// the output when it is complete. Values are bound as they come.
/// </summary>
internal sealed class SqliteResearchFile : IResearchOutput
{
    private const int DayLength = 10;

    private readonly OutputFile _output;
    private readonly WorkFolder _folder;
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private SqliteStatement? _insert;
    private int _column;

    /// <summary>Begins a file.</summary>
    /// <param name="output">Where it goes at the end.</param>
    /// <param name="folder">Where it is written.</param>
    public SqliteResearchFile(OutputFile output, WorkFolder folder)
    {
        (_output, _folder) = (output, folder);
        _path = Path.Combine(folder.Path, "research.db");
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ToString());
        try
        {
            _connection.Open();
        }
        catch (SqliteException e)
        {
            throw Fault(e);
        }

        // If this run ends early, nobody will ever look at the file.
        Run("PRAGMA journal_mode=OFF");
        Run("PRAGMA synchronous=OFF");
        Run("BEGIN");
    }

    private sqlite3 Database => _connection.Handle!;

    public void BeginTable(ResearchTable table)
    {
        Run($"CREATE TABLE \"{table.Name}\" ({string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\" {TypeOf(column.Kind)}"))})");
        _insert = new SqliteStatement(Database, $"INSERT INTO \"{table.Name}\" VALUES ({string.Join(", ", Enumerable.Repeat("?", table.Columns.Count))})", Check);
    }

    // What is not bound is NULL.
    public void WriteNull() => _column++;

    public void Write(ReadOnlySpan<byte> text) => _insert!.Bind(++_column, text);

    public void Write(long number) => _insert!.Bind(++_column, number);

    public void Write(decimal number) => _insert!.Bind(++_column, (double)number);

    public void Write(DateOnly day)
    {
        Span<byte> text = stackalloc byte[DayLength];
        day.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Write(text);
    }

    public void EndRow()
    {
        _insert!.Step();
        _insert.Reset();
        _column = 0;
    }

    public void EndTable()
    {
        _insert?.Dispose();
        _insert = null;
    }

    public void Complete()
    {
        Run("COMMIT");
        _connection.Dispose();
        using (var written = File.OpenRead(_path))
        {
            written.CopyTo(_output.Stream);
        }

        _output.Complete();
    }

    public void Dispose()
    {
        EndTable();
        _connection.Dispose();
        _folder.Dispose();
        _output.Dispose();
    }

    private static string TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => "INTEGER",
        ColumnKind.Number => "REAL",
        ColumnKind.Day => "DATE",
        _ => "TEXT",
    };

    private void Run(string sql) => Check(Database, raw.sqlite3_exec(Database, sql));

    private static void Check(sqlite3 database, int code)
    {
        try
        {
            SqliteException.ThrowExceptionForRC(code, database);
        }
        catch (SqliteException e)
        {
            throw Fault(e);
        }
    }

    private static CommandException Fault(SqliteException e) =>
        new(e.SqliteErrorCode == raw.SQLITE_FULL ? "the disk is full: nothing was written." : $"the research file cannot be written: {e.Message}", e);
}
