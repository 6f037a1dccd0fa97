using System.Globalization;
using System.Text.Json;
using CsvHelper;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>Does to a folder of reference data what a violation says.</summary>
internal sealed class ReferenceEditor(EditValues values)
{
    /// <summary>Changes the rows that fit, or removes them where nothing is set.</summary>
    public void Apply(string folder, IReadOnlyList<JsonElement> edits)
    {
        foreach (var edit in edits)
        {
            var path = Path.Combine(folder, edit.GetProperty("file").GetString()!);
            var rows = Read(path);
            var columns = rows[0];
            var changed = new List<string[]> { columns };
            foreach (var row in rows.Skip(1))
            {
                if (!Fits(edit, columns, row))
                {
                    changed.Add(row);
                }
                else if (edit.TryGetProperty("set", out var set))
                {
                    foreach (var column in set.EnumerateObject())
                    {
                        row[Array.IndexOf(columns, column.Name)] = values.Fill(column.Value.GetString()!);
                    }

                    changed.Add(row);
                }
            }

            Write(path, changed);
        }
    }

    private bool Fits(JsonElement edit, string[] columns, string[] row) =>
        !edit.TryGetProperty("where", out var where)
        || where.EnumerateObject().All(column => string.Equals(row[Array.IndexOf(columns, column.Name)], values.Fill(column.Value.GetString()!), StringComparison.Ordinal));

    private static List<string[]> Read(string path)
    {
        using var parser = new CsvParser(new StreamReader(path), CultureInfo.InvariantCulture);
        var rows = new List<string[]>();
        while (parser.Read())
        {
            rows.Add(parser.Record!);
        }

        return rows;
    }

    private static void Write(string path, List<string[]> rows)
    {
        using var writer = new CsvWriter(new StreamWriter(path), CultureInfo.InvariantCulture);
        foreach (var row in rows)
        {
            foreach (var value in row)
            {
                writer.WriteField(value);
            }

            writer.NextRecord();
        }
    }
}
