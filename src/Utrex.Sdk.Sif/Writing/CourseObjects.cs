using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>The courses of a school (SchoolCourseInfo, SectionInfo) and the students in them (StudentSectionEnrollment, StudentGrade).</summary>
internal sealed class CourseObjects(SifOutput output, StudentObjects students)
{
    private static readonly Utf8Value CourseWord = Utf8Value.Of("SchoolCourseInfo");
    private static readonly Utf8Value SectionWord = Utf8Value.Of("SectionInfo");
    private static readonly Utf8Value TermWord = Utf8Value.Of("TermInfo");
    private static readonly Utf8Value MembershipWord = Utf8Value.Of("StudentSectionEnrollment");
    private static readonly Utf8Value GradeWord = Utf8Value.Of("StudentGrade");

    // The sections of the school at hand, who is in them with which grade, and members of sections that no course record has named so far.
    private readonly HashSet<Utf8Value> _sections = [];
    private readonly Dictionary<UInt128, DocumentObject?> _grades = [];
    private readonly List<BatchRow> _waiting = [];
    private readonly DocumentObject _section = new(SectionInfoShape.Shape);

    /// <summary>Writes a course and its section. The specification lets an agent give course and section in one, as a batch has them.</summary>
    public void WriteCourse(BatchRow row, DocumentObjects around)
    {
        var school = around[SchoolInfoShape.Shape]![SchoolInfoShape.RefId];
        var number = row[nameof(CourseMasterRecord.CourseSection)];
        var key = SectionId(school, number, row[nameof(CourseMasterRecord.Period)]);
        var id = _sections.Add(key) ? key : output.Name(SectionWord, key);
        var course = new DocumentObject(SchoolCourseInfoShape.Shape)
        {
            [SchoolCourseInfoShape.RefId] = output.Ids.Of(CourseWord, id),
            [SchoolCourseInfoShape.SchoolInfoRefId] = school,
            [SchoolCourseInfoShape.SchoolYear] = output.SchoolYear,
            [SchoolCourseInfoShape.CourseCode] = number.OrNone(),
        };
        var section = new DocumentObject(SectionInfoShape.Shape)
        {
            [SectionInfoShape.RefId] = id,
            [SectionInfoShape.SchoolCourseInfoRefId] = course[SchoolCourseInfoShape.RefId],
            [SectionInfoShape.SchoolYear] = output.SchoolYear,
            [SectionInfoShape.ScheduleInfoListScheduleInfoTermInfoRefId] = output.Ids.Of(TermWord, school, output.SchoolYear, row[nameof(CourseMasterRecord.Term)]),
        };
        output.Report.Derive("SectionInfo/ScheduleInfoList/ScheduleInfo/@TermInfoRefId");
        var objects = around.With(course).Add(section);
        output.Fill(SifMap.AC, objects, row);
        output.Check(SifMap.AC, objects, row);
        output.Write(course);
        output.Write(section);
    }

    /// <summary>Writes a student's place in a section, and the grade; a section that is not known may still come.</summary>
    public void WriteMembership(BatchRow row, DocumentObjects around)
    {
        var school = around[SchoolInfoShape.Shape]![SchoolInfoShape.RefId];
        var section = SectionOf(row, school);
        if (!_sections.Contains(section))
        {
            _waiting.Add(row);
            return;
        }

        var student = students.Refer(row[FieldKey.Student]);
        var enrollment = new DocumentObject(StudentSectionEnrollmentShape.Shape)
        {
            [StudentSectionEnrollmentShape.RefId] = output.Name(MembershipWord, student, section, row[FieldKey.EntryDate]),
            [StudentSectionEnrollmentShape.StudentPersonalRefId] = student,
            [StudentSectionEnrollmentShape.SectionInfoRefId] = section,
            [StudentSectionEnrollmentShape.SchoolYear] = output.SchoolYear,
        };

        // SIF has one grade of a student in a section: the first. Who was in it twice brings the second one along; where that is blank the first is read.
        var key = RefId.Combine(RefId.Parse(student), RefId.Parse(section));
        var isSecond = _grades.TryGetValue(key, out var first);
        var grade = isSecond ? null : new DocumentObject(StudentGradeShape.Shape);
        var objects = around.With(enrollment).Add(grade)
            .Add(students.Stub(student, row[FieldKey.Student]))
            .Add(Section(row[nameof(CourseMembershipRecord.Period)]));
        output.Fill(SifMap.AM, objects, row);
        var hasOwn = !enrollment[StudentSectionEnrollmentShape.GradeEarned].IsNone || !enrollment[StudentSectionEnrollmentShape.CreditsEarned].IsNone;
        output.Check(SifMap.AM, hasOwn ? objects : objects.Add(first), row);
        output.Write(enrollment);
        if (!isSecond)
        {
            grade = grade!.HasValuesBesides() ? grade : null;
            _grades.Add(key, grade);
        }

        if (grade is not null)
        {
            grade[StudentGradeShape.RefId] = output.Ids.Of(GradeWord, student, section);
            grade[StudentGradeShape.StudentPersonalRefId] = student;
            grade[StudentGradeShape.SectionInfoRefId] = section;
            grade[StudentGradeShape.SchoolInfoRefId] = school;
            grade[StudentGradeShape.SchoolYear] = output.SchoolYear;
            output.Write(grade);
        }
    }

    /// <summary>Ends a school: members of sections that it does not have cannot be collected.</summary>
    public void EndSchool(DocumentObjects around, CancellationToken cancellationToken)
    {
        var school = around[SchoolInfoShape.Shape]![SchoolInfoShape.RefId];
        foreach (var row in _waiting.ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_sections.Contains(SectionOf(row, school)))
            {
                WriteMembership(row, around);
            }
            else
            {
                output.Report.Lose(row, $"the batch has no course {row[nameof(CourseMembershipRecord.CourseNumber)]} in period {row[nameof(CourseMembershipRecord.Period)]}");
            }
        }

        _waiting.Clear();
        _sections.Clear();
        _grades.Clear();
    }

    /// <summary>A section of which nothing but the period is known; there is one such object, for the record at hand.</summary>
    private DocumentObject Section(Utf8Value period)
    {
        _section.Clear();
        _section[SectionInfoShape.ScheduleInfoListScheduleInfoMeetingTimeListMeetingTimeTimetablePeriod] = period;
        return _section;
    }

    private Utf8Value SectionOf(BatchRow row, Utf8Value school) => SectionId(school, row[nameof(CourseMembershipRecord.CourseNumber)], row[nameof(CourseMembershipRecord.Period)]);

    private Utf8Value SectionId(Utf8Value school, Utf8Value number, Utf8Value period) => output.Ids.Of(SectionWord, school, output.SchoolYear, number, period);
}
