using System.Buffers;
using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Sampling.Submissions;

/// <summary>A batch of a sample that takes several.</summary>
/// <param name="Key">Whose it is.</param>
/// <param name="Specification">The specification of its year.</param>
/// <param name="Batch">Its records.</param>
internal sealed record SampleSubmission(SubmissionKey Key, CompiledSpecification Specification, EditableBatch Batch)
{
    /// <summary>The batch as a file.</summary>
    public ReadOnlyMemory<byte> ToBytes(RecordLayout layout)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Batch.Write(new BatchWriter(bytes, layout));
        return bytes.WrittenMemory;
    }

    /// <summary>What Level 1 finds in it on a day.</summary>
    public IEnumerable<Finding> Validate(DateOnly today, IReferenceData reference)
    {
        var findings = new List<Finding>();
        using var reader = BatchReader.Open(ToBytes(RecordLayout.Delimited), Specification);
        new BatchValidator(Specification, new SubmissionContext(Specification.EndingYear, today), reference) { MaxDegreeOfParallelism = 1 }.Validate(reader, findings.Add);
        return findings.Where(finding => finding.Rule.Kind != RuleKind.Level2);
    }
}
