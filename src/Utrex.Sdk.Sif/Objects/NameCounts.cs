using System.Runtime.InteropServices;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>Counts by name. A hostile file may have any number of names, so that those beyond a thousand are counted together.</summary>
internal sealed class NameCounts
{
    /// <summary>The name under which the rest is counted.</summary>
    public const string Others = "others";

    private const int MostNames = 1000;

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The counts of this moment, by name in ordinal order.</summary>
    public IReadOnlyDictionary<string, int> Counts => new SortedDictionary<string, int>(_counts, StringComparer.Ordinal);

    public void Add(string name)
    {
        var counted = _counts.Count < MostNames || _counts.ContainsKey(name) ? name : Others;
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, counted, out _)++;
    }
}
