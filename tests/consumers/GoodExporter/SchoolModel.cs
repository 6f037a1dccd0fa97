namespace GoodExporter.Sis;

/// <summary>The SIS's own reason for a withdrawal. It looks like a state code, but it is none: schools add their own.</summary>
public readonly record struct WithdrawalReason(string Code)
{
    public static implicit operator WithdrawalReason(string code) => new(code);
}

public sealed record District(string Number, int SchoolYear, DateTime ExtractedAt, IReadOnlyList<School> Schools);
public sealed record School(string Number, int DaysInSession, DateOnly LastDay, string Calendar, string BellSchedule)
{
    public IReadOnlyList<Section> Sections { get; init; } = [];
    public IReadOnlyList<Student> Students { get; init; } = [];
    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    /// <summary>Throws where the data cannot be exported at all.</summary>
    public bool Validate() => DaysInSession > 0 ? true : throw new InvalidOperationException($"School {Number} has no calendar.");
}

public sealed record Section(string Course, int Number, string Period, string Title, string CoreCode, string? TeacherId, string Delivery)
{
    public string CourseSection => $"{Course}{Number:000}";
}
public sealed record Guardian(string FirstName, string LastName, string? Phone);
public sealed record Address(string Street, string City, string Zip);

public sealed record Student(string Number, string StateId, string LastName, string FirstName, DateOnly BirthDate, char Gender)
{
    public bool IsHispanic { get; init; }
    public string[] Races { get; init; } = ["WHT"];
    public string? Tribe { get; init; }
    public bool IsMigrant { get; init; }
    public (bool IsHomeless, bool LivesWithParents) Housing { get; init; } = (false, true);
    public DateOnly? FirstSchoolDayInUS { get; init; }
    public required Guardian Guardian { get; init; }
    public required Address Address { get; init; }
    public required IReadOnlyList<Enrollment> Enrollments { get; init; }
    public IReadOnlyList<SpecialService> Services { get; init; } = [];
    public IReadOnlyList<Section> Schedule { get; init; } = [];
}

/// <param name="Grade">-1 for preschool, 0 for kindergarten.</param>
/// <param name="LastDay">The last day in class; the state wants the day after.</param>
public sealed record Enrollment(
    int Grade, DateOnly FirstDay, int DaysEnrolled, DateOnly? LastDay = null, WithdrawalReason Reason = default, bool HasGraduatedEarly = false);
public sealed record SpecialService(string Exceptionality, int MinutesPerDay, DateOnly From);
public sealed record Incident(int Id, DateOnly On, string Narrative, IReadOnlyList<Involvement> Involved);
public sealed record Involvement(string StudentNumber, string Behavior, bool IsOffender, decimal DaysSuspended = 0);
