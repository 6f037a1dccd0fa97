namespace Utrex.Statewide.Store.Postgres;

/// <summary>A load into a server: one transaction, in which rows of each table are copied as soon as there are enough. Loads of one LEA's year wait for each other.</summary>
internal sealed class PostgresLoad : ISubmissionLoad
{
    private readonly PostgresConnection _connection;
    private readonly Dictionary<RecordTable, CopyBuffer> _buffers;
    private readonly int _submission;
    private CopyBuffer? _row;

    /// <summary>Begins a load.</summary>
    public PostgresLoad(PostgresConnection connection, IReadOnlyList<RecordTable> tables)
    {
        _connection = connection;
        try
        {
            PostgresTables.Complete(connection, tables);
            PostgresTables.Begin(connection, isLoad: true);
            _submission = connection.Value<int>("SELECT nextval(pg_get_serial_sequence('utrex.submission', 'id'))::integer");
            _buffers = tables.ToDictionary(table => table, BufferOf);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private CopyBuffer Row => _row ?? throw new InvalidOperationException("No row has been begun.");

    /// <inheritdoc/>
    public Submission? Find(string lea, int schoolYear)
    {
        ArgumentNullException.ThrowIfNull(lea);
        _connection.Run("SELECT pg_advisory_xact_lock(hashtext($1), $2)", lea, schoolYear);
        return PostgresSubmissions.All(_connection).Find(submission => submission.SchoolYear == schoolYear && string.Equals(submission.Lea, lea, StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public void Remove(Submission earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        foreach (var table in PostgresTables.Names(_connection))
        {
            _connection.Run($"DELETE FROM {PostgresTables.Quoted(table)} WHERE submission = $1", earlier.Id);
        }

        _connection.Run("DELETE FROM utrex.submission WHERE id = $1", earlier.Id);
    }

    /// <inheritdoc/>
    public void BeginRow(RecordTable table, int line, long? student, long? person)
    {
        ArgumentNullException.ThrowIfNull(table);
        _row = _buffers[table];
        _row.BeginRow();
        _row.WriteInteger(_submission);
        _row.WriteInteger(line);
        WriteKey(student);
        WriteKey(person);
    }

    /// <inheritdoc/>
    public void WriteNull() => Row.WriteNull();

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> text) => Row.Write(text);

    /// <inheritdoc/>
    public void Write(long number) => Row.Write(number);

    /// <inheritdoc/>
    public void Write(decimal number) => Row.Write((double)number);

    /// <inheritdoc/>
    public void Write(DateOnly day) => Row.Write(day);

    /// <inheritdoc/>
    public void EndRow()
    {
        if (Row.IsFull)
        {
            Row.Send(_connection);
        }

        _row = null;
    }

    /// <inheritdoc/>
    public Submission Complete(Submission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        foreach (var buffer in _buffers.Values)
        {
            buffer.Send(_connection);
        }

        var complete = submission with { Id = _submission };
        PostgresSubmissions.Add(_connection, complete);
        _connection.Run("COMMIT");
        return complete;
    }

    /// <summary>The server undoes what was not completed when the connection ends.</summary>
    public void Dispose() => _connection.Dispose();

    private static CopyBuffer BufferOf(RecordTable table)
    {
        string[] columns = ["submission", "line", "student", "person", .. table.Columns.Select(column => column.Name)];
        return new CopyBuffer($"COPY {PostgresTables.Quoted(table.Name)} ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) FROM STDIN (FORMAT BINARY)", columns.Length);
    }

    private void WriteKey(long? key)
    {
        if (key is { } number)
        {
            Row.Write(number);
        }
        else
        {
            Row.WriteNull();
        }
    }
}
