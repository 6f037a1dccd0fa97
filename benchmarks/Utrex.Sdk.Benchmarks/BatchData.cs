using System.Globalization;
using System.Text;
using Utrex.Cli;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Benchmarks;

/// <summary>Synthetic districts at year end that validate clean, in memory.</summary>
internal static class BatchData
{
    private static readonly Dictionary<string, byte[]> Samples = new(StringComparer.Ordinal);

    /// <summary>The day on which the samples are validated.</summary>
    public static DateOnly Today { get; } = new(2026, 6, 30);

    /// <summary>The schools of the samples, with their last days.</summary>
    public static IReadOnlyList<(byte[] Number, DateOnly? LastDay)> Schools => field ??= [.. SchoolsOf(Sample(20_000, RecordLayout.Delimited))];

    /// <summary>A batch of a district with the state's registers beside it.</summary>
    public static (byte[] Batch, string ReferenceFolder) District(int students)
    {
        var folder = Directory.CreateTempSubdirectory("utrex-benchmark-").FullName;
        return (Sample(students, RecordLayout.Delimited, "--reference-output", folder), folder);
    }

    /// <summary>As many lines of a record type as asked for; where a district has fewer, they come again.</summary>
    public static byte[] Of(RecordInfo record, RecordLayout layout, int records)
    {
        var name = $"{layout}";
        if (!Samples.TryGetValue(name, out var batch))
        {
            Samples[name] = batch = Sample(20_000, layout);
        }

        return Take(batch, Encoding.ASCII.GetBytes(record.Id + "="), records);
    }

    /// <summary>The lines, in one of a hundred of which a code, a date or a number is spoilt.</summary>
    public static byte[] WithMistakes(RecordInfo record, byte[] lines)
    {
        var batch = lines.ToArray();
        var spoilt = record.Fields.Where(field => field.Type is FieldType.Code or FieldType.Date or FieldType.Integer).ToArray();
        using var reader = BatchReader.Open(lines, UtrexSpecification.Current);
        var start = 0;
        while (reader.Read())
        {
            if (reader.LineNumber % 100 == 50)
            {
                var line = reader.Current;
                var next = 0;
                while (line.Field(spoilt[next]).IsEmpty)
                {
                    next++;
                }

                line.Bytes.Overlaps(line.Field(spoilt[next]), out var at);
                batch[start + at] = (byte)'~';
            }

            start += reader.Line.Length + 1;
        }

        return batch;
    }

    private static byte[] Sample(int students, RecordLayout layout, params string[] more)
    {
        var path = Path.GetTempFileName();
        try
        {
            var layoutName = layout == RecordLayout.Delimited ? "delimited" : "positional";
            string[] arguments =
            [
                "sample", "--students", students.ToString(CultureInfo.InvariantCulture), "--schools", "40", "--layout", layoutName,
                "--as-of", Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "--output", path, .. more,
            ];
            var exitCode = UtrexCommandLine.RunAsync(arguments, () => Stream.Null, Stream.Null, TextWriter.Null).GetAwaiter().GetResult();
            return exitCode == 0 ? File.ReadAllBytes(path) : throw new InvalidOperationException("The sample could not be written.");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<(byte[] Number, DateOnly? LastDay)> SchoolsOf(byte[] batch)
    {
        var schools = new List<(byte[], DateOnly?)>();
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        while (reader.Read())
        {
            if (reader.Record!.Id == UtrexSpecification.Current.GroupRecord)
            {
                var last = Scalars.MonthDay(reader.Current.Field(reader.Record.FindKey(FieldKey.LastDayOfSchool)!));
                schools.Add((reader.Current.Field(reader.Record.FindKey(FieldKey.School)!).ToArray(), last.HasValue ? last.Value.ToDate(Today.Year) : null));
            }
        }

        return schools;
    }

    private static byte[] Take(ReadOnlySpan<byte> batch, ReadOnlySpan<byte> id, int records)
    {
        var lines = new MemoryStream();
        for (var rest = batch; records > 0; records--)
        {
            while (!rest.StartsWith(id))
            {
                if (rest.IsEmpty)
                {
                    rest = lines.Length > 0 ? batch : throw new InvalidOperationException("The sample has no such record.");
                    continue;
                }

                rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
            }

            var end = rest.IndexOf((byte)'\n') + 1;
            lines.Write(rest[..end]);
            rest = rest[end..];
        }

        return lines.ToArray();
    }
}
