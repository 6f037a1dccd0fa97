using System.Globalization;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;
using Utrex.Sdk;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>
/// A workbook for people who sort and filter: a sheet with the totals, and one for each record type with the state's columns. Every cell is
/// text, so that no number loses its zeros and no value is a formula. What is resolved has a sheet of its own. Records of other submissions are named by file and
/// line, with a link to the row of a finding on them.
/// </summary>
internal sealed class WorkbookReport(Stream stream) : IFindingReport
{
    private const string FileSheet = "FILE";
    private const string ResolvedSheet = "resolved";
    private const string StatusColumn = "status";
    private const string OthersColumn = "others";

    // Limits of Excel.
    private const int MostRows = 1_048_575;
    private const int LongestText = 32_767;
    private const int LongestFormulaText = 255;

    private static readonly int[] Widths = [11, 48, 60, 9, 8, 8, 12, 12, 11, 11, 11, 12, 16, 8, 24, 20, 8, 24, 9, 40];

    private readonly Dictionary<string, SpooledRows> _sheets = new(StringComparer.Ordinal);
    private readonly Dictionary<ReportPlace, string> _cells = [];
    private readonly Dictionary<(RuleInfo Rule, bool IsError), (int Count, int Effects)> _totals = [];

    public void BeginFile(string file)
    {
    }

    public void Write(ReportRow row)
    {
        var isResolved = row.Status == FindingStatus.Resolved;
        if (!isResolved)
        {
            var total = _totals.GetValueOrDefault((row.Rule, row.IsError));
            _totals[(row.Rule, row.IsError)] = (total.Count + 1, total.Effects + (row.Cause is null ? 0 : 1));
        }

        var name = isResolved ? ResolvedSheet : row.Record ?? FileSheet;
        if (!_sheets.TryGetValue(name, out var sheet))
        {
            _sheets[name] = sheet = new SpooledRows(StateColumns.Names.Count + 2);
        }

        if (sheet.Count < MostRows)
        {
            sheet.Add([.. StateColumns.Of(row), row.Status?.ToString().ToLowerInvariant(), PlacesOf(row)]);
            if (row.Others.Count > 0 && !isResolved)
            {
                // The first row of a sheet is its head.
                _cells.TryAdd(new ReportPlace(row.File, row.Line), string.Create(CultureInfo.InvariantCulture, $"'{name}'!A{sheet.Count + 1}"));
            }
        }
    }

    public void Complete(RunSummary summary) => CompleteAsync(summary).GetAwaiter().GetResult();

    public void Dispose()
    {
        foreach (var sheet in _sheets.Values)
        {
            sheet.Dispose();
        }
    }

    private async Task CompleteAsync(RunSummary summary)
    {
        await using var workbook = await Spreadsheet.CreateNewAsync(stream).ConfigureAwait(false);
        var head = workbook.AddStyle(new Style { Font = { Bold = true } });
        await BeginAsync(workbook, head, "totals", ["rule", "level", "findings", "of them effects", "field", "what it demands", "what to do"], [11, 9, 10, 15, 24, 70, 70], _totals.Count).ConfigureAwait(false);
        foreach (var ((rule, isError), (count, effects)) in _totals.OrderByDescending(total => total.Key.IsError).ThenByDescending(total => total.Value.Count).ThenBy(total => total.Key.Rule.Id, StringComparer.Ordinal).ThenBy(total => total.Key.Rule.Order))
        {
            await AddAsync(workbook, [rule.Id, isError ? "Error" : "Warning", Number(count), Number(effects), rule.Field, rule.Text, rule.Advice]).ConfigureAwait(false);
        }

        await AddAsync(workbook, []).ConfigureAwait(false);
        foreach (var line in summary.Lines)
        {
            await AddAsync(workbook, [line]).ConfigureAwait(false);
        }

        foreach (var (name, rows) in _sheets.OrderBy(sheet => sheet.Key, StringComparer.Ordinal))
        {
            string[] columns = [.. StateColumns.Names, .. summary.HasBaseline ? [StatusColumn] : Array.Empty<string>(), .. _cells.Count > 0 ? [OthersColumn] : Array.Empty<string>()];
            await BeginAsync(workbook, head, name, columns, Widths, rows.Count).ConfigureAwait(false);
            foreach (var row in rows.Read())
            {
                await AddAsync(workbook, row[..(StateColumns.Names.Count + (summary.HasBaseline ? 1 : 0))], others: _cells.Count > 0 ? Others(row[^1]) : null).ConfigureAwait(false);
            }
        }

        await workbook.FinishAsync().ConfigureAwait(false);
    }

    /// <summary>A sheet with its head, which stays when it is scrolled and filters what is below.</summary>
    private static async Task BeginAsync(Spreadsheet workbook, StyleId head, string name, string[] columns, int[] widths, int rows)
    {
        var last = (char)('A' + columns.Length - 1);
        var options = new WorksheetOptions { FrozenRows = 1, AutoFilter = new AutoFilterOptions(string.Create(CultureInfo.InvariantCulture, $"A1:{last}{rows + 1}")) };
        for (var i = 0; i < columns.Length; i++)
        {
            options.Column(i + 1).Width = widths[i];
        }

        await workbook.StartWorksheetAsync(name, options).ConfigureAwait(false);
        await AddAsync(workbook, columns, head).ConfigureAwait(false);
    }

    private static ValueTask AddAsync(Spreadsheet workbook, IReadOnlyList<string?> values, StyleId? style = null, Cell? others = null)
    {
        var cells = new Cell[values.Count + (others is null ? 0 : 1)];
        for (var i = 0; i < values.Count; i++)
        {
            cells[i] = values[i] is { Length: > 0 } text ? new Cell(PrintableText.Of(text, LongestText / 2), style) : default;
        }

        if (others is { } last)
        {
            cells[^1] = last;
        }

        return workbook.AddRowAsync(cells);
    }

    /// <summary>The places of the other records, as they wait for the cells of all findings to be known.</summary>
    private static string? PlacesOf(ReportRow row) =>
        row.Others.Count == 0 ? null : string.Join('\n', row.Others.Select(other => string.Create(CultureInfo.InvariantCulture, $"{other.Line} {other.File}")));

    /// <summary>The other records in words, with a link to the first of them that has a finding.</summary>
    private Cell Others(string? places)
    {
        if (places is not { Length: > 0 })
        {
            return default;
        }

        var others = places.Split('\n').Select(place => place.Split(' ', 2)).Select(place => new ReportPlace(place[1], int.Parse(place[0], CultureInfo.InvariantCulture))).ToList();
        var words = PrintableText.Of(string.Join("; ", others.Select(other => string.Create(CultureInfo.InvariantCulture, $"{other.File} line {other.Line}"))), LongestText / 2);
        var link = others.Select(other => _cells.GetValueOrDefault(other)).FirstOrDefault(cell => cell is not null);
        return link is null || words.Length > LongestFormulaText ? new Cell(words)
            : new Cell(new Formula($"HYPERLINK(\"#{link}\",\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\")"), words);
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
