using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Utrex.Sdk;

namespace Utrex.Statewide.Store.Sqlite;

/// <summary>
/// A store in one SQLite file. Its mark and its version stand in the header of the file. A write-ahead log lets others read while a load goes on, and is what
/// makes a load all or nothing, however the process ends.
/// </summary>
internal sealed class SqliteStore : ISubmissionStore
{
    /// <summary>The version of the tables that this library makes and reads.</summary>
    public const int Version = 1;

    // "UTRX": by this number a file of SQLite is known for a store.
    private const int Mark = 0x5554_5258;
    private const int PageSize = 8192;
    private const int CacheInKilobytes = 64 * 1024;
    private const int LongestWaitInMilliseconds = 10 * 60 * 1000;

    private readonly string _path;

    /// <summary>Opens a store.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mayCreate">Whether a file that is not there, or is empty, becomes a store.</param>
    /// <exception cref="StoreException">The file is no store, of a later version, or cannot be opened.</exception>
    public SqliteStore(string path, bool mayCreate)
    {
        _path = path;
        LoadLibrary();
        var isNew = !File.Exists(path) || new FileInfo(path).Length == 0;
        if (isNew && !mayCreate)
        {
            throw new StoreException(File.Exists(path) ? SqliteFaults.NoStore(path) : $"the store '{PrintableText.Of(path, int.MaxValue)}' does not exist; 'utrex statewide load' makes it.");
        }

        using var connection = Connect();
        var (mark, version) = (Pragma(connection, "application_id"), Pragma(connection, "user_version"));
        if (mark == 0 && version == 0 && isNew)
        {
            Create(connection.Handle!);
        }
        else if (mark != Mark)
        {
            throw new StoreException(SqliteFaults.NoStore(path));
        }
        else if (version != Version)
        {
            throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"the store '{PrintableText.Of(path, int.MaxValue)}' has version {version}, and this program knows version {Version}: use the program that made it, or a newer one."));
        }
    }

    /// <inheritdoc/>
    public IStoreReader Read() => new SqliteReader(Connect());

    /// <inheritdoc/>
    public ISubmissionLoad BeginLoad(IReadOnlyList<RecordTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return new SqliteLoad(Connect(), tables);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Readers and loads have connections of their own.
    }

    /// <summary>SQLite is code of its own, which lies beside native programs.</summary>
    private static void LoadLibrary()
    {
        try
        {
            Batteries_V2.Init();
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            throw new StoreException("the library of SQLite (e_sqlite3) is missing: it must lie beside the program, as it does where the program is published.", e);
        }
    }

    private static long Pragma(SqliteConnection connection, string name)
    {
        using var statement = new SqliteStatement(connection.Handle!, "PRAGMA " + name);
        return statement.Step() ? statement.Integer(0) : 0;
    }

    private static void Create(sqlite3 database)
    {
        SqliteStatement.Run(database, string.Create(CultureInfo.InvariantCulture, $"PRAGMA page_size={PageSize}"));
        SqliteStatement.Run(database, "PRAGMA journal_mode=WAL");
        SqliteStatement.Run(database, "BEGIN IMMEDIATE");
        SqliteStatement.Run(
            database,
            """
            CREATE TABLE IF NOT EXISTS submission (
                id INTEGER PRIMARY KEY,
                lea TEXT NOT NULL,
                school_year INTEGER NOT NULL,
                file TEXT NOT NULL,
                digest TEXT NOT NULL,
                left_out_digest TEXT NOT NULL,
                loaded TEXT NOT NULL,
                records INTEGER NOT NULL,
                left_out INTEGER NOT NULL,
                UNIQUE (lea, school_year))
            """);
        SqliteStatement.Run(database, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id={Mark}"));
        SqliteStatement.Run(database, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={Version}"));
        SqliteStatement.Run(database, "COMMIT");
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString());
        try
        {
            connection.Open();
            _ = raw.sqlite3_busy_timeout(connection.Handle, LongestWaitInMilliseconds);
            SqliteStatement.Run(connection.Handle!, string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size=-{CacheInKilobytes}"));
            SqliteStatement.Run(connection.Handle!, "PRAGMA synchronous=NORMAL");
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw SqliteFaults.Of(e, _path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
