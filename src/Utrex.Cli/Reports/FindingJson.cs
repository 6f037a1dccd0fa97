using System.Text.Encodings.Web;
using System.Text.Json;
using Utrex.Cli.Rules;
using Utrex.Sdk.Specification;
using Utrex.Statewide.Rules;

namespace Utrex.Cli.Reports;

/// <summary>A finding as JSON, its keys in a fixed order: written as reports in JSON lines have it, and read from a line that may come from anywhere.</summary>
internal static class FindingJson
{
    /// <summary>How it is written: findings go to tools and people, not into HTML, so that quotes and accents stay readable.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes the keys and values of a finding. Absent values are null; the last keys are there only where they say something.</summary>
    public static void Write(Utf8JsonWriter json, ReportRow row)
    {
        json.WriteString("file"u8, row.File);
        json.WriteNumber("line"u8, row.Line);
        json.WriteString("record"u8, row.Record);
        json.WriteString("field"u8, row.Field);
        json.WriteString("rule"u8, row.Rule.Id);
        json.WriteString("level"u8, row.Level);
        json.WriteString("message"u8, row.Message);
        json.WriteString("value"u8, row.Value);
        json.WriteString("lea"u8, row.Lea);
        json.WriteString("school"u8, row.School);
        json.WriteString("student"u8, row.Student);
        json.WriteString("ssid"u8, row.StatewideStudentId);
        json.WriteString("entryDate"u8, row.EntryDate);
        json.WriteStartArray("related"u8);
        foreach (var place in row.Related)
        {
            // The number of a line says nothing of a file; what stands in others is named as such.
            if (row.Others.Count == 0 || string.Equals(place.File, row.File, StringComparison.Ordinal))
            {
                json.WriteNumberValue(place.Line);
            }
        }

        json.WriteEndArray();
        if (row.Cause is { } cause)
        {
            json.WriteNumber("causedBy"u8, cause.Line);
        }
        else
        {
            json.WriteNull("causedBy"u8);
        }

        json.WriteString("status"u8, row.Status?.ToString().ToLowerInvariant());
        WriteIfAny(json, "incident", row.Incident);
        WriteIfAny(json, "course", row.Course);
        WriteOthers(json, row.Others);
    }

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
            return Read(json);
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

    private static ReportRow Read(JsonElement json)
    {
        var (field, id) = (Text(json, "field"), Text(json, "rule") ?? throw new FormatException("it names no 'rule'"));
        return Read(json, RuleRows.Find(id, field) ?? throw new FormatException($"'{id}' is no rule of a specification that the tool holds"));
    }

    /// <summary>Reads a finding of a rule that is known.</summary>
    /// <exception cref="FormatException">It is none; the message says why, without the end of a sentence.</exception>
    public static ReportRow Read(JsonElement json, RuleInfo rule)
    {
        var file = Text(json, "file") ?? "";
        return new ReportRow
        {
            Rule = rule,
            Severity = Text(json, "level") switch { "error" => Severity.Error, "warning" => Severity.Warning, _ => rule.Severity },
            File = file,
            Line = Line(json, "line") ?? throw new FormatException("it names no 'line'"),
            Record = Text(json, "record"),
            Field = Text(json, "field"),
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

    private static void WriteIfAny(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteOthers(Utf8JsonWriter json, IReadOnlyList<OtherRecord> others)
    {
        if (others.Count == 0)
        {
            return;
        }

        json.WriteStartArray("others"u8);
        foreach (var other in others)
        {
            json.WriteStartObject();
            json.WriteString("lea"u8, other.Lea);
            json.WriteString("school"u8, other.School);
            json.WriteString("student"u8, other.Student);
            json.WriteString("ssid"u8, other.StatewideStudentId);
            json.WriteString("entryDate"u8, other.EntryDate);
            json.WriteString("scramEntryDate"u8, other.ScramEntryDate);
            json.WriteNumber("schoolYear"u8, other.SchoolYear);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static JsonElement? Value(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text, or <see langword="null"/> where it is absent.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static string? Text(JsonElement json, string name) => Value(json, name) switch
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
