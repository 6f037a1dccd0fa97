using Npgsql;

namespace Utrex.Statewide.Store.Postgres;

/// <summary>A store on a PostgreSQL server: several LEAs are loaded at once, and several machines read it.</summary>
internal sealed class PostgresStore : ISubmissionStore
{
    private readonly NpgsqlDataSource _source;

    /// <summary>Opens a store.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="mayCreate">Whether it is made where there is none.</param>
    /// <exception cref="StoreException">The server cannot be reached, or its database holds no store, or one of a later version.</exception>
    public PostgresStore(string address, bool mayCreate)
    {
        _source = new NpgsqlSlimDataSourceBuilder(PostgresAddress.ConnectionString(address)).EnableTransportSecurity().Build();
        try
        {
            using var connection = PostgresConnection.Open(_source);
            PostgresTables.Open(connection, mayCreate);
        }
        catch
        {
            _source.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IStoreReader Read() => new PostgresReader(_source);

    /// <inheritdoc/>
    public ISubmissionLoad BeginLoad(IReadOnlyList<RecordTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return new PostgresLoad(PostgresConnection.Open(_source), tables);
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
