using System.Collections.Immutable;
using Utrex.Cli.Sampling.Violations;
using Utrex.Cli.SchoolYears;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Sampling.Submissions;

/// <summary>
/// What violations have made of a clean sample so far: the sample itself, and batches of other LEAs and years, which hold those of its students
/// that the violations are about. Every step gives a new value, so that a trial that fails is forgotten.
/// </summary>
/// <param name="Sample">The sample.</param>
/// <param name="Changes">What was done to its records for each of the batches.</param>
/// <param name="ReferenceEdits">What is done to the reference data.</param>
internal sealed record SubmissionSet(CleanSample Sample, ImmutableSortedDictionary<SubmissionKey, BatchChanges> Changes, ImmutableList<(ReferenceEdit Edit, EditValues Values)> ReferenceEdits)
{
    /// <summary>Whose batch the sample is.</summary>
    public SubmissionKey Own => new(Sample.Options.Lea, Sample.Options.SchoolYear);

    /// <summary>The sample as it is.</summary>
    public static SubmissionSet Of(CleanSample sample)
    {
        var set = new SubmissionSet(sample, ImmutableSortedDictionary<SubmissionKey, BatchChanges>.Empty, []);
        return set.With(set.Own, new BatchChanges());
    }

    /// <summary>What was done for a batch.</summary>
    public BatchChanges ChangesOf(SubmissionKey key) => Changes.GetValueOrDefault(key) ?? new BatchChanges();

    /// <summary>The set with other changes for a batch.</summary>
    public SubmissionSet With(SubmissionKey key, BatchChanges changes) => this with { Changes = Changes.SetItem(key, changes) };

    /// <summary>The part of the sample's own batch that can feel the changes.</summary>
    public SampleSubmission OwnPart() =>
        new(Own, SpecificationOf(Own), ChangesOf(Own).Apply(Sample.Records, Extract.Of(Sample.Records, ChangesOf(Own)).Numbers));

    /// <summary>The batches, the newest first.</summary>
    public IReadOnlyList<SampleSubmission> ToSubmissions() => [.. Changes.Select(entry => ToSubmission(entry.Key, entry.Value))];

    /// <summary>The registers that go with the batches.</summary>
    public SubmissionRegisters RegistersOf(IReadOnlyList<SampleSubmission> submissions) => new(OwnBatch.ToTables(), Own, submissions, new ReferenceEditor(ReferenceEdits));

    private Composition OwnBatch => new(Sample, ChangesOf(Own), []);

    private static CompiledSpecification SpecificationOf(SubmissionKey key) => Years.Judged.First(year => year.EndingYear == key.SchoolYear).Specification;

    private SampleSubmission ToSubmission(SubmissionKey key, BatchChanges changes) =>
        new(key, SpecificationOf(key), key == Own ? OwnBatch.ToBatch() : new BatchMove(Own, key, SpecificationOf(key)).Of(StudentBatch.Of(Sample.Records, changes)));
}
