using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Utrex.Cli.Tests;

/// <summary>The state's workbook beside our findings, with whatever is irregular in such a workbook.</summary>
public sealed class ReconcileTests : IDisposable
{
    private static readonly string[] Columns = ["ErrorCode", "ErrorMessage", "SeverityCode", "LEANumber", "SchoolNumber", "StudentNumber", "StatewideStudentID", "EntryDate", "ScramEntryDate", "YICEntryDate", "IncidentID", "CourseRecordID"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task What_both_say_is_in_both()
    {
        var findings = await Findings();
        Write(Sheets(findings));

        var (run, pairs) = await Reconcile();

        run.ExitCode.ShouldBe(0, run.Output);
        pairs.ShouldAllBe(pair => pair.In == "both");
        pairs.Count.ShouldBe(findings.Count);
        run.Error.ShouldContain($"in both: {findings.Count}, only the state's: 0, only ours: 0, not compared: 0");
    }

    /// <summary>Numbers without their zeros, as decimals and as powers of ten, days as numbers, texts and real dates, heads in other words, line breaks, blanks.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task However_a_cell_spells_a_key_it_is_the_same(int seed)
    {
        var findings = await Findings();
        var random = new Random(seed);
        Write(Sheets(findings), random);

        var (run, pairs) = await Reconcile();

        pairs.Where(pair => pair.In != "both").ShouldBeEmpty();
        pairs.Count.ShouldBe(findings.Count);
        run.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task What_only_one_side_has_is_named()
    {
        var findings = await Findings();
        var ours = findings.First(finding => finding[0] == "S1.022");
        string[] theirs = ["S1.345", "Invalid GPA", "Error", "01", "104", "999", "", "", "", "", "", ""];
        Write(Sheets([.. findings.Where(finding => finding != ours), theirs]));

        var (run, pairs) = await Reconcile();
        var table = await CommandRun.Of("reconcile", _folder.File("state.xlsx"), "samples/mistakes.utrex", "--today", "2025-10-01");

        run.ExitCode.ShouldBe(1);
        pairs.Where(pair => pair.In != "both").Select(pair => (pair.In, pair.Rule, pair.Student)).ShouldBe([("ours", "S1.022", "3000001"), ("state", "S1.345", "999")]);
        table.Output.ShouldContain("only the state's\n  S1.345  LEA 1, school 104, student 999: Invalid GPA (sheet 'Student', row ");
        table.Output.ShouldContain("only ours\n  S1.022  LEA 1, school 104, student 3000001");
        Regex.IsMatch(table.Output, @"^ +0 +1 +0?1?  S1\.345", RegexOptions.Multiline).ShouldBeFalse("one of S1.345 is in both");
        Regex.IsMatch(table.Output, @"^ +1 +1 +0  S1\.345", RegexOptions.Multiline).ShouldBeTrue(table.Output);
    }

    /// <summary>A sheet that lacks columns says less, and nothing that speaks against a finding.</summary>
    [Fact]
    public async Task A_sheet_with_fewer_columns_is_compared_by_those_that_it_has()
    {
        var findings = await Findings();
        var sheets = Sheets(findings).Select(sheet => sheet with { Rows = [.. sheet.Rows.Select(row => row.Where((_, i) => i is not (2 or 6 or 9)).ToArray())] }).ToList();
        Write(sheets);

        (await Reconcile()).Pairs.ShouldAllBe(pair => pair.In == "both");
    }

    [Fact]
    public async Task A_rule_that_this_run_does_not_evaluate_is_not_compared()
    {
        Write([new Sheet("Level 2 Errors", [["ErrorCode", "ErrorMessage", "Severity", "LEANumber", "StudentNumber", "otherLEANumber"], ["04", "Grade", "Warning", "1", "3000001", "2"]]), new Sheet("District", [Columns, ["DI.101", "LEA", "Error", "01", "", "", "", "", "", "", "", ""]])]);

        var (run, pairs) = await Reconcile();

        run.ExitCode.ShouldBe(0);
        pairs.Where(pair => pair.In == "notCompared").Select(pair => pair.Rule).ShouldBe(["DI.101", "L2.04"]);
    }

    [Fact]
    public async Task A_code_that_is_a_number_alone_is_of_the_record_of_the_sheet_and_a_misprint_is_known()
    {
        Write([new Sheet("Student", [Columns, ["22", "Name", "Error", "1", "104", "3000001.0", "", "", "", "", "", ""]]), new Sheet("Incidents", [Columns, ["12.1103", "x", "Error", "1", "104", "1", "", "", "", "", "", ""]])]);

        var (_, pairs) = await Reconcile();

        pairs.Where(pair => pair.Rule == "S1.022").Select(pair => pair.In).ShouldBe(["both"]);
        pairs.ShouldContain(pair => pair.Rule == "I2.1103" && pair.In == "state");
    }

    [Fact]
    public async Task Another_level_is_said()
    {
        var findings = (await Findings()).Where(finding => finding[0] == "S1.022").ToList();
        findings[0][2] = "Warning";
        Write(Sheets(findings));

        (await CommandRun.Of("reconcile", _folder.File("state.xlsx"), "samples/mistakes.utrex", "--today", "2025-10-01")).Output.ShouldContain("(1 finding of another level)");
    }

    /// <summary>The state's workbook is an earlier run like any other.</summary>
    [Fact]
    public async Task A_workbook_is_a_baseline()
    {
        var findings = await Findings();
        var ours = findings.First(finding => finding[0] == "S1.022");
        string[] theirs = ["S1.345", "Invalid GPA", "Error", "01", "104", "999", "", "", "", "", "", ""];
        Write(Sheets([.. findings.Where(finding => finding != ours), theirs]), new Random(7));

        var run = await CommandRun.Of("validate", "samples/mistakes.utrex", "--today", "2025-10-01", "--baseline", _folder.File("state.xlsx"), "--format", "jsonl");

        var rows = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        rows.Where(row => row.GetProperty("status").GetString() != "known").Select(row => (row.GetProperty("status").GetString(), row.GetProperty("rule").GetString(), row.GetProperty("student").GetString()))
            .ShouldBe([("new", "S1.022", "3000001"), ("resolved", "S1.345", "999")]);
        run.Error.ShouldContain("against the baseline: 1 new, 1 resolved");
    }

    /// <summary>Our own workbook has the state's columns.</summary>
    [Fact]
    public async Task Our_own_workbook_is_in_both_to_the_last_row()
    {
        await CommandRun.Of("validate", "samples/mistakes.utrex", "--today", "2025-10-01", "--format", "xlsx", "--output", _folder.File("state.xlsx"));

        var (run, pairs) = await Reconcile();

        run.ExitCode.ShouldBe(0);
        pairs.Select(pair => pair.In).Distinct().ShouldBe(["both"]);
        pairs.Count.ShouldBe(374);
    }

    [Theory]
    [InlineData("text", "save it as .xlsx")]
    [InlineData("zip", "no xl/workbook.xml")]
    [InlineData("columns", "no sheet has a column ErrorCode; its sheets are 'Student'")]
    [InlineData("dtd", "it is damaged")]
    [InlineData("cut", "damaged")]
    [InlineData("bomb", "unpacks to more than 200 times")]
    [InlineData("long", "a cell holds more than Excel lets one hold")]
    public async Task A_workbook_that_is_none_or_hostile_is_one_line(string kind, string part)
    {
        var file = _folder.File("state.xlsx");
        switch (kind)
        {
            case "text":
                await File.WriteAllTextAsync(file, "ErrorCode,ErrorMessage\n");
                break;
            case "zip":
                using (var zip = new ZipArchive(File.Create(file), ZipArchiveMode.Create))
                {
                    zip.CreateEntry("a.txt");
                }

                break;
            case "columns":
                Write([new Sheet("Student", [["Name", "Grade"], ["x", "1"]])]);
                break;
            case "dtd":
                Write([new Sheet("Student", [["ErrorCode"]])], shared: "<!DOCTYPE sst [<!ENTITY a \"b\">]><sst><si><t>&a;</t></si></sst>");
                break;
            case "cut":
                Write([new Sheet("Student", [["ErrorCode"]])]);
                await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..^40]);
                break;
            case "bomb":
                Write([new Sheet("Student", [["ErrorCode"]])], shared: "<sst>" + new string(' ', 100_000_000) + "</sst>");
                break;
            default:
                Write([new Sheet("Student", [["ErrorCode", new string('x', 50_000)]])]);
                break;
        }

        var run = await CommandRun.Of("reconcile", file, "samples/clean.utrex", "--today", "2025-10-01");

        run.ExitCode.ShouldBe(2, run.Error);
        run.Error.Trim().Split('\n').Length.ShouldBe(1, run.Error);
        run.Error.ShouldContain(part);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(CommandRun Run, List<(string In, string Rule, string? Student)> Pairs)> Reconcile()
    {
        var run = await CommandRun.Of("reconcile", _folder.File("state.xlsx"), "samples/mistakes.utrex", "--today", "2025-10-01", "--format", "jsonl");
        return (run, [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).Select(row => (row.GetProperty("in").GetString()!, row.GetProperty("rule").GetString()!, row.GetProperty("student").GetString()))]);
    }

