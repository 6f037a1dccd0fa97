using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Utrex.Sdk;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>
/// SARIF 2.1.0, which code hosts and editors show beside the lines of the file. Columns are found by reading the file again; of standard
/// input only the lines are known.
/// </summary>
internal sealed class SarifReport(Stream stream, Func<string, Stream?> reopen) : IFindingReport
{
    private readonly List<(string File, List<ReportRow> Rows)> _files = [];

    public void BeginFile(string file) => _files.Add((file, []));

    public void Write(ReportRow row)
    {
        if (_files.Count == 0 || row.Status == FindingStatus.Resolved)
        {
            BeginFile(row.File);
        }

        _files[^1].Rows.Add(row);
    }

    public void Complete(RunSummary summary)
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var rules = _files.SelectMany(file => file.Rows).Select(row => row.Rule).DistinctBy(rule => rule.Id, StringComparer.Ordinal).OrderBy(rule => rule.Record, StringComparer.Ordinal).ThenBy(rule => rule.Order).ToList();
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, rules);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            var indexes = rules.Select((rule, index) => (rule, index)).ToDictionary(pair => pair.rule.Id, pair => pair.index, StringComparer.Ordinal);
            foreach (var (file, rows) in _files)
            {
                var columns = rows.Count == 0 || rows[0].Status == FindingStatus.Resolved ? [] : Columns(file, rows);
                foreach (var row in rows)
                {
                    WriteResult(json, row, indexes[row.Rule.Id], columns.GetValueOrDefault((row.Line, row.Field ?? "")));
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
        stream.Flush();
    }

    public void Dispose() => _files.Clear();

    private static void WriteTool(Utf8JsonWriter json, List<RuleInfo> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "utrex");
        json.WriteString("version", typeof(UtrexSpecification).Assembly.GetName().Version!.ToString(3));
        json.WriteString("semanticVersion", typeof(UtrexSpecification).Assembly.GetName().Version!.ToString(3));
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            if (rule.Name is not null)
            {
                json.WriteString("name", rule.Name);
            }

            WriteMessage(json, "shortDescription", rule.Text);
            WriteMessage(json, "fullDescription", rule.ExtendedDescription.Length > 0 ? rule.ExtendedDescription : rule.Text);
            json.WriteStartObject("help");
            json.WriteString("text", rule.Advice);
            json.WriteEndObject();
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", rule.Severity == Severity.Error ? "error" : "warning");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, ReportRow row, int ruleIndex, (int Start, int End) columns)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", row.Rule.Id);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", row.Level);
        WriteMessage(json, "message", row.Message.Length > 0 ? row.Message : row.Rule.Text);
        json.WriteStartArray("locations");
        WriteLocation(json, row.File, row.Line, columns);
        json.WriteEndArray();
        if (row.Related.Count > 0 || row.Cause is not null)
        {
            json.WriteStartArray("relatedLocations");
            foreach (var place in row.Cause is { } cause ? [.. row.Related, cause] : row.Related)
            {
                WriteLocation(json, place.File, place.Line, columns: default);
            }

            json.WriteEndArray();
        }

        json.WriteStartObject("partialFingerprints");
        json.WriteString("utrex/v1", string.Join('/', row.Rule.Id, row.Field, row.Lea, row.School, row.Student, row.StatewideStudentId, row.EntryDate, row.Incident, row.Course));
        json.WriteEndObject();
        if (row.Status is { } status)
        {
            json.WriteString("baselineState", status switch { FindingStatus.New => "new", FindingStatus.Known => "unchanged", _ => "absent" });
        }

        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, string file, int line, (int Start, int End) columns)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Path.IsPathRooted(file) ? new Uri(file).AbsoluteUri : string.Join('/', file.Split('/', '\\').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", line);
        if (columns.Start > 0)
        {
            json.WriteNumber("startColumn", columns.Start);
            json.WriteNumber("endColumn", columns.End);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    /// <summary>Where the fields of the findings stand in their lines, from 1; the end is the first column behind.</summary>
    private Dictionary<(int Line, string Field), (int Start, int End)> Columns(string file, List<ReportRow> rows)
    {
        var columns = new Dictionary<(int, string), (int, int)>();
        using var input = reopen(file);
        if (input is null)
        {
            return columns;
        }

        var lines = rows.Where(row => row.Field is not null).ToLookup(row => row.Line, row => row.Field!);
        using var reader = BatchReader.Open(input, UtrexSpecification.Current);
        while (reader.Read())
        {
            foreach (var name in lines[reader.LineNumber])
            {
                if (reader.Record?.FindField(name) is { } field)
                {
                    columns[(reader.LineNumber, name)] = Place(reader, field);
                }
            }
        }

        return columns;
    }

    private static (int Start, int End) Place(BatchReader reader, FieldInfo field)
    {
        var line = reader.Current;
        var value = line.Field(field);
        int at;
        if (line.IsDelimited)
        {
            at = 0;
            for (var number = 0; number < field.Number; number++)
            {
                var tab = reader.Line[at..].IndexOf((byte)'\t');
                if (tab < 0)
                {
                    at = reader.Line.Length;
                    break;
                }

                at += tab + 1;
            }
        }
        else
        {
            at = Math.Min(field.Offset, reader.Line.Length);
        }

        var start = Encoding.UTF8.GetCharCount(reader.Line[..at]) + 1;
        return (start, start + Encoding.UTF8.GetCharCount(value));
    }
}
