using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Fuzzing;

/// <summary>
/// Makes batches out of the lines of sound ones and damages them: as a whole (lines lost, doubled, moved, in the other layout), field by
/// field (values of other records, of other fields, and such as nobody expects) and byte by byte.
/// </summary>
internal sealed class DamagedBatch
{
    private static readonly string[] Values =
    [
        "", " ", "   ", "0", "00", "000", "1", "-1", "+1", "99999", "2147483647", "2147483648", "9223372036854775808", "1e15", "1.", ".5", "0.0.0", "NaN", "\u221E", "0180", "180.5", "999.9999", "1 8",
        "99991231", "00010101", "00000000", "10000101", "99999999", "19000101", "20000229", "20010229", "20250831", "20250901", "20260630", "20260701", "20251301", "2025-10-01", "9999-12-31", "0001-01-01", "9999-12-31 23:59:59.999",
        "0001-01-01 00:00:00.000", "2025-10-01 00:00:00.000", "2025-10-01 24:00:00.000", "1231", "0229", "0000", "209999", "Y", "N", "y", "X", "TD", "AE", "EL", "~", "A\u0301", "Núñez", "日本", "👩‍🏫", "\uFFFD", "\u202Ecba", "\u200B", "\u00A0",
        "'; DROP TABLE", "=1+1", "<script>", "{0}", "%s", "\u0001", "\u007F", "\"", "S1=", "DI=", "84101-1234", "40.7608", "-111.8910", "85GCQ2RF+XJ",
    ];

    private static readonly string[] Days =
    [
        "99991231", "00010101", "00010102", "99991230", "20000229", "20010228", "20250701", "20250818", "20250831", "20250901", "20250902", "20251001", "20251002", "20260101", "20260530", "20260531", "20260630", "20260701", "19990630", "20100915",
    ];

    private static readonly string[] Numbers = ["0", "1", "9", "10", "20", "40", "179", "180", "181", "990", "999", "0.5", "1.000", "4.0000", "0001", "99999999"];

    private static readonly byte[][] Ends = ["\n"u8.ToArray(), "\r\n"u8.ToArray()];

    private readonly List<byte[][]> _sources;
    private readonly Dictionary<string, byte[][]> _byRecord;

