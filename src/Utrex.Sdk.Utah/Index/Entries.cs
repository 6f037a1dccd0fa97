using System.Runtime.InteropServices;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

// What rules across records need of each record. Texts are numbers of the pool; a value that cannot be read is malformed or blank.

/// <summary>A district record (DI).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct District(RecordKey Key) : IEntry;

/// <summary>A school record (SC).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct School(RecordKey Key, DateOnly? LastDay) : IEntry;

/// <summary>A student record (S1).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Enrollment : IEntry
{
    private readonly PackedDay _birthDate;
    private readonly PackedDay _entry;
    private readonly PackedDay _exit;
    private readonly PackedDay _firstEnrollInUS;
    private readonly PackedDay _specialEdExit;

    public RecordKey Key { get; init; }

    public FieldValue<DateOnly> BirthDate { get => _birthDate; init => _birthDate = value; }

    public FieldValue<DateOnly> Entry { get => _entry; init => _entry = value; }

    public FieldValue<DateOnly> Exit { get => _exit; init => _exit = value; }

    public FieldValue<DateOnly> FirstEnrollInUS { get => _firstEnrollInUS; init => _firstEnrollInUS = value; }

    public FieldValue<DateOnly> SpecialEdExit { get => _specialEdExit; init => _specialEdExit = value; }

    /// <summary>The exit date as submitted.</summary>
    public TextId ExitText { get; init; }

    public TextId LastName { get; init; }

    public TextId FirstName { get; init; }

    public TextId MiddleName { get; init; }

    public TextId Sex { get; init; }

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

    /// <summary>Whether School Membership is days or one of the codes; a blank counts as no days.</summary>
    public bool IsMembershipReadable { get; init; }

    public PartTime PartTime { get; init; }

    public LimitedEnglish LimitedEnglish { get; init; }

    public EconomicDisadvantaged Economic { get; init; }

    /// <summary>Whether the grade is readable and above pre-kindergarten.</summary>
    public bool IsAbovePreKindergarten => !Grade.IsBlank && Grade != GradeLevel.PreKindergarten;

    /// <summary>Whether the resident status is readable, and not that of a student who goes to school in another state.</summary>
    public bool IsInState => !Resident.IsBlank && Resident != ResidentStatus.DistrictResidentEnrolledInAnotherState;

    public bool IsNotSchoolOfRecord { get; init; }

    /// <summary>Whether School of Record has no value, not even one that is no code.</summary>
    public bool IsSchoolOfRecord { get; init; }

    public bool IsMilitaryChild { get; init; }

    public bool IsEarlyGraduate { get; init; }

    public bool HasCompletion { get; init; }

    public bool HasExitCode { get; init; }

    public bool HasValidationType { get; init; }

    public bool HasNumeracyIntervention { get; init; }

    public bool HasMailingAddress { get; init; }

    public bool HasParents { get; init; }

    public bool HasPartTime { get; init; }

    public bool HasPhone { get; init; }

    public bool HasSection504Services { get; init; }

    /// <summary>The same record with the name, birth date and SSID of another where it has none.</summary>
    public Enrollment CompletedBy(in Enrollment other) => this with
    {
        Key = Key.Ssid.IsBlank ? Key.With(other.Key.Ssid) : Key,
        LastName = LastName.IsBlank ? other.LastName : LastName,
        FirstName = FirstName.IsBlank ? other.FirstName : FirstName,
        MiddleName = MiddleName.IsBlank ? other.MiddleName : MiddleName,
        BirthDate = BirthDate.HasValue ? BirthDate : other.BirthDate,
    };
}

/// <summary>A SCRAM record (S2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Scram : IService
{
    private readonly PackedDay _entry;
    private readonly PackedDay _exit;

    public RecordKey Key { get; init; }

    public FieldValue<DateOnly> Entry { get => _entry; init => _entry = value; }

    public FieldValue<DateOnly> Exit { get => _exit; init => _exit = value; }

    public TextId Membership { get; init; }

    public DisabilityType Disability { get; init; }

    public ScramTime Time { get; init; }

    public ScramExitReason ExitReason { get; init; }

    public ScramEnvironment Environment { get; init; }

    /// <summary>The exit date as submitted.</summary>
    public TextId ExitText { get; init; }

    /// <summary>The time as submitted, which may be no code.</summary>
    public TextId TimeText { get; init; }

    /// <summary>The environment as submitted, which may be no code.</summary>
    public TextId EnvironmentText { get; init; }

    public bool HasTime => !TimeText.IsBlank;

    /// <summary>Whether there is a time that is no code.</summary>
    public bool HasUnreadableTime => HasTime && Time.IsBlank;

    public bool HasRegularPercent { get; init; }

    public bool IsOnePercent { get; init; }
}

