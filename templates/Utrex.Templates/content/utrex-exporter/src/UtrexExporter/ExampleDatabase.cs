using Microsoft.Data.Sqlite;

namespace UtrexExporter;

/// <summary>The district of <c>example.sql</c>.</summary>
public static class ExampleDatabase
{
    /// <summary>Opens a database of SQLite, and fills a new one with the example.</summary>
    /// <param name="path">Its file, or <c>:memory:</c>.</param>
    public static SqliteConnection Open(string path)
    {
        var isNew = path == ":memory:" || !File.Exists(path);
        var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path }.ToString());
        database.Open();
        if (isNew)
        {
            using var fill = database.CreateCommand();
            fill.CommandText = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "example.sql"));
            fill.ExecuteNonQuery();
        }

        return database;
    }
}
