namespace Utrex.Cli.Reports;

/// <summary>
/// The findings alike of two runs: of a rule, field, student and so on. Those of one value are the same ones; of what is left, as many are the
/// same with other values as there are on both sides.
/// </summary>
internal sealed class BaselineGroup
{
    private readonly List<ReportRow> _earlier = [];

    // Most groups are one finding of one value.
    private readonly Dictionary<string, (int Earlier, int Now)> _values = new(StringComparer.Ordinal);

    private (int Left, int Come, int OfNewValues)? _sums;

    /// <summary>The first of the earlier findings.</summary>
    public ReportRow First => _earlier[0];

    /// <summary>How many are new (or, below 0, gone) without anybody being able to say which.</summary>
    public int Untold => More > 0 ? More - NewOnes : More + Resolved.Count();

    /// <summary>Those that are surely gone: of values that nothing is left of, where nothing else has come in their place.</summary>
    public IEnumerable<ReportRow> Resolved => Left > 0 && Come == 0 ? _earlier.Where(row => _values[ValueOf(row)].Now == 0) : [];

    private int More => Come - Left;

    private int Left => Sums.Left;

    private int Come => Sums.Come;

    /// <summary>How many are surely new.</summary>
    public int NewOnes => Left == 0 ? Sums.OfNewValues : 0;

    // A group may be a million findings, and each of them asks.
    private (int Left, int Come, int OfNewValues) Sums => _sums ??= (
        _values.Values.Sum(value => Math.Max(0, value.Earlier - value.Now)),
        _values.Values.Sum(value => Math.Max(0, value.Now - value.Earlier)),
        _values.Values.Where(value => value.Earlier == 0).Sum(value => value.Now));

    /// <summary>Takes a finding of the earlier run.</summary>
    public void Add(ReportRow row)
    {
        _earlier.Add(row);
        var value = _values.GetValueOrDefault(ValueOf(row));
        _values[ValueOf(row)] = (value.Earlier + 1, value.Now);
        _sums = null;
    }

    /// <summary>Takes a finding of this run.</summary>
    public void See(ReportRow row)
    {
        var value = _values.GetValueOrDefault(ValueOf(row));
        _values[ValueOf(row)] = (value.Earlier, value.Now + 1);
        _sums = null;
    }

    /// <summary>Whether a finding of this run was there: it is called new only where that is sure.</summary>
    public FindingStatus StatusOf(ReportRow row) => Left == 0 && _values[ValueOf(row)].Earlier == 0 ? FindingStatus.New : FindingStatus.Known;

    private static string ValueOf(ReportRow row) => row.Value ?? "";
}
