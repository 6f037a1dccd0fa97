using Utrex.Sdk.Validation;

namespace Utrex.Sdk.Utah;

/// <summary>
/// What the state's registers know: LEAs, schools, courses and staff (CACTUS), and students (SSID). A vendor implements it over
/// its own database; <see cref="ReferenceFolder"/> reads the state's files. A validation asks from one thread, after it has read
/// the batch, and for most keys once.
/// </summary>
public interface IReferenceData : IRegisters
{
    /// <summary>Whether there is data of a register. The rules that need an absent one are reported as not evaluated.</summary>
    bool Has(ReferenceRegister register);

    /// <summary>The LEA of a number, or <see langword="null"/>.</summary>
    LeaReference? FindLea(string number);

    /// <summary>Every school with this number: LEAs may share numbers, and a school may have a row for each year.</summary>
    IReadOnlyList<SchoolReference> FindSchools(string number);

    /// <summary>Every course with this core code.</summary>
    IReadOnlyList<CourseReference> FindCourses(string coreCode);

    /// <summary>The person with this CACTUS ID, or <see langword="null"/>.</summary>
    StaffReference? FindStaff(string personId);

    /// <summary>Every row with this SSID: a student may have a location in several LEAs.</summary>
    IReadOnlyList<StudentReference> FindStudents(string ssid);
}

/// <summary>A register of the state.</summary>
public enum ReferenceRegister
{
    /// <summary>The LEAs: <c>REF_LEA.csv</c>, or else <c>REF_SCHOOL_LEA.csv</c>.</summary>
    Leas,

    /// <summary>The schools: <c>REF_SCHOOL_LEA.csv</c>.</summary>
    Schools,

    /// <summary>The courses: <c>REF_COURSE_CODE.csv</c>.</summary>
    Courses,

    /// <summary>The staff: <c>REF_STAFF_ID.csv</c>.</summary>
    Staff,

    /// <summary>The students: <c>REF_SSID.csv</c>.</summary>
    Students,
}

/// <summary>An LEA.</summary>
/// <param name="Number">The number.</param>
/// <param name="IsActive">Whether it is active.</param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record LeaReference(string Number, bool IsActive)
{
    /// <summary>The name, or <see langword="null"/> where the register has none.</summary>
    public string? Name { get; init; }
}

/// <summary>A school in a year.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record SchoolReference
{
    /// <summary>The number.</summary>
    public required string Number { get; init; }

    /// <summary>The name, or <see langword="null"/> where the register has none.</summary>
    public string? Name { get; init; }

    /// <summary>The LEA that it belongs to. Where a class is taught (AC.805) it must be the district of the record; a row without one fits any.</summary>
    public string? Lea { get; init; }

    /// <summary>The school year of the row, or <see langword="null"/> if it holds for all.</summary>
    public int? SchoolYear { get; init; }

    /// <summary>The lowest grade: a code of the grade levels.</summary>
    public string? LowGrade { get; init; }

    /// <summary>The highest grade: a code of the grade levels.</summary>
    public string? HighGrade { get; init; }

    /// <summary>Whether the row is active. Where a class is taught (AC.805), a row that is not, or that is of another school year, is as none.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Whether it is marked closed.</summary>
    public bool IsClosed { get; init; }

    /// <summary>When it closed.</summary>
    public DateOnly? Closed { get; init; }

    /// <summary>The type of school.</summary>
    public string? Type { get; init; }

    /// <summary>Whether it provides competency based education.</summary>
    public bool IsCompetencyBased { get; init; }

    /// <summary>Whether it provides international baccalaureate education.</summary>
    public bool IsInternationalBaccalaureate { get; init; }
}

/// <summary>A course.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record CourseReference
{
    /// <summary>The core code.</summary>
    public required string CoreCode { get; init; }

    /// <summary>Whether it is active.</summary>
    public bool IsActive { get; init; }

    /// <summary>Whom it is for: S (students), T (teachers) or B (both).</summary>
    public string? ValidFor { get; init; }

    /// <summary>The first school year, or <see langword="null"/>.</summary>
    public int? EffectiveYear { get; init; }

    /// <summary>The last school year, or <see langword="null"/>.</summary>
    public int? RetireYear { get; init; }
}

/// <summary>A person of the staff.</summary>
/// <param name="PersonId">The CACTUS ID.</param>
/// <param name="IsActive">Whether the person is active.</param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record StaffReference(string PersonId, bool IsActive);

/// <summary>A student of the SSID system.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record StudentReference
{
    /// <summary>The statewide student identifier.</summary>
    public required string Ssid { get; init; }

    /// <summary>Whether it is in use.</summary>
    public bool IsActive { get; init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The birth date.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>The school year in which the student's class graduates.</summary>
    public int? CohortYear { get; init; }

    /// <summary>The LEA where the student has a location, or <see langword="null"/> where that is not known.</summary>
    public string? Lea { get; init; }
}
