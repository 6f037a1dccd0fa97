using Utrex.Sdk.Specification;

namespace Utrex.Statewide.Store.Postgres;

/// <summary>
/// Who may see what on a server, as grants to three roles that the administrator makes before the first load: <c>utrex_loader</c> owns the store, loads and validates, <c>utrex_reader</c> sees the LEAs that
/// <c>utrex.reader</c> lists for the user, and of other LEAs what a finding names, <c>utrex_analyst</c> sees every LEA without names, birth dates, addresses and numbers.
/// Where a role is missing, nobody is granted anything.
/// </summary>
internal static class PostgresRoles
{
    /// <summary>Gives the schema to the loaders.</summary>
    public const string OwnSchema = "DO $$ BEGIN IF to_regrole('utrex_loader') IS NOT NULL THEN ALTER SCHEMA utrex OWNER TO utrex_loader; END IF; END $$";

    /// <summary>
    /// Makes what follows in the transaction the loaders', where the schema is theirs: rows can be copied into a table only by its owner where others see some of its rows. A store that was there
    /// before the roles stays with who made it.
    /// </summary>
    public const string BecomeLoader = "SELECT set_config('role', 'utrex_loader', true) FROM pg_namespace WHERE nspname = 'utrex' AND nspowner = to_regrole('utrex_loader')";

    /// <summary>What holds for the schema.</summary>
    public const string OfSchema =
        """
        CREATE TABLE IF NOT EXISTS utrex.reader (role name NOT NULL, lea text NOT NULL, PRIMARY KEY (role, lea));
        CREATE OR REPLACE VIEW utrex.readable AS SELECT lea FROM utrex.reader WHERE role = session_user;
        ALTER TABLE utrex.submission ENABLE ROW LEVEL SECURITY;
        CREATE POLICY of_lea ON utrex.submission FOR SELECT USING (lea IN (SELECT lea FROM utrex.readable));
        DO $$ BEGIN
            IF to_regrole('utrex_reader') IS NOT NULL THEN
                GRANT USAGE ON SCHEMA utrex TO utrex_reader;
                GRANT SELECT ON utrex.store, utrex.record_table, utrex.submission, utrex.readable TO utrex_reader;
            END IF;
            IF to_regrole('utrex_analyst') IS NOT NULL THEN
                GRANT USAGE ON SCHEMA utrex TO utrex_analyst;
                GRANT SELECT (id, lea, school_year, loaded, records) ON utrex.submission TO utrex_analyst;
                CREATE POLICY of_analyst ON utrex.submission FOR SELECT TO utrex_analyst USING (true);
            END IF;
        END $$;
        """;

    /// <summary>What holds for a table of records.</summary>
    public static string Of(RecordTable table)
    {
        var name = PostgresTables.Quoted(table.Name);
        var harmless = string.Join(", ", table.Columns.Where(column => !column.Field.IsPersonal).Select(column => $"\"{column.Name}\"").Prepend("submission"));
        return $"""
            ALTER TABLE {name} ENABLE ROW LEVEL SECURITY;
            DROP POLICY IF EXISTS of_lea ON {name};
            CREATE POLICY of_lea ON {name} FOR SELECT USING (submission IN (SELECT id FROM utrex.submission WHERE lea IN (SELECT lea FROM utrex.readable)));
            DO $$ BEGIN
                IF to_regrole('utrex_reader') IS NOT NULL THEN
                    GRANT SELECT ON {name} TO utrex_reader;
                END IF;
                IF to_regrole('utrex_analyst') IS NOT NULL THEN
                    GRANT SELECT ({harmless}) ON {name} TO utrex_analyst;
                    DROP POLICY IF EXISTS of_analyst ON {name};
                    CREATE POLICY of_analyst ON {name} FOR SELECT TO utrex_analyst USING (true);
                END IF;
            END $$;
            {Others(table)}
            """;
    }

    /// <summary>What a reader sees of other LEAs: of the own LEAs' students, the records that a finding may name, with what it names of them.</summary>
    private static string Others(RecordTable table)
    {
        var (isEnrollment, isScram) = (Is(table, StudentRecord.Info), Is(table, ScramRecord.Info));
        if (!isEnrollment && !isScram)
        {
            return "";
        }

        string[] columns = isEnrollment
            ? [nameof(StudentRecord.SchoolNumber), nameof(StudentRecord.StudentNumber), nameof(StudentRecord.StatewideStudentId), nameof(StudentRecord.EntryDate)]
            : [nameof(ScramRecord.SchoolNumber), nameof(ScramRecord.StudentNumber), nameof(ScramRecord.ScramEntryDate)];
        var name = PostgresTables.Quoted(table.Name);
        return $"""
            CREATE OR REPLACE VIEW {PostgresTables.Quoted("other_" + table.Name)} WITH (security_barrier) AS
                SELECT submission.lea, submission.school_year, record.student, {string.Join(", ", columns.Select(column => $"record.\"{StoreColumn.NameOf(column)}\""))}
                FROM {name} record JOIN utrex.submission ON submission.id = record.submission
                WHERE record.student IN (SELECT own.student FROM utrex.s1 own JOIN utrex.submission mine ON mine.id = own.submission WHERE mine.lea IN (SELECT lea FROM utrex.readable));
            DO $$ BEGIN
                IF to_regrole('utrex_reader') IS NOT NULL THEN
                    GRANT SELECT ON {PostgresTables.Quoted("other_" + table.Name)} TO utrex_reader;
                END IF;
            END $$;
            """;
    }

    private static bool Is(RecordTable table, RecordInfo record) => string.Equals(table.Record.Id, record.Id, StringComparison.Ordinal);
}
