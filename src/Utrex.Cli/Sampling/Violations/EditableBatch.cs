using Utrex.Sdk;
using Utrex.Sdk.IO;
using Utrex.Sdk.Reference;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>A batch in memory, whose records can be changed, copied and removed.</summary>
internal sealed class EditableBatch(List<EditableRecord> records)
{
    /// <summary>The records, in the order of the file.</summary>
    public List<EditableRecord> Records { get; } = records;

    /// <summary>Lines after the records that are none.</summary>
    public List<byte[]> OtherLines { get; } = [];

    /// <summary>A batch of bytes.</summary>
    public static EditableBatch Read(ReadOnlyMemory<byte> bytes)
    {
        var records = new List<EditableRecord>();
        using var reader = BatchReader.Open(bytes, UtrexSpecification.Current);
        while (reader.Read())
        {
            records.Add(EditableRecord.Read(reader.Record!, reader.Current));
        }

        return new EditableBatch(records);
    }

    /// <summary>A batch of its own with the same records.</summary>
    public EditableBatch Copy() => new([.. Records.Select(record => record.Copy())]);

    /// <summary>Writes the batch in the writer's layout.</summary>
    public void Write(BatchWriter writer)
    {
        foreach (var record in Records)
        {
            record.Write(writer);
        }

        foreach (var line in OtherLines)
        {
            writer.WriteRawLine(line);
        }
    }

    /// <summary>What a validation says of the batch.</summary>
    public List<Finding> Validate(SubmissionContext context, IReferenceData? reference, bool includesCascades = false)
    {
        var bytes = new MemoryStream();
        foreach (var line in Records.Select(record => record.ToLine()).Concat(OtherLines))
        {
            bytes.Write(line);
            bytes.WriteByte((byte)'\n');
        }

        var findings = new List<Finding>();
        using var reader = BatchReader.Open(bytes.ToArray(), UtrexSpecification.Current);
        new BatchValidator(UtrexSpecification.Current, context, reference) { IncludesCascades = includesCascades }.Validate(reader, findings.Add);
        return findings;
    }

    /// <summary>Whether the batch breaks a rule, and no other than must break with it.</summary>
    public bool Breaks(RuleInfo rule, Violation violation, SubmissionContext context, IReferenceData reference)
    {
        var findings = Validate(context, reference, includesCascades: rule.DependsOn is not null);
        return findings.Exists(finding => finding.Rule == rule)
            && findings.TrueForAll(finding => finding.CausedBy is not null || string.Equals(finding.Rule.Id, rule.Id, StringComparison.Ordinal) || violation.With.Contains(finding.Rule.Id, StringComparer.Ordinal));
    }
}
