using System.Buffers;
using Utrex.Cli.Commands;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Reference;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>A sample that breaks certain rules: a clean one, changed.</summary>
internal sealed class ViolationWriter : ISample
{
    private readonly SampleGenerator _generator;
    private readonly SampleCalendar _calendar;
    private readonly SubmissionContext _context;
    private readonly EditableBatch _batch;
    private readonly List<(Violation Violation, EditValues Values)> _violations = [];

    private ViolationWriter(SampleOptions options)
    {
        _generator = new SampleGenerator(options);
        _calendar = new SampleCalendar(options);
        _context = new SubmissionContext(options.SchoolYear, options.AsOf);
        var clean = new ArrayBufferWriter<byte>();
        _generator.Write(new BatchWriter(clean, RecordLayout.Delimited), static () => { });
        _batch = EditableBatch.Read(clean.WrittenMemory);
    }

    /// <summary>A sample that breaks these rules.</summary>
    /// <exception cref="CommandException">A rule cannot be broken in this sample.</exception>
    public static ViolationWriter Create(SampleOptions options, IEnumerable<RuleInfo> rules)
    {
        var writer = new ViolationWriter(options);
        foreach (var rule in rules)
        {
            writer.Break(rule);
        }

        return writer;
    }

    /// <summary>The batch as it is.</summary>
    public EditableBatch Batch => _batch;

    private void Break(RuleInfo rule)
    {
        var violation = Violation.Of(rule);
        var values = new EditValues(_calendar);
        _violations.Add((violation, values));
        var isOnly = _violations.Count == 1;

        // Edits of the reference data speak of the edited records: then each trial has its own.
        var isBroken = violation.ReferenceEdits.Count > 0
            ? Edit(() => !isOnly || WithReference(IsRight))
            : WithReference(reference => violation.Edits.Count > 0
                ? Edit(() => !isOnly || IsRight(reference))
                : new ViolationSearch(_batch, _calendar, _context, reference).Apply(rule, violation));
        if (!isBroken)
        {
            throw new CommandException($"rule {rule.Id} cannot be broken in this sample: no record of it fits. Take more --students, or another day with --as-of.");
        }

        bool Edit(Func<bool> accepts) => new BatchEditor(_batch, values, accepts).Apply(violation.Edits);

        bool IsRight(IReferenceData reference) => _batch.Breaks(rule, violation, _context, reference);
    }

    /// <inheritdoc/>
    public void Write(BatchWriter writer, Action flush)
    {
        try
        {
            _batch.Write(writer);
        }
        catch (FieldFormatException e)
        {
            throw new CommandException($"the batch that breaks the rule cannot be written in this layout: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void WriteReference(string folder)
    {
        _generator.WriteReference(folder);
        foreach (var (violation, values) in _violations)
        {
            new ReferenceEditor(values).Apply(folder, violation.ReferenceEdits);
        }
    }

    /// <summary>Does something with the reference data of the batch.</summary>
    public T WithReference<T>(Func<IReferenceData, T> action)
    {
        var folder = Directory.CreateTempSubdirectory("utrex-");
        try
        {
            WriteReference(folder.FullName);
            return action(ReferenceFolder.Open(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
