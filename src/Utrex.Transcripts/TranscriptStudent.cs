namespace Utrex.Transcripts;

/// <summary>Whose transcript it is. The transcript records hold no name: it stands in the student record (S1) of the same school and number.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record TranscriptStudent
{
    /// <summary>The family name, with a suffix where there is one.</summary>
    public string? LastName { get; init; }

    /// <summary>The given name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The middle name.</summary>
    public string? MiddleName { get; init; }

    /// <summary>The statewide number (SSID).</summary>
    public string? StatewideStudentId { get; init; }

    /// <summary>The day of birth.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>The letter of the official papers.</summary>
    public Sex Sex { get; init; }

    /// <summary>The grade in which the student is.</summary>
    public GradeLevel GradeLevel { get; init; }

    /// <summary>The name as people write it; empty where none is known.</summary>
    public string FullName => string.Join(' ', new[] { FirstName, MiddleName, LastName }.Where(name => !string.IsNullOrEmpty(name)));

    /// <summary>The name as lists have it, the family name first.</summary>
    public string ListedName => string.Join(", ", new[] { LastName, string.Join(' ', new[] { FirstName, MiddleName }.Where(name => !string.IsNullOrEmpty(name))) }.Where(name => !string.IsNullOrEmpty(name)));

    /// <summary>What a student record says.</summary>
    public static TranscriptStudent Of(in StudentRecord record) => new()
    {
        LastName = record.LastName,
        FirstName = record.FirstName,
        MiddleName = record.MiddleName,
        StatewideStudentId = record.StatewideStudentId,
        BirthDate = record.BirthDate,
        Sex = record.Sex,
        GradeLevel = record.GradeLevel,
    };

    /// <summary>The student record that says so, of no school yet.</summary>
    internal StudentRecord ToRecord() => new()
    {
        LastName = LastName,
        FirstName = FirstName,
        MiddleName = MiddleName,
        StatewideStudentId = StatewideStudentId,
        BirthDate = BirthDate,
        Sex = Sex,
        GradeLevel = GradeLevel,
    };

    /// <inheritdoc/>
    public override string ToString() => "a student";
}
