using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah;
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

    /// <summary>A batch of its own with the same records and lines.</summary>
    public EditableBatch Copy()
    {
        var copy = new EditableBatch([.. Records.Select(record => record.Copy())]);
        copy.OtherLines.AddRange(OtherLines);
        return copy;
    }

    /// <summary>Writes the batch in the writer's layout.</summary>
    public void Write(BatchWriter writer)
    {
        foreach (var record in Records)
        {
            record.Write(writer);
        }

        foreach (var line in OtherLines)
        {
            writer.WriteRaw(line);
        }
    }

    /// <summary>What a validation says of the batch.</summary>
    /// <param name="context">What the run knows besides the batch.</param>
    /// <param name="reference">The state's registers.</param>
    /// <param name="includesCascades">Whether findings that only follow from another record's count.</param>
    /// <param name="threads">How many threads may work at a time: one is faster where there are few records.</param>
    public List<Finding> Validate(SubmissionContext context, IReferenceData? reference, bool includesCascades = false, int? threads = null)
    {
        var bytes = new MemoryStream();
        foreach (var record in Records)
        {
            bytes.Write(record.ToLine());
            bytes.WriteByte((byte)'\n');
        }

        OtherLines.ForEach(line => bytes.Write(line));

        var findings = new List<Finding>();
        using var reader = BatchReader.Open(bytes.ToArray(), UtrexSpecification.Current);
        new BatchValidator(UtrexSpecification.Current, context, reference)
        {
            IncludesCascades = includesCascades,
            MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount,
        }.Validate(reader, findings.Add);
        return findings;
    }
}
