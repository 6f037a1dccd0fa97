using System.Buffers.Text;
using SQLitePCL;

namespace Utrex.Statewide.Store.Sqlite;

/// <summary>A prepared statement that takes and gives bytes: where millions of rows pass, a command with parameters would make objects of each value.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly Action<sqlite3, int> _fail;

    /// <summary>Prepares a statement.</summary>
    /// <param name="database">The database.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="fail">Throws what is to be said of an error, by its code; by default that a store has it.</param>
    /// <exception cref="StoreException">The database refuses it.</exception>
    public SqliteStatement(sqlite3 database, string sql, Action<sqlite3, int>? fail = null)
    {
        (_database, _fail) = (database, fail ?? Fail);
        Check(raw.sqlite3_prepare_v2(database, sql, out _statement));
    }

    /// <summary>Runs a statement that gives nothing.</summary>
    public static void Run(sqlite3 database, string sql, params ReadOnlySpan<long> values)
    {
        using var statement = new SqliteStatement(database, sql);
        for (var i = 0; i < values.Length; i++)
        {
            statement.Bind(i + 1, values[i]);
        }

        while (statement.Step())
        {
        }
    }

    /// <summary>Sets a parameter, from 1.</summary>
    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(_statement, parameter, value));

    /// <summary>Sets a parameter.</summary>
    public void Bind(int parameter, double value) => Check(raw.sqlite3_bind_double(_statement, parameter, value));

    /// <summary>Sets a parameter; the text is copied.</summary>
    public void Bind(int parameter, ReadOnlySpan<byte> text) => Check(raw.sqlite3_bind_text(_statement, parameter, text));

    /// <summary>Sets a parameter.</summary>
    public void Bind(int parameter, string text) => Check(raw.sqlite3_bind_text(_statement, parameter, text));

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(code);
        }

        return code == raw.SQLITE_ROW;
    }

    /// <summary>Makes it ready to be run again, with no parameter set.</summary>
    public void Reset()
    {
        _ = raw.sqlite3_reset(_statement);
        _ = raw.sqlite3_clear_bindings(_statement);
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    public ReadOnlySpan<byte> Text(int column) => raw.sqlite3_column_blob(_statement, column);

    public string String(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>A number; what a double has of a decimal of at most 15 digits is that decimal.</summary>
    public decimal? Number(int column) => IsNull(column) ? null : (decimal)raw.sqlite3_column_double(_statement, column);

    /// <summary>A day as <c>YYYY-MM-DD</c>.</summary>
    public DateOnly? Day(int column) => Text(column) is { Length: 10 } text
        && Utf8Parser.TryParse(text[..4], out int year, out _) && Utf8Parser.TryParse(text[5..7], out int month, out _) && Utf8Parser.TryParse(text[8..], out int day, out _) ? new DateOnly(year, month, day) : null;

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            _fail(_database, code);
        }
    }

    private static void Fail(sqlite3 database, int code) =>
        throw SqliteFaults.Of(code, raw.sqlite3_errmsg(database).utf8_to_string(), raw.sqlite3_db_filename(database, "main").utf8_to_string());
}
