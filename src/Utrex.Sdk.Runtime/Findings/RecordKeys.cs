using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Findings;

/// <summary>Whose record a finding is about: what the identifying fields of its line say.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record RecordKeys
{
    /// <summary>Of nobody's record: nothing is known.</summary>
    internal static RecordKeys None { get; } = new();

    /// <summary>The record type, or <see langword="null"/> for the file as a whole or a line of no known type.</summary>
    public RecordInfo? Record { get; init; }

    /// <summary>The LEA's number.</summary>
    public string? Lea { get; init; }

    /// <summary>The school's number.</summary>
    public string? School { get; init; }

    /// <summary>The LEA's number for the student.</summary>
    public string? Student { get; init; }

    /// <summary>The statewide student identifier.</summary>
    public string? StatewideStudentId { get; init; }

    /// <summary>The first day of the enrolment, service or course, as it stands in the file.</summary>
    public string? EntryDate { get; init; }

    /// <summary>The incident's number.</summary>
    public string? Incident { get; init; }

    /// <summary>The course and section, or the transcript course record.</summary>
    public string? Course { get; init; }
}
