using System.Text.Json;
using Utrex.Tests;

namespace Utrex.Sdk.Tests.Specification;

/// <summary>
/// The JSON against the index of the state's text: no row of the text without an entry, no entry without a row.
/// The index holds line numbers, names, codes and ids only; eng/index-specification.cs extracts it.
/// </summary>
public class SpecificationIndexTests
{
    private static readonly string[] Folder = ["spec-schema", "utah", "2025-26"];

    private static readonly List<IndexRow> Index =
    [
        .. File.ReadLines(Repository.PathOf("tests", "data", "specification-index.tsv")).Skip(1)
            .Select(line => line.Split('\t'))
            .Select(cells => new IndexRow(int.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture), cells[1], cells[2], cells[3])),
    ];

    private static readonly List<JsonElement> Codes = [.. Files("codes")];

    [Fact]
    public void The_text_has_as_many_rows_as_we_count()
    {
        Index.Count(row => row.Kind == "field").ShouldBe(322);
        Index.Count(row => row.Kind == "code").ShouldBe(532);
        Index.Count(row => row.Kind == "language").ShouldBe(503);
        Index.Count(row => row.Kind == "rule").ShouldBe(685);
        Index.Count(row => row.Kind == "level2").ShouldBe(13);
    }

    [Fact]
    public void Every_field_row_is_a_field_in_the_order_of_the_text_and_no_field_is_without_a_row()
    {
        foreach (var group in Index.Where(row => row.Kind == "field").GroupBy(row => row.Record))
        {
            var fields = Read("records", group.Key + ".json").GetProperty("fields").EnumerateArray()
                .Select(field => (Line(field), Text(field, "printed") ?? Text(field, "name")));

            fields.ShouldBe(group.Select(row => (row.Line, (string?)row.Name)));
        }

        Files("records").Count(record => record.GetProperty("fields").GetArrayLength() > 0).ShouldBe(15);
    }

    [Fact]
    public void Every_rule_row_is_a_rule_and_no_rule_is_without_a_row()
    {
        foreach (var group in Index.Where(row => row.Kind is "rule" or "level2").GroupBy(row => row.Record))
        {
            var rules = Read("rules", group.Key + ".json").GetProperty("rules").EnumerateArray()
                .Where(rule => !IsAdded(rule))
                .Select(rule => (Line(rule), group.Key == "L2" ? Text(rule, "name") : $"{group.Key}.{Text(rule, "number")}"));

            rules.ShouldBe(group.Select(row => (row.Line, (string?)row.Name)), $"rules of {group.Key}");
        }

        var unprinted = Files("rules").SelectMany(file => file.GetProperty("rules").EnumerateArray()).Where(IsAdded);
        unprinted.ShouldAllBe(rule => Text(rule, "number")!.StartsWith('X') || Line(rule) == 0 || Text(rule, "name") != null);
    }

    [Fact]
    public void Every_code_row_is_an_entry()
    {
        var lines = EntriesOfTables().Select(entry => entry.Line).Concat(RowsOfLookups()).ToHashSet();

        Index.Where(row => row.Kind is "code" or "language" or "reference" && !lines.Contains(row.Line)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_code_is_spelled_as_in_its_row()
    {
        var entries = EntriesOfTables().ToLookup(entry => entry.Line, entry => entry.Code);
        var ranges = new[] { "all other letters", "-1 or PK", "00 - 12", "01 – 40, 42", "09-12" };

        foreach (var row in Index.Where(row => row.Kind is "code" or "language" && !ranges.Contains(row.Name) && !row.Name.Contains('\'') && !row.Name.StartsWith("Blank") && !row.Name.Contains('/')))
        {
            entries[row.Line].ShouldBe([row.Name], row.ToString());
        }
    }

    [Fact]
    public void No_code_is_without_a_row()
    {
        var rows = Index.Select(row => row.Line).ToHashSet();

        EntriesOfTables().Where(entry => entry.Line > 0 && !rows.Contains(entry.Line)).ShouldBeEmpty();
        RowsOfLookups().Where(line => !rows.Contains(line)).ShouldBeEmpty();
        Codes.Where(table => !table.TryGetProperty("shared", out _)).SelectMany(Entries).ShouldAllBe(entry => entry.Line > 0);
    }

    private static IEnumerable<(int Line, string? Code)> EntriesOfTables() => Codes.SelectMany(Entries);

    private static IEnumerable<(int Line, string? Code)> Entries(JsonElement table)
    {
        foreach (var code in table.GetProperty("codes").EnumerateArray())
        {
            yield return (Line(code), Text(code, "code"));
            foreach (var line in Also(code))
            {
                yield return (line, Text(code, "code"));
            }
        }

        foreach (var name in new[] { "blank", "numbers" })
        {
            if (table.TryGetProperty(name, out var meaning))
            {
                foreach (var line in Also(meaning).Prepend(Line(meaning)))
                {
                    yield return (line, null);
                }
            }
        }
    }

    private static IEnumerable<int> RowsOfLookups() =>
        Files("lookups").SelectMany(lookup => lookup.GetProperty("rows").EnumerateArray()).Select(Line);

    private static IEnumerable<int> Also(JsonElement element) =>
        element.TryGetProperty("also", out var lines) ? lines.EnumerateArray().Select(line => line.GetInt32()) : [];

    private static int Line(JsonElement element) => element.TryGetProperty("source", out var line) ? line.GetInt32() : 0;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>Whether the rule rests on something else than a row of an error table.</summary>
    private static bool IsAdded(JsonElement rule) => Text(rule, "basis") is not (null or "unnumbered");

    private static JsonElement Read(params string[] path) => JsonDocument.Parse(File.ReadAllText(Repository.PathOf([.. Folder, .. path]))).RootElement;

    private static IEnumerable<JsonElement> Files(string folder) =>
        Repository.SpecificationFiles([.. Folder, folder]).Select(path => JsonDocument.Parse(File.ReadAllText(path)).RootElement);

    private sealed record IndexRow(int Line, string Kind, string Record, string Name);
}
