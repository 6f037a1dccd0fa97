using System.Buffers;
using System.Globalization;
using System.Text;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Fuzzing;

/// <summary>
/// Damaged SIF objects. Nothing throws; the memory that they take is bounded; the batch that is made of them can be read line by line, comes
/// out the same however their bytes come, each line and field has an origin, and the validator stands.
/// </summary>
internal static class SifFiles
{
    /// <summary>A collection of a few objects takes no more than this, and so many bytes for each byte of XML.</summary>
    private const long LargestBase = 64L << 20;
    private const long LargestFactor = 400;

    private static readonly SubmissionContext Context = new(2026, new DateOnly(2025, 10, 1));

    /// <summary>Runs the campaign.</summary>
    /// <returns>The number of failures.</returns>
    public static int Run(FuzzOptions options)
    {
        var files = new DamagedXml(DamagedBatch.Of(options));
        return new Campaign("sif", options).Run(random => Check([.. Enumerable.Range(0, random.Next(4) == 0 ? 2 : 1).Select(_ => files.Next(random))], random));
    }

    private static string Check(byte[][] files, Random random)
    {
        var options = new SifCollectorOptions
        {
            SchoolYear = random.Next(2) == 0 ? null : random.Next(8) == 0 ? random.Next(1000, 10_000) : 2026,
            AsOfWithoutTimestamp = random.Next(8) == 0 ? random.Next(2) == 0 ? DateTime.MinValue : DateTime.MaxValue : new DateTime(2025, 10, 1),
        };
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var expected = Collect(files, options, bytes => new MemoryStream(bytes), origins: random);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Campaign.Holds(allocated < LargestBase + (LargestFactor * files.Sum(file => (long)file.Length)), $"{allocated} bytes were allocated for {files.Sum(file => (long)file.Length)} of XML");

        var step = random.Next(1, 3_000);
        Campaign.Same(expected, Collect(files, options, bytes => new SteppedStream(bytes, step), origins: null), "batches from memory and from a stream");
        return expected;
    }

    private static string Collect(byte[][] files, SifCollectorOptions options, Func<byte[], Stream> open, Random? origins)
    {
        using var collector = new SifCollector(options);
        for (var i = 0; i < files.Length; i++)
        {
            using var stream = open(files[i]);
            collector.Add(stream, string.Create(CultureInfo.InvariantCulture, $"{i}.xml"));
        }

        var output = new ArrayBufferWriter<byte>();
        var records = collector.Write(new BatchWriter(output, RecordLayout.Delimited));
        var findings = 0;
        using var reader = BatchReader.Open(output.WrittenMemory, UtrexSpecification.Current);
        var summary = new BatchValidator(UtrexSpecification.Current, Context) { MaxDegreeOfParallelism = 1, JudgesShape = false }.Validate(reader, finding =>
        {
            findings++;
            if (origins is not null && finding.Rule != FileRules.Empty)
            {
                Campaign.Holds(collector.FindOrigin(finding.Line, finding.Field) is not null, $"{finding} has no origin");
            }
        });
        Campaign.Holds(summary.RecordsRefused == 0 && summary.RecordsRead == records, $"{records} records were written, {summary.RecordsRead} are read and {summary.RecordsRefused} refused");
        var problems = string.Join('\n', collector.Problems);
        Campaign.Holds(collector.ProblemCount >= collector.Problems.Count && (records > 0 || collector.ProblemCount > 0), "nothing was written, and nothing says why");
        return string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(output.WrittenSpan)}\n{problems}\n{findings}\n{string.Join('\n', collector.LeftOut)}\n{string.Join('\n', collector.Objects)}");
    }
}
