using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Utrex.Statewide.Store.Postgres;

/// <summary>The address of a store on a server: <c>postgres://user@host:port/database</c>.</summary>
internal static class PostgresAddress
{
    private const int DefaultPort = 5432;
    private const int LongestWaitInSeconds = 600;

    /// <summary>Whether an address means a server.</summary>
    public static bool IsMeant(string address) =>
        address.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <summary>How to connect to the server. A password that is not in the address comes from PGPASSWORD or the file that libpq reads too.</summary>
    /// <exception cref="StoreException">It is no such address; the message says what is wrong without repeating it, since it may hold a password.</exception>
    public static string ConnectionString(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.AbsolutePath.Trim('/').Length == 0)
        {
            throw new StoreException("the address of a store on a server is postgres://USER@HOST:PORT/DATABASE.");
        }

        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : DefaultPort,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/')),
            Pooling = false,
            CommandTimeout = LongestWaitInSeconds,
            MaxAutoPrepare = 0,
        };
        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        if (TryFind(uri.Query, "sslmode", out var mode))
        {
            builder.SslMode = Enum.TryParse<SslMode>(mode.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var known) ? known
                : throw new StoreException("the sslmode of the address is none of disable, allow, prefer, require, verify-ca and verify-full.");
        }

        return builder.ConnectionString;
    }

    private static bool TryFind(string query, string name, [NotNullWhen(true)] out string? value)
    {
        value = query.TrimStart('?').Split('&').Select(part => part.Split('=', 2)).FirstOrDefault(part => part.Length == 2 && string.Equals(part[0], name, StringComparison.OrdinalIgnoreCase))?[1];
        return value is not null;
    }
}
