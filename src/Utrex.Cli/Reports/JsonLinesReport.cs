using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Utrex.Statewide.Rules;

namespace Utrex.Cli.Reports;

/// <summary>
/// One JSON object a line, its keys in a fixed order, absent values null. The last keys are there only where they say something: which
/// incident or course, which records of other batches, and whether personal values are masked.
/// </summary>
internal sealed class JsonLinesReport(Stream stream, bool isMasked) : IFindingReport
{
    private const int FlushAt = 1 << 16;

    // Findings go to tools and people, not into HTML: quotes and accents stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt);

    public void BeginFile(string file)
    {
    }

    public void Write(ReportRow row)
    {
        using (var json = new Utf8JsonWriter(_buffer, Options))
        {
            json.WriteStartObject();
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
            if (isMasked)
            {
                json.WriteBoolean("masked"u8, value: true);
            }

            json.WriteEndObject();
        }

        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushAt)
        {
            Flush();
        }
    }

    public void Complete(RunSummary summary) => Flush();

    public void Dispose() => _buffer.Clear();

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

    private void Flush()
    {
        stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
        stream.Flush();
    }
}
