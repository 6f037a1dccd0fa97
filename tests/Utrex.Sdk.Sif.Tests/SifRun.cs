using System.Buffers;
using System.Text;
using Utrex.Cli.Sampling;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>Batches to SIF and back.</summary>
internal static class SifRun
{
    public const string Namespace = "http://www.sifinfo.org/infrastructure/2.x";

    /// <summary>A synthetic batch.</summary>
    public static string Sample(int seed, int students = 200, bool isYearEnd = false)
    {
        var options = new SampleOptions { Schools = 3, Students = students, Seed = seed };
        var output = new ArrayBufferWriter<byte>();
        new SampleGenerator(isYearEnd ? options with { AsOf = options.YearEnd } : options).Write(new BatchWriter(output, RecordLayout.Delimited), () => { });
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>The SIF objects of a batch.</summary>
    public static (string Xml, SifWriterReport Report) ToSif(string batch, SifWriterOptions? options = null)
    {
        using var stream = new MemoryStream();
        SifWriterReport report;
        using (var writer = new SifWriter(stream, options))
        {
            using var reader = BatchReader.Open(Encoding.UTF8.GetBytes(batch), UtrexSpecification.Current);
            while (reader.Read())
            {
                writer.Write(reader.Current, reader.Record!);
            }

            writer.Complete();
            report = writer.Report;
        }

        return (Encoding.UTF8.GetString(stream.ToArray()), report);
    }

    /// <summary>The batch that SIF objects make.</summary>
    public static string Collect(string xml) => Collect(xml, out _);

    /// <summary>The batch that SIF objects make, and who made it.</summary>
    public static string Collect(string xml, out SifCollector collector)
    {
        collector = new SifCollector();
        collector.Add(new MemoryStream(Encoding.UTF8.GetBytes(xml)), "test.xml");
        return Write(collector);
    }

    public static string Write(SifCollector collector)
    {
        var output = new ArrayBufferWriter<byte>();
        collector.Write(new BatchWriter(output, RecordLayout.Delimited));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Objects in a message.</summary>
    public static string Message(string objects) =>
        $"<SIF_Message Version=\"2.4\" xmlns=\"{Namespace}\"><SIF_Response><SIF_Header><SIF_Timestamp>2025-10-01T08:30:00-06:00</SIF_Timestamp></SIF_Header><SIF_ObjectData>{objects}</SIF_ObjectData></SIF_Response></SIF_Message>";

    /// <summary>The records of a batch, field by field.</summary>
    public static List<(RecordInfo Record, string[] Values)> Records(string batch)
    {
        var records = new List<(RecordInfo, string[])>();
        Span<int> ends = stackalloc int[256];
        foreach (var line in batch.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            var record = UtrexSpecification.Current.FindRecord(bytes)!;
            var cut = RecordLine.Parse(bytes, ends);
            var values = new string[record.Fields.Count];
            foreach (var field in record.Fields)
            {
                values[field.Number] = Encoding.UTF8.GetString(cut.Field(field));
            }

            records.Add((record, values));
        }

        return records;
    }

    /// <summary>The value of a field in the only record of a type.</summary>
    public static string Value(string batch, string record, string field) =>
        Records(batch).Where(item => item.Record.Id == record).Select(item => item.Values[item.Record.FindField(field)!.Number]).ShouldHaveSingleItem();
}
