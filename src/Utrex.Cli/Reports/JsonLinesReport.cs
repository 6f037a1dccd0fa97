using System.Buffers;
using System.Text.Json;

namespace Utrex.Cli.Reports;

/// <summary>
/// One JSON object a line, its keys in a fixed order, absent values null. The last keys are there only where they say something: which
/// incident or course, which records of other batches, and whether personal values are masked.
/// </summary>
internal sealed class JsonLinesReport(Stream stream, bool isMasked) : IFindingReport
{
    private const int FlushAt = 1 << 16;

    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt);

    public void BeginFile(string file)
    {
    }

    public void Write(ReportRow row)
    {
        using (var json = new Utf8JsonWriter(_buffer, FindingJson.Options))
        {
            json.WriteStartObject();
            FindingJson.Write(json, row);
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

    private void Flush()
    {
        stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
        stream.Flush();
    }
}
