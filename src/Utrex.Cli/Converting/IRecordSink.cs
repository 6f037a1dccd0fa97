using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Converting;

/// <summary>Takes the records of a batch in order and writes them in one form.</summary>
internal interface IRecordSink : IDisposable
{
    /// <summary>Writes a record.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="record">Its type.</param>
    /// <param name="number">The line's number in the batch, 1-based.</param>
    void Write(RecordLine line, RecordInfo record, int number);

    /// <summary>Writes what only the end of the batch allows to write, and says what there is to say.</summary>
    /// <param name="error">The stream for summaries.</param>
    void Complete(TextWriter error)
    {
        // Most forms are complete with their last record.
    }
}

/// <summary>Writes records in one of the two layouts of a batch file.</summary>
internal sealed class LayoutSink(IBufferWriter<byte> output, RecordLayout layout) : IRecordSink
{
    private readonly BatchWriter _writer = new(output, layout);

    public void Write(RecordLine line, RecordInfo record, int number) => _writer.Write(line, record);

    public void Dispose()
    {
        // The output belongs to the caller.
    }
}

/// <summary>Writes each record as a JSON object on a line: its type, then every field that is not blank, by its name in the specification.</summary>
internal sealed class JsonRecordSink(IBufferWriter<byte> output) : IRecordSink
{
    private readonly Utf8JsonWriter _json = new(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public void Write(RecordLine line, RecordInfo record, int number)
    {
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("record"u8, record.Id);
        foreach (var field in record.Fields)
        {
            var value = line.Field(field);
            if (field.Type != FieldType.Constant && !value.IsEmpty)
            {
                _json.WriteString(field.Name, value);
            }
        }

        _json.WriteEndObject();
        _json.Flush();
        output.Write("\n"u8);
    }

    public void Dispose() => _json.Dispose();
}
