using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using CsvHelper;
using nietras.SeparatedValues;
using Utrex.Sdk.Generated;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Benchmarks;

/// <summary>
/// One record type in memory: reading its lines, every rule of a single record, and writing, against CsvHelper, a plain validator and the
/// limits of the machine. A ratio is to the sum of all bytes.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
[HideColumns("Error", "StdDev", "RatioSD", "Gen0", "Gen1", "Gen2", "Alloc Ratio")]
public class RecordBenchmarks
{
    /// <summary>The number of lines.</summary>
    public const int Records = 100_000;

    private readonly ReusedBuffer _output = new();
    private byte[] _batch = [];
    private byte[] _mistakes = [];
    private byte[] _copy = [];
    private RecordInfo _record = UtrexSpecification.Current.Records[0];
    private PlainValidator? _plain;
    private TypedRecords? _typed;
    private BatchWriter? _writer;
    private CsvReaderOptions _peer = CsvReaderOptions.Default;

    /// <summary>Every record type that stands in a file.</summary>
    public static IEnumerable<string> RecordIds => UtrexSpecification.Current.Records.Where(record => record.Fields.Count > 0).Select(record => record.Id);

    /// <summary>The id of the record type.</summary>
    [ParamsSource(nameof(RecordIds))]
    public string Record { get; set; } = "";

    [Params(RecordLayout.Delimited, RecordLayout.Positional)]
    public RecordLayout Layout { get; set; }

    /// <summary>The length of all lines.</summary>
    public int Bytes => _batch.Length;

    [GlobalSetup]
    public void Setup()
    {
        _record = UtrexSpecification.Current.FindRecord(Record)!;
        _batch = BatchData.Of(_record, Layout, Records);
        _mistakes = BatchData.WithMistakes(_record, _batch);
        _copy = new byte[_batch.Length];
        _plain = new PlainValidator(_record, Layout);
        _typed = TypedRecords.Read(_record, _batch);
        _writer = new BatchWriter(_output, Layout);
        _peer = Layout == RecordLayout.Delimited
            ? new CsvReaderOptions { HasHeader = false, Separator = '\t', Mode = CsvMode.NoEscape }
            : new CsvReaderOptions { HasHeader = false, Mode = CsvMode.FixedWidth, FieldWidths = [.. _record.Fields.Select(field => field.Width)] };
        Agree();
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

    [Benchmark(Description = "CsvHelper 34: Read, span of each field")]
    public int CsvHelperSpans()
    {
        using var reader = CsvReader.Create(_batch, _peer);
        var bytes = 0;
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                bytes += reader.GetSpan(i).Length;
            }
        }

