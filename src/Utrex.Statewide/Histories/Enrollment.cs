namespace Utrex.Statewide.Histories;

/// <summary>A student record (S1).</summary>
internal sealed class Enrollment : HistoryRecord
{
    /// <summary>The SSID as submitted.</summary>
    public string? Ssid { get; init; }

    /// <summary>The number of the SSID.</summary>
    public ulong? SsidNumber { get; init; }

    /// <summary>The exit code.</summary>
    public ExitCode ExitCode { get; init; }

    /// <summary>The completion status.</summary>
    public HighSchoolCompletionStatus Completion { get; init; }

    /// <summary>The days of membership; <see langword="null"/> for a blank or a code, which are no days.</summary>
    public decimal? Membership { get; init; }

    /// <summary>The grade.</summary>
    public GradeLevel Grade { get; init; }

    /// <summary>The birth date.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>The first enrollment in a school of the United States.</summary>
    public DateOnly? FirstEnrollInUS { get; init; }

    /// <summary>The resident status.</summary>
    public ResidentStatus Resident { get; init; }

    /// <summary>Whether the student means to graduate early.</summary>
    public bool IsEarlyGraduate { get; init; }

    /// <summary>Where the student lives; known only where the address is asked about.</summary>
    public Residence? Residence { get; init; }

    /// <summary>Whether it only changes what was submitted of an earlier year (S1-X).</summary>
    public bool IsChange => Resident == ResidentStatus.ChangeRecord;
}

/// <summary>Where a student lives.</summary>
/// <param name="Address">The first line of the physical address.</param>
/// <param name="Districts">The districts in which the state finds it; none where it does not.</param>
/// <param name="HasPlace">Whether latitude and longitude, or a plus code, are given besides.</param>
/// <param name="District">The district of residence as reported.</param>
internal sealed record Residence(string? Address, IReadOnlyList<string> Districts, bool HasPlace, string? District);
