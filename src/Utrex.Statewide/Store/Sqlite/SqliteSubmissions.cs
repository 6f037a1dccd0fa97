using System.Globalization;
using SQLitePCL;

namespace Utrex.Statewide.Store.Sqlite;

/// <summary>The submissions of a file.</summary>
internal static class SqliteSubmissions
{
    /// <summary>All of them, by LEA and year.</summary>
    public static List<Submission> All(sqlite3 database)
    {
        using var statement = new SqliteStatement(database, "SELECT id, lea, school_year, file, digest, left_out_digest, loaded, records, left_out FROM submission ORDER BY lea, school_year");
        List<Submission> submissions = [];
        while (statement.Step())
        {
            submissions.Add(new Submission
            {
                Id = (int)statement.Integer(0),
                Lea = statement.String(1),
                SchoolYear = (int)statement.Integer(2),
                File = statement.String(3),
                Digest = statement.String(4),
                LeftOutDigest = statement.String(5),
                Loaded = DateTime.Parse(statement.String(6), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal),
                Records = (int)statement.Integer(7),
                LeftOut = (int)statement.Integer(8),
            });
        }

        return submissions;
    }

    /// <summary>Adds one.</summary>
    public static void Add(sqlite3 database, Submission submission)
    {
        using var statement = new SqliteStatement(database, "INSERT INTO submission (id, lea, school_year, file, digest, left_out_digest, loaded, records, left_out) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        statement.Bind(1, submission.Id);
        statement.Bind(2, submission.Lea);
        statement.Bind(3, submission.SchoolYear);
        statement.Bind(4, submission.File);
        statement.Bind(5, submission.Digest);
        statement.Bind(6, submission.LeftOutDigest);
        statement.Bind(7, submission.Loaded.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        statement.Bind(8, submission.Records);
        statement.Bind(9, submission.LeftOut);
        statement.Step();
    }
}
