using Utrex.Sdk.Validation;

namespace Utrex.Statewide.Store;

/// <summary>A batch of which is known what a store takes: <see cref="SubmissionLoader.Check"/> makes it, and <see cref="SubmissionLoader.Load(CheckedSubmission, CancellationToken)"/> writes it, once.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class CheckedSubmission
{
    internal CheckedSubmission(SubmissionFile file, CompiledSpecification specification, HashSet<int> refused, BatchStudents students) =>
        (File, Specification, Refused, Students) = (file, specification, refused, students);

    /// <summary>The LEA's number.</summary>
    public required string Lea { get; init; }

    /// <summary>SHA-256 of the file, in hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>How many lines the file has.</summary>
    public required int Lines { get; init; }

    /// <summary>The specification of its year.</summary>
    public CompiledSpecification Specification { get; }

    /// <summary>The file.</summary>
    internal SubmissionFile File { get; }

    /// <summary>The lines that stay out.</summary>
    internal HashSet<int> Refused { get; }

    /// <summary>Whose the records are.</summary>
    internal BatchStudents Students { get; }
}
