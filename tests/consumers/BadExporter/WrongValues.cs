using Utrex.Sdk;
using Utrex.Sdk.Records;
using Utrex.Sdk.Text;
using Utrex.Sdk.Y2026.Records;

namespace BadExporter;

/// <summary>Texts, dates and numbers that their fields cannot have.</summary>
internal static class WrongValues
{
    private const string LongCity = "North Salt Lake and Bountiful";

    [UtrexValue(typeof(StudentRecord), nameof(StudentRecord.StatewideStudentId))]
    private static readonly string Unassigned = "999999"; // expect: UTREX1009

    [UtrexValue(typeof(StudentRecord), nameof(StudentRecord.EntryDate))]
    private static readonly string FirstDay = "08/18/2025"; // expect: UTREX1007

    public static StudentRecord Texts(StudentRecord student, bool isNear)
    {
        student = student with { StudentPhysicalCity = LongCity }; // expect: UTREX1004
        student = student with { StudentPhysicalState = "Utah" }; // expect: UTREX1004
        student = student with
        {
            StudentNumber = isNear
                ? "397884000011" // expect: UTREX1004
                : "4000011",
        };
        student = student with { LeaNumber = "3" }; // expect: UTREX1005
        student = student with { SchoolNumber = "88" }; // expect: UTREX1005
        student = student with { StudentPhysicalZipCode = "8432" }; // expect: UTREX1005
        student = student with { LastName = "Nielson 3rd" }; // expect: UTREX1006
        student = student with { FirstName = "José" }; // expect: UTREX1006
        student = student with { StudentPhysicalAddress1 = "350 W 200 N\tApt. 4" }; // expect: UTREX1006
        return student with { StudentPhysicalAddress2 = "Apt. 4\n" }; // expect: UTREX1006
    }

    public static (StudentRecord Student, SchoolRecord School) Dates(StudentRecord student, SchoolRecord school)
    {
        student = student with { BirthDate = new DateOnly(2010, 2, 29) }; // expect: UTREX1007
        student = student with { EntryDate = new DateOnly(2025, 8, 32) }; // expect: UTREX1007
        school = school with { LastDayOfSchool = new MonthDay(6, 31) }; // expect: UTREX1007
        return (student with { EntryDate = Day("2025-08-18") }, school); // expect: UTREX1007
    }

    public static CourseMembershipRecord Numbers(CourseMembershipRecord membership)
    {
        membership = membership with { CreditsAttempted = 0.3333m }; // expect: UTREX1008
        membership = membership with { GradeEarned = 4.3m }; // expect: UTREX1008
        return membership with { ActualMembership = -1 }; // expect: UTREX1008
    }

    public static StudentRecord Days(StudentRecord student)
    {
        student = student with { CumulativeGpa = 4.5m }; // expect: UTREX1008
        return student with { ExcusedAbsences = 200 }; // expect: UTREX1008
    }

    public static (StudentRecord Student, CourseMasterRecord Course) Forms(StudentRecord student, CourseMasterRecord course)
    {
        Console.WriteLine($"{Unassigned} {FirstDay}");
        student = student with { StatewideStudentId = "12345" }; // expect: UTREX1009
        student = student with { PhoneNumber = "1234567890" }; // expect: UTREX1009
        student = Identified(student, "SSID150004"); // expect: UTREX1009
        course = course with { CoreCode = "80020000210" }; // expect: UTREX1009
        return (student, course);
    }

    private static StudentRecord Identified(
        StudentRecord student, [UtrexValue(typeof(StudentRecord), nameof(StudentRecord.StatewideStudentId))] string stateId) =>
        student with { StatewideStudentId = stateId };

    private static DateOnly Day([UtrexValue(typeof(StudentRecord), nameof(StudentRecord.EntryDate))] string text) => DateOnly.ParseExact(text, "yyyyMMdd");
}
