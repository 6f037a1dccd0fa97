using BenchmarkDotNet.Attributes;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Validation;

namespace Utrex.Sdk.Benchmarks;

/// <summary>A whole district at year end, every record type, with the state's registers: the rules across records, and all of level 1.</summary>
[MemoryDiagnoser]
[HideColumns("Error", "StdDev", "RatioSD", "Gen0", "Gen1", "Gen2", "Alloc Ratio")]
public class BatchBenchmarks
{
    private const int Students = 20_000;

    private byte[] _batch = [];
    private string _folder = "";
    private ReferenceFolder? _reference;

    [GlobalSetup]
    public void Setup()
    {
        (_batch, _folder) = BatchData.District(Students);
        _reference = ReferenceFolder.Open(_folder);
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true, Description = "level 1, one thread")]
    public int OneThread() => Validate(threads: 1);

    [Benchmark(Description = "level 1, two threads")]
    public int TwoThreads() => Validate(threads: 2);

    [Benchmark(Description = "rules across records alone, one thread")]
    public int AcrossRecords()
    {
        var rules = UtrexSpecification.Current.BatchRules!(UtrexSpecification.Current, Context, _reference!);
        using var reader = BatchReader.Open(_batch, UtrexSpecification.Current);
        while (reader.Read())
        {
            rules.Add(reader.Current, reader.Record!, reader.LineNumber, isValid: true);
        }

        return None(rules.Evaluate(maxDegreeOfParallelism: 1, CancellationToken.None).Count());
    }

    [Benchmark(Description = "the state's registers read")]
    public bool Registers() => ReferenceFolder.Open(_folder).Has(ReferenceRegister.Students);

    private static SubmissionContext Context => new(schoolYear: BatchData.Today.Year, BatchData.Today);

    private int Validate(int threads)
    {
        using var reader = BatchReader.Open(_batch, UtrexSpecification.Current);
        var summary = new BatchValidator(UtrexSpecification.Current, Context, _reference) { MaxDegreeOfParallelism = threads }.Validate(reader, _ => { });
        return None(summary.Errors + summary.Warnings);
    }

    private static int None(int findings) => findings == 0 ? 0 : throw new InvalidOperationException($"{findings} findings in a clean batch.");
}
