using System.Text.Json;
using System.Text.RegularExpressions;

namespace Utrex.Cli.Tests;

/// <summary>When which submission is due.</summary>
public sealed class CalendarTests
{
    [Fact]
    public async Task Every_date_of_the_year_has_its_days_left_and_its_source()
    {
        using var json = JsonDocument.Parse((await CommandRun.Of("calendar", "--today", "2025-10-08", "--format", "json")).Output);

        var dates = json.RootElement.GetProperty("dates").EnumerateArray().ToList();
        dates.Count.ShouldBe(UtrexSpecification.Current.Submissions.Sum(submission => submission.Dates.Count));
        dates.Select(date => date.GetProperty("date").GetString()).ShouldBeInOrder();
        var due = dates.Single(date => date.GetProperty("title").GetString() == "Complete update due");
        (due.GetProperty("date").GetString(), due.GetProperty("daysLeft").GetInt32(), due.GetProperty("standing").GetString()).ShouldBe(("2025-10-10", 2, "state"));
        dates.ShouldAllBe(date => date.GetProperty("text").GetString()!.Length > 0);
    }

    [Theory]
    [InlineData("2025-09-30", "tomorrow")]
    [InlineData("2025-10-01", "today")]
    [InlineData("2025-10-02", "yesterday")]
    [InlineData("2025-10-11", "10 days ago")]
    [InlineData("2025-09-21", "10 days left")]
    public async Task The_table_says_how_long_it_is(string today, string left)
    {
        var table = (await CommandRun.Of("calendar", "--today", today, "--for", "october")).Output;

        table.ShouldContain($"2025-10-01              October 1: The day that is counted, {left}\n");
        table.ShouldContain("(line 518)");
        table.ShouldNotContain("December 1:");
        table.Split('\n').ShouldAllBe(line => line.Length <= 80);
    }

    [Theory]
    [InlineData("2024-10-01", "2024-25")]
    [InlineData("2025-10-01", "2025-26")]
    [InlineData("2031-10-01", "2025-26")]
    public async Task The_year_is_that_of_today_where_it_is_held(string today, string year) =>
        (await CommandRun.Of("calendar", "--today", today)).Output.ShouldStartWith($"school year {year}");

    [Fact]
    public async Task A_calendar_program_takes_it()
    {
        var text = (await CommandRun.Of("calendar", "--today", "2025-10-01", "--format", "ics")).Output;

        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n");
        text.Split("\r\n").ShouldAllBe(line => System.Text.Encoding.UTF8.GetByteCount(line) <= 75);
        var lines = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        lines[0].ShouldBe("BEGIN:VCALENDAR");
        lines[^2].ShouldBe("END:VCALENDAR");
        lines.Count(line => line == "BEGIN:VEVENT").ShouldBe(UtrexSpecification.Current.Submissions.Sum(submission => submission.Dates.Count));
        lines.Where(line => line.StartsWith("UID:", StringComparison.Ordinal)).ShouldBeUnique();
        lines.ShouldContain("DTSTART;VALUE=DATE:20251010");
        lines.ShouldContain("DTSTART:20251208T170000");
        lines.Where(line => line.StartsWith("DESCRIPTION:", StringComparison.Ordinal)).ShouldAllBe(line => !Regex.IsMatch(line, @"(?<!\\)[,;]"));
        (await CommandRun.Of("calendar", "--today", "2025-10-01", "--format", "ics")).Output.ShouldBe(text);
    }

    [Fact]
    public async Task A_submission_without_a_day_says_so() => (await CommandRun.Of("calendar", "--today", "2025-10-01", "--for", "transcript")).Output.ShouldContain("no dates");
}
