using System.Xml;
using BenchmarkDotNet.Attributes;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Sif;

namespace Utrex.Sdk.Benchmarks;

/// <summary>A district at year end as SIF objects: reading them, making records of them, and writing them, against a bare <see cref="XmlReader"/>.</summary>
[MemoryDiagnoser]
[HideColumns("Error", "StdDev", "RatioSD", "Gen0", "Gen1", "Gen2", "Alloc Ratio")]
public class SifBenchmarks
{
    private const int Students = 5_000;

    private readonly ReusedBuffer _output = new();
    private byte[] _batch = [];
    private byte[] _xml = [];

    [GlobalSetup]
    public void Setup()
    {
        (_batch, var folder) = BatchData.District(Students);
        Directory.Delete(folder, recursive: true);
        using var xml = new MemoryStream();
        Write(xml);
        _xml = xml.ToArray();
        Console.WriteLine($"// {_xml.Length:N0} bytes of XML, {Read():N0} objects");
    }

    [Benchmark(Baseline = true, Description = "limit: XmlReader, nothing looked at")]
    public int Xml()
    {
        using var reader = XmlReader.Create(new MemoryStream(_xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreWhitespace = true });
        var nodes = 0;
        while (reader.Read())
        {
            nodes++;
        }

        return nodes;
    }

    [Benchmark(Description = "Utrex: objects read and put aside")]
    public int Read()
    {
        using var collector = new SifCollector();
        Add(collector);
        return collector.Objects.Values.Sum();
    }

    [Benchmark(Description = "Utrex: a batch collected")]
    public int Collect()
    {
        using var collector = new SifCollector();
        Add(collector);
        var records = collector.Write(new BatchWriter(_output, RecordLayout.Delimited));
        return collector.ProblemCount == 0 ? records : throw new InvalidOperationException($"{collector.ProblemCount} problems in clean objects.");
    }

    [Benchmark(Description = "Utrex: a batch written as objects")]
    public int Write() => Write(Stream.Null);

    private int Write(Stream output)
    {
        using var reader = BatchReader.Open(_batch, UtrexSpecification.Current);
        using var writer = new SifWriter(output);
        while (reader.Read())
        {
            writer.Write(reader.Current, reader.Record!, reader.LineNumber);
        }

        writer.Complete();
        return writer.Report.LossCount;
    }

    private void Add(SifCollector collector)
    {
        if (!collector.Add(new MemoryStream(_xml), "district.xml"))
        {
            throw new InvalidOperationException(collector.Problems[0].ToString());
        }
    }
}
