using System.Text;
using Npgsql;

namespace Utrex.Statewide.Store.Postgres;

/// <summary>
/// A server's store as it was at a moment. A connection gives one result at a time and histories are merged of several, so that each cursor has a connection; all of
/// them look at the snapshot of the first.
/// </summary>
internal sealed class PostgresReader : IStoreReader
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresConnection _first;
    private readonly string _snapshot;
    private readonly Stack<PostgresConnection> _idle = [];
    private readonly Dictionary<string, HashSet<string>> _columns = new(StringComparer.Ordinal);

    /// <summary>Begins to read.</summary>
    public PostgresReader(NpgsqlDataSource source)
    {
        _source = source;
        _first = PostgresConnection.Open(source);
        try
        {
            PostgresTables.Begin(_first, isLoad: false);
            Submissions = PostgresSubmissions.All(_first);
            _snapshot = _first.Value<string>("SELECT pg_export_snapshot()")!;
        }
        catch
        {
            _first.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Submission> Submissions { get; }

    /// <inheritdoc/>
    public IRowCursor Read(RowQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var table = RecordTable.NameOf(query.Record);
        if (!_columns.TryGetValue(table, out var present))
        {
            _columns[table] = present = PostgresTables.Columns(_first, table);
        }

        var connection = Connect();
        var sql = present.Count == 0 ? "SELECT 0, 0, NULL::bigint, NULL::bigint WHERE FALSE"
            : $"SELECT submission, line, student, {(query.Order == RowOrder.Person ? "person" : "NULL::bigint")}{string.Concat(query.Columns.Select(column => ", " + (present.Contains(column) ? $"\"{column}\"" : "NULL::text")))} FROM {PostgresTables.Quoted(table)}{Condition(query)} ORDER BY {OrderOf(query.Order)}";
        return new PostgresCursor(connection, sql, query.Students is { } students ? [string.Join(',', students)] : [], _idle);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in _idle)
        {
            connection.Dispose();
        }

        _first.Dispose();
    }

    private PostgresConnection Connect()
    {
        if (_idle.TryPop(out var idle))
        {
            return idle;
        }

        var connection = PostgresConnection.Open(_source);
        connection.Run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        connection.Run($"SET TRANSACTION SNAPSHOT '{_snapshot}'");
        return connection;
    }

    private static string OrderOf(RowOrder order) => order switch
    {
        RowOrder.Student => "student",
        RowOrder.Person => "person",
        _ => "submission, line",
    };

    private static string Condition(RowQuery query)
    {
        List<string> conditions = [];
        if (query.Order != RowOrder.File || query.Keys != KeyRange.All)
        {
            var key = query.Order == RowOrder.Person ? "person" : "student";
            conditions.Add(FormattableString.Invariant($"{key} BETWEEN {query.Keys.First} AND {query.Keys.Last}"));
        }

        if (query.Students is not null)
        {
            conditions.Add("student = ANY (string_to_array($1, ',')::bigint[])");
        }

        if (query.Submission is { } submission)
        {
            conditions.Add(FormattableString.Invariant($"submission = {submission}"));
        }

        if (query.Line is { } line)
        {
            conditions.Add(FormattableString.Invariant($"line = {line}"));
        }

        return conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
    }

    /// <summary>Rows as they come: submission, line, student, person, and the columns.</summary>
    private sealed class PostgresCursor : IRowCursor
    {
        private const int FirstColumn = 4;

        private readonly PostgresConnection _connection;
        private readonly Stack<PostgresConnection> _idle;
        private readonly NpgsqlCommand _command;
        private readonly NpgsqlDataReader _row;
        private byte[]?[] _texts = [];

        public PostgresCursor(PostgresConnection connection, string sql, object[] values, Stack<PostgresConnection> idle)
        {
            (_connection, _idle) = (connection, idle);
            _command = connection.Command(sql, values);
            _row = PostgresConnection.Guarded(() => _command.ExecuteReader());
        }

        public int Submission => _row.GetInt32(0);

        public int Line => _row.GetInt32(1);

        public long? Student => _row.IsDBNull(2) ? null : _row.GetInt64(2);

        public long? Person => _row.IsDBNull(3) ? null : _row.GetInt64(3);

        public bool Read()
        {
            _texts = _texts.Length == _row.FieldCount ? _texts : new byte[]?[_row.FieldCount];
            Array.Clear(_texts);
            return PostgresConnection.Guarded(_row.Read);
        }

        public ReadOnlySpan<byte> Text(int column) => _texts[column] ??= _row.IsDBNull(FirstColumn + column) ? [] : Encoding.UTF8.GetBytes(_row.GetString(FirstColumn + column));

        public long? Integer(int column) => _row.IsDBNull(FirstColumn + column) ? null : _row.GetInt64(FirstColumn + column);

        public decimal? Number(int column) => _row.IsDBNull(FirstColumn + column) ? null : (decimal)_row.GetDouble(FirstColumn + column);

        public DateOnly? Day(int column) => _row.IsDBNull(FirstColumn + column) ? null : _row.GetFieldValue<DateOnly>(FirstColumn + column);

        public void Dispose()
        {
            _row.Dispose();
            _command.Dispose();
            _idle.Push(_connection);
        }
    }
}
