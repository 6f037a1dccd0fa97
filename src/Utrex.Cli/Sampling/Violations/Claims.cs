namespace Utrex.Cli.Sampling.Violations;

/// <summary>The records and schools that the violations of a batch have taken so far: the next takes others, so that none feels another.</summary>
internal sealed class Claims
{
    private readonly HashSet<int> _records = [];
    private readonly HashSet<int> _schools = [];

    /// <summary>Whether nothing is taken.</summary>
    public bool IsEmpty => _records.Count + _schools.Count == 0;

    /// <summary>Takes what a violation has touched.</summary>
    public void Add(Extract extract)
    {
        _records.UnionWith(extract.Touched);
        _schools.UnionWith(extract.TouchedSchools);
    }

    /// <summary>Those of some records that are free.</summary>
    public IEnumerable<int> Free(SampleRecords records, IEnumerable<int> numbers) =>
        IsEmpty ? numbers : numbers.Where(number => number < 0 || !(_records.Contains(number) || _schools.Contains(records.SchoolOf(number))));
}
