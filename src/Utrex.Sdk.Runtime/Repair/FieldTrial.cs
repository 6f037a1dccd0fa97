using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Repair;

/// <summary>Tries what the rules of single fields would find if a line were another one than it is.</summary>
/// <param name="context">What the run knows besides the batch.</param>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class FieldTrial(SubmissionContext context)
{
    private readonly FindingNotes _notes = new();
    private FindingCollector? _collector;
    private int[] _ends = [];

    /// <summary>What the rules find in a line, until the next one is tried; nothing where nobody has compiled them.</summary>
    public FindingNotes Try(ReadOnlySpan<byte> line, RecordInfo record)
    {
        // Most files are right: nothing is tried then, and the days of a collector cost something.
        var collector = _collector ??= new FindingCollector(context) { Notes = _notes };
        collector.Begin(1, record);
        if (record is CompiledRecord compiled)
        {
            var count = record.Fields.Count;
            _ends = _ends.Length < count ? new int[count] : _ends;
            compiled.FieldRules(RecordLine.Parse(line, _ends.AsSpan(0, count)), collector);
        }

        return _notes;
    }

    /// <summary>How many errors they find.</summary>
    public int ErrorsOf(ReadOnlySpan<byte> line, RecordInfo record) => Try(line, record).Errors;
}
