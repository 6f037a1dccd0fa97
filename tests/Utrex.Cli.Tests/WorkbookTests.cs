using System.IO.Compression;
using System.Xml.Linq;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>Findings as a workbook, and split by school.</summary>
public sealed class WorkbookTests : IDisposable
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly string[] Mistakes = ["validate", "samples/mistakes.utrex", "--today", "2025-10-01"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Every_finding_is_a_row_of_text_in_the_sheet_of_its_record_type()
    {
        await CommandRun.Of([.. Mistakes, "--format", "csv", "--output", _folder.File("a.csv")]);
        var findings = (await CommandRun.Of([.. Mistakes, "--format", "jsonl"])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => FindingJson(line)).ToList();

        await CommandRun.Of([.. Mistakes, "--format", "xlsx", "--output", _folder.File("a.xlsx")]);

        var sheets = Read(_folder.File("a.xlsx"));
        sheets.Select(sheet => sheet.Name).ShouldBe(["totals", .. findings.Select(finding => finding.Record ?? "FILE").Distinct().Order(StringComparer.Ordinal)]);
        foreach (var (name, rows, xml) in sheets.Skip(1))
        {
            rows[0].ShouldBe((await File.ReadAllLinesAsync(_folder.File("a.csv")))[0].Split(','));
            rows.Skip(1).Select(row => (row[0], row[16], row[15])).ShouldBe(findings.Where(finding => (finding.Record ?? "FILE") == name).Select(finding => (finding.Rule, finding.Line, finding.Value ?? "")));
            xml.Descendants(Main + "c").Where(cell => cell.HasElements).ShouldAllBe(cell => cell.Attribute("t")!.Value == "inlineStr");
            xml.Descendants(Main + "pane").Single().Attribute("state")!.Value.ShouldBe("frozen");
            xml.Descendants(Main + "autoFilter").Single().Attribute("ref")!.Value.ShouldBe($"A1:R{rows.Count}");
        }

        sheets[0].Rows.ShouldContain(row => row.Count > 2 && row[0] == "AC.823" && row[2] == "9");
        sheets[0].Rows.ShouldContain(row => row.Count > 0 && row[0].StartsWith("errors: 372, warnings: 2", StringComparison.Ordinal));
    }

    /// <summary>A workbook takes what no XML may hold, and shows what nobody would see.</summary>
    [Theory]
    [InlineData("=1+1", "=1+1")]
    [InlineData("\u0001", "<U+0001>")]
    [InlineData("\u202Eabc", "<U+202E>abc")]
    [InlineData("<b>&", "<b>&")]
    [InlineData("00104", "00104")]
    public async Task Any_value_is_text(string value, string shown)
    {
        var batch = (await File.ReadAllTextAsync(Repository.PathOf("samples", "clean.utrex"))).Replace("\tThomas\t", $"\t{value}9\t", StringComparison.Ordinal);

        await CommandRun.WithInput(batch, "validate", "-", "--force", "--today", "2025-10-01", "--format", "xlsx", "--output", _folder.File("a.xlsx"));

        Read(_folder.File("a.xlsx")).Single(sheet => sheet.Name == "S1").Rows.ShouldContain(row => row[15] == shown + "9");
    }

    [Fact]
    public async Task What_is_resolved_has_a_sheet_of_its_own()
    {
        await CommandRun.Of([.. Mistakes, "--format", "jsonl", "--output", _folder.File("a.jsonl")]);

        await CommandRun.Of("validate", "samples/clean.utrex", "--today", "2025-10-01", "--baseline", _folder.File("a.jsonl"), "--format", "xlsx", "--output", _folder.File("a.xlsx"));

        var sheet = Read(_folder.File("a.xlsx")).Single(sheet => sheet.Name == "resolved");
        sheet.Rows.Count.ShouldBe(375);
        sheet.Rows.Skip(1).ShouldAllBe(row => row[18] == "resolved");
    }

    [Fact]
    public async Task A_workbook_needs_a_file() => (await CommandRun.Of([.. Mistakes, "--format", "xlsx"])).ShouldFailWith("name a file with --output");

    [Theory]
    [InlineData("jsonl", ".jsonl")]
    [InlineData("csv", ".csv")]
    [InlineData("html", ".html")]
    [InlineData("table", ".txt")]
    [InlineData("xlsx", ".xlsx")]
    public async Task Each_school_has_a_report_of_its_own(string format, string ending)
    {
        var run = await CommandRun.Of([.. Mistakes, "--format", format, "--split", "school", "--output", _folder.File("schools")]);

        run.ExitCode.ShouldBe(1);
        Directory.GetFiles(_folder.File("schools")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["lea-01-school-104" + ending, "lea-01-school-105" + ending]);
    }

    [Fact]
    public async Task The_reports_of_the_schools_together_are_the_whole()
    {
        var all = (await CommandRun.Of([.. Mistakes, "--format", "jsonl"])).Output.Split('\n').Order(StringComparer.Ordinal);
        await CommandRun.Of([.. Mistakes, "--format", "jsonl", "--split", "school", "--output", _folder.File("schools")]);

        Directory.GetFiles(_folder.File("schools")).SelectMany(File.ReadAllLines).Append("").Order(StringComparer.Ordinal).ShouldBe(all);
    }

    /// <summary>A school's number comes from the batch and becomes part of a file's name only where it is a number.</summary>
    [Theory]
    [InlineData("../../x")]
    [InlineData("con/1")]
    [InlineData("1\\2")]
    public async Task A_school_s_number_leads_nowhere(string school)
    {
        var batch = (await File.ReadAllTextAsync("samples/mistakes.utrex")).Replace("\t104\t", $"\t{school}\t", StringComparison.Ordinal);

        var run = await CommandRun.WithInput(batch, "validate", "-", "--today", "2025-10-01", "--format", "csv", "--split", "school", "--output", _folder.File("schools"));

        run.ExitCode.ShouldBe(1, run.Error);
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([_folder.File("schools")]);
        Directory.GetFiles(_folder.File("schools"), "*", SearchOption.AllDirectories).Select(Path.GetFileName).ShouldContain("lea-01.csv");
    }

    [Fact]
    public async Task More_schools_than_there_are_files_is_one_line()
    {
        var lines = Enumerable.Range(1000, 600).Select(i => $"SC=\t{i}\tx\t0529\tS\tE\t01\n");

        var run = await CommandRun.WithInput("DI=\t01\n" + string.Concat(lines), "validate", "-", "--format", "csv", "--split", "school", "--output", _folder.File("schools"));

        run.ShouldFailWith("findings of more than 500 schools");
        Directory.Exists(_folder.File("schools")).ShouldBeFalse();
    }

    public void Dispose() => _folder.Dispose();

    private static (string? Record, string Rule, string Line, string? Value) FindingJson(string line)
    {
        var row = Utrex.Cli.Reports.FindingJson.Read(line, out _);
        return (row.Record, row.Rule.Id, row.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Value);
    }

    private static List<(string Name, List<List<string>> Rows, XDocument Xml)> Read(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        var names = Load("xl/workbook.xml").Descendants(Main + "sheet").Select(sheet => sheet.Attribute("name")!.Value).ToList();
        return [.. names.Select((name, i) => (name, Load($"xl/worksheets/sheet{i + 1}.xml"))).Select(sheet => (sheet.name, Rows(sheet.Item2), sheet.Item2))];

        XDocument Load(string entry)
        {
            using var stream = zip.GetEntry(entry)!.Open();
            return XDocument.Load(stream);
        }

        static List<List<string>> Rows(XDocument sheet) => [.. sheet.Descendants(Main + "row").Select(row => row.Elements(Main + "c").Select(cell => cell.Value).ToList())];
    }
}
