using Utrex.Statewide.Store;

namespace Utrex.Statewide.Research;

/// <summary>The table of the submissions that records of the research file are from.</summary>
internal sealed class SubmissionPart : ResearchPart
{
    /// <inheritdoc/>
    public override ResearchTable Table { get; } = new(
        "submission",
        "A submission that records of this file are from, a row each: the LEA's own, whole of the school year and of earlier years with the students of that year, and those of other LEAs in earlier years with these students.",
        [
            PlaceColumns.Lea,
            PlaceColumns.SchoolYear,
            new ResearchColumn { Name = "sha256", Kind = ColumnKind.Text, Definition = "SHA-256 of the submitted file, in hexadecimal digits." },
            new ResearchColumn { Name = "records", Kind = ColumnKind.Integer, Definition = "How many records the store holds of it." },
            new ResearchColumn { Name = "left_out", Kind = ColumnKind.Integer, Definition = "How many lines of the file the store does not hold, since Level 1 refuses them." },
        ]);

    /// <inheritdoc/>
    public override long Write(IStoreReader reader, ScopedSubmission scoped, IResearchWriter rows, CancellationToken cancellationToken)
    {
        PlaceColumns.Write(scoped.Submission, rows);
        PlaceColumns.Write(scoped.Submission.Digest, rows);
        rows.Write(scoped.Submission.Records);
        rows.Write(scoped.Submission.LeftOut);
        rows.EndRow();
        return 1;
    }
}
