using System.Globalization;

namespace Utrex.Cli.Tests.Growth;

/// <summary>SIF objects of one structure and any number: so many parts of one, or so many that refer to one.</summary>
internal static class GrowingXml
{
    private const string Lea = "<LEAInfo RefId='1'><StateProvinceId>01</StateProvinceId></LEAInfo>";
    private const string School = "<SchoolInfo RefId='2'><LEAInfoRefId>1</LEAInfoRefId><StateProvinceId>104</StateProvinceId></SchoolInfo>";
    private const string Student = "<StudentPersonal RefId='3'><LocalId>7</LocalId></StudentPersonal>";
    private const string Enrollment = "<StudentSchoolEnrollment RefId='4' StudentPersonalRefId='3' SchoolInfoRefId='2'><EntryDate>2025-08-18</EntryDate></StudentSchoolEnrollment>";
    private const string Course = "<SchoolCourseInfo RefId='5' SchoolInfoRefId='2'><CourseCode>7</CourseCode></SchoolCourseInfo>";
    private const string Section = "<SectionInfo RefId='6' SchoolCourseInfoRefId='5'/>";
    private const string Base = Lea + School + Student + Enrollment + Course + Section;

    private static readonly Dictionary<string, Func<int, string>> All = new(StringComparer.Ordinal)
    {
        ["participants of one incident"] = n => Base + $"<DisciplineIncident RefId='9'><AgencyReporting>2</AgencyReporting><IncidentNumber>5</IncidentNumber>{Participants(n, _ => "3")}</DisciplineIncident>",
        ["participants of one incident who were not sent"] = n => Base + $"<DisciplineIncident RefId='9'><AgencyReporting>2</AgencyReporting>{Participants(n, i => Id(i))}</DisciplineIncident>",
        ["offenders and victims of one incident"] = n => Base + $"<DisciplineIncident RefId='9'><AgencyReporting>2</AgencyReporting><OffenderList>{Each(n / 2, _ => "<Offender><SIF_RefId>3</SIF_RefId></Offender>")}</OffenderList><VictimList>{Each(n / 2, _ => "<Victim><SIF_RefId>3</SIF_RefId></Victim>")}</VictimList></DisciplineIncident>",
        ["involvements of one participant"] = n => Base + $"<DisciplineIncident RefId='9'><AgencyReporting>2</AgencyReporting>{Participants(1, _ => "3", Each(n, i => $"<IncidentInvolvement><InvolvementType>{i}</InvolvementType></IncidentInvolvement>"))}</DisciplineIncident>",
        ["tests of one transcript"] = n => Base + $"<StudentAcademicRecord RefId='8' SIF_RefId='3'><AssessmentPerformanceHistory>{Each(n, i => $"<Assessment><AssessmentName>{i}\n</AssessmentName></Assessment>")}</AssessmentPerformanceHistory></StudentAcademicRecord>",
        ["schools of one transcript"] = n => Base + $"<StudentAcademicRecord RefId='8' SIF_RefId='3'><SchoolAttendanceHistory>{Each(n, i => $"<SchoolAttended RefId='{Id(i)}'><SchoolInfoData><StateProvinceId>{i}</StateProvinceId></SchoolInfoData></SchoolAttended>")}</SchoolAttendanceHistory></StudentAcademicRecord>",
        ["courses of one transcript"] = n => Base + $"<StudentAcademicRecord RefId='8' SIF_RefId='3'><CourseHistory>{Each(n / 2, i => $"<Term><TermInfoData SchoolAttendedRefId='{Id(i)}'/><Courses><Course><SchoolCourseInfoData><CourseTitle>{i}</CourseTitle></SchoolCourseInfoData></Course></Courses></Term>")}</CourseHistory></StudentAcademicRecord>",
        ["periods of one course"] = n => Base + $"<StudentAcademicRecord RefId='8' SIF_RefId='3'><CourseHistory><Term><Courses><Course>{"<MarkingPeriods>"}{Each(n, i => $"<MarkingPeriod><TermInfoData><TermCode>{i}</TermCode></TermInfoData></MarkingPeriod>")}</MarkingPeriods></Course></Courses></Term></CourseHistory></StudentAcademicRecord>",
        ["transcripts of one student"] = n => Base + Each(n, i => $"<StudentAcademicRecord RefId='{Id(i)}' SIF_RefId='3'><AssessmentPerformanceHistory><Assessment><AssessmentName>{i}</AssessmentName></Assessment></AssessmentPerformanceHistory></StudentAcademicRecord>"),
        ["large students who take turns"] = n => Lea + School + Large("StudentPersonal", "3", "<LocalId>7</LocalId>", n / 2) + Large("StudentPersonal", "33", "<LocalId>8</LocalId>", n / 2)
            + Each(n / 2, i => $"<StudentSchoolEnrollment RefId='{Id(i)}' StudentPersonalRefId='3' SchoolInfoRefId='2'/><StudentSchoolEnrollment RefId='{Id(n + i)}' StudentPersonalRefId='33' SchoolInfoRefId='2'/>"),
        ["schools of one large LEA"] = n => Large("LEAInfo", "1", "<StateProvinceId>01</StateProvinceId>", n / 2) + Each(n / 2, i => $"<SchoolInfo RefId='{Id(i)}'><LEAInfoRefId>1</LEAInfoRefId><StateProvinceId>{i}</StateProvinceId></SchoolInfo>"),
        ["records of one large school"] = n => Lea + Large("SchoolInfo", "2", "<LEAInfoRefId>1</LEAInfoRefId><StateProvinceId>104</StateProvinceId>", n / 2) + Student + Each(n / 2, i => $"<StudentSchoolEnrollment RefId='{Id(i)}' StudentPersonalRefId='3' SchoolInfoRefId='2'/>"),
        ["sections of one course"] = n => Base + Each(n, i => $"<SectionInfo RefId='{Id(i)}' SchoolCourseInfoRefId='5'/>"),
        ["one student in one section, many times"] = n => Base + Each(n / 2, i => $"<StudentSectionEnrollment RefId='{Id(i)}' StudentPersonalRefId='3' SectionInfoRefId='6'/>") + Each(n / 2, i => $"<StudentGrade RefId='{Id(i)}'><StudentPersonalRefId>3</StudentPersonalRefId><SectionInfoRefId>6</SectionInfoRefId></StudentGrade>"),
        ["one object, many times"] = n => Base + Each(n, i => $"<StudentPersonal RefId='3'><LocalId>{i}</LocalId></StudentPersonal>"),
        ["changes of one object"] = n => Base + Each(n, i => Event("Change", $"<StudentPersonal RefId='3'><LocalId>{i}</LocalId>{Phone(i)}</StudentPersonal>")),
        ["deletions of one object"] = n => Base + Each(n, i => Event(i % 2 == 0 ? "Delete" : "Add", Student)),
        ["objects of one local number"] = n => Base + Each(n / 2, i => $"<StudentPersonal RefId='{Id(i)}'><LocalId>7</LocalId></StudentPersonal><StudentSchoolEnrollment RefId='{Id(i)}' StudentPersonalRefId='{Id(i)}' SchoolInfoRefId='2'/>"),
        ["attendance without an enrollment"] = n => Base + Each(n, i => $"<StudentAttendanceSummary StudentPersonalRefId='3' SchoolInfoRefId='2'><StartDate>{Day(i)}</StartDate></StudentAttendanceSummary>"),
        ["attendance of many enrollments"] = n => Base + Each(n / 2, i => $"<StudentSchoolEnrollment RefId='{Id(i)}' StudentPersonalRefId='3' SchoolInfoRefId='2'><EntryDate>{Day(i)}</EntryDate></StudentSchoolEnrollment><StudentAttendanceSummary StudentPersonalRefId='3' SchoolInfoRefId='2'><StartDate>{Day(i)}</StartDate></StudentAttendanceSummary>"),
        ["contacts of one student"] = n => Base + Each(n, i => $"<StudentDemographicRecord RefId='{Id(i)}' SIF_RefId='3'/>"),
        ["calendars of one school"] = n => Base + Each(n, i => $"<CalendarSummary RefId='{Id(i)}' SchoolInfoRefId='2'/>"),
        ["programs of one student"] = n => Base + Each(n, i => $"<StudentParticipation RefId='{Id(i)}' StudentPersonalRefId='3'><ProgramType><Code>0240</Code></ProgramType><ManagingSchool>2</ManagingSchool></StudentParticipation>"),
        ["what refers to nothing"] = n => Base + Each(n, i => $"<StudentSchoolEnrollment RefId='{Id(i)}' StudentPersonalRefId='{Id(i)}' SchoolInfoRefId='{Id(i)}'/>"),
        ["elements that nobody knows"] = n => Base + $"<StudentPersonal RefId='3'>{Each(n, i => $"<a{i % 700}><b/></a{i % 700}>")}</StudentPersonal>",
    };