        return bytes;
    }

    [Benchmark(Description = "CsvHelper 34: Read, each field typed")]
    public int CsvHelperTyped()
    {
        using var reader = CsvReader.Create(_batch, _peer);
        Span<char> characters = stackalloc char[8];
        var values = 0;
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                var span = reader.GetSpan(i);
                if (span.IsEmpty)
                {
                    continue;
                }

                values += _record.Fields[i].Type switch
                {
                    FieldType.Integer => (int)reader.Parse<long>(i),
                    FieldType.Decimal => (int)reader.Parse<decimal>(i),
                    FieldType.Date => Encoding.UTF8.TryGetChars(span, characters, out var count) && DateOnly.TryParseExact(characters[..count], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.Day : 0,
                    _ => span.Length,
                };
            }
        }

        return values;
    }

    [DelimitedOnly]
    [Benchmark(Description = "Sep 0.17: rows")]
    public int SepRows()
    {
        using var reader = OpenSep();
        var records = 0;
        foreach (var row in reader)
        {
            records++;
        }

        return records;
    }

    [DelimitedOnly]
    [Benchmark(Description = "Sep 0.17: rows, span of each column")]
    public int SepSpans()
    {
        using var reader = OpenSep();
        var characters = 0;
        foreach (var row in reader)
        {
            for (var i = 0; i < row.ColCount; i++)
            {
                characters += row[i].Span.Length;
            }
        }

        return characters;
    }

    [DelimitedOnly]
    [Benchmark(Description = "Sylvan 1.4: Read, span of each field")]
    public int SylvanSpans()
    {
        using var reader = Sylvan.Data.Csv.CsvDataReader.Create(new StreamReader(new MemoryStream(_batch), Encoding.UTF8), new Sylvan.Data.Csv.CsvDataReaderOptions { HasHeaders = false, Delimiter = '\t', OwnsReader = true });
        var characters = 0;
        while (reader.Read())
        {
            for (var i = 0; i < reader.RowFieldCount; i++)
            {
                characters += reader.GetFieldSpan(i).Length;
            }
        }

        return characters;
    }

    [Benchmark(Description = "plain validator: ReadLine, Split, HashSet, TryParse")]
    public int Plain() => _plain!.CountBad(_batch);

    [Benchmark(Description = "Utrex: read")]
    public int Read()
    {
        using var reader = BatchReader.Open(_batch, UtrexSpecification.Current);
        while (reader.Read())
        {
        }

        return reader.RecordsRead;
    }

    [Benchmark(Description = "Utrex: read, every rule of a field")]
    public int FieldRules() => CountBad(_batch, withRecordRules: false);

    [Benchmark(Description = "Utrex: read, every rule of a field, 1% of the records bad")]
    public int FieldRulesWithMistakes() => CountBad(_mistakes, withRecordRules: false);

    [Benchmark(Description = "Utrex: read, every rule of a single record")]
    public int Validate() => CountBad(_batch, withRecordRules: true);

    [Benchmark(Description = "Utrex: read, every rule of a single record, 1% of the records bad")]
    public int ValidateWithMistakes() => CountBad(_mistakes, withRecordRules: true);

    [Benchmark(Description = "Utrex: write typed records")]
    public long Write()
    {
        _typed!.Write(_writer!, Records);
        return _output.Total;
    }

    /// <summary>A comparison of validators that do not find the same would mean nothing.</summary>
    private void Agree()
    {
        (string What, int Expected, int Actual)[] counts =
        [
            ("lines", Records, Read()),
            ("bad lines among clean ones, plain", 0, Plain()),
            ("bad lines among clean ones", 0, Validate()),
            ("bad lines, plain", Records / 100, _plain!.CountBad(_mistakes)),
            ("bad lines", Records / 100, FieldRulesWithMistakes()),
        ];
        if (Array.Find(counts, count => count.Expected != count.Actual) is { What: not null } wrong)
        {
            throw new InvalidOperationException($"{Record} {Layout}, {wrong.What}: {wrong.Actual} instead of {wrong.Expected}.");
        }
    }

    private SepReader OpenSep() => Layout == RecordLayout.Delimited
        ? Sep.New('\t').Reader(options => options with { HasHeader = false, DisableQuotesParsing = true, DisableColCountCheck = true }).From(_batch)
        : throw new NotSupportedException("Sep has no fixed widths.");

    private static int CountBad(byte[] batch, bool withRecordRules)
    {
        var collector = new FindingCollector(new SubmissionContext(schoolYear: BatchData.Today.Year, BatchData.Today));
        collector.EnterLea(default, BatchData.Today);
        foreach (var (number, lastDay) in BatchData.Schools)
        {
            collector.EnterSchool(number, lastDay);
        }

        using var reader = BatchReader.Open(batch, UtrexSpecification.Current, new BatchReaderOptions { Context = collector.Context });
        var bad = 0;
        while (reader.Read())
        {
            var isClean = reader.IsClean;
            if (isClean && !withRecordRules)
            {
                continue;
            }

            collector.Begin(reader.LineNumber, reader.Record);
            if (withRecordRules)
            {
                ((CompiledRecord)reader.Record!).Apply(reader.Current, collector, isClean);
            }
            else
            {
                ((CompiledRecord)reader.Record!).FieldRules(reader.Current, collector);
            }

            bad += collector.Findings.Count > 0 ? 1 : 0;
        }

        return bad;
    }
}
