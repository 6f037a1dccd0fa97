using System.Collections.Concurrent;
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
    private const int CacheOfReaderInKilobytes = 64 * 1024;

    // Students of one LEA are everywhere in the indexes of a state, which take 200 MB: what does not fit is written and read again and again.
    private const int CacheOfLoadInKilobytes = 256 * 1024;
    private const int LogInPages = 128 * 1024 * 1024 / PageSize;
    private const int LongestWaitInMilliseconds = 10 * 60 * 1000;

    // By its last connection a store is brought up to date with its log, which is then deleted: not between two loads.
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private readonly string _path;

    /// <summary>Opens a store.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mayCreate">Whether a file that is not there, or is empty, becomes a store.</param>
    /// <exception cref="StoreException">The file is no store, of a later version, or cannot be opened.</exception>
    public SqliteStore(string path, bool mayCreate)
    {
        _path = path;
        LoadLibrary();
        if (Directory.Exists(path))
        {
            throw new StoreException(SqliteFaults.IsFolder(path));
        }

        var isNew = !File.Exists(path) || new FileInfo(path).Length == 0;
        if (isNew && !mayCreate)
        {
            throw new StoreException(File.Exists(path) ? SqliteFaults.NoStore(path) : $"the store '{PrintableText.Of(path, int.MaxValue)}' does not exist; 'utrex statewide load' makes it.");
        }

        var connection = Connect(CacheOfLoadInKilobytes);
        try
        {
            Begin(connection, isNew);
            _idle.Add(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IStoreReader Read() => new SqliteReader(Connect(CacheOfReaderInKilobytes));

    /// <inheritdoc/>
    public ISubmissionLoad BeginLoad(IReadOnlyList<RecordTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return new SqliteLoad(_idle.TryTake(out var idle) ? idle : Connect(CacheOfLoadInKilobytes), tables, _idle.Add);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    /// <summary>Makes a store of a new file, and refuses what is none.</summary>
    private void Begin(SqliteConnection connection, bool isNew)
    {
        var (mark, version) = (Pragma(connection, "application_id"), Pragma(connection, "user_version"));
        if (mark == 0 && version == 0 && isNew)
        {
            Create(connection.Handle!);
        }
        else if (mark != Mark)
        {
            throw new StoreException(SqliteFaults.NoStore(_path));
        }
        else if (version != Version)
        {
            throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"the store '{PrintableText.Of(_path, int.MaxValue)}' has version {version}, and this program knows version {Version}: use the program that made it, or a newer one."));
        }
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

    private SqliteConnection Connect(int cacheInKilobytes)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString());
        try
        {
            connection.Open();
            _ = raw.sqlite3_busy_timeout(connection.Handle, LongestWaitInMilliseconds);
            SqliteStatement.Run(connection.Handle!, string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size=-{cacheInKilobytes}"));
            SqliteStatement.Run(connection.Handle!, "PRAGMA synchronous=NORMAL");

            // The same pages of the indexes change with every LEA: it is enough to bring them up to date once in a while.
            SqliteStatement.Run(connection.Handle!, string.Create(CultureInfo.InvariantCulture, $"PRAGMA wal_autocheckpoint={LogInPages}"));
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
