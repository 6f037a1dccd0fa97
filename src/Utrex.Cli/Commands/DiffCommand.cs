using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Utrex.Cli.Comparing;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex diff</c>: what changed between two submissions.</summary>
internal static class DiffCommand
{
    private static readonly string[] Formats = ["table", "jsonl"];

    public static Command Create(CommandConsole console)
    {
        var before = new Argument<string>("BATCH-A") { Description = "The earlier batch." };
        var after = new Argument<string>("BATCH-B") { Description = "The later batch." };
        var schoolYear = Years.OfBatchOption();
        var format = new Option<string>("--format") { Description = "How changes are written.", DefaultValueFactory = _ => Formats[0] }.AcceptOnlyFromAmong(Formats);
        var output = new Option<string?>("--output") { Description = "The file for the changes; standard output by default." };
        var command = new Command("diff", "Lists the records that were added, removed or changed between two batches, by school and student. The order of records and the layout do not count.\n\nExample: utrex diff monday.utrex tuesday.utrex")
        {
            before, after, schoolYear, format, output,
        };
        command.SetAction(parsed =>
        {
            var paths = (Before: parsed.GetValue(before)!, After: parsed.GetValue(after)!);
            if (paths.Before is CommandConsole.Standard || paths.After is CommandConsole.Standard)
            {
                throw new CommandException("diff reads its files twice and so needs files, not standard input.");
            }

            var asked = parsed.GetValue(schoolYear);
            var year = YearOf(paths.Before);
            if (year != YearOf(paths.After))
            {
                throw new CommandException($"'{paths.Before}' and '{paths.After}' are of different school years; --school-year says by which one both are read.");
            }

            using var result = OutputFile.Create(parsed.GetValue(output), console);
            var comparison = new BatchComparison(year);
            var progress = new ReadProgress((2 * ReadProgress.LengthOf(paths.Before)) + ReadProgress.LengthOf(paths.After));
            IReadOnlyList<RecordChange> changes = [];
            ProgressBar.Run(paths.After, () => progress.Part, () => changes = comparison.Compare(() => progress.Follow(Open(paths.Before)), () => progress.Follow(Open(paths.After))));
            if (parsed.GetValue(format) is "jsonl")
            {
                WriteJson(changes, result.Stream);
            }
            else
            {
                using var text = new StreamWriter(result.Stream, leaveOpen: true) { NewLine = "\n" };
                WriteTable(changes, text);
            }

            result.Complete();
            var counts = changes.CountBy(change => change.Kind, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"records added: {counts.GetValueOrDefault("added")}, removed: {counts.GetValueOrDefault("removed")}, changed: {counts.GetValueOrDefault("changed")}, the same: {comparison.Same}"));
            return 0;

            Stream Open(string path) => BatchInput.Open(console, path, year, out _);

            CompiledSpecification YearOf(string path)
            {
                using var batch = BatchInput.Open(console, path, asked, out var own);
                return own.Specification;
            }
        });
        return command;
    }

    private static void WriteTable(IReadOnlyList<RecordChange> changes, StreamWriter text)
    {
        (string?, string?)? last = null;
        foreach (var change in changes)
        {
            var any = change.Any;
            if (last != (any.School, any.Student))
            {
                last = (any.School, any.Student);
                text.WriteLine($"school {any.School ?? "-"}, student {any.Student ?? "-"}");
            }

            var where = (change.Before, change.After) switch
            {
                ({ } a, { } b) => string.Create(CultureInfo.InvariantCulture, $"line {a.Line} -> {b.Line}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"line {any.Line}"),
            };
            var marks = string.Concat(any.Marks.Select(mark => $", {mark.Field.Title} {TerminalText.Isolated(mark.Value)}"));
            text.WriteLine($"  {change.Kind,-8} {(any.Record is { } record ? $"{record.Id} {record.Name}" : "a line that is no record")}{marks} ({where})");
            foreach (var (field, before, after) in change.Fields())
            {
                text.WriteLine($"           {field.Title}: {Shown(before)} -> {Shown(after)}");
            }
        }
    }

    private static string Shown(string value) => value.Length == 0 ? "(blank)" : $"'{TerminalText.Isolated(value)}'";

    private static void WriteJson(IReadOnlyList<RecordChange> changes, Stream stream)
    {
        foreach (var change in changes)
        {
            using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                json.WriteStartObject();
                json.WriteString("change", change.Kind);
                json.WriteString("record", change.Any.Record?.Id);
                json.WriteString("school", change.Any.School);
                json.WriteString("student", change.Any.Student);
                json.WriteStartObject("keys");
                foreach (var (field, value) in change.Any.Marks)
                {
                    json.WriteString(field.Name, value);
                }

                json.WriteEndObject();
                WriteLine(json, "lineBefore", change.Before);
                WriteLine(json, "lineAfter", change.After);
                json.WriteStartArray("fields");
                foreach (var (field, before, after) in change.Fields())
                {
                    json.WriteStartObject();
                    json.WriteString("field", field.Name);
                    json.WriteString("before", before);
                    json.WriteString("after", after);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            stream.Write("\n"u8);
        }
    }

    private static void WriteLine(Utf8JsonWriter json, string name, ComparedRecord? record)
    {
        if (record is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, record.Line);
        }
    }
}
