using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Utrex.Statewide.Store.Sqlite;

/// <summary>A load into a file: one transaction, and a prepared statement for each table.</summary>
internal sealed class SqliteLoad : ISubmissionLoad
{
    // Before the columns of the fields: id, student, person.
    private const int FirstField = 4;
    private const int DayLength = 10;

    private readonly SqliteConnection _connection;
    private readonly Action<SqliteConnection> _giveBack;
    private readonly Dictionary<RecordTable, SqliteStatement> _inserts = [];
    private readonly int _submission;
    private SqliteStatement? _row;
    private int _parameter;
    private bool _isOpen;
    private bool _isComplete;

    /// <summary>Begins a load, as soon as no other one is going on.</summary>
    /// <param name="connection">The file.</param>
    /// <param name="tables">The tables of the submission's year.</param>
    /// <param name="giveBack">Takes the connection after a load that was completed.</param>
    public SqliteLoad(SqliteConnection connection, IReadOnlyList<RecordTable> tables, Action<SqliteConnection> giveBack)
    {
        (_connection, _giveBack) = (connection, giveBack);
        try
        {
            SqliteStatement.Run(Database, "BEGIN IMMEDIATE");
            _isOpen = true;
            SqliteTables.Complete(Database, tables);
            using var last = new SqliteStatement(Database, "SELECT coalesce(max(id), 0) + 1 FROM submission");
            last.Step();
            _submission = (int)last.Integer(0);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private sqlite3 Database => _connection.Handle!;

    private SqliteStatement Row => _row ?? throw new InvalidOperationException("No row has been begun.");

    /// <inheritdoc/>
    public Submission? Find(string lea, int schoolYear) =>
        SqliteSubmissions.All(Database).Find(submission => submission.SchoolYear == schoolYear && string.Equals(submission.Lea, lea, StringComparison.Ordinal));

    /// <inheritdoc/>
    public void Remove(Submission earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        foreach (var table in SqliteTables.Names(Database))
        {
            SqliteStatement.Run(Database, $"DELETE FROM {SqliteTables.Quoted(table)} WHERE id BETWEEN ? AND ?", SqliteTables.RowOf(earlier.Id, 0), SqliteTables.RowOf(earlier.Id, int.MaxValue));
        }

        SqliteStatement.Run(Database, "DELETE FROM submission WHERE id = ?", earlier.Id);
    }

    /// <inheritdoc/>
    public void BeginRow(RecordTable table, int line, long? student, long? person)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!_inserts.TryGetValue(table, out _row))
        {
            _inserts[table] = _row = Prepare(table);
        }

        _parameter = FirstField;
        _row.Bind(1, SqliteTables.RowOf(_submission, line));
        if (student is { } key)
        {
            _row.Bind(2, key);
        }

        if (person is { } identity)
        {
            _row.Bind(3, identity);
        }
    }

    /// <inheritdoc/>
    public void WriteNull() => _parameter++;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> text) => Row.Bind(_parameter++, text);

    /// <inheritdoc/>
    public void Write(long number) => Row.Bind(_parameter++, number);

    /// <inheritdoc/>
    public void Write(decimal number) => Row.Bind(_parameter++, (double)number);

    /// <inheritdoc/>
    public void Write(DateOnly day)
    {
        Span<byte> text = stackalloc byte[DayLength];
        day.TryFormat(text, out _, "O", System.Globalization.CultureInfo.InvariantCulture);
        Row.Bind(_parameter++, text);
    }

    /// <inheritdoc/>
    public void EndRow()
    {
        Row.Step();
        Row.Reset();
        _row = null;
    }

    /// <inheritdoc/>
    public Submission Complete(Submission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var complete = submission with { Id = _submission };
        SqliteSubmissions.Add(Database, complete);
        SqliteStatement.Run(Database, "COMMIT");
        (_isOpen, _isComplete) = (false, true);
        return complete;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var insert in _inserts.Values)
        {
            insert.Dispose();
        }

        _inserts.Clear();
        if (_isOpen)
        {
            _isOpen = false;

            // Where the disk is full, SQLite has ended the transaction already.
            _ = raw.sqlite3_exec(Database, "ROLLBACK");
        }

        if (_isComplete)
        {
            _isComplete = false;
            _giveBack(_connection);
        }
        else
        {
            _connection.Dispose();
        }
    }

    private SqliteStatement Prepare(RecordTable table)
    {
        var columns = table.Columns.Select(column => ", " + SqliteTables.Quoted(column.Name));
        return new SqliteStatement(Database, $"INSERT INTO {SqliteTables.Quoted(table.Name)} (id, student, person{string.Concat(columns)}) VALUES (?, ?, ?{string.Concat(Enumerable.Repeat(", ?", table.Columns.Count))})");
    }
}