    private DamagedBatch(IEnumerable<byte[]> batches)
    {
        _sources = [.. batches.Select(Lines)];
        _byRecord = _sources.SelectMany(lines => lines).GroupBy(line => Encoding.UTF8.GetString(line.AsSpan(0, 2)), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Reads the batches that are to be damaged.</summary>
    public static DamagedBatch Of(FuzzOptions options)
    {
        IEnumerable<string> files = options.Batches.Count > 0 ? options.Batches : Directory.EnumerateFiles(Path.Combine(Root(), "samples"), "clean*.utrex").Order(StringComparer.Ordinal);
        return new DamagedBatch(files.Select(File.ReadAllBytes));
    }

    /// <summary>A batch.</summary>
    /// <param name="random">Decides everything.</param>
    /// <param name="isSound">Whether it is left without damage of single bytes and lines.</param>
    public byte[] Next(Random random, bool isSound = false)
    {
        var lines = Pick(random);
        if (random.Next(4) == 0)
        {
            lines = [.. lines.Select(line => random.Next(3) == 0 ? InOtherLayout(line) : line)];
        }

        for (var columns = random.Next(4); columns > 0; columns--)
        {
            DamageColumn(random, lines);
        }

        var damages = random.Next(8) == 0 ? 0 : random.Next(1, random.Next(3) == 0 ? 60 : 12);
        for (var i = 0; i < damages && lines.Count > 0; i++)
        {
            if (random.Next(5) == 0)
            {
                DamageOrder(random, lines);
            }
            else
            {
                var at = random.Next(lines.Count);
                lines[at] = DamageLine(random, lines[at], isSound);
            }
        }

        var output = new ArrayBufferWriter<byte>();
        if (random.Next(20) == 0)
        {
            output.Write(Encoding.UTF8.Preamble);
        }

        var end = Ends[random.Next(6) == 0 ? 1 : 0];
        foreach (var line in lines)
        {
            output.Write(line);
            output.Write(random.Next(200) == 0 ? Ends[random.Next(2)] : end);
        }

        return random.Next(10) == 0 && output.WrittenCount > 0 ? output.WrittenSpan[..random.Next(output.WrittenCount)].ToArray() : output.WrittenSpan.ToArray();
    }

    /// <summary>Some records of a batch; its first two lines begin it, and neighbours belong together.</summary>
    private List<byte[]> Pick(Random random)
    {
        var source = _sources[random.Next(_sources.Count)];
        var lines = new List<byte[]>();
        if (random.Next(30) > 0)
        {
            lines.AddRange(source.Take(2));
        }

        for (var runs = random.Next(1, 5); runs > 0; runs--)
        {
            var start = random.Next(source.Length);
            lines.AddRange(source.Skip(start).Take(random.Next(1, 12)));
        }

        // A few record types are rare, and would hardly ever be met.
        foreach (var record in _byRecord.Values.Where(_ => random.Next(12) == 0))
        {
            lines.Add(record[random.Next(record.Length)]);
        }

        return lines;
    }

    /// <summary>One value in the same field of every record of a type: what a table of the exporter lacks, it lacks everywhere.</summary>
    private static void DamageColumn(Random random, List<byte[]> lines)
    {
        var types = lines.Select(line => UtrexSpecification.Current.FindRecord(line)).OfType<RecordInfo>().Distinct().ToList();
        if (types.Count == 0)
        {
            return;
        }

        var record = types[random.Next(types.Count)];
        var field = PickField(random, record);
        var value = Encoding.UTF8.GetBytes(OfField(random, field));
        for (var i = 0; i < lines.Count; i++)
        {
            lines[i] = UtrexSpecification.Current.FindRecord(lines[i]) == record ? Put(lines[i], record, field, value) : lines[i];
        }
    }

    private void DamageOrder(Random random, List<byte[]> lines)
    {
        var at = random.Next(lines.Count);
        switch (random.Next(6))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.InsertRange(random.Next(lines.Count + 1), Enumerable.Repeat(lines[at], random.Next(1, 4)));
                break;
            case 2:
                (lines[at], lines[0]) = (lines[0], lines[at]);
                break;
            case 3:
                random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(lines));
                break;
            case 4:
                lines.Insert(at, []);
                break;
            default:
                var other = _sources[random.Next(_sources.Count)];
                lines.AddRange(other.Take(random.Next(1, 10)));
                break;
        }
    }

    private byte[] DamageLine(Random random, byte[] line, bool isSound) => random.Next(isSound ? 5 : 10) switch
    {
        0 => Replace(random, line, _ => Encoding.UTF8.GetBytes(Values[random.Next(Values.Length)])),
        1 or 2 => Replace(random, line, field => Encoding.UTF8.GetBytes(OfField(random, field))),
        3 => Replace(random, line, field => OfOtherRecord(random, line, field)),
        4 => Replace(random, line, _ => OfOtherField(random, line)),
        5 => [.. line.AsSpan(0, random.Next(line.Length + 1))],
        6 => Without(line, random.Next(line.Length + 1)),
        7 => With(line, random.Next(line.Length + 1), random.Next(12) == 0 ? new byte[] { 0 } : random.Next(12) == 0 ? Enumerable.Repeat((byte)random.Next(32, 127), 1 << random.Next(18)).ToArray() : [(byte)random.Next(256)]),
        8 => With(line, random.Next(line.Length + 1), "\t"u8),
        _ => Flip(random, line),
    };

    /// <summary>A line with another value in one field.</summary>
    private static byte[] Replace(Random random, byte[] line, Func<FieldInfo, byte[]> value)
    {
        if (UtrexSpecification.Current.FindRecord(line) is not { } record)
        {
            return Flip(random, line);
        }

        var changed = PickField(random, record);
        return Put(line, record, changed, value(changed));
    }

