using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Reports;

/// <summary>One JSON object a line, its keys in a fixed order, absent values null.</summary>
internal sealed class JsonLinesReport(Stream stream, SubmissionContext context) : IFindingReport
{
    private const int FlushAt = 1 << 16;

    // Findings go to tools and people, not into HTML: quotes and accents stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt);
    private string _file = "";

    public void BeginFile(string file) => _file = file;

    public void Write(Finding finding)
    {
        var keys = finding.Keys;
        using (var json = new Utf8JsonWriter(_buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("file"u8, _file);
            json.WriteNumber("line"u8, finding.Line);
            json.WriteString("record"u8, keys.Record?.Id);
            json.WriteString("field"u8, finding.Field?.Name ?? finding.Rule.Field);
            json.WriteString("rule"u8, finding.Rule.Id);
            json.WriteString("level"u8, finding.Severity == Severity.Error ? "error"u8 : "warning"u8);
            json.WriteString("message"u8, finding.FormatMessage(context));
            json.WriteString("value"u8, finding.Value);
            json.WriteString("lea"u8, keys.Lea);
            json.WriteString("school"u8, keys.School);
            json.WriteString("student"u8, keys.Student);
            json.WriteString("ssid"u8, keys.StatewideStudentId);
            json.WriteString("entryDate"u8, keys.EntryDate);
            json.WriteStartArray("related"u8);
            foreach (var line in finding.Related)
            {
                json.WriteNumberValue(line);
            }

            json.WriteEndArray();
            if (finding.CausedBy is { } cause)
            {
                json.WriteNumber("causedBy"u8, cause);
            }
            else
            {
                json.WriteNull("causedBy"u8);
            }

            json.WriteNull("status"u8);
            json.WriteEndObject();
        }

        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushAt)
        {
            Flush();
        }
    }

    public void Flush()
    {
        stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
        stream.Flush();
    }

    public void Dispose() => _buffer.Clear();
}
