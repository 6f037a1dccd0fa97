using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Utrex.Cli.Rules;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>
/// The data in the page: columns of numbers into lists of texts, since the same rules, schools and students come again and again, and sums
/// that count every finding, listed or not. <c>data.js</c> reads them.
/// </summary>
internal sealed class HtmlReportData(int mostRows)
{
    private readonly List<ReportRow> _rows = [];
    private readonly List<string> _files = [];
    private readonly Dictionary<Sum, int> _sums = [];
    private readonly HashSet<(string File, string? Lea, string Student)> _students = [];

    public void AddFile(string file)
    {
        if (!_files.Contains(file, StringComparer.Ordinal))
        {
            _files.Add(file);
        }
    }

    public void Add(ReportRow row)
    {
        var sum = new Sum(row.File, row.Lea, row.School, Grade.Of(row), row.Cause is not null, row.Status);
        _sums[sum] = _sums.GetValueOrDefault(sum) + 1;
        if (row.Student is { } student && row.Status != FindingStatus.Resolved)
        {
            _students.Add((row.File, row.Lea, student));
        }

        if (_rows.Count < mostRows)
        {
            _rows.Add(row);
        }
    }

    public void Clear() => _rows.Clear();

    public void Write(Stream output, RunSummary summary, DateOnly today, bool isMasked)
    {
        // A resolved finding may be of a file that is not in this run, and a record that one names in a file without a finding.
        var files = _files.Concat(_rows.SelectMany(row => row.Related.Select(place => place.File).Prepend(row.File))).Distinct(StringComparer.Ordinal).ToList();
        var fileNumbers = Numbered(files, StringComparer.Ordinal);
        var rules = _sums.Keys.Select(sum => sum.Grade).Concat(summary.NotEvaluated.Select(entry => Grade.Of(entry.Rule)))
            .Distinct().OrderBy(grade => grade.Rule.Record, StringComparer.Ordinal).ThenBy(grade => grade.Rule.Order).ThenByDescending(grade => grade.IsError).ToList();
        var ruleNumbers = Numbered(rules, EqualityComparer<Grade>.Default);
        var texts = new Texts();

        // The default encoder escapes what could end the script element.
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default });
        json.WriteStartObject();
        json.WriteString("created", System.DateTime.Now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        json.WriteString("today", today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("specification", $"UTREx {string.Join(" and ", summary.SchoolYears)}");
        WriteArray("read", summary.Read, batch =>
        {
            json.WriteStartObject();
            json.WriteString("file", batch.File);
            json.WriteString("head", batch.Head);
            json.WriteString("records", batch.Records);
            json.WriteEndObject();
        });
        WriteArray("notes", summary.Notes, json.WriteStringValue);
        json.WriteBoolean("masked", isMasked);
        json.WriteBoolean("baseline", summary.HasBaseline);
        json.WriteNumber("students", _students.Select(student => (BatchOf(student.File), student.Lea, student.Student)).Distinct().Count());
        WriteArray("files", files, file =>
        {
            json.WriteStartObject();
            json.WriteString("name", file);
            json.WriteNumber("batch", fileNumbers[BatchOf(file)]);
            json.WriteBoolean("given", _files.Contains(file, StringComparer.Ordinal));
            json.WriteEndObject();
        });
        WriteArray("rules", rules, grade => WriteRule(json, grade.Rule, grade.IsError));
        WriteArray("notChecked", summary.NotEvaluated.GroupBy(entry => entry.Reason, StringComparer.Ordinal), group =>
        {
            json.WriteStartObject();
            json.WriteString("reason", group.Key);
            WriteArray("rules", group.Select(entry => ruleNumbers[Grade.Of(entry.Rule)]).Distinct().Order(), json.WriteNumberValue);
            json.WriteEndObject();
        });
        WriteArray("sums", _sums, pair =>
        {
            var (sum, count) = pair;
            json.WriteStartArray();
            json.WriteNumberValue(fileNumbers.GetValueOrDefault(sum.File, -1));
            json.WriteNumberValue(texts.Number(sum.Lea));
            json.WriteNumberValue(texts.Number(sum.School));
            json.WriteNumberValue(ruleNumbers[sum.Grade]);
            json.WriteNumberValue(sum.IsEffect ? 1 : 0);
            json.WriteNumberValue(NumberOf(sum.Status));
            json.WriteNumberValue(count);
            json.WriteEndArray();
        });
        WriteArray("rows", _rows, row =>
        {
            json.WriteStartArray();
            json.WriteNumberValue(fileNumbers[row.File]);
            json.WriteNumberValue(row.Line);
            json.WriteNumberValue(ruleNumbers[Grade.Of(row)]);
            foreach (var text in new[] { row.Field, row.FieldTitle, row.Value, row.Lea, row.School, row.Student, row.StatewideStudentId, row.EntryDate, row.Message, row.ExtendedDescription })
            {
                json.WriteNumberValue(texts.Number(text));
            }

            json.WriteNumberValue(NumberOf(row.Status));
            foreach (var place in row.Related.Prepend(row.Cause ?? default))
            {
                json.WriteNumberValue(place.File is null ? 0 : fileNumbers.GetValueOrDefault(place.File, fileNumbers[row.File]));
                json.WriteNumberValue(place.Line);
            }

            json.WriteEndArray();
        });
        WriteArray("texts", texts.All, json.WriteStringValue);
        json.WriteEndObject();

        // Files of SIF objects make one batch together; any other file is one.
        string BatchOf(string file) => summary.CollectedFiles.Contains(file, StringComparer.Ordinal) ? summary.CollectedFiles[0] : file;

        void WriteArray<T>(string name, IEnumerable<T> items, Action<T> write)
        {
            json.WriteStartArray(name);
            foreach (var item in items)
            {
                write(item);
            }

            json.WriteEndArray();
        }
    }

    private static void WriteRule(Utf8JsonWriter json, RuleInfo rule, bool isError)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("label", RuleLabels.Of(rule));
        json.WriteBoolean("error", isError);
        json.WriteString("record", rule.Record);
        json.WriteString("recordName", Years.Of(rule).FindRecord(rule.Record)?.Name ?? "The file itself");
        json.WriteString("text", rule.Text);
        json.WriteString("applies", rule.Applies);
        json.WriteString("demands", rule.Demands);
        json.WriteString("advice", rule.Advice);
        json.WriteString("note", rule.Note);
        json.WriteEndObject();
    }

    private static int NumberOf(FindingStatus? status) => status is { } known ? (int)known + 1 : 0;

    private static Dictionary<T, int> Numbered<T>(IEnumerable<T> items, IEqualityComparer<T> comparer)
        where T : notnull => items.Select((item, number) => (item, number)).ToDictionary(pair => pair.item, pair => pair.number, comparer);

    /// <summary>What findings have in common that are counted together.</summary>
    private readonly record struct Sum(string File, string? Lea, string? School, Grade Grade, bool IsEffect, FindingStatus? Status);

    /// <summary>A rule and how grave it is: the same one may be a warning in a batch of an earlier day and an error in a later one.</summary>
    private readonly record struct Grade(RuleInfo Rule, bool IsError)
    {
        public static Grade Of(ReportRow row) => new(row.Rule, row.IsError);

        public static Grade Of(RuleInfo rule) => new(rule, rule.Severity == Severity.Error);
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
                All.Add(TerminalText.Isolated(text));
            }

            return number;
        }
    }
}
