using System.Text.Json;
using Utrex.Cli.Rules;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>Reads a line of a report in JSON lines, which may come from anywhere.</summary>
internal static class FindingJson
{
    /// <summary>Reads a finding.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isMasked">Whether its personal values are pseudonyms.</param>
    /// <exception cref="FormatException">The line is no finding; the message says why, without the end of a sentence.</exception>
    public static ReportRow Read(string line, out bool isMasked)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            if (json.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException("it is no JSON object");
            }

            isMasked = json.TryGetProperty("masked", out var masked) && masked.ValueKind == JsonValueKind.True;
            return Row(json);
        }
        catch (JsonException e)
        {
            throw new FormatException("it is no JSON object", e);
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException("it holds half a character", e);
        }
    }

    private static ReportRow Row(JsonElement json)
    {
        var (file, field, id) = (Text(json, "file") ?? "", Text(json, "field"), Text(json, "rule") ?? throw new FormatException("it names no 'rule'"));
        var rule = RuleRows.Find(id, field) ?? throw new FormatException($"'{id}' is no rule of a specification that the tool holds");
        return new ReportRow
        {
            Rule = rule,
            Severity = Text(json, "level") switch { "error" => Severity.Error, "warning" => Severity.Warning, _ => rule.Severity },
            File = file,
            Line = Line(json, "line") ?? throw new FormatException("it names no 'line'"),
            Record = Text(json, "record"),
            Field = field,
            Message = Text(json, "message") ?? "",
            Value = Text(json, "value"),
            Lea = Text(json, "lea"),
            School = Text(json, "school"),
            Student = Text(json, "student"),
            StatewideStudentId = Text(json, "ssid"),
            EntryDate = Text(json, "entryDate"),
            Incident = Text(json, "incident"),
            Course = Text(json, "course"),
            Related = [.. Lines(json, "related").Select(line => new ReportPlace(file, line))],
            Cause = Line(json, "causedBy") is { } cause ? new ReportPlace(file, cause) : null,
            Status = Enum.TryParse<FindingStatus>(Text(json, "status"), ignoreCase: true, out var status) ? status : null,
        };
    }

    private static JsonElement? Value(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement json, string name) => Value(json, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw new FormatException($"its '{name}' is no text"),
    };

    private static int? Line(JsonElement json, string name) => Value(json, name) is { } line ? Number(line, name) : null;

    private static int Number(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var line) && line > 0 ? line : throw new FormatException($"its '{name}' is no number of a line");

    private static IEnumerable<int> Lines(JsonElement json, string name) => Value(json, name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(line => Number(line, name)),
        _ => throw new FormatException($"its '{name}' is no list of lines"),
    };
}
