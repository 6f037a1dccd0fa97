using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Utrex.Sdk;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Masking;

/// <summary>
/// Writes a batch with pseudonyms, line by line and otherwise byte by byte as it was. Of a line that is no record, every letter and digit
/// after its start is made up.
/// </summary>
internal sealed class BatchMask(Pseudonyms pseudonyms)
{
    private const int RecordIdLength = 3;
    private static readonly BatchReaderOptions Options = new();

    /// <summary>Masks a batch.</summary>
    public void Write(Stream input, Stream output)
    {
        using var reader = BatchReader.Open(input, UtrexSpecification.Current, Options);
        var line = new ArrayBufferWriter<byte>();
        while (reader.Read())
        {
            line.ResetWrittenCount();
            if (reader.Record is { } record)
            {
                Mask(reader.Current, reader.Line, record, line);
            }
            else
            {
                MaskUnknown(reader.Line, reader.Problem, line);
            }

            line.Write("\n"u8);
            output.Write(line.WrittenSpan);
        }
    }

    /// <summary>The personal values of some lines.</summary>
    public static HashSet<string> PersonalValues(Stream input, IReadOnlySet<int> lines)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        using var reader = BatchReader.Open(input, UtrexSpecification.Current, Options);
        while (reader.Read())
        {
            if (reader.Record is { } record && lines.Contains(reader.LineNumber))
            {
                foreach (var field in record.Fields.Where(field => field.IsPersonal))
                {
                    values.Add(Encoding.UTF8.GetString(reader.Current.Field(field)));
                }
            }
        }

        return values;
    }

    private void Mask(RecordLine record, ReadOnlySpan<byte> line, RecordInfo info, ArrayBufferWriter<byte> output)
    {
        var written = 0;
        var at = 0;
        foreach (var field in info.Fields)
        {
            var start = record.IsDelimited ? at : field.Offset;
            if (start >= line.Length)
            {
                break;
            }

            if (record.IsDelimited)
            {
                var length = line[at..].IndexOf((byte)'\t');
                at = length < 0 ? line.Length : at + length + 1;
            }

            var value = record.Field(field);
            if (field.IsPersonal && !value.IsEmpty)
            {
                output.Write(line[written..start]);
                output.Write(Encoding.UTF8.GetBytes(pseudonyms.Of(Encoding.UTF8.GetString(value))));
                written = start + value.Length;
            }
        }

        output.Write(line[written..]);
    }

    private static void MaskUnknown(ReadOnlySpan<byte> line, LineProblem problem, ArrayBufferWriter<byte> output)
    {
        var masked = line.ToArray();
        for (var i = Math.Min(RecordIdLength, masked.Length); i < masked.Length; i++)
        {
            masked[i] = (char)masked[i] switch
            {
                >= '0' and <= '9' => (byte)('0' + RandomNumberGenerator.GetInt32(10)),
                >= 'A' and <= 'Z' => (byte)('A' + RandomNumberGenerator.GetInt32(26)),
                >= 'a' and <= 'z' => (byte)('a' + RandomNumberGenerator.GetInt32(26)),
                _ => masked[i],
            };
        }

        output.Write(masked);
        if (problem == LineProblem.TooLong)
        {
            // Only the start of such a line is known; it stays too long.
            output.Write(Enumerable.Repeat((byte)'x', Options.MaxLineLength).ToArray());
        }
    }
}
