using Utrex.Statewide.Store;
using Utrex.Statewide.Store.Postgres;
using Utrex.Statewide.Store.Sqlite;

namespace Utrex.Statewide;

/// <summary>How a store is opened.</summary>
public enum StoreAccess
{
    /// <summary>It must be there.</summary>
    Open,

    /// <summary>It is made where there is none.</summary>
    Create,
}

/// <summary>Opens stores by their addresses.</summary>
public static class SubmissionStore
{
    /// <summary>Opens a store.</summary>
    /// <param name="address">The path of a SQLite file, or the address of a database on a PostgreSQL server: <c>postgres://user@host:port/database</c>.</param>
    /// <param name="access">Whether it is made where there is none.</param>
    /// <exception cref="StoreException">There is none, or what is there is no store or one of a later version; the message says so.</exception>
    public static ISubmissionStore Open(string address, StoreAccess access = StoreAccess.Open)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        var mayCreate = access == StoreAccess.Create;
        return PostgresAddress.IsMeant(address) ? new PostgresStore(address, mayCreate) : new SqliteStore(address, mayCreate);
    }
}
