using Utrex.Sdk.Findings;
using Utrex.Sdk.Utah;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>A clean sample and what violations have done to it so far.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Changes">The changes of its records.</param>
/// <param name="ReferenceEdits">The changes of its reference data.</param>
internal sealed record Composition(CleanSample Sample, BatchChanges Changes, IReadOnlyList<(ReferenceEdit Edit, EditValues Values)> ReferenceEdits)
{
    /// <summary>The whole batch, with records of its own.</summary>
    public EditableBatch ToBatch() => Changes.Apply(Sample.Records, Enumerable.Range(0, Sample.Records.FirstSpare).Concat(Extract.Of(Sample.Records, Changes).Numbers).Distinct()).Copy();

    /// <summary>The tables of the reference data that go with the whole batch.</summary>
    public IEnumerable<ReferenceTable> ToTables() => Sample.Registers.Tables(SpareOf(Extract.Of(Sample.Records, Changes)), new ReferenceEditor(ReferenceEdits));

    /// <summary>What a validation says of an extract of the batch.</summary>
    public List<Finding> Validate(Extract extract, bool includesCascades) => Changes.Apply(Sample.Records, extract.Numbers)
        .Validate(Sample.Context, ReferenceDataOf(extract), includesCascades, extract.IsWhole ? null : 1);

    /// <summary>The reference data that go with an extract, as rules see them.</summary>
    public IReferenceData ReferenceDataOf(Extract extract) => Sample.Registers.Of(SpareOf(extract), new ReferenceEditor(ReferenceEdits));

    /// <summary>The composition after a violation: with what its edits of the reference data mean for the batch.</summary>
    public Composition After(CleanSample sample, BatchChanges changes, Violation violation, EditValues values)
    {
        foreach (var edit in violation.ReferenceEdits)
        {
            // A row about a student concerns only that student, who is among the records that were edited.
            if (string.Equals(edit.File, SampleReference.Schools, StringComparison.Ordinal) && edit.Where is [var school])
            {
                changes = changes.TellOfSchool(values.Fill(school.Value));
            }
            else if (!string.Equals(edit.File, SampleReference.Students, StringComparison.Ordinal))
            {
                changes = changes.TellAll();
            }
        }

        return new Composition(sample, changes, [.. ReferenceEdits, .. violation.ReferenceEdits.Select(edit => (edit, values))]);
    }

    private List<EditableRecord> SpareOf(Extract extract) => [.. extract.Numbers.Where(Sample.Records.IsSpare).Select(number => Sample.Records[number])];
}
