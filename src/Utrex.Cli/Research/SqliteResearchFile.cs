using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Utrex.Cli.Terminal;
using Utrex.Statewide.Research;
using Utrex.Statewide.Store;

namespace Utrex.Cli.Research;

/// <summary>
/// A SQLite file with a table for each table. SQLite wants a file with a name: it is written in a folder of its own beside the output, where nobody finds half of it, and goes into
/// the output when it is complete.
/// </summary>
internal sealed class SqliteResearchFile : IResearchOutput
{
    private readonly OutputFile _output;
    private readonly WorkFolder _folder;
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private SqliteCommand? _insert;
    private int _column;

    /// <summary>Begins a file.</summary>
    /// <param name="output">Where it goes at the end.</param>
    /// <param name="folder">Where it is written.</param>
    public SqliteResearchFile(OutputFile output, WorkFolder folder)
    {
        (_output, _folder) = (output, folder);
        _path = Path.Combine(folder.Path, "research.db");
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ToString());
        Guarded(_connection.Open);

        // If this run ends early, nobody will ever look at the file.
        Run("PRAGMA journal_mode=OFF");
        Run("PRAGMA synchronous=OFF");
        Run("BEGIN");
    }

    private SqliteCommand Insert => _insert ?? throw new InvalidOperationException("No table has been begun.");

    public void BeginTable(ResearchTable table)
    {
        Run($"CREATE TABLE \"{table.Name}\" ({string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\" {TypeOf(column.Kind)}"))})");
        _insert = _connection.CreateCommand();
        _insert.CommandText = string.Create(CultureInfo.InvariantCulture, $"INSERT INTO \"{table.Name}\" VALUES ({string.Join(", ", table.Columns.Select((_, place) => "$" + place.ToString(CultureInfo.InvariantCulture)))})");
        _insert.Parameters.AddRange(table.Columns.Select((_, place) => new SqliteParameter { ParameterName = "$" + place.ToString(CultureInfo.InvariantCulture) }));
    }

    public void WriteNull() => Set(DBNull.Value, SqliteType.Text);

    public void Write(ReadOnlySpan<byte> text) => Set(Encoding.UTF8.GetString(text), SqliteType.Text);

    public void Write(long number) => Set(number, SqliteType.Integer);

    public void Write(decimal number) => Set((double)number, SqliteType.Real);

    public void Write(DateOnly day) => Set(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), SqliteType.Text);

    public void EndRow()
    {
        _column = 0;
        Guarded(() => Insert.ExecuteNonQuery());
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
        _insert?.Dispose();
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

    private void Set(object value, SqliteType type)
    {
        var parameter = Insert.Parameters[_column++];
        (parameter.Value, parameter.SqliteType) = (value, type);
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        Guarded(() => command.ExecuteNonQuery());
    }

    private static void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (SqliteException e)
        {
            throw new CommandException(e.SqliteErrorCode == raw.SQLITE_FULL ? "the disk is full: nothing was written." : $"the research file cannot be written: {e.Message}", e);
        }
    }
}
