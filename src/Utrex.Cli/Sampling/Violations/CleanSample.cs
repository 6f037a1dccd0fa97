using System.Buffers;
using System.Collections.Concurrent;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>
/// A clean batch in memory, with what is asked of it while rules are broken: its records by type, by value, and by what they share.
/// Behind them stand spare ones, of further students and schools: they become part of the batch where it has no record that fits.
/// A record's number is its place among all of them, and stays when spare ones are added. Nothing in here changes; edits work on copies.
/// </summary>
internal sealed class CleanSample
{
    // Of a trait that one student in a hundred has, the first part has a few, the second plenty.
    private static readonly int[] SpareStudents = [1_000, 5_000];

    private readonly int[] _starts;
    private readonly Dictionary<string, int[]> _byType;
    private readonly ConcurrentDictionary<FieldInfo, ILookup<string, int>> _byValue = [];
    private readonly Lazy<CleanSample?> _larger;

    private CleanSample(SampleOptions options, SampleGenerator generator, CleanSample? smaller)
    {
        Options = options;
        Calendar = smaller?.Calendar ?? new SampleCalendar(options);
        Context = smaller?.Context ?? new SubmissionContext(options.SchoolYear, options.AsOf);
        Records = new SampleRecords(smaller?.Records, Read(generator));
        Registers = new SampleRegisters(smaller?.Registers, generator.Reference.Tables);

        _starts = [.. smaller?._starts ?? [], smaller?.Records.Count ?? 0];
        _byType = Enumerable.Range(0, Records.Count).GroupBy(number => Records[number].Info.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        _larger = new Lazy<CleanSample?>(() => Parts > SpareStudents.Length
            ? null
            : new CleanSample(options, SampleGenerator.Spare(options, Parts, SpareStudents.Take(Parts - 1).Sum(), SpareStudents[Parts - 1]), this));
    }

    /// <summary>The options that the batch was made from.</summary>
    public SampleOptions Options { get; }

    /// <summary>The school year.</summary>
    public SampleCalendar Calendar { get; }

    /// <summary>What a validation of the batch knows besides it.</summary>
    public SubmissionContext Context { get; }

    /// <summary>The records.</summary>
    public SampleRecords Records { get; }

    /// <summary>The reference data.</summary>
    public SampleRegisters Registers { get; }

    /// <summary>How many parts the records have: the batch itself, and parts of spare ones.</summary>
    public int Parts => _starts.Length;

    /// <summary>The same batch with more spare records, or <see langword="null"/> where more would not help.</summary>
    public CleanSample? Larger => _larger.Value;

    /// <summary>The batch of some options.</summary>
    public static CleanSample Of(SampleOptions options) => new(options, new SampleGenerator(options), smaller: null);

    /// <summary>The numbers of the records of a type.</summary>
    public IReadOnlyList<int> OfType(string type) => _byType.GetValueOrDefault(type) ?? [];

    /// <summary>The numbers of the records that have a value in a field.</summary>
    public IEnumerable<int> With(RecordInfo record, FieldInfo field, string value) =>
        _byValue.GetOrAdd(field, _ => OfType(record.Id).ToLookup(number => Records[number][field], StringComparer.Ordinal))[value];

    /// <summary>The numbers of the records of a part: the first, and the one behind the last.</summary>
    public (int Start, int End) Part(int part) => (_starts[part], part + 1 < Parts ? _starts[part + 1] : Records.Count);

    private static EditableBatch Read(SampleGenerator generator)
    {
        var bytes = new ArrayBufferWriter<byte>();
        generator.Write(new BatchWriter(bytes, RecordLayout.Delimited), static () => { });
        return EditableBatch.Read(bytes.WrittenMemory);
    }
}