    /// <summary>Our findings as the state would write them.</summary>
    private static async Task<List<string[]>> Findings()
    {
        var csv = (await CommandRun.Of("validate", "samples/mistakes.utrex", "--today", "2025-10-01", "--format", "csv")).Output;
        using var reader = new CsvHelper.CsvReader(new StringReader(csv), CultureInfo.InvariantCulture);
        return [.. reader.GetRecords<dynamic>().Cast<IDictionary<string, object>>().Select(row => Columns.Select(column => (string)row[column]).ToArray())];
    }

    private static List<Sheet> Sheets(IReadOnlyList<string[]> findings) =>
        [.. findings.GroupBy(finding => finding[0].Split('.')[0]).Select(group => new Sheet(group.Key is "S1" ? "Student" : group.Key, [Columns, .. group]))];

    /// <summary>Writes a workbook; with chance, each cell in one of the ways that programs write it.</summary>
    private void Write(IReadOnlyList<Sheet> sheets, Random? random = null, string? shared = null)
    {
        var texts = new List<string>();
        using var zip = new ZipArchive(File.Create(_folder.File("state.xlsx")), ZipArchiveMode.Create);
        Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
        Part("xl/workbook.xml", $"<workbook xmlns:r=\"r\"><sheets>{string.Concat(sheets.Select((sheet, i) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>");
        Part("xl/_rels/workbook.xml.rels", $"<Relationships>{string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Target=\"{(random?.Next(2) == 1 ? "/xl/" : "")}worksheets/sheet{i + 1}.xml\"/>"))}</Relationships>");
        Part("xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"[$-409]d\\-mmm\\-yyyy\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>");
        for (var i = 0; i < sheets.Count; i++)
        {
            var rows = random is null ? sheets[i].Rows : [["Level 1 validations"], .. sheets[i].Rows];
            var order = Enumerable.Range(0, sheets[i].Rows.Max(row => row.Length)).OrderBy(_ => random?.Next() ?? 0).ToArray();
            Part($"xl/worksheets/sheet{i + 1}.xml", $"<worksheet><sheetData>{string.Concat(rows.Select((row, number) => Row(row, number, rows, order)))}</sheetData></worksheet>");
        }

        Part("xl/sharedStrings.xml", shared ?? $"<sst>{string.Concat(texts.Select(text => $"<si><r><t xml:space=\"preserve\">{Escaped(text)}</t></r><rPh><t>no</t></rPh></si>"))}</sst>");

        string Row(string[] row, int number, IReadOnlyList<string[]> all, int[] order)
        {
            var head = all.First(other => other.Contains("ErrorCode") || other.Length > 1);
            var cells = order.Where(column => column < row.Length).Select((column, at) => (column, at)).Where(cell => random is null || row[cell.column].Length > 0 || random.Next(2) == 0)
                .Select(cell => Cell(row[cell.column], cell.column < head.Length ? head[cell.column] : "", row == head, $"{(char)('A' + cell.at)}{number + 1}"));
            return $"<row>{string.Concat(cells)}</row>{(random?.Next(5) == 0 ? "<row/>" : "")}";
        }

        string Cell(string text, string name, bool isHead, string place)
        {
            if (random is null)
            {
                return $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{Escaped(text)}</t></is></c>";
            }

            if (isHead)
            {
                text = random.Next(4) switch { 0 => text.ToLowerInvariant(), 1 => text.ToUpperInvariant(), 2 => " " + text.Replace("Number", " Number", StringComparison.Ordinal), _ => text };
            }
            else if (name is "ErrorMessage")
            {
                text = text.Replace(" ", random.Next(2) == 0 ? "\n" : "  ", StringComparison.Ordinal);
            }
            else if (name.EndsWith("Date", StringComparison.Ordinal) && DateOnly.TryParseExact(text, "yyyyMMdd", out var day))
            {
                var days = day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture);
                switch (random.Next(7))
                {
                    case 0:
                        return $"<c r=\"{place}\" s=\"1\"><v>{days}</v></c>";
                    case 1:
                        return $"<c r=\"{place}\" s=\"2\"><v>{days}</v></c>";
                    case 2:
                        return $"<c r=\"{place}\"><v>{text}</v></c>";
                    case 3:
                        return $"<c r=\"{place}\"><v>{text}.0</v></c>";
                    case 4:
                        text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                        break;
                    case 5:
                        text = day.ToString("M/d/yyyy", CultureInfo.InvariantCulture) + " 12:00:00 AM";
                        break;
                    default:
                        return $"<c r=\"{place}\" t=\"d\"><v>{day:yyyy-MM-dd}T00:00:00</v></c>";
                }
            }
            else if (name.EndsWith("Number", StringComparison.Ordinal) && Regex.IsMatch(text, "^[0-9]+$"))
            {
                var number = decimal.Parse(text, CultureInfo.InvariantCulture);
                switch (random.Next(5))
                {
                    case 0:
                        return $"<c r=\"{place}\"><v>{number}</v></c>";
                    case 1:
                        return $"<c r=\"{place}\"><v>{number}.0</v></c>";
                    case 2:
                        return $"<c r=\"{place}\"><v>{((double)number).ToString("E15", CultureInfo.InvariantCulture)}</v></c>";
                    case 3:
                        text = number + ".0";
                        break;
                    default:
                        break;
                }
            }

            if (random.Next(2) == 0)
            {
                texts.Add(text);
                return $"<c r=\"{place}\" t=\"s\"><v>{texts.Count - 1}</v></c>";
            }

            return $"<c r=\"{place}\" t=\"str\"><f>A1</f><v>{Escaped(text)}</v></c>";
        }

        void Part(string name, string xml)
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(xml));
        }
    }

    private static string Escaped(string text) => System.Security.SecurityElement.Escape(text)!;

    private sealed record Sheet(string Name, IReadOnlyList<string[]> Rows);
}