    private static byte[] Put(byte[] line, RecordInfo record, FieldInfo field, byte[] value)
    {
        if (line.Length > 3 && line[3] == (byte)'\t')
        {
            var values = Fields(line, record);
            values[field.Number] = value;
            return Join(values);
        }

        var bytes = line.ToList();
        while (bytes.Count < field.Offset + field.Width)
        {
            bytes.Add((byte)' ');
        }

        for (var i = 0; i < field.Width; i++)
        {
            bytes[field.Offset + i] = i < value.Length ? value[i] : (byte)' ';
        }

        return [.. bytes];
    }

    /// <summary>Any field; one that joins records or compares days more often than its number would have it.</summary>
    private static FieldInfo PickField(Random random, RecordInfo record)
    {
        var joining = record.Fields.Where(field => field.Type == FieldType.Date || field.Key != FieldKey.None).ToArray();
        return random.Next(2) == 0 || joining.Length == 0 ? record.Fields[random.Next(record.Fields.Count)] : joining[random.Next(joining.Length)];
    }

    /// <summary>A value that the field may have, or that is at the edge of what it may.</summary>
    private static string OfField(Random random, FieldInfo field) => field.Type switch
    {
        FieldType.Date => Days[random.Next(random.Next(2) == 0 ? 4 : Days.Length)],
        FieldType.Code or FieldType.NumberOrCode when field.Codes is { Codes.Count: > 0 } table && random.Next(8) > 0 => table.Codes[random.Next(table.Codes.Count)].Code,
        FieldType.Integer or FieldType.Decimal or FieldType.NumberOrCode => Numbers[random.Next(Numbers.Length)],
        _ => Values[random.Next(Values.Length)],
    };

    private byte[] OfOtherRecord(Random random, byte[] line, FieldInfo field)
    {
        var others = _byRecord.GetValueOrDefault(Encoding.UTF8.GetString(line.AsSpan(0, 2))) ?? [line];
        var record = UtrexSpecification.Current.FindRecord(line)!;
        return Fields(others[random.Next(others.Length)], record)[field.Number];
    }

    private static byte[] OfOtherField(Random random, byte[] line)
    {
        var values = Fields(line, UtrexSpecification.Current.FindRecord(line)!);
        return values[random.Next(values.Length)];
    }

    private static byte[][] Fields(byte[] line, RecordInfo record)
    {
        var cut = RecordLine.Parse(line, new int[record.Fields.Count]);
        var values = new byte[record.Fields.Count][];
        foreach (var field in record.Fields)
        {
            values[field.Number] = cut.Field(field).ToArray();
        }

        return values;
    }

    private static byte[] Join(byte[][] values)
    {
        var line = new List<byte>();
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0)
            {
                line.Add((byte)'\t');
            }

            line.AddRange(values[i]);
        }

        return [.. line];
    }

    private static byte[] InOtherLayout(byte[] line)
    {
        if (UtrexSpecification.Current.FindRecord(line) is not { } record)
        {
            return line;
        }

        var output = new ArrayBufferWriter<byte>();
        try
        {
            var layout = line.Length > 3 && line[3] == (byte)'\t' ? RecordLayout.Positional : RecordLayout.Delimited;
            new BatchWriter(output, layout).Write(RecordLine.Parse(line, new int[record.Fields.Count]), record);
        }
        catch (FieldFormatException)
        {
            return line;
        }

        return output.WrittenSpan[..^1].ToArray();
    }

    private static byte[] Flip(Random random, byte[] line)
    {
        if (line.Length == 0)
        {
            return line;
        }

        byte[] flipped = [.. line];
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            flipped[random.Next(line.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)random.Next(32, 127);
        }

        return flipped;
    }

    private static byte[] Without(byte[] line, int at) => at < line.Length ? [.. line.AsSpan(0, at), .. line.AsSpan(at + 1)] : line;

    private static byte[] With(byte[] line, int at, ReadOnlySpan<byte> bytes) => [.. line.AsSpan(0, at), .. bytes, .. line.AsSpan(at)];

    private static byte[][] Lines(byte[] batch) =>
        [.. Encoding.UTF8.GetString(batch).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Encoding.UTF8.GetBytes(line.TrimEnd('\r')))];

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
