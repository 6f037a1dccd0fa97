using System.Text;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Sampling;

/// <summary>A file of the reference data.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Key">The column that tells what a row is about.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows: a value for each column.</param>
internal sealed record ReferenceTable(string File, string Key, IReadOnlyList<string> Columns, IEnumerable<string[]> Rows)
{
    /// <summary>The place of a column in the rows.</summary>
    /// <exception cref="InvalidOperationException">There is no such column.</exception>
    public int Find(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i], column, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw new InvalidOperationException($"{File} has no column '{column}'.");
    }

    /// <summary>What a row is about.</summary>
    public string KeyOf(string[] row) => row[Find(Key)];

    /// <summary>A copy of a row with another value in a column.</summary>
    public string[] Change(string[] row, string column, string value)
    {
        string[] changed = [.. row];
        changed[Find(column)] = value;
        return changed;
    }

    /// <summary>The table with one more column, which has the same value in every row.</summary>
    public ReferenceTable WithColumn(string column, string value) => this with { Columns = [.. Columns, column], Rows = Rows.Select(row => (string[])[.. row, value]) };

    /// <summary>Writes tables into a folder.</summary>
    public static void Write(string folder, IEnumerable<ReferenceTable> tables)
    {
        foreach (var table in tables)
        {
            using var stream = new StreamWriter(Path.Combine(folder, table.File), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            var writer = new CsvWriter(stream);
            foreach (var row in table.Rows.Prepend([.. table.Columns]))
            {
                writer.WriteRow(row);
            }
        }
    }
}
