using System.Globalization;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;
using Utrex.Sdk;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>
/// A workbook for people who sort and filter: a sheet with the totals, and one for each record type with the state's columns. Every cell is
/// text, so that no number loses its zeros and no value is a formula. What is resolved has a sheet of its own.
/// </summary>
internal sealed class WorkbookReport(Stream stream) : IFindingReport
{
    private const string FileSheet = "FILE";
    private const string ResolvedSheet = "resolved";
    private const string StatusColumn = "status";

    // Limits of Excel.
    private const int MostRows = 1_048_575;
    private const int LongestText = 32_767;

    private static readonly int[] Widths = [11, 48, 60, 9, 8, 8, 12, 12, 11, 11, 11, 12, 16, 8, 24, 20, 8, 24, 9];

    private readonly Dictionary<string, SpooledRows> _sheets = new(StringComparer.Ordinal);
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
            _sheets[name] = sheet = new SpooledRows(StateColumns.Names.Count + 1);
        }

        if (sheet.Count < MostRows)
        {
            sheet.Add([.. StateColumns.Of(row), row.Status?.ToString().ToLowerInvariant()]);
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
            string[] columns = [.. StateColumns.Names, .. summary.HasBaseline ? [StatusColumn] : Array.Empty<string>()];
            await BeginAsync(workbook, head, name, columns, Widths, rows.Count).ConfigureAwait(false);
            foreach (var row in rows.Read())
            {
                await AddAsync(workbook, row[..columns.Length]).ConfigureAwait(false);
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

    private static ValueTask AddAsync(Spreadsheet workbook, IReadOnlyList<string?> values, StyleId? style = null)
    {
        var cells = new Cell[values.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = values[i] is { Length: > 0 } text ? new Cell(PrintableText.Of(text, LongestText / 2), style) : default;
        }

        return workbook.AddRowAsync(cells);
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
