using System.Buffers;
using System.Text;
using Utrex.Cli.Sampling;
using Utrex.Documents;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Sif.Mapping;
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

    /// <summary>Asserts that a batch came back with what the report says was lost, and with nothing else lost.</summary>
    public static void ShouldComeBack(string went, string came, SifWriterReport report)
    {
        var lost = report.Losses.ToLookup(loss => loss.Line);
        var expected = Records(went).Select((item, i) => (item.Record, item.Values, Losses: lost[i + 1].ToList())).Where(item => item.Losses.TrueForAll(loss => loss.Field is not null)).ToList();
        foreach (var (_, values, losses) in expected)
        {
            losses.ForEach(loss => values[loss.Field!.Number] = loss.ReadAs);
        }

        var back = Records(came);
        if (report.Losses.Any(loss => loss.Record.Id == "DI" && loss.ReadAs.Length == 0))
        {
            // The day of an extract that tells none is that of the run.
            expected.RemoveAll(item => item.Record.Id == "DI");
            back.RemoveAll(item => item.Record.Id == "DI");
        }

        if (report.Derived.ContainsKey("SchoolInfo"))
        {
            // A school that only its records speak of becomes one that has a record.
            back.RemoveAll(item => item.Record.Id == "SC" && item.Values.Count(value => value.Length > 0) <= 3);
        }

        var counts = expected.Select(item => Plain((item.Record, item.Values))).CountBy(line => line, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var more = back.Select(Plain).Where(line => (counts[line] = counts.GetValueOrDefault(line) - 1) < 0).ToList();
        var missing = counts.Where(pair => pair.Value > 0).Select(pair => pair.Key).ToList();
        (string.Join('\n', missing), string.Join('\n', more)).ShouldBe(("", ""), "missing and in their place");
    }

    /// <summary>A record with what SIF spells in its own way spelled so, without what it has no place for and what is counted through the batch.</summary>
    private static string Plain((RecordInfo Record, string[] Values) item)
    {
        var map = SifMap.Records.First(candidate => candidate.Record == item.Record);
        var values = Array.ConvertAll(item.Values, Utf8Value.Of);
        map.FillBlanks(values);
        return string.Join('\t', item.Record.Fields.Except(map.NotCarried)
            .Where(field => field.Property != nameof(Sdk.Y2026.Records.TranscriptCourseRecord.CourseRecordId))
            .Select(field => DocumentValues.Plain(field, values[field.Number].ToString())));
    }
}
