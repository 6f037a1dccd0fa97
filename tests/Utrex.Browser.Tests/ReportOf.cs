using Microsoft.Playwright;
using Utrex.Cli.Reports;
using Utrex.Sdk.Specification;

namespace Utrex.Browser.Tests;

/// <summary>Reports of findings that a test makes up.</summary>
internal static class ReportOf
{
    public static RuleInfo Rule(string id) => UtrexSpecification.Current.Rules.First(rule => rule.Id == id);

    public static ReportRow Row(int line, string rule, string student = "1000001", string file = "a.utrex", string lea = "01", string school = "104") => new()
    {
        File = file,
        Line = line,
        Rule = Rule(rule),
        Record = Rule(rule).Record,
        Field = Rule(rule).Field,
        Value = "a value",
        Lea = lea,
        School = school,
        Student = student,
        Message = "a message",
    };

    /// <summary>A finding that only follows from the record on another line.</summary>
    public static ReportRow Effect(int line, int cause, string rule = "AM.Dep", string? causeFile = null, string student = "1000001", string file = "a.utrex") =>
        Row(line, rule, student, file) with { Cause = new ReportPlace(causeFile ?? file, cause) };

    public static string Write(BrowserFixture browser, string name, IReadOnlyList<ReportRow> rows, RunSummary? summary = null, int mostRows = 200_000)
    {
        var path = Path.Combine(browser.Folder, name + ".html");
        using var stream = File.Create(path);
        using var report = new HtmlReport(stream, new DateOnly(2025, 10, 1), isMasked: false, mostRows);
        foreach (var file in rows.Where(row => row.Status != FindingStatus.Resolved).Select(row => row.File).Distinct(StringComparer.Ordinal))
        {
            report.BeginFile(file);
        }

        foreach (var row in rows)
        {
            report.Write(row);
        }

        report.Complete(summary ?? new RunSummary());
        return path;
    }

    public static async Task<string[]> ItemsAsync(this IPage page) => [.. await page.Locator(".item").AllInnerTextsAsync()];

    /// <summary>Lays the page out as it is printed.</summary>
    public static async Task PrintAsync(this IPage page)
    {
        await page.EvaluateAsync("window.dispatchEvent(new Event('beforeprint'))");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
    }
}
