using System.Buffers;
using System.Text;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Masking;

/// <summary>
/// Writes a batch with pseudonyms, line by line and otherwise byte by byte as it was: each stands where the value stood, and takes as many
/// bytes. Besides the personal fields, values are masked that seem to stand in a wrong column.
/// </summary>
/// <param name="pseudonyms">The pseudonyms.</param>
/// <param name="misfits">Lines and fields of which a finding says that the value has the wrong form.</param>
internal sealed class BatchMask(SpecificationInfo specification, Pseudonyms pseudonyms, IReadOnlySet<(int Line, FieldInfo Field)> misfits)
{
    private readonly HashSet<int> _linesWithOpenMisfits = [];

    /// <summary>Whether values in wrong columns stay everywhere.</summary>
    public bool LeavesMisfits { get; set; }

    /// <summary>How many values in wrong columns stayed as they are when a batch was last written.</summary>
    public int MisfitsLeft { get; private set; }

    /// <summary>Leaves the values in wrong columns of a line as they are: the findings need them.</summary>
    public void LeaveMisfits(int line) => _linesWithOpenMisfits.Add(line);

    /// <summary>Masks a batch.</summary>
    public void Write(FileStream input, Stream output)
    {
        MisfitsLeft = 0;
        input.Position = 0;
        using var reader = BatchReader.Open(input, specification, leaveOpen: true);
        var lines = new RawLines(input.SafeFileHandle);
        output.Write(lines.Preamble());
        var line = new ArrayBufferWriter<byte>();
        while (reader.Read())
        {
            var bytes = lines.Next(out var isWhole);
            line.ResetWrittenCount();
            if (reader.Record is { } record)
            {
                Mask(reader, record, line);
                line.Write(bytes[reader.Line.Length..]);
            }
            else
            {
                RefusedLine.Write(specification, bytes, isStart: true, line);
                while (!isWhole)
                {
                    output.Write(line.WrittenSpan);
                    line.ResetWrittenCount();
                    RefusedLine.Write(specification, lines.Next(out isWhole), isStart: false, line);
                }
            }

            output.Write(line.WrittenSpan);
        }
    }

    private void Mask(BatchReader reader, RecordInfo info, ArrayBufferWriter<byte> output)
    {
        var record = reader.Current;
        var line = reader.Line;
        var personal = PersonalValues(record, info);
        var leaves = LeavesMisfits || _linesWithOpenMisfits.Contains(reader.LineNumber);
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

            var bytes = record.Field(field);
            if (bytes.IsEmpty || field.Type == FieldType.Constant)
            {
                continue;
            }

            var value = Encoding.UTF8.GetString(bytes);
            var masked = value;
            if (field.IsPersonal)
            {
                masked = pseudonyms.Of(field, value);
            }
            else if (OfWrongColumn(field, value, reader.LineNumber, personal) is { } other)
            {
                MisfitsLeft += leaves ? 1 : 0;
                masked = leaves ? value : other();
            }

            if (!string.Equals(masked, value, StringComparison.Ordinal))
            {
                output.Write(line[written..start]);
                output.Write(Encoding.UTF8.GetBytes(masked));
                written = start + bytes.Length;
            }
        }

        output.Write(line[written..]);
    }

    /// <summary>What masks a value that seems to stand in a wrong column, or <see langword="null"/> for one that does not.</summary>
    private Func<string>? OfWrongColumn(FieldInfo field, string value, int line, Dictionary<string, FieldInfo> personal)
    {
        if (personal.TryGetValue(value, out var owner) && WrongColumns.MayBePersonal(field, value))
        {
            return () => pseudonyms.Of(owner, value);
        }

        return WrongColumns.IsMisfit(field, value) || misfits.Contains((line, field)) ? () => pseudonyms.OfMisfit(field, value) : null;
    }

    private static Dictionary<string, FieldInfo> PersonalValues(RecordLine record, RecordInfo info)
    {
        var values = new Dictionary<string, FieldInfo>(StringComparer.Ordinal);
        foreach (var field in info.Fields)
        {
            if (field.IsPersonal && record.Field(field) is { IsEmpty: false } value)
            {
                values.TryAdd(Encoding.UTF8.GetString(value), field);
            }
        }

        return values;
    }
}
