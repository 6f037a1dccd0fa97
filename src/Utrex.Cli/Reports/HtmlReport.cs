using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Utrex.Sdk;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Reports;

/// <summary>
/// One page that needs nothing else: the findings as data in it, and a script that groups, filters and draws those that are seen.
/// The data are columns of numbers into lists of texts, since the same rules, schools and students come again and again.
/// </summary>
internal sealed class HtmlReport(Stream stream, SubmissionContext context, bool isMasked) : IFindingReport
{
    // More rows than that make a page that a browser opens slowly; the totals count them all.
    private const int MostRows = 200_000;

    private readonly List<ReportRow> _rows = [];
    private readonly List<string> _files = [];
    private readonly SortedDictionary<string, int> _left = new(StringComparer.Ordinal);

    public void BeginFile(string file) => _files.Add(file);

    public void Write(ReportRow row)
    {
        if (_rows.Count < MostRows)
        {
            _rows.Add(row);
        }
        else
        {
            _left[row.Rule.Id] = _left.GetValueOrDefault(row.Rule.Id) + 1;
        }
    }

    public void Complete(RunSummary summary)
    {
        using var page = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        foreach (var line in Resource("report.html").ReplaceLineEndings("\n").Split('\n'))
        {
            switch (line.Trim())
            {
                case "/*style*/":
                    page.Write(Resource("report.css"));
                    break;
                case "/*script*/":
                    page.Write(Resource("report.js"));
                    break;
                case "/*data*/":
                    page.Flush();
                    WriteData(page.BaseStream);
                    page.WriteLine();
                    break;
                default:
                    page.WriteLine(line);
                    break;
            }
        }
    }

    public void Dispose() => _rows.Clear();

    private static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Utrex.Cli.Reports.Html." + name)!);
        return reader.ReadToEnd();
    }

    private void WriteData(Stream output)
    {
        var texts = new Texts();
        var rules = _rows.Select(row => row.Rule).Distinct().OrderBy(rule => rule.Record, StringComparer.Ordinal).ThenBy(rule => rule.Order).ToList();
        var ruleNumbers = rules.Select((rule, number) => (rule, number)).ToDictionary(pair => pair.rule, pair => pair.number);

        // The default encoder escapes what could end the script element.
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default });
        json.WriteStartObject();
        json.WriteString("created", System.DateTime.Now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        json.WriteString("today", context.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("specification", $"UTREx {UtrexSpecification.Current.SchoolYear}");
        json.WriteBoolean("masked", isMasked);
        json.WriteNumber("left", _left.Values.Sum());
        json.WriteStartArray("files");
        _files.ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteString("name", rule.Name);
            json.WriteBoolean("error", rule.Severity == Severity.Error);
            json.WriteString("record", rule.Record);
            json.WriteString("recordName", UtrexSpecification.Current.FindRecord(rule.Record)?.Name ?? "The file itself");
            json.WriteString("text", rule.Text);
            json.WriteString("applies", rule.Applies);
            json.WriteString("demands", rule.Demands);
            json.WriteString("advice", rule.Advice);
            json.WriteString("note", rule.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in _rows)
        {
            json.WriteStartArray();
            json.WriteNumberValue(texts.Number(row.File));
            json.WriteNumberValue(row.Line);
            json.WriteNumberValue(ruleNumbers[row.Rule]);
            foreach (var text in new[] { row.Record, row.Field, row.FieldTitle, row.Value, row.Lea, row.School, row.Student, row.StatewideStudentId, row.EntryDate, row.Message, row.ExtendedDescription })
            {
                json.WriteNumberValue(texts.Number(text));
            }

            json.WriteNumberValue(row.Cause?.Line ?? 0);
            json.WriteNumberValue(row.Status is { } status ? (int)status + 1 : 0);
            foreach (var place in row.Related)
            {
                json.WriteNumberValue(place.Line);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("texts");
        texts.All.ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Every text once; the first is that of nothing.</summary>
    private sealed class Texts
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

        public List<string?> All { get; } = [null];

        public int Number(string? text)
        {
            if (text is null)
            {
                return 0;
            }

            if (!_numbers.TryGetValue(text, out var number))
            {
                _numbers[text] = number = All.Count;
                All.Add(text);
            }

            return number;
        }
    }
}
