using Utrex.Cli.Reports;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reconciling;

/// <summary>The state's workbook as an earlier run: what it has is known, what only it has is gone. Findings are paired as <c>utrex reconcile</c> does.</summary>
internal sealed class StateBaseline : IBaseline
{
    private readonly string _path;
    private readonly IReadOnlyList<StateFinding> _state;
    private readonly List<ReportRow> _seen = [];
    private readonly HashSet<ReportRow> _new = new(ReferenceEqualityComparer.Instance);
    private IReadOnlyList<ReconciledRule>? _rules;

    private StateBaseline(string path, IReadOnlyList<StateFinding> state) => (_path, _state) = (path, state);

    public int NewOnes => Rules.Sum(rule => rule.OnlyOwn.Count);

    private IReadOnlyList<ReconciledRule> Rules
    {
        get
        {
            if (_rules is null)
            {
                _rules = Reconciliation.Of(_state, _seen, notEvaluated: []);
                _new.UnionWith(_rules.SelectMany(rule => rule.OnlyOwn));
            }

            return _rules;
        }
    }

    /// <summary>Reads a baseline: the state's workbook, or JSON lines of ours.</summary>
    /// <exception cref="CommandException">It is neither; the message says where.</exception>
    public static IBaseline Read(string path, CommandConsole console, SpecificationInfo specification)
    {
        using var stream = console.OpenEarlier(path);
        Span<byte> mark = stackalloc byte[2];
        if (!stream.CanSeek || stream.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) < mark.Length || !mark.SequenceEqual("PK"u8))
        {
            // What cannot be gone about in is no workbook, and nothing of it is taken.
            return Baseline.Read(path, stream.CanSeek ? console.OpenEarlier(path) : stream);
        }

        stream.Position = 0;
        return new StateBaseline(path, StateWorkbook.Read(path, stream, specification));
    }

    public void See(ReportRow row) => _seen.Add(row);

    public FindingStatus StatusOf(ReportRow row) => Rules.Count > 0 && _new.Contains(row) ? FindingStatus.New : FindingStatus.Known;

    public IEnumerable<ReportRow> Resolved() => Rules.SelectMany(rule => rule.OnlyState).Where(finding => finding.Rule is not null).OrderBy(finding => finding.Sheet, StringComparer.Ordinal).ThenBy(finding => finding.Row).Select(finding => new ReportRow
    {
        File = $"{_path}/{finding.Sheet}",
        Line = finding.Row,
        Rule = finding.Rule!,
        Severity = finding.IsError ? Severity.Error : Severity.Warning,
        Record = finding.Rule!.Record,
        Field = finding.Rule.Field,
        Message = finding.Message,
        Lea = Key(finding, 0),
        School = Key(finding, 1),
        Student = Key(finding, 2),
        StatewideStudentId = Key(finding, 3),
        EntryDate = Key(finding, 4) ?? Key(finding, 5) ?? Key(finding, 6),
        Incident = Key(finding, 7),
        Course = Key(finding, 8),
    });

    public IEnumerable<(ReportRow Row, int More)> Untold() => [];

    private static string? Key(StateFinding finding, int number) => finding.Keys[number] is { Length: > 0 } key ? key : null;
}
