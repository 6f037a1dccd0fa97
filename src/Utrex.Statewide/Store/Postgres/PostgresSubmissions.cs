namespace Utrex.Statewide.Store.Postgres;

/// <summary>The submissions of a store on a server.</summary>
internal static class PostgresSubmissions
{
    /// <summary>All of them, by LEA and year.</summary>
    public static List<Submission> All(PostgresConnection connection)
    {
        using var command = connection.Command("SELECT id, lea, school_year, file, digest, left_out_digest, loaded, records, left_out FROM utrex.submission ORDER BY lea COLLATE \"C\", school_year");
        using var row = PostgresConnection.Guarded(command.ExecuteReader);
        List<Submission> submissions = [];
        while (row.Read())
        {
            submissions.Add(new Submission
            {
                Id = row.GetInt32(0),
                Lea = row.GetString(1),
                SchoolYear = row.GetInt32(2),
                File = row.GetString(3),
                Digest = row.GetString(4),
                LeftOutDigest = row.GetString(5),
                Loaded = row.GetDateTime(6),
                Records = row.GetInt32(7),
                LeftOut = row.GetInt32(8),
            });
        }

        return submissions;
    }

    /// <summary>Adds one, whose number was taken before.</summary>
    public static void Add(PostgresConnection connection, Submission submission) => connection.Run(
        "INSERT INTO utrex.submission (id, lea, school_year, file, digest, left_out_digest, loaded, records, left_out) OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        submission.Id, submission.Lea, submission.SchoolYear, submission.File, submission.Digest, submission.LeftOutDigest, submission.Loaded, submission.Records, submission.LeftOut);
}
