using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Summing;
using Utrex.Cli.Terminal;
using Utrex.Sdk.IO;

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
        var format = new Option<string>("--format") { Description = "How the counts are written.", DefaultValueFactory = _ => Formats[0] }.AcceptOnlyFromAmong(Formats);
        var output = new Option<string?>("--output") { Description = "The file for the counts; standard output by default." };
        var command = new Command("summary", "Counts students by school: grades, race and ethnicity by the federal roll-up, special education, economic disadvantage, English learners, and days of membership.\n\nExample: utrex summary october.utrex --on 2025-12-01")
        {
            file, schoolYear, on, format, output,
        };
        command.SetAction(parsed =>
        {
            using var result = OutputFile.Create(parsed.GetValue(output), console);
            using var input = BatchInput.Open(console, parsed.GetValue(file)!, parsed.GetValue(schoolYear), out var year);
            if (!EnrollmentSummary.CanCount(year.Specification))
            {
                Years.DemandNewest(year.Specification.EndingYear, "students are counted");
            }

            var day = parsed.GetValue(on) ?? new DateOnly(year.Specification.EndingYear - 1, CountMonth, 1);
            var summary = new EnrollmentSummary(day);
            using (var reader = BatchReader.Open(input, Years.Newest))
            {
                ProgressBar.Run(parsed.GetValue(file)!, input, () => summary.Read(reader));
            }

            if (parsed.GetValue(format) is "json")
            {
                WriteJson(summary, day, result.Stream);
            }
            else
            {
                using var text = new StreamWriter(result.Stream, leaveOpen: true) { NewLine = "\n" };
                new SummaryTable(text).Write(summary, day);
            }

            result.Complete();
            year.Tell(console.Error);
            return 0;
        });
        return command;
    }

    private static void WriteJson(EnrollmentSummary summary, DateOnly day, Stream stream)
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
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
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
