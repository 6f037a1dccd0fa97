using System.Runtime.InteropServices;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation.Batch;

// What rules across records need of each record. Texts are numbers of the pool; a value that cannot be read is malformed or blank.

/// <summary>A district record (DI).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct District(RecordKey Key) : IEntry;

/// <summary>A school record (SC).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct School(RecordKey Key, DateOnly? LastDay) : IEntry;

/// <summary>A student record (S1).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Enrollment : IEntry
{
    public RecordKey Key { get; init; }

    public FieldValue<DateOnly> BirthDate { get; init; }

    public FieldValue<DateOnly> Entry { get; init; }

    public FieldValue<DateOnly> Exit { get; init; }

    public FieldValue<DateOnly> FirstEnrollInUS { get; init; }

    public FieldValue<DateOnly> SpecialEdExit { get; init; }

    public TextId LastName { get; init; }

    public TextId FirstName { get; init; }

    public TextId MiddleName { get; init; }

    public TextId Sex { get; init; }

    public TextId Phone { get; init; }

    public TextId Membership { get; init; }

    public TextId DaysAttended { get; init; }

    public TextId Excused { get; init; }

    public TextId Unexcused { get; init; }

    public TextId Suspended { get; init; }

    public GradeLevel Grade { get; init; }

    public ExitCode ExitCode { get; init; }

    public HighSchoolCompletionStatus Completion { get; init; }

    public ResidentStatus Resident { get; init; }

    public SchoolMembershipCode MembershipCode { get; init; }

    public LimitedEnglish LimitedEnglish { get; init; }

    public EconomicDisadvantaged Economic { get; init; }

    public bool IsNotSchoolOfRecord { get; init; }

    public bool IsMilitaryChild { get; init; }

    public bool IsEarlyGraduate { get; init; }

    public bool HasValidationType { get; init; }

    public bool HasNumeracyIntervention { get; init; }

    public bool HasMailingAddress { get; init; }

    public bool HasParents { get; init; }
}

/// <summary>A SCRAM record (S2).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Scram : IService
{
    public RecordKey Key { get; init; }

    public FieldValue<DateOnly> Entry { get; init; }

    public FieldValue<DateOnly> Exit { get; init; }

    public TextId Membership { get; init; }

    public DisabilityType Disability { get; init; }

    public ScramTime Time { get; init; }

    public ScramExitReason ExitReason { get; init; }

    public ScramEnvironment Environment { get; init; }

    public bool HasTime { get; init; }

    public bool HasRegularPercent { get; init; }

    public bool IsOnePercent { get; init; }
}

/// <summary>A YIC record (S3).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct YouthInCare : IService
{
    public RecordKey Key { get; init; }

    public FieldValue<DateOnly> Entry { get; init; }

    public FieldValue<DateOnly> Exit { get; init; }

    public TextId Membership { get; init; }

    public YicTime Time { get; init; }

    public YicExitReason ExitReason { get; init; }

    public bool IsExcluded { get; init; }
}

/// <summary>A Summer EBT record (S5), in the school that it follows.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SummerBenefit(RecordKey Key) : IEntry;

/// <summary>A course master record (AC).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Course : IEntry
{
    public RecordKey Key { get; init; }

    public TextId Period { get; init; }

    public TextId CoreCode { get; init; }

    public TextId WhereTaughtDistrict { get; init; }

    public TextId WhereTaughtSchool { get; init; }

    public TextId Teacher1 { get; init; }

    public TextId Teacher2 { get; init; }

    public TextId Teacher3 { get; init; }

    /// <summary>What a membership of the course names.</summary>
    public CourseKey CourseKey => new(Key.Course, Period, Key.Lea, Key.School);
}

/// <summary>What joins course memberships with their course.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CourseKey(TextId Number, TextId Period, TextId Lea, TextId School)
{
    private const ulong Factor = 0x9E37_79B9_7F4A_7C15;

    /// <inheritdoc/>
    public bool Equals(CourseKey other) => Number == other.Number && Period == other.Period && School == other.School && Lea == other.Lea;

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = (((ulong)(uint)Number.Number << 32) | (uint)School.Number) * Factor;
        hash = (hash ^ (hash >> 32) ^ (uint)Period.Number) * Factor;
        return (int)(hash >> 32);
    }

    /// <summary>Whether every part is there; a blank one is the matter of rules of presence.</summary>
    public bool IsComplete => !Number.IsBlank && !Period.IsBlank && !Lea.IsBlank && !School.IsBlank;
}

/// <summary>What a course membership has.</summary>
[Flags]
internal enum CourseMarks : byte
{
    None = 0,
    CreditsAttempted = 1,
    CreditsEarned = 2,
    EarnedSomething = 4,
    GradeEarned = 8,
    Concurrent = 16,
}

/// <summary>A course membership record (AM).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct CourseMembership : IEntry
{
    public RecordKey Key { get; init; }

    public TextId Period { get; init; }

    public TextId Exit { get; init; }

    public CourseMarks Marks { get; init; }

    /// <summary>What the course master record has too.</summary>
    public CourseKey CourseKey => new(Key.Course, Period, Key.Lea, Key.School);
}

/// <summary>An incident (I1).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Incident(RecordKey Key) : IEntry;

/// <summary>A student's part in an incident (I2).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IncidentStudent(RecordKey Key) : IEntry;

/// <summary>A transcript (ST).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Transcript : IEntry
{
    public RecordKey Key { get; init; }

    public TextId ExitDate { get; init; }

    public DateOnly? Graduation { get; init; }

    public bool HasGraduationDate { get; init; }

    public bool HasDiploma { get; init; }

    public bool HasGrade9Credits { get; init; }

    public bool HasGrade10Credits { get; init; }

    public bool HasGrade11Credits { get; init; }

    public bool HasGrade12Credits { get; init; }
}

/// <summary>A test on a transcript (TA).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TranscriptTest(RecordKey Key) : IEntry;

/// <summary>A course on a transcript (TC).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct TranscriptCourse : IEntry
{
    public RecordKey Key { get; init; }

    public TextId CoreCode { get; init; }

    public GradeLevel Grade { get; init; }

    public TextId CreditsAttempted { get; init; }
}

/// <summary>A grade on a transcript (TG).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct TranscriptGrade : IEntry
{
    public RecordKey Key { get; init; }

    public TextId CreditsEarned { get; init; }
}
