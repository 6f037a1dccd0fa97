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

    private const int NoGrade = -1;

    // The sections of the school at hand, who is in them with which grade, and members of sections that no course record has named so far.
    private readonly HashSet<Utf8Value> _sections = [];
    private readonly Dictionary<UInt128, int> _members = [];
    private readonly PackedObjects _grades = new(SifMap.Shapes);
    private readonly List<BatchRow> _waiting = [];

    // Those of the record at hand.
    private readonly DocumentObjects _objects = new(SifMap.Shapes);
    private readonly DocumentObject _enrollment = new(StudentSectionEnrollmentShape.Shape);
    private readonly DocumentObject _grade = new(StudentGradeShape.Shape);
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
        _enrollment.Clear();
        _enrollment[StudentSectionEnrollmentShape.RefId] = output.Name(MembershipWord, student, section, row[FieldKey.EntryDate]);
        _enrollment[StudentSectionEnrollmentShape.StudentPersonalRefId] = student;
        _enrollment[StudentSectionEnrollmentShape.SectionInfoRefId] = section;
        _enrollment[StudentSectionEnrollmentShape.SchoolYear] = output.SchoolYear;

        // SIF has one grade of a student in a section: the first. Who was in it twice brings the second one along; where that is blank the first is read.
        var key = RefId.Combine(RefId.Parse(student), RefId.Parse(section));
        var isSecond = _members.TryGetValue(key, out var first);
        _grade.Clear();
        var objects = _objects.Become(around).Add(_enrollment).Add(isSecond ? null : _grade)
            .Add(students.Stub(student, row[FieldKey.Student]))
            .Add(Section(row[nameof(CourseMembershipRecord.Period)]));
        output.Fill(SifMap.AM, objects, row);
        var hasOwn = !_enrollment[StudentSectionEnrollmentShape.GradeEarned].IsNone || !_enrollment[StudentSectionEnrollmentShape.CreditsEarned].IsNone;
        output.Check(SifMap.AM, hasOwn || !isSecond || first == NoGrade ? objects : objects.Add(_grades.Read(ref first)), row);
        output.Write(_enrollment);
        if (isSecond)
        {
            return;
        }

        if (!_grade.HasValuesBesides())
        {
            _members.Add(key, NoGrade);
            return;
        }

        _grade[StudentGradeShape.RefId] = output.Ids.Of(GradeWord, student, section);
        _grade[StudentGradeShape.StudentPersonalRefId] = student;
        _grade[StudentGradeShape.SectionInfoRefId] = section;
        _grade[StudentGradeShape.SchoolInfoRefId] = school;
        _grade[StudentGradeShape.SchoolYear] = output.SchoolYear;
        output.Write(_grade);

        // As bytes, since those of the record are to go with it.
        _members.Add(key, _grades.Length);
        _grades.Add(_grade);
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
        _members.Clear();
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
