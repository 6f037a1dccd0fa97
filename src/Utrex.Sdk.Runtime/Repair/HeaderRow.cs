using System.Text;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Repair;

/// <summary>Recognises a row with the names of columns, as spreadsheets have above the first record.</summary>
internal sealed class HeaderRow(SpecificationInfo specification)
{
    private const int LongestRow = 1 << 13;
    private const int FewestNames = 3;

    private readonly Lazy<HashSet<string>> _names = new(() =>
        [.. specification.Records.SelectMany(record => record.Fields).SelectMany(field => new[] { field.Name, field.Title, field.Property }).Select(Letters)]);

    /// <summary>Whether most cells of a line are names of fields.</summary>
    public bool Is(ReadOnlySpan<byte> line)
    {
        if (line.Length > LongestRow)
        {
            return false;
        }

        var cells = Encoding.UTF8.GetString(line).Split(['\t', ',', ';', '|']).Select(Letters).Where(cell => cell.Length > 0).ToList();
        var names = cells.Count(_names.Value.Contains);
        return names >= FewestNames && names * 2 >= cells.Count;
    }

    /// <summary>The letters and digits of a name, so that every spelling of it is the same.</summary>
    private static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
