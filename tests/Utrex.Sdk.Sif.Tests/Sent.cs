namespace Utrex.Sdk.Sif.Tests;

/// <summary>Objects as an agent sends them: a district with a school and a student in it.</summary>
internal static class Sent
{
    public const string LeaId = "11111111111111111111111111111111";
    public const string SchoolId = "22222222222222222222222222222222";
    public const string OtherSchoolId = "23222222222222222222222222222222";
    public const string StudentId = "33333333333333333333333333333333";
    public const string EnrollmentId = "44444444444444444444444444444444";

    public const string Lea = $"<LEAInfo RefId='{LeaId}'><StateProvinceId>01</StateProvinceId><LEAName>District</LEAName></LEAInfo>";

    public const string District = Lea
        + $"<SchoolInfo RefId='{SchoolId}'><StateProvinceId>104</StateProvinceId><LEAInfoRefId>{LeaId}</LEAInfoRefId></SchoolInfo>"
        + $"<SchoolInfo RefId='{OtherSchoolId}'><StateProvinceId>105</StateProvinceId><LEAInfoRefId>{LeaId}</LEAInfoRefId></SchoolInfo>";

    public const string Student = $"<StudentPersonal RefId='{StudentId}'><LocalId>7</LocalId></StudentPersonal>";

    /// <summary>An enrollment of the student.</summary>
    public static string Enrollment(string id = EnrollmentId, string year = "2026", string frame = "Current", string entry = "2025-08-18", string exit = "", string school = SchoolId, string membership = "Home") =>
        $"<StudentSchoolEnrollment RefId='{id}' StudentPersonalRefId='{StudentId}' SchoolInfoRefId='{school}' MembershipType='{membership}' TimeFrame='{frame}' {(year.Length == 0 ? "" : $"SchoolYear='{year}'")}><EntryDate>{entry}</EntryDate>{(exit.Length == 0 ? "" : $"<ExitDate>{exit}</ExitDate>")}</StudentSchoolEnrollment>";

    /// <summary>An attendance summary of the student.</summary>
    public static string Attendance(int days, string start = "2025-08-18", string end = "2025-09-30", string enrollment = "", string year = "2026", string school = SchoolId, string student = StudentId) =>
        $"<StudentAttendanceSummary StudentPersonalRefId='{student}' SchoolInfoRefId='{school}' SchoolYear='{year}'><StartDate>{start}</StartDate><EndDate>{end}</EndDate><DaysInMembership>{days}</DaysInMembership>{(enrollment.Length == 0 ? "" : $"<StudentSchoolEnrollmentRefId>{enrollment}</StudentSchoolEnrollmentRefId>")}</StudentAttendanceSummary>";

    /// <summary>A calendar of a school.</summary>
    public static string Calendar(string id, int days, string year = "2026", string school = SchoolId) =>
        $"<CalendarSummary RefId='{id}' SchoolInfoRefId='{school}' {(year.Length == 0 ? "" : $"SchoolYear='{year}'")}><DaysInSession>{days}</DaysInSession></CalendarSummary>";

    /// <summary>An event about an object.</summary>
    public static string Event(string action, string item) => $"<SIF_Event><SIF_ObjectData><SIF_EventObject ObjectName='x' Action='{action}'>{item}</SIF_EventObject></SIF_ObjectData></SIF_Event>";

    /// <summary>The student's section 66 of the course 1234, with an enrollment in it for each extension.</summary>
    public static string Section(params string[] extensions) =>
        $"<SchoolCourseInfo RefId='55' SchoolInfoRefId='{SchoolId}' SchoolYear='2026'><CourseCode>1234</CourseCode></SchoolCourseInfo><SectionInfo RefId='66' SchoolCourseInfoRefId='55'/>"
        + string.Concat(extensions.Select((extension, i) => $"<StudentSectionEnrollment RefId='7{i}' StudentPersonalRefId='{StudentId}' SectionInfoRefId='66' SchoolYear='2026'><EntryDate>2025-0{8 + i}-18</EntryDate><SIF_ExtendedElements><SIF_ExtendedElement Name='UTExtensions'><StudentSectionEnrollmentExtensions>{extension}</StudentSectionEnrollmentExtensions></SIF_ExtendedElement></SIF_ExtendedElements></StudentSectionEnrollment>"));

    /// <summary>A grade of the student in section 66.</summary>
    public static string Grade(string id, string letter, string section = "66", string student = StudentId, string credits = "") =>
        $"<StudentGrade RefId='{id}'><StudentPersonalRefId>{student}</StudentPersonalRefId><SectionInfoRefId>{section}</SectionInfoRefId><Grade><Letter>{letter}</Letter></Grade>"
        + (credits.Length == 0 ? "" : $"<SIF_ExtendedElements><SIF_ExtendedElement Name='UTExtensions'><StudentGradeExtensions><CreditsEarned>{credits}</CreditsEarned></StudentGradeExtensions></SIF_ExtendedElement></SIF_ExtendedElements>")
        + "</StudentGrade>";
}
