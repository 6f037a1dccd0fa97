using Utrex.Sdk.Records;
using Utrex.Sdk.Text;
using Utrex.Sdk.Y2026.Records;

namespace BadExporter;

/// <summary>Complete records without a mistake, for the other files to spoil.</summary>
internal static class Completed
{
    public static readonly DateOnly FirstDay = new(2025, 8, 18);

    public static DistrictRecord District => new() { LeaNumber = "39", SchoolYear = 2026, SisAsOfDate = new DateTime(2025, 12, 1) };

    public static SchoolRecord School => new()
    {
        SchoolNumber = "788", DaysInSchoolYear = 180, LastDayOfSchool = new MonthDay(5, 29), ScheduleYearType = "S", ScheduleDayType = "S", LeaNumber = "39",
    };

    public static StudentRecord Student => new()
    {
        SchoolNumber = "788", StudentNumber = "4000011", LastName = "Nielson", FirstName = "Grant", BirthDate = new DateOnly(2009, 1, 5),
        Sex = "M", Ethnicity = "N", White = true, GradeLevel = "11", EntryDate = FirstDay, SchoolMembership = 70, ResidentStatus = "U",
        Homeless = "0", ParentGuardianFirstName = "Ann", ParentGuardianLastName = "Nielson", StudentPhysicalAddress1 = "350 W 200 N",
        StudentPhysicalCity = "Logan", StudentPhysicalState = "UT", StudentPhysicalZipCode = "84321", DistrictOfResidence = "39",
        StatewideStudentId = "1500044", RaceObserverId = "N", LeaNumber = "39",
    };

    public static CourseMasterRecord Course => new()
    {
        CourseSection = "1201001", Period = "01", Teacher1Id = "300636", CourseTitle = "English 11", CoreCode = "06020000210",
        InstructionalSetting = "FF", Term = "YR", Cycle = "1", LeaNumber = "39", SchoolNumber = "788",
    };

    public static CourseMembershipRecord Membership => new()
    {
        StudentNumber = "4000011", CourseNumber = "1201001", Period = "01", CourseEntryDate = FirstDay, LeaNumber = "39", SchoolNumber = "788",
    };

    public static TranscriptCourseRecord Transcript => new()
    {
        CourseRecordId = 1, StudentNumber = "4000011", CourseTitle = "English 10", CoreCode = "06020000200", CreditsEarned = 1m, CreditsAttempted = 1m,
        GradeLevel = "10", SchoolYear = 2025, CourseSchoolName = "Logan River High", LeaNumber = "39", SchoolNumber = "788",
    };
}
