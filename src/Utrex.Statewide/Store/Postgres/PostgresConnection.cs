using Npgsql;
using Utrex.Sdk;

namespace Utrex.Statewide.Store.Postgres;

/// <summary>A connection, and what goes wrong on it in a sentence for the person who named the store.</summary>
internal sealed class PostgresConnection : IDisposable
{
    private readonly NpgsqlConnection _connection;

    private PostgresConnection(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Opens one.</summary>
    /// <exception cref="StoreException">The server cannot be reached, or refuses.</exception>
    public static PostgresConnection Open(NpgsqlDataSource source) => new(Guarded(source.OpenConnection));

    /// <summary>Runs a statement that gives nothing.</summary>
    public void Run(string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(sql, values);
        Guarded(command.ExecuteNonQuery);
    }

    /// <summary>Runs a statement that gives one value.</summary>
    public T? Value<T>(string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(sql, values);
        return Guarded(command.ExecuteScalar) is T value ? value : default;
    }

    /// <summary>Runs a statement that gives rows; dispose of the command with them.</summary>
    public NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, _connection);
        foreach (var value in values)
        {
            command.Parameters.Add(value switch
            {
                long number => new NpgsqlParameter<long> { TypedValue = number },
                int number => new NpgsqlParameter<int> { TypedValue = number },
                DateTime time => new NpgsqlParameter<DateTime> { TypedValue = time },
                _ => new NpgsqlParameter<string> { TypedValue = (string)value },
            });
        }

        return command;
    }

    /// <summary>Begins to copy rows in the binary form of the server.</summary>
    public NpgsqlRawCopyStream BeginCopy(string sql) => Guarded(() => _connection.BeginRawBinaryCopy(sql));

    public void Dispose() => _connection.Dispose();

    /// <summary>Says in a sentence what the server says.</summary>
    public static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (PostgresException e)
        {
            throw new StoreException(e.SqlState switch
            {
                PostgresErrorCodes.InsufficientPrivilege => $"the server refuses: {PrintableText.Of(e.MessageText)}; this takes the role of a loader.",
                PostgresErrorCodes.DiskFull => "the disk of the server is full: the store is as it was before.",
                PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "the server refuses the user or the password.",
                _ when e.SqlState.StartsWith("57P", StringComparison.Ordinal) => Lost(e.MessageText),
                _ => $"the server refuses: {PrintableText.Of(e.MessageText)}.",
            }, e);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            throw new StoreException(Lost(e.InnerException?.Message ?? e.Message), e);
        }
    }

    private static string Lost(string said) => $"the connection to the server is lost, or cannot be made: {PrintableText.Of(said)}; what was not completed has changed nothing.";
}
