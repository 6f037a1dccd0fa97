using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Utrex.Cli.Rules;

namespace Utrex.Cli.Reports;

/// <summary>
/// SARIF 2.1.0, which code hosts and editors show beside the lines of the file. Columns are found by reading the file again; of standard
/// input only the lines are known.
/// </summary>
internal sealed class SarifReport(Stream stream, Func<string, Stream?> reopen) : IFindingReport
{
    private readonly List<ReportRow> _rows = [];
    private readonly Dictionary<string, int> _fingerprints = new(StringComparer.Ordinal);

    public void BeginFile(string file)
    {
    }

    public void Write(ReportRow row) => _rows.Add(row);

    public void Complete(RunSummary summary)
    {
        var rules = new SarifRules(_rows.Select(row => row.Rule).Concat(summary.NotEvaluated.Select(entry => entry.Rule)));
        var columns = _rows.Where(row => row.Status != FindingStatus.Resolved).GroupBy(row => row.File, StringComparer.Ordinal).ToDictionary(file => file.Key, ColumnsOf, StringComparer.Ordinal);
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, rules);
            WriteInvocation(json, summary, rules);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var row in _rows)
            {
                WriteResult(json, row, rules, row.Status == FindingStatus.Resolved ? default : columns[row.File].GetValueOrDefault((row.Line, row.Field ?? "")));
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
        stream.Flush();
    }

    public void Dispose() => _rows.Clear();

    private static void WriteTool(Utf8JsonWriter json, SarifRules rules)
    {
        var version = typeof(UtrexSpecification).Assembly.GetName().Version!.ToString(3);
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "utrex");
        json.WriteString("version", version);
        json.WriteString("semanticVersion", version);
        rules.Write(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>How the run went, and the rules that it did not evaluate: none is passed in silence.</summary>
    private static void WriteInvocation(Utf8JsonWriter json, RunSummary summary, SarifRules rules)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", value: true);
        json.WriteNumber("exitCode", summary.ExitCode);
        if (summary.NotEvaluated.Count > 0)
        {
            json.WriteStartArray("toolConfigurationNotifications");
            foreach (var (rule, reason) in summary.NotEvaluated.DistinctBy(entry => RuleRows.NameOf(entry.Rule), StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("level", "note");
                WriteMessage(json, $"{RuleRows.NameOf(rule)} was not evaluated: {reason}.");
                json.WriteStartObject("associatedRule");
                json.WriteString("id", RuleRows.NameOf(rule));
                json.WriteNumber("index", rules.IndexOf(rule));
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteResult(Utf8JsonWriter json, ReportRow row, SarifRules rules, (int Start, int End) columns)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", RuleRows.NameOf(row.Rule));
        json.WriteNumber("ruleIndex", rules.IndexOf(row.Rule));
        json.WriteString("level", row.Level);
        WriteMessage(json, row.Message.Length > 0 ? row.Message : row.Rule.Text);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        WritePlace(json, new ReportPlace(row.File, row.Line), columns);
        json.WriteEndObject();
        json.WriteEndArray();
        if (row.Related.Count > 0 || row.Cause is not null)
        {
            WriteRelated(json, row);
        }

        json.WriteStartObject("partialFingerprints");
        json.WriteString("utrex/v1", Fingerprint(row));
        json.WriteEndObject();
        if (row.Status is { } status)
        {
            json.WriteString("baselineState", status switch { FindingStatus.New => "new", FindingStatus.Known => "unchanged", _ => "absent" });
        }

        json.WriteEndObject();
    }

    /// <summary>What a finding is in every run; those that nothing else tells apart are counted.</summary>
    private string Fingerprint(ReportRow row)
    {
        var count = _fingerprints[row.Identity] = _fingerprints.GetValueOrDefault(row.Identity) + 1;
        return count == 1 ? row.Identity : string.Create(CultureInfo.InvariantCulture, $"{row.Identity}\t{count}");
    }

    private static void WriteRelated(Utf8JsonWriter json, ReportRow row)
    {
        var places = row.Related.Select(place => (place, Text: "also involved")).Concat(row.Cause is { } cause ? [(cause, "the cause")] : []);
        json.WriteStartArray("relatedLocations");
        foreach (var ((place, text), id) in places.Select((place, id) => (place, id)))
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            WriteMessage(json, text);
            WritePlace(json, place, columns: default);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, ReportPlace place, (int Start, int End) columns)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(place.File));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", place.Line);
        if (columns.Start > 0)
        {
            json.WriteNumber("startColumn", columns.Start);
            json.WriteNumber("endColumn", columns.End);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject("message");
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    /// <summary>The file as it was given, as a URI: names may hold characters that mean something there.</summary>
    private static string UriOf(string file)
    {
        var parts = file.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        var escaped = parts.Select((part, i) => i == 0 && part is [_, ':'] && Path.IsPathRooted(file) ? "/" + part : Uri.EscapeDataString(part));
        return (Path.IsPathRooted(file) ? "file://" : "") + string.Join('/', escaped);
    }

    /// <summary>Where the fields of a file's findings stand in their lines.</summary>
    private Dictionary<(int Line, string Field), (int Start, int End)> ColumnsOf(IGrouping<string, ReportRow> rows)
    {
        using var input = reopen(rows.Key);
        return input is null ? [] : FieldColumns.Find(input, [.. rows]);
    }
}
