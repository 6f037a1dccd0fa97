using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Utrex.Statewide.Store.Sqlite;

/// <summary>A file as it was at a moment: a transaction that reads.</summary>
internal sealed class SqliteReader : IStoreReader
{
    private readonly SqliteConnection _connection;

    // A connection whose statements are not ended stays open until the garbage collector ends them, and with it its log beside the store.
    private readonly HashSet<SqliteStatement> _open = [];

    /// <summary>Begins to read.</summary>
    public SqliteReader(SqliteConnection connection)
    {
        _connection = connection;
        try
        {
            // The moment is that of the first look.
            SqliteStatement.Run(Database, "BEGIN");
            Submissions = SqliteSubmissions.All(Database);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Submission> Submissions { get; }

    private sqlite3 Database => _connection.Handle!;

    /// <inheritdoc/>
    public IRowCursor Read(RowQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var table = RecordTable.NameOf(query.Record);
        var present = SqliteTables.Columns(Database, table);
        if (present.Count == 0)
        {
            return new SqliteCursor(this, Prepare("SELECT NULL, NULL, NULL WHERE FALSE"));
        }

        var columns = query.Columns.Select(column => ", " + (present.Contains(column) ? SqliteTables.Quoted(column) : "NULL"));
        var person = query.Order == RowOrder.Person ? "person" : "NULL";
        var statement = Prepare($"SELECT id, student, {person}{string.Concat(columns)} FROM {SqliteTables.Quoted(table)}{Condition(query)} ORDER BY {OrderOf(query)}");
        Bind(statement, query);
        return new SqliteCursor(this, statement);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _open)
        {
            statement.Dispose();
        }

        _open.Clear();
        _connection.Dispose();
    }

    private SqliteStatement Prepare(string sql)
    {
        var statement = new SqliteStatement(Database, sql);
        _open.Add(statement);
        return statement;
    }

    private static string OrderOf(RowQuery query) => query.Order == RowOrder.File ? "id" : KeyOf(query);

    /// <summary>Rows of a submission stand together, and in the order of the file too the index of students is of no use: the plus keeps SQLite from it.</summary>
    private static string KeyOf(RowQuery query) =>
        (query.Order == RowOrder.File || query.Submission is not null ? "+" : "") + (query.Order == RowOrder.Person ? "person" : "student");

    private static string Condition(RowQuery query)
    {
        List<string> conditions = [];
        if (query.Order != RowOrder.File || query.Keys != KeyRange.All)
        {
            conditions.Add($"{KeyOf(query)} >= ?1 AND {KeyOf(query)} <= ?2");
        }

        if (query.Students is not null)
        {
            conditions.Add($"{(query.Submission is null ? "" : "+")}student IN (SELECT value FROM json_each(?5))");
        }

        if (query.Submission is not null)
        {
            conditions.Add("id BETWEEN ?3 AND ?4");
        }

        return conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
    }

    private static void Bind(SqliteStatement statement, RowQuery query)
    {
        if (query.Order != RowOrder.File || query.Keys != KeyRange.All)
        {
            statement.Bind(1, query.Keys.First);
            statement.Bind(2, query.Keys.Last);
        }

        if (query.Submission is { } submission)
        {
            statement.Bind(3, SqliteTables.RowOf(submission, query.Line ?? 0));
            statement.Bind(4, SqliteTables.RowOf(submission, query.Line ?? int.MaxValue));
        }

        if (query.Students is { } students)
        {
            statement.Bind(5, $"[{string.Join(',', students)}]");
        }
    }

    /// <summary>Rows of a statement: id, student, person, and the columns.</summary>
    private sealed class SqliteCursor(SqliteReader reader, SqliteStatement statement) : IRowCursor
    {
        private const int FirstColumn = 3;

        public int Submission => SqliteTables.SubmissionOf(statement.Integer(0));

        public int Line => SqliteTables.LineOf(statement.Integer(0));

        public long? Student => statement.IsNull(1) ? null : statement.Integer(1);

        public long? Person => statement.IsNull(2) ? null : statement.Integer(2);

        public bool Read() => statement.Step();

        public ReadOnlySpan<byte> Text(int column) => statement.Text(FirstColumn + column);

        public long? Integer(int column) => statement.IsNull(FirstColumn + column) ? null : statement.Integer(FirstColumn + column);

        public decimal? Number(int column) => statement.Number(FirstColumn + column);

        public DateOnly? Day(int column) => statement.Day(FirstColumn + column);

        public void Dispose()
        {
            statement.Dispose();
            reader._open.Remove(statement);
        }
    }
}
