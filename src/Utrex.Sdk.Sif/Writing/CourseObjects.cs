using Utrex.Sdk.Records;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>The courses of a school (SchoolCourseInfo, SectionInfo) and the students in them (StudentSectionEnrollment, StudentGrade).</summary>
internal sealed class CourseObjects(SifOutput output, StudentObjects students)
{
    // The sections of the school at hand, and who is in a section with a grade.
    private readonly HashSet<string> _sections = new(StringComparer.Ordinal);
    private readonly HashSet<UInt128> _graded = [];
    private readonly List<(string Section, BatchRow Row)> _waiting = [];

    /// <summary>Writes a course and its section. The specification lets an agent give course and section in one, as a batch has them.</summary>
    public void WriteCourse(BatchRow row, SifObjects around)
    {
        var school = around[SchoolInfoShape.Shape]!;
        var number = row[nameof(CourseMasterRecord.CourseSection)];
        var course = new SifObject(SchoolCourseInfoShape.Shape)
        {
            [SchoolCourseInfoShape.SchoolInfoRefId] = school[SchoolInfoShape.RefId],
            [SchoolCourseInfoShape.SchoolYear] = output.SchoolYear,
            [SchoolCourseInfoShape.CourseCode] = number.Length > 0 ? number : null,
        };
        var id = SectionId(school, number, row[nameof(CourseMasterRecord.Period)]);
        var section = new SifObject(SectionInfoShape.Shape)
        {
            [SectionInfoShape.RefId] = _sections.Add(id) ? id : output.Name("SectionInfo", id),
            [SectionInfoShape.SchoolYear] = output.SchoolYear,
            [SectionInfoShape.ScheduleInfoListScheduleInfoTermInfoRefId] = RefId.Of("TermInfo", school[SchoolInfoShape.RefId]!, output.SchoolYear, row[nameof(CourseMasterRecord.Term)]),
        };
        output.Report.Derive("SectionInfo/ScheduleInfoList/ScheduleInfo/@TermInfoRefId");
        var objects = around.With(course).Add(section);
        output.Fill(SifMap.AC, objects, row);
        output.Check(SifMap.AC, objects, row);
        section[SectionInfoShape.SchoolCourseInfoRefId] = output.Share(
            RefId.Of("SchoolCourseInfo", school[SchoolInfoShape.RefId]!, number), [course], name => course[SchoolCourseInfoShape.RefId] = name);
        output.Write(section);
    }

    /// <summary>Writes a student's place in a section, and the grade.</summary>
    public void WriteMembership(BatchRow row, SifObjects around)
    {
        var school = around[SchoolInfoShape.Shape]!;
        var student = students.Refer(row[FieldKey.Student]);
        var section = SectionId(school, row[nameof(CourseMembershipRecord.CourseNumber)], row[nameof(CourseMembershipRecord.Period)]);
        if (!_sections.Contains(section))
        {
            _waiting.Add((section, row));
        }

        var enrollment = new SifObject(StudentSectionEnrollmentShape.Shape)
        {
            [StudentSectionEnrollmentShape.RefId] = output.Name("StudentSectionEnrollment", student, section, row[FieldKey.EntryDate]),
            [StudentSectionEnrollmentShape.StudentPersonalRefId] = student,
            [StudentSectionEnrollmentShape.SectionInfoRefId] = section,
            [StudentSectionEnrollmentShape.SchoolYear] = output.SchoolYear,
        };

        // SIF has one grade of a student in a section. Who was in it twice brings the second one along.
        var isFirst = _graded.Add(RefId.Combine(RefId.Parse(student), RefId.Parse(section)));
        var grade = isFirst ? new SifObject(StudentGradeShape.Shape) : null;
        var objects = around.With(enrollment).Add(grade)
            .Add(StudentObjects.Stub(student, row[FieldKey.Student]))
            .Add(new SifObject(SectionInfoShape.Shape) { [SectionInfoShape.ScheduleInfoListScheduleInfoMeetingTimeListMeetingTimeTimetablePeriod] = row[nameof(CourseMembershipRecord.Period)] });
        output.Fill(SifMap.AM, objects, row);
        output.Check(SifMap.AM, objects, row);
        output.Write(enrollment);
        if (grade?.HasValuesBesides() == true)
        {
            grade[StudentGradeShape.RefId] = RefId.Of("StudentGrade", student, section);
            grade[StudentGradeShape.StudentPersonalRefId] = student;
            grade[StudentGradeShape.SectionInfoRefId] = section;
            grade[StudentGradeShape.SchoolInfoRefId] = school[SchoolInfoShape.RefId];
            grade[StudentGradeShape.SchoolYear] = output.SchoolYear;
            output.Write(grade);
        }
    }

    /// <summary>Ends a school: memberships in courses that it does not have cannot be collected.</summary>
    public void EndSchool()
    {
        foreach (var (section, row) in _waiting)
        {
            if (!_sections.Contains(section))
            {
                output.Report.Lose(row, $"the batch has no course {row[nameof(CourseMembershipRecord.CourseNumber)]} in period {row[nameof(CourseMembershipRecord.Period)]}");
            }
        }

        _waiting.Clear();
        _sections.Clear();
        _graded.Clear();
    }

    private static string SectionId(SifObject school, string number, string period) => RefId.Of("SectionInfo", school[SchoolInfoShape.RefId]!, number, period);
}
