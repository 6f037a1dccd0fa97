using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>The register of schools, asked for each number once: a number may have any number of rows, and any number of records ask for it.</summary>
internal sealed class SchoolRows(BatchIndex index)
{
    private readonly Dictionary<TextId, Rows> _rows = [];

    /// <summary>The school's rows of the year, those of the LEA before others; none where the register does not know it.</summary>
    public IReadOnlyList<SchoolReference> Find(TextId number, TextId lea)
    {
        if (number.IsBlank)
        {
            return [];
        }

        if (!_rows.TryGetValue(number, out var rows))
        {
            rows = new Rows(index.Reference.FindSchools(index.Texts.ToText(number)!).Where(school => school.SchoolYear is null || school.SchoolYear == index.Context.SchoolYear));
            _rows.Add(number, rows);
        }

        return rows.Of(index.Texts.ToText(lea));
    }

    /// <summary>The rows of one number, and among them those of each LEA.</summary>
    private sealed class Rows
    {
        private readonly SchoolReference[] _all;
        private readonly Dictionary<string, SchoolReference[]> _byLea;

        public Rows(IEnumerable<SchoolReference> rows)
        {
            _all = [.. rows];
            _byLea = _all.GroupBy(row => row.Lea ?? "", StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        }

        public IReadOnlyList<SchoolReference> Of(string? lea) => _byLea.GetValueOrDefault(lea ?? "") ?? _all;
    }
}
