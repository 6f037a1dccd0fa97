using System.Buffers;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>A sample that breaks certain rules: a clean one, changed.</summary>
internal sealed class ViolationWriter : ISample
{
    private readonly ViolationSet _rules;
    private readonly Composition _composition;

    private ViolationWriter(ViolationSet rules, Composition composition)
    {
        _rules = rules;
        _composition = composition;
        Batch = composition.ToBatch();
    }

    /// <summary>The batch as it is.</summary>
    public EditableBatch Batch { get; }

    /// <summary>The reference data that go with it, as rules see them.</summary>
    public IReferenceData ReferenceData => _composition.ReferenceDataOf(Extract.Of(_composition.Sample.Records, _composition.Changes));

    /// <summary>A sample that breaks these rules, on the first of several days on which one can.</summary>
    /// <exception cref="CommandException">They cannot be broken in this sample; the message says why, and what would do.</exception>
    public static ViolationWriter Create(SampleOptions options, IReadOnlyList<RuleInfo> rules, IReadOnlyList<DateOnly> days)
    {
        var first = CleanSample.Of(options with { AsOf = days[0] });
        return TryCreate(first, rules, out var failure)
            ?? days.Skip(1).Select(day => TryCreate(CleanSample.Of(options with { AsOf = day }), rules, out _)).FirstOrDefault(writer => writer is not null)
            ?? throw new ViolationAdvice(first).Explain(rules, failure!);
    }

    /// <summary>A sample that breaks these rules.</summary>
    /// <exception cref="CommandException">They cannot be broken in this sample; the message says why, and what would do.</exception>
    public static ViolationWriter Create(SampleOptions options, IReadOnlyList<RuleInfo> rules) => Create(CleanSample.Of(options), rules);

    /// <summary>A clean sample, changed so that it breaks these rules.</summary>
    /// <exception cref="CommandException">They cannot be broken in this sample; the message says why, and what would do.</exception>
    public static ViolationWriter Create(CleanSample sample, IReadOnlyList<RuleInfo> rules) =>
        TryCreate(sample, rules, out var failure) ?? throw new ViolationAdvice(sample).Explain(rules, failure!);

    /// <summary>Makes sure that the batch as it is written breaks what it should and nothing else: a layout that fills values up may mend one.</summary>
    /// <exception cref="CommandException">It does not in this layout.</exception>
    public void Check(RecordLayout layout)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(new BatchWriter(bytes, layout), static () => { });
        var findings = new List<Finding>();
        using var reader = BatchReader.Open(bytes.WrittenMemory, UtrexSpecification.Current);
        new BatchValidator(UtrexSpecification.Current, _composition.Sample.Context, ReferenceData).Validate(reader, findings.Add);
        if (_rules.Judge(findings) is { } failure)
        {
            throw new CommandException($"the batch does not break {failure.Rule?.Id ?? "the rules"} in this layout, which fills values up to their widths. Take --layout delimited.");
        }
    }

    /// <inheritdoc/>
    public void Write(BatchWriter writer, Action flush)
    {
        try
        {
            Batch.Write(writer);
        }
        catch (FieldFormatException e)
        {
            throw new CommandException($"the batch that breaks the rule cannot be written in this layout: {e.Message} Take --layout delimited.", e);
        }
    }

    /// <inheritdoc/>
    public void WriteReference(string folder) => ReferenceTable.Write(folder, _composition.ToTables());

    private static ViolationWriter? TryCreate(CleanSample sample, IReadOnlyList<RuleInfo> rules, out ViolationFailure? failure)
    {
        var set = new ViolationSet(rules);
        (var composition, failure) = set.Compose(sample);
        return composition is null ? null : new ViolationWriter(set, composition);
    }
}
