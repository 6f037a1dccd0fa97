namespace Utrex.Cli.Sampling.Violations;

/// <summary>Does to the rows of reference data what violations say.</summary>
internal sealed class ReferenceEditor(IReadOnlyList<(ReferenceEdit Edit, EditValues Values)> edits)
{
    /// <summary>The rows of a table: those that fit an edit are changed, or have a changed copy behind them, or are missing where it sets nothing.</summary>
    public IEnumerable<string[]> Apply(ReferenceTable table, IEnumerable<string[]> rows)
    {
        foreach (var (edit, values) in edits.Where(item => string.Equals(item.Edit.File, table.File, StringComparison.Ordinal)))
        {
            var where = Fill(edit.Where, table, values);
            var set = Fill(edit.Set, table, values);
            rows = rows.SelectMany(row => where.TrueForAll(column => string.Equals(row[column.Place], column.Value, StringComparison.Ordinal)) ? Change(row, set, edit.Copies) : [row]);
        }

        return rows;
    }

    private static IEnumerable<string[]> Change(string[] row, List<(int Place, string Value)> set, bool copies)
    {
        string[] changed = [.. row];
        set.ForEach(column => changed[column.Place] = column.Value);
        return copies ? [row, changed] : set.Count == 0 ? [] : [changed];
    }

    private static List<(int Place, string Value)> Fill(IEnumerable<KeyValuePair<string, string>> columns, ReferenceTable table, EditValues values) =>
        [.. columns.Select(column => (table.Find(column.Key), values.Fill(column.Value)))];
}
