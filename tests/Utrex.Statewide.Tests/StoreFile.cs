using System.Globalization;
using Utrex.Statewide.Store;
using Utrex.Tests;

namespace Utrex.Statewide.Tests;

/// <summary>A store that goes away with the test: a file in a folder of its own, or a database on a server of the tests' own.</summary>
internal sealed class StoreFile : IDisposable
{
    /// <summary>A file.</summary>
    public const string Sqlite = "SQLite";

    /// <summary>A server.</summary>
    public const string Postgres = "PostgreSQL";

    private static readonly Lazy<PostgresServer> Server = new(Start);
    private static int _databases;

    private readonly PostgresServer? _own;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("utrex-statewide-");

    /// <param name="kind">The kind.</param>
    /// <param name="own">A server that no other test uses.</param>
    public StoreFile(string kind = Sqlite, PostgresServer? own = null)
    {
        _own = own;
        if (kind is Sqlite)
        {
            Path = System.IO.Path.Combine(_folder.FullName, "state.db");
            return;
        }

        Database = "state" + Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        Execute("postgres", $"CREATE DATABASE {Database}");
        Path = AddressOf("utrex");
    }

    /// <summary>The kinds of stores that there can be here.</summary>
    public static IReadOnlyList<string> Kinds { get; } = PostgresServer.Missing is null ? [Sqlite, Postgres] : [Sqlite];

    /// <summary>The address.</summary>
    public string Path { get; }

    /// <summary>The database on the server; <see langword="null"/> of a file.</summary>
    public string? Database { get; }

    /// <summary>The address for a user of the server.</summary>
    public string AddressOf(string user) => string.Create(CultureInfo.InvariantCulture, $"postgres://{user}@127.0.0.1:{OnServer.Port}/{Database}");

    private PostgresServer OnServer => _own ?? Server.Value;

    public ISubmissionStore Open() => SubmissionStore.Open(Path, StoreAccess.Create);

    /// <summary>Runs SQL as the owner, beside the store.</summary>
    public void Execute(string sql) => Execute(Database!, sql);

    /// <summary>Opens a connection for a user.</summary>
    public Npgsql.NpgsqlConnection Connect(string user)
    {
        var connection = new Npgsql.NpgsqlConnection(new Npgsql.NpgsqlConnectionStringBuilder(OnServer.ConnectionString) { Username = user, Database = Database }.ConnectionString);
        connection.Open();
        return connection;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Execute(string database, string sql)
    {
        using var connection = new Npgsql.NpgsqlConnection(new Npgsql.NpgsqlConnectionStringBuilder(OnServer.ConnectionString) { Database = database }.ConnectionString);
        connection.Open();
        using var command = new Npgsql.NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static PostgresServer Start()
    {
        var server = new PostgresServer();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeBeside();
        server.Open().Dispose();
        return server;
    }
}
