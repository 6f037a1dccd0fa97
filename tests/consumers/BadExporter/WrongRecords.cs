using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation;
using Utrex.Sdk.Y2026.Records;

namespace BadExporter;

/// <summary>Records that break a rule over several fields, or lack what the state requires.</summary>
internal static class WrongRecords
{
    public static StudentRecord BrokenRules(StudentRecord student)
    {
        student = student with { GradeLevel = "12", ExitCode = "WP" }; // expect: UTREX2001
        student = student with { GradeLevel = "10", KindergartenType = "FN" }; // expect: UTREX2001
        student = student with { EntryDate = new DateOnly(2025, 9, 2), ExitDate = new DateOnly(2025, 9, 1) }; // expect: UTREX2001
        return student with { SchoolNumber = "788", SchoolMembership = "HSC" }; // expect: UTREX2001
    }

    public static CourseMasterRecord BrokenCourse() => new()
    {
        CourseSection = "1201001", Period = "01", Teacher1Id = "300636", Teacher2Id = "300636", CourseTitle = "English 11", CoreCode = "06020000210", // expect: UTREX2001
        InstructionalSetting = "FF", Term = "YR", Cycle = "1", LeaNumber = "39", SchoolNumber = "788",
    };

    public static void NeverSet(BatchWriter batch, RecordValidator validator)
    {
        batch.Write(new ScramRecord // expect: UTREX2003
        {
            StudentNumber = "4000011", DisabilityType = "OH", Time = "A", ScramEntryDate = Completed.FirstDay, RegularPercent = "1",
            Environment = "V", LeaNumber = "39", SchoolNumber = "788", ScramExitReason = "S",
        });
        var course = new CourseMasterRecord // expect: UTREX2003
        {
            CourseSection = "1201001", Period = "01", CourseTitle = "English 11", CoreCode = "06020000210", Teacher1Id = "300636",
            InstructionalSetting = "FF", Term = "YR", Cycle = "1", LeaNumber = "39", SchoolNumber = "788", WhereTaughtSchool = "704",
        };
        Console.WriteLine($"{validator.Validate(course).Count} findings");
    }

    public static SchoolRecord LackingLea() => new() // expect: UTREX3001
    {
        SchoolNumber = "788", LastDayOfSchool = new MonthDay(5, 29), ScheduleYearType = "S", ScheduleDayType = "S",
    };

    public static void Lacking(BatchWriter batch, RecordValidator validator)
    {
        batch.Write(new CourseMembershipRecord { StudentNumber = "4000011", CourseNumber = "1201001", Period = "01" }); // expect: UTREX3001
        var incident = new IncidentRecord { IncidentId = "10001", GangRelated = "N", LeaNumber = "39", SchoolNumber = "788" }; // expect: UTREX3001
        Console.WriteLine($"{validator.Validate(incident).Count} findings");
    }

    public static StudentRecord Blank(StudentRecord student)
    {
        student = student with { GradeLevel = default }; // expect: UTREX3004
        student = student with { LastName = "" }; // expect: UTREX3004
        return student with { FirstName = null }; // expect: UTREX3004
    }
}
