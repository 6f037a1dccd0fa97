using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Summing;
using Utrex.Cli.Terminal;
using Utrex.Sdk.IO;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex summary</c>: the counts that a clerk compares with the state's reports.</summary>
internal static class SummaryCommand
{
    private const int CountMonth = 10;
    private static readonly string[] Formats = ["table", "json"];

    public static Command Create(CommandConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The batch; '-' reads standard input." };
        var schoolYear = Years.OfBatchOption();
        var on = new Option<DateOnly?>("--on") { Description = "The count day, as YYYY-MM-DD; October 1 of the school year by default.", CustomParser = Dates.Parse };
        var against = new Option<string?>("--against") { HelpName = "OTHER", Description = "Another batch, such as that of last week or last year, counted on the same day of its school year: what has changed by 10% and 5 or more is listed." };
        var format = new Option<string>("--format") { Description = "How the counts are written.", DefaultValueFactory = _ => Formats[0] }.AcceptOnlyFromAmong(Formats);
        var output = new Option<string?>("--output") { Description = "The file for the counts; standard output by default." };
        var command = new Command("summary", "Counts students by school: grades, race and ethnicity by the federal roll-up, special education, economic disadvantage, English learners, and days of membership.\n\nExamples:\n  utrex summary october.utrex --on 2025-12-01\n  utrex summary october.utrex --against last-week.utrex")
        {
            file, schoolYear, on, against, format, output,
        };
        command.SetAction(parsed =>
        {
            using var result = OutputFile.Create(parsed.GetValue(output), console);
            var summary = Count(console, parsed.GetValue(file)!, parsed.GetValue(schoolYear), parsed.GetValue(on), out var day, out var year);
            var (otherDay, changes) = (day, (IReadOnlyList<SummaryChange>?)null);
            if (parsed.GetValue(against) is { } other)
            {
                var before = Count(console, other, asked: null, parsed.GetValue(on), out otherDay, out _, year.Specification.EndingYear);
                changes = SummaryComparison.Of(summary, before);
            }

            if (parsed.GetValue(format) is "json")
            {
                WriteJson(summary, day, changes, parsed.GetValue(against), otherDay, result.Stream);
            }
            else
            {
                using var text = new StreamWriter(result.Stream, leaveOpen: true) { NewLine = "\n" };
                var table = new SummaryTable(text);
                table.Write(summary, day);
                if (changes is not null)
                {
                    table.Write(changes, parsed.GetValue(against)!, otherDay);
                }
            }

            result.Complete();
            year.Tell(console.Error);
            return 0;
        });
        return command;
    }

    /// <summary>Counts a batch.</summary>
    /// <param name="console">What opens it.</param>
    /// <param name="file">The batch.</param>
    /// <param name="asked">The school year on the command line.</param>
    /// <param name="on">The day on the command line.</param>
    /// <param name="day">The day that it was counted on.</param>
    /// <param name="year">What it was read by.</param>
    /// <param name="yearOfDay">The school year that the day on the command line is of, where it is another one.</param>
    private static EnrollmentSummary Count(CommandConsole console, string file, CompiledSpecification? asked, DateOnly? on, out DateOnly day, out BatchYear year, int? yearOfDay = null)
    {
        using var input = BatchInput.Open(console, file, asked, out year);
        if (!EnrollmentSummary.CanCount(year.Specification))
        {
            Years.DemandNewest(year.Specification.EndingYear, "students are counted");
        }

        day = on?.AddYears(yearOfDay is { } other ? year.Specification.EndingYear - other : 0) ?? new DateOnly(year.Specification.EndingYear - 1, CountMonth, 1);
        var summary = new EnrollmentSummary(day);
        using var reader = BatchReader.Open(input, Years.Newest);
        ProgressBar.Run(file, input, () => summary.Read(reader));
        return summary;
    }

    private static void WriteJson(EnrollmentSummary summary, DateOnly day, IReadOnlyList<SummaryChange>? changes, string? other, DateOnly otherDay, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("on", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteNumber("students", summary.Students);
            json.WriteStartArray("counts");
            foreach (var section in summary.Sections)
            {
                foreach (var school in section.Schools)
                {
                    foreach (var key in section.Keys)
                    {
                        if (section[school, key.Key] is > 0 and var count)
                        {
                            WriteCount(json, section.Name, school, key, count);
                        }
                    }
                }
            }

            json.WriteEndArray();
            json.WriteStartArray("totals");
            foreach (var section in summary.Sections)
            {
                foreach (var key in section.Keys)
                {
                    WriteCount(json, section.Name, school: null, key, section.TotalOf(key.Key));
                }
            }

            json.WriteEndArray();
            json.WriteStartArray("notCounted");
            foreach (var (what, count) in summary.NotCounted)
            {
                json.WriteStartObject();
                json.WriteString("title", what);
                json.WriteNumber("count", count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (changes is not null)
            {
                WriteChanges(json, changes, other!, otherDay);
            }

            json.WriteEndObject();
        }

        stream.Write("\n"u8);
    }

    private static void WriteChanges(Utf8JsonWriter json, IReadOnlyList<SummaryChange> changes, string other, DateOnly day)
    {
        json.WriteStartObject("against");
        json.WriteString("file", other);
        json.WriteString("on", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteStartArray("changes");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("section", change.Section);
            json.WriteString("school", change.School);
            json.WriteString("title", change.Title);
            json.WriteNumber("before", change.Before);
            json.WriteNumber("now", change.Now);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCount(Utf8JsonWriter json, string section, string? school, SummaryKey key, long count)
    {
        json.WriteStartObject();
        json.WriteString("section", section);
        if (school is not null)
        {
            json.WriteString("school", school);
        }

        json.WriteString("key", key.Key);
        json.WriteString("title", key.Title);
        json.WriteNumber("count", count);
        json.WriteEndObject();
    }
}
