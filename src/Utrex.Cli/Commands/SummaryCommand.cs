using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Utrex.Cli.Summing;
using Utrex.Sdk;
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
        var schoolYear = Numbers.Option("--school-year", "The year in which the school year ends.", UtrexSpecification.Current.EndingYear, 2000, 2999);
        var on = new Option<DateOnly?>("--on") { Description = "The count day, as YYYY-MM-DD; October 1 of the school year by default.", CustomParser = Dates.Parse };
        var format = new Option<string>("--format") { Description = "How the counts are written.", DefaultValueFactory = _ => Formats[0] }.AcceptOnlyFromAmong(Formats);
        var output = new Option<string?>("--output") { Description = "The file for the counts; standard output by default." };
        var command = new Command("summary", "Counts students by school: grades, race and ethnicity by the federal roll-up, special education, economic disadvantage, English learners, and days of membership.\n\nExample: utrex summary october.utrex --on 2025-12-01")
        {
            file, schoolYear, on, format, output,
        };
        command.SetAction(parsed =>
        {
            var day = parsed.GetValue(on) ?? new DateOnly(parsed.GetValue(schoolYear) - 1, CountMonth, 1);
            var summary = new EnrollmentSummary(day);
            using var result = OutputFile.Create(parsed.GetValue(output), console);
            using (var input = console.OpenBatch(parsed.GetValue(file)!))
            using (var reader = BatchReader.Open(input, UtrexSpecification.Current))
            {
                summary.Read(reader);
            }

            if (parsed.GetValue(format) is "json")
            {
                WriteJson(summary, day, result.Stream);
            }
            else
            {
                using var text = new StreamWriter(result.Stream, leaveOpen: true) { NewLine = "\n" };
                WriteTable(summary, day, text);
            }

            result.Complete();
            if (summary.Refused > 0)
            {
                console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lines that are no record and are not counted: {summary.Refused}; 'utrex validate' names them"));
            }

            return 0;
        });
        return command;
    }

    private static void WriteTable(EnrollmentSummary summary, DateOnly day, StreamWriter text)
    {
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"on {day:yyyy-MM-dd}: {summary.Students} students, each counted once"));
        foreach (var section in summary.Lines.GroupBy(line => line.Section, StringComparer.Ordinal))
        {
            text.WriteLine();
            text.WriteLine($"{section.Key}, by school");
            foreach (var key in section.GroupBy(line => (line.Key, line.Title)))
            {
                text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {key.Sum(line => line.Count),9}  {key.Key.Key,-6} {key.Key.Title}"));
            }

            foreach (var school in section.GroupBy(line => line.School, StringComparer.Ordinal))
            {
                text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  school {school.Key}: {school.Sum(line => line.Count)} ({string.Join(", ", school.Select(line => string.Create(CultureInfo.InvariantCulture, $"{(line.Key.Length > 0 ? line.Key : line.Title)} {line.Count}")))})"));
            }
        }
    }

    private static void WriteJson(EnrollmentSummary summary, DateOnly day, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("on", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteNumber("students", summary.Students);
            json.WriteStartArray("counts");
            foreach (var line in summary.Lines)
            {
                json.WriteStartObject();
                json.WriteString("section", line.Section);
                json.WriteString("school", line.School);
                json.WriteString("key", line.Key);
                json.WriteString("title", line.Title);
                json.WriteNumber("count", line.Count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
    }
}