/// <summary>A YIC record (S3).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct YouthInCare : IService
{
    private readonly PackedDay _entry;
    private readonly PackedDay _exit;

    public RecordKey Key { get; init; }

    public FieldValue<DateOnly> Entry { get => _entry; init => _entry = value; }

    public FieldValue<DateOnly> Exit { get => _exit; init => _exit = value; }

    public TextId Membership { get; init; }

    public YicTime Time { get; init; }

    public YicExitReason ExitReason { get; init; }

    /// <summary>Whether there is a time that is no code.</summary>
    public bool HasUnreadableTime { get; init; }

    /// <summary>Exclude YIC Membership as submitted, which may be no code.</summary>
    public TextId Exclude { get; init; }

    public bool IsExcluded { get; init; }

    /// <summary>Whether it takes the place of the membership in the school.</summary>
    public bool IsSelfContained => Time == YicTime.SelfContained;

    /// <summary>Whether it adds to the membership in the school. A time that is blank or no code is neither.</summary>
    public bool IsResource => !Time.IsBlank && Time != YicTime.SelfContained;
}

/// <summary>A Summer EBT record (S5), in the school that it follows.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SummerBenefit(RecordKey Key) : IEntry;

/// <summary>A course master record (AC).</summary>
[StructLayout(LayoutKind.Sequential)]
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
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct CourseKey(TextId Number, TextId Period, TextId Lea, TextId School)
{
    // New in each process, so that no file can be made to collide.
    private static readonly ulong Factor = (ulong)Random.Shared.NextInt64() | 1;

    /// <inheritdoc/>
    public bool Equals(CourseKey other) => Number == other.Number && Period == other.Period && School == other.School && Lea == other.Lea;

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = (((ulong)(uint)Number.Number << 32) | (uint)School.Number) * Factor;
        hash = (hash ^ (hash >> 32) ^ (((ulong)(uint)Lea.Number << 32) | (uint)Period.Number)) * Factor;
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
    CollegeCredit = 32,
    ActualMembership = 64,
}

/// <summary>A course membership record (AM).</summary>
[StructLayout(LayoutKind.Sequential)]
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
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Incident(RecordKey Key, FieldValue<DateOnly> Date) : IEntry;

/// <summary>A student's part in an incident (I2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct IncidentStudent : IEntry
{
    public RecordKey Key { get; init; }

    /// <summary>The days of discipline.</summary>
    public TextId Days { get; init; }

    /// <summary>Services Offered as submitted, which may be no code.</summary>
    public TextId Services { get; init; }

    public bool HasServices { get; init; }

    public bool IsRemovedByHearingOfficer { get; init; }
}

/// <summary>A transcript (ST).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Transcript : IEntry
{
    public RecordKey Key { get; init; }

    public TextId ExitDate { get; init; }

    public TextId Credits { get; init; }

    public TextId CreditsAttempted { get; init; }

    public TextId Average { get; init; }

    public DateOnly? Graduation { get; init; }

    public bool HasGraduationDate { get; init; }

    public bool HasDiploma { get; init; }

    public bool HasGrade9Credits { get; init; }

    public bool HasGrade10Credits { get; init; }

    public bool HasGrade11Credits { get; init; }

    public bool HasGrade12Credits { get; init; }
}

/// <summary>A test on a transcript (TA).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TranscriptTest(RecordKey Key) : IEntry;

/// <summary>A course on a transcript (TC).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TranscriptCourse : IEntry
{
    public RecordKey Key { get; init; }

    public TextId CoreCode { get; init; }

    public GradeLevel Grade { get; init; }

    public TextId Title { get; init; }

    public TextId SchoolYear { get; init; }

    public TextId CreditsEarned { get; init; }

    public TextId CreditsAttempted { get; init; }
}

/// <summary>A grade on a transcript (TG).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TranscriptGrade : IEntry
{
    public RecordKey Key { get; init; }

    public TextId CreditsEarned { get; init; }

    public TextId Letter { get; init; }
}
