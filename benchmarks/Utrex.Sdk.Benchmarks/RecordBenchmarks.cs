using System.Numerics;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using CsvHelper;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Sdk.Benchmarks;

/// <summary>
/// One record type in memory: reading its lines, and every rule of a single record, against CsvHelper's bare reading and the limits of the
/// machine. A ratio is to the sum of all bytes.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
[HideColumns("Error", "StdDev", "RatioSD", "Gen0", "Gen1", "Gen2", "Alloc Ratio")]
public class RecordBenchmarks
{
    private const int Records = 100_000;

    private byte[] _batch = [];
    private byte[] _copy = [];
    private CsvReaderOptions _peer = CsvReaderOptions.Default;

    /// <summary>The id of the record type.</summary>
    [Params("S1", "AM")]
    public string Record { get; set; } = "";

    [Params(RecordLayout.Delimited, RecordLayout.Positional)]
    public RecordLayout Layout { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _batch = BatchData.Of(UtrexSpecification.Current.FindRecord(Record)!, Layout, Records);
        _copy = new byte[_batch.Length];
        _peer = Layout == RecordLayout.Delimited
            ? new CsvReaderOptions { HasHeader = false, Separator = '\t', Mode = CsvMode.NoEscape }
            : new CsvReaderOptions { HasHeader = false, Mode = CsvMode.FixedWidth, FieldWidths = [.. UtrexSpecification.Current.FindRecord(Record)!.Fields.Select(field => field.Width)] };
    }

    [Benchmark(Baseline = true, Description = "limit: sum of all bytes")]
    public ulong ByteSum()
    {
        var sum = Vector<ulong>.Zero;
        foreach (var part in MemoryMarshal.Cast<byte, Vector<ulong>>(_batch))
        {
            sum += part;
        }

        return Vector.Sum(sum);
    }

    [Benchmark(Description = "limit: copy")]
    public byte Copy()
    {
        _batch.CopyTo(_copy.AsSpan());
        return _copy[^1];
    }

    [Benchmark(Description = "limit: IndexOf each line end")]
    public int Lines()
    {
        var lines = 0;
        var rest = _batch.AsSpan();
        while (rest.IndexOf((byte)'\n') is >= 0 and var end)
        {
            lines++;
            rest = rest[(end + 1)..];
        }

        return lines;
    }

    [Benchmark(Description = "CsvHelper 34: Read")]
    public int CsvHelperRead()
    {
        using var reader = CsvReader.Create(_batch, _peer);
        var records = 0;
        while (reader.Read())
        {
            records++;
        }

        return records;
    }

    [Benchmark(Description = "Utrex: read")]
    public int Read()
    {
        using var reader = BatchReader.Open(_batch, UtrexSpecification.Current);
        var records = 0;
        while (reader.Read())
        {
            records++;
        }

        return records;
    }

    [Benchmark(Description = "Utrex: read and every rule of a single record")]
    public int Validate()
    {
        using var reader = BatchReader.Open(_batch, UtrexSpecification.Current);
        var collector = new FindingCollector(new SubmissionContext(schoolYear: 2026, today: new DateOnly(2026, 6, 30)));
        var findings = 0;
        while (reader.Read())
        {
            collector.Begin(reader.LineNumber, reader.Record);
            reader.Record!.FieldRules!(reader.Current, collector);
            reader.Record.RecordRules?.Invoke(reader.Current, collector);
            findings += collector.Findings.Count;
        }

        return findings == 0 ? reader.RecordsRead : throw new InvalidOperationException($"{findings} findings in clean records.");
    }
}
