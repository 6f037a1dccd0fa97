using Utrex.Cli.Rules;
using Utrex.Cli.Terminal;
using Utrex.Cli.Workbooks;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reconciling;

/// <summary>The findings of the workbook that the state gives to an LEA: every sheet that has the columns, whatever it is called.</summary>
internal static class StateWorkbook
{
    private const string CodeColumn = "errorcode";
    private const string MessageColumn = "errormessage";
    private const string LevelTwo = "level2";
    private const string Warning = "WARN";
    private const int LongestMessage = 300;

    // Titles may stand above the head.
    private const int LastHeadRow = 20;

    private static readonly string[] SeverityColumns = ["severitycode", "severity"];

    /// <summary>Reads the findings.</summary>
    /// <param name="path">The workbook's name as given.</param>
    /// <param name="stream">The workbook.</param>
    /// <param name="specification">The year whose rules it names.</param>
    /// <exception cref="CommandException">It is no workbook, or none of findings.</exception>
    public static IReadOnlyList<StateFinding> Read(string path, Stream stream, SpecificationInfo specification)
    {
        using var workbook = new WorkbookReader(path, stream);
        var rules = new StateRules(specification);
        var findings = new List<StateFinding>();
        var sheets = 0;
        foreach (var (name, part) in workbook.Sheets)
        {
            sheets += Read(workbook, name, part, rules, findings) ? 1 : 0;
        }

        return sheets > 0 ? findings
            : throw new CommandException($"'{path}' is no workbook of findings: no sheet has a column ErrorCode; its sheets are {string.Join(", ", workbook.Sheets.Take(10).Select(sheet => $"'{TerminalText.Plain(sheet.Name)}'"))}.");
    }

    private static bool Read(WorkbookReader workbook, string sheet, string part, StateRules rules, List<StateFinding> findings)
    {
        Dictionary<string, int>? columns = null;
        var number = 0;
        foreach (var row in workbook.Rows(part))
        {
            number++;
            if (columns is not null)
            {
                Add(row);
            }
            else if (Head(row) is var head && head.ContainsKey(CodeColumn))
            {
                columns = head;
            }
            else if (number == LastHeadRow)
            {
                break;
            }
        }

        return columns is not null;

        void Add(IReadOnlyList<WorkbookCell> row)
        {
            var code = FindingKeys.Plain(Text(row, CodeColumn));
            if (code.Length > 0)
            {
                var isLevelTwo = Letters(sheet).Contains(LevelTwo, StringComparison.Ordinal) || columns!.ContainsKey("otherleanumber");
                findings.Add(new StateFinding(
                    sheet, number, code, rules.Find(code, sheet, isLevelTwo),
                    !SeverityColumns.Any(column => Text(row, column).Trim().StartsWith(Warning, StringComparison.OrdinalIgnoreCase)),
                    Short(FindingKeys.Plain(Text(row, MessageColumn))),
                    [.. FindingKeys.Names.Select(name => FindingKeys.Normal(name, Cell(row, name)))]));
            }
        }

        string Text(IReadOnlyList<WorkbookCell> row, string column) => Cell(row, column).Text ?? "";

        WorkbookCell Cell(IReadOnlyList<WorkbookCell> row, string column) => columns!.TryGetValue(column, out var at) && at < row.Count ? row[at] : default;
    }

    /// <summary>The columns by their names in letters alone; of two that are called the same the first counts.</summary>
    private static Dictionary<string, int> Head(IReadOnlyList<WorkbookCell> row)
    {
        var head = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < row.Count; i++)
        {
            head.TryAdd(Letters(row[i].Text ?? ""), i);
        }

        return head;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private static string Short(string text) => text.Length <= LongestMessage ? text : text[..LongestMessage];
}
