using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Utrex.Cli.Reports;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Submitting;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex calendar</c>: when which submission is due, and where each date comes from.</summary>
internal static class CalendarCommand
{
    private const int Indent = 24;
    private const int Width = 80;
    private const string Day = "yyyy-MM-dd";
    private static readonly string[] Formats = ["table", "json", "ics"];

    public static Command Create(CommandConsole console)
    {
        var schoolYear = Years.Option("The school year, by the year in which it ends or as 2025-26; by default the one that today lies in, or else the newest.");
        var today = new Option<DateOnly?>("--today") { HelpName = "YYYY-MM-DD", Description = "The day from which days are counted; the system's date by default.", CustomParser = Dates.Parse };
        var submission = SubmissionOption.Create("The dates of one submission only.");
        var format = new Option<string>("--format") { Description = "How the dates are written; ics is for calendar programs.", DefaultValueFactory = _ => Formats[0] }.AcceptOnlyFromAmong(Formats);
        var output = new Option<string?>("--output") { HelpName = "FILE", Description = "The file for the dates; standard output by default." };
        var command = new Command("calendar", "Lists the submissions of the year, when they are due, the days left, and where each date comes from.\n\nExamples:\n  utrex calendar --for october\n  utrex calendar --format ics --output utrex.ics")
        {
            schoolYear, today, submission, format, output,
        };
        command.SetAction(parsed =>
        {
            var day = parsed.GetValue(today) ?? Dates.Today();
            SpecificationInfo year = parsed.GetValue(schoolYear) ?? Years.Judged.FirstOrDefault(held => held.EndingYear == SubmissionContext.SchoolYearOf(day))?.Specification ?? Years.Newest;
            var days = CalendarDay.Of(year, parsed.GetValue(submission), day);
            using var result = OutputFile.Create(parsed.GetValue(output), console);
            if (parsed.GetValue(format) is "json")
            {
                WriteJson(result.Stream, days, year, day);
            }
            else
            {
                using var text = new StreamWriter(result.Stream, leaveOpen: true) { NewLine = "\n" };
                if (parsed.GetValue(format) is "ics")
                {
                    text.Write(CalendarFile.Write(days, year.SchoolYear, day));
                }
                else
                {
                    WriteTable(text, days, year, day);
                }
            }

            result.Complete();
            return 0;
        });
        return command;
    }

    private static void WriteTable(StreamWriter text, IReadOnlyList<CalendarDay> days, SpecificationInfo year, DateOnly today)
    {
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"school year {Years.Describe(year)}, counted from {today:yyyy-MM-dd}"));
        foreach (var (submission, date, left) in days)
        {
            text.WriteLine();
            var when = string.Create(CultureInfo.InvariantCulture, $"{date.Date:yyyy-MM-dd}{(date.Time is { } time ? $" {time:HH:mm}" : "      ")}  ");
            var head = $"{submission.Title}: {date.Title}, {Left(left)}";
            foreach (var (line, i) in TerminalText.Wrap(head, Width - Indent).Select((line, i) => (line, i)))
            {
                text.WriteLine((i == 0 ? when.PadRight(Indent) : new string(' ', Indent)) + line);
            }

            foreach (var line in TerminalText.Wrap(Explanation.Fact(date.Rule), Width - Indent))
            {
                text.WriteLine(new string(' ', Indent) + line);
            }
        }

        if (days.Count == 0)
        {
            text.WriteLine();
            text.WriteLine("no dates: 'utrex explain' and the name of the submission says when it goes.");
        }
    }

    private static string Left(int days) => days switch
    {
        0 => "today",
        1 => "tomorrow",
        -1 => "yesterday",
        < 0 => $"{Numbers.Of(-days, "day")} ago",
        _ => $"{Numbers.Of(days, "day")} left",
    };

    private static void WriteJson(Stream stream, IEnumerable<CalendarDay> days, SpecificationInfo year, DateOnly today)
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schoolYear", year.SchoolYear);
            json.WriteString("today", today.ToString(Day, CultureInfo.InvariantCulture));
            json.WriteStartArray("dates");
            foreach (var (submission, date, left) in days)
            {
                json.WriteStartObject();
                json.WriteString("submission", submission.Id);
                json.WriteString("title", date.Title);
                json.WriteString("date", date.Date.ToString(Day, CultureInfo.InvariantCulture));
                json.WriteString("time", date.Time?.ToString("HH:mm", CultureInfo.InvariantCulture));
                json.WriteNumber("daysLeft", left);
                json.WriteString("text", date.Rule.Text);
                json.WriteString("standing", date.Rule.Source > 0 ? "specification" : date.Rule.Standing.ToString().ToLowerInvariant());
                json.WriteNumber("source", date.Rule.Source);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
    }
}
