using System.Globalization;
using System.Text;

namespace Utrex.Statewide.Store.Postgres;

/// <summary>The tables of a store on a server, in a schema of their own. Those of records about students are divided by student: keys are spread evenly, so that ranges of them are fair parts.</summary>
internal static class PostgresTables
{
    /// <summary>The version of the tables that this library makes and reads.</summary>
    public const int Version = 1;

    /// <summary>The schema.</summary>
    public const string Schema = "utrex";

    // Whoever makes tables waits for others who do; so does who loads an LEA's year.
    private const long Making = 0x5554_5258;
    private const int Partitions = 8;

    /// <summary>Makes the schema, if it is not there.</summary>
    /// <exception cref="StoreException">It is one of a later version.</exception>
    public static void Open(PostgresConnection connection, bool mayCreate)
    {
        if (!IsThere(connection))
        {
            if (!mayCreate)
            {
                throw new StoreException("the database holds no store of submissions; 'utrex statewide load' makes it.");
            }

            Create(connection);
        }

        var version = connection.Value<int>("SELECT version FROM utrex.store");
        if (version != Version)
        {
            throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"the store has version {version}, and this program knows version {Version}: use the program that made it, or a newer one."));
        }
    }

    /// <summary>A name in SQL, with the schema.</summary>
    public static string Quoted(string table) => $"{Schema}.\"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The names of a table's columns; none where there is no such table.</summary>
    public static HashSet<string> Columns(PostgresConnection connection, string table) => [.. Strings(connection, "SELECT column_name FROM information_schema.columns WHERE table_schema = 'utrex' AND table_name = $1", table)];

    /// <summary>The names of the tables of records.</summary>
    public static IReadOnlyList<string> Names(PostgresConnection connection) => Strings(connection, "SELECT name FROM utrex.record_table ORDER BY name");

    /// <summary>Makes what is not there yet of the tables of a year.</summary>
    public static void Complete(PostgresConnection connection, IReadOnlyList<RecordTable> tables)
    {
        var missing = tables.Select(table => (Table: table, Present: Columns(connection, table.Name))).Where(pair => pair.Table.Columns.Any(column => !pair.Present.Contains(column.Name))).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        connection.Run("BEGIN");
        connection.Run("SELECT pg_advisory_xact_lock($1)", Making);
        connection.Run(PostgresRoles.BecomeLoader);
        foreach (var (table, _) in missing)
        {
            connection.Run(Definition(table));
            var present = Columns(connection, table.Name);
            foreach (var column in table.Columns.Where(column => !present.Contains(column.Name)))
            {
                connection.Run($"ALTER TABLE {Quoted(table.Name)} ADD COLUMN {Definition(column)}");
            }

            connection.Run("INSERT INTO utrex.record_table (name) VALUES ($1) ON CONFLICT DO NOTHING", table.Name);
            connection.Run(PostgresRoles.Of(table));
        }

        connection.Run("COMMIT");
    }

    /// <summary>
    /// Begins the transaction of a load, or of a reader. Where ranges of the store lie on other servers, the two keep apart until it ends: each server knows moments of its own only, so that a
    /// reader beside a load would see one server as it was before and another as it is behind it. Loads go on side by side, and so do readers.
    /// </summary>
    public static void Begin(PostgresConnection connection, bool isLoad)
    {
        // What is asked in the transaction of a reader is its moment already, and the lock must come before.
        var isSpread = connection.Value<bool>("SELECT EXISTS (SELECT FROM pg_foreign_table JOIN pg_class ON oid = ftrelid WHERE relnamespace = 'utrex'::regnamespace)");
        connection.Run(isLoad ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        if (isSpread)
        {
            connection.Run($"LOCK TABLE utrex.store IN {(isLoad ? "ROW EXCLUSIVE" : "SHARE")} MODE");
        }
    }

    private static bool IsThere(PostgresConnection connection) => connection.Value<bool>("SELECT to_regclass('utrex.store') IS NOT NULL");

    private static void Create(PostgresConnection connection)
    {
        connection.Run("BEGIN");
        connection.Run("SELECT pg_advisory_xact_lock($1)", Making);
        if (IsThere(connection))
        {
            // Somebody else was faster.
            connection.Run("COMMIT");
            return;
        }

        connection.Run("CREATE SCHEMA IF NOT EXISTS utrex");
        connection.Run(PostgresRoles.OwnSchema);
        connection.Run(PostgresRoles.BecomeLoader);
        connection.Run(
            """
            CREATE TABLE IF NOT EXISTS utrex.store (version integer NOT NULL);
            CREATE TABLE IF NOT EXISTS utrex.record_table (name text PRIMARY KEY);
            CREATE TABLE IF NOT EXISTS utrex.submission (
                id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                lea text NOT NULL,
                school_year integer NOT NULL,
                file text NOT NULL,
                digest text NOT NULL,
                left_out_digest text NOT NULL,
                loaded timestamp with time zone NOT NULL,
                records integer NOT NULL,
                left_out integer NOT NULL,
                UNIQUE (lea, school_year));
            """);
        connection.Run(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO utrex.store (version) SELECT {Version} WHERE NOT EXISTS (SELECT FROM utrex.store)"));
        connection.Run(PostgresRoles.OfSchema);
        connection.Run("COMMIT");
    }

    private static string Definition(RecordTable table)
    {
        var name = Quoted(table.Name);
        var sql = new StringBuilder();
        sql.Append(CultureInfo.InvariantCulture, $"CREATE TABLE IF NOT EXISTS {name} (submission integer NOT NULL, line integer NOT NULL, student bigint, person bigint{string.Concat(table.Columns.Select(column => ", " + Definition(column)))}){(table.HasStudent ? " PARTITION BY RANGE (student)" : "")};\n");
        for (var part = 1; part <= Partitions && table.HasStudent; part++)
        {
            var (first, last) = KeyRange.Part(part, Partitions);
            var end = part == Partitions ? "MAXVALUE" : (last + 1).ToString(CultureInfo.InvariantCulture);
            sql.Append(CultureInfo.InvariantCulture, $"CREATE TABLE IF NOT EXISTS {Quoted($"{table.Name}_{part}")} PARTITION OF {name} FOR VALUES FROM ({(part == 1 ? "MINVALUE" : first.ToString(CultureInfo.InvariantCulture))}) TO ({end});\n");
        }

        // Rows whose student is not known.
        sql.Append(table.HasStudent ? $"CREATE TABLE IF NOT EXISTS {Quoted(table.Name + "_0")} PARTITION OF {name} DEFAULT;\n" : "");
        sql.Append(CultureInfo.InvariantCulture, $"CREATE INDEX IF NOT EXISTS \"{table.Name}_place\" ON {name} (submission, line);\n");
        sql.Append(HistoryColumns.Of(table.Name).Count > 0 ? $"CREATE INDEX IF NOT EXISTS \"{table.Name}_student\" ON {name} (student);\n" : "");
        sql.Append(string.Equals(table.Record.Id, StudentRecord.Info.Id, StringComparison.Ordinal) ? $"CREATE INDEX IF NOT EXISTS \"{table.Name}_person\" ON {name} (person, student);\n" : "");
        return sql.ToString();
    }

    private static string Definition(StoreColumn column) => $"\"{column.Name}\"" + column.Kind switch
    {
        ColumnKind.Integer => " bigint",
        ColumnKind.Number => " double precision",
        ColumnKind.Day => " date",
        _ => " text",
    };

    private static List<string> Strings(PostgresConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        using var command = connection.Command(sql, values);
        using var reader = PostgresConnection.Guarded(command.ExecuteReader);
        List<string> strings = [];
        while (reader.Read())
        {
            strings.Add(reader.GetString(0));
        }

        return strings;
    }
}