    /// <summary>The names of the structures.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>A message with so many of them.</summary>
    public static string Make(string structure, int count) =>
        $"<SIF_Message xmlns='http://www.sifinfo.org/infrastructure/2.x' Version='2.4'><SIF_Response><SIF_Header><SIF_Timestamp>2025-10-01T08:30:00-06:00</SIF_Timestamp></SIF_Header><SIF_ObjectData>{All[structure](count)}</SIF_ObjectData></SIF_Response></SIF_Message>";

    private static string Each(int count, Func<int, string> part) => string.Join('\n', Enumerable.Range(0, count).Select(part));

    private static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-0000-0001-{i:000000000000}");

    private static string Day(int i) => new DateOnly(2025, 7, 1).AddDays(i % 300).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Phone(int i) => $"<PhoneNumberList><PhoneNumber Type='{i}'><Number>801{i}</Number></PhoneNumber></PhoneNumberList>";

    /// <summary>An object with so many telephones.</summary>
    private static string Large(string name, string id, string values, int parts) =>
        $"<{name} RefId='{id}'>{values}<PhoneNumberList>{Each(parts, i => $"<PhoneNumber Type='{i}'><Number>801{i}</Number></PhoneNumber>")}</PhoneNumberList></{name}>";

    private static string Participants(int count, Func<int, string> student, string involvements = "") =>
        $"<SIF_ExtendedElements><SIF_ExtendedElement Name='UTExtensions'><DisciplineIncidentExtensions><StudentParticipantList>{Each(count, i => $"<StudentParticipant><StudentPersonalRefId>{student(i)}</StudentPersonalRefId><IncidentInvolvementList>{involvements}</IncidentInvolvementList></StudentParticipant>")}</StudentParticipantList></DisciplineIncidentExtensions></SIF_ExtendedElement></SIF_ExtendedElements>";

    private static string Event(string action, string item) => $"<SIF_EventObject ObjectName='StudentPersonal' Action='{action}'>{item}</SIF_EventObject>";
}
