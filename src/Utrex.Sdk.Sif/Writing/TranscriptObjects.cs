using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Specification;
using Assessment = Utrex.Sdk.Sif.Mapping.StudentAcademicRecordAssessmentShape;
using Attended = Utrex.Sdk.Sif.Mapping.StudentAcademicRecordSchoolAttendedShape;
using Course = Utrex.Sdk.Sif.Mapping.StudentAcademicRecordTermCourseShape;
using Enrollment = Utrex.Sdk.Sif.Mapping.StudentAcademicRecordStudentSchoolEnrollmentDataShape;
using Period = Utrex.Sdk.Sif.Mapping.StudentAcademicRecordTermCourseMarkingPeriodShape;
using Record = Utrex.Sdk.Sif.Mapping.StudentAcademicRecordShape;
using Term = Utrex.Sdk.Sif.Mapping.StudentAcademicRecordTermShape;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>A student's transcript (StudentAcademicRecord): its head (ST), tests (TA), courses (TC) and grades (TG) in one object.</summary>
internal sealed class TranscriptObjects(SifOutput output)
{
    private static readonly Utf8Value TranscriptWord = Utf8Value.Of("StudentAcademicRecord");
    private static readonly Utf8Value AttendedWord = Utf8Value.Of("SchoolAttended");
    private static readonly Utf8Value MarkWord = Utf8Value.Of("MarkValueInfoData");

    /// <summary>Writes a transcript.</summary>
    /// <param name="rows">The student's records of these four types.</param>
    /// <param name="head">The ST record among them, or <see langword="null"/>.</param>
    /// <param name="student">The student, of whom no more than the number may be known.</param>
    /// <param name="personal">The student's objects as they are written, or <see langword="null"/> where they are not yet.</param>
    /// <param name="school">The school and the LEA.</param>
    public void Write(IReadOnlyList<BatchRow> rows, BatchRow? head, DocumentObject student, DocumentObjects? personal, DocumentObjects school)
    {
        var personalId = student[StudentPersonalShape.RefId];
        var number = school[SchoolInfoShape.Shape]![SchoolInfoShape.StateProvinceId];
        var item = new DocumentObject(Record.Shape)
        {
            [Record.RefId] = output.Name(TranscriptWord, personalId, number),
            [Record.SIFRefId] = personalId,
        };
        var objects = school.With(item).Add(student);
        if (!number.IsNone)
        {
            item.AddPart(new DocumentObject(Attended.Shape) { [Attended.RefId] = IdOf(number), [Attended.SchoolInfoDataStateProvinceId] = number });
        }

        if (head is not null)
        {
            WriteHead(head, item, personal, objects, number);
        }

        foreach (var row in rows.Where(row => row.Record == TranscriptAssessmentRecord.Info))
        {
            var test = item.AddPart(Assessment.Shape);
            output.Fill(SifMap.TA, objects.Add(test), row);
            output.Check(SifMap.TA, objects, row);
        }

        WriteCourses(rows, item, objects);
        output.Write(item);
    }

    private void WriteHead(BatchRow head, DocumentObject item, DocumentObjects? personal, DocumentObjects around, Utf8Value number)
    {
        // What the head says of the student stands in the student's own objects, if it agrees with them.
        var own = StudentObjects.Scratch();
        var entry = new DocumentObject(Enrollment.Shape);
        var objects = around.With(own[StudentPersonalShape.Shape]).Add(own[StudentDemographicRecordShape.Shape]).Add(entry);
        output.Fill(SifMap.ST, objects, head);
        if (entry.HasValuesBesides())
        {
            entry[Enrollment.SchoolAttendedRefId] = IdOf(number);
            entry[Enrollment.SchoolYear] = head.Day(nameof(StudentTranscriptRecord.StudentEntryDate)) is { } day ? SchoolYear(day) : default;
            output.Report.Derive("StudentAcademicRecord/StudentSchoolEnrollmentData/SchoolYear");
            item.AddPart(entry);
        }

        output.Check(SifMap.ST, objects.Add(personal?[StudentPersonalShape.Shape]).Add(personal?[StudentDemographicRecordShape.Shape]), head);
        output.Check(head, nameof(StudentTranscriptRecord.SchoolNumber), number);
        if (!SifMap.ST.HasValue(item) && !SifMap.ST.HasValue(entry))
        {
            output.Report.Lose(head, "it says nothing of the transcript but whose it is");
        }
    }

    private void WriteCourses(IReadOnlyList<BatchRow> rows, DocumentObject item, DocumentObjects around)
    {
        var grades = rows.Where(row => row.Record == TranscriptGradeRecord.Info).ToLookup(row => row[nameof(TranscriptGradeRecord.CourseRecordId)]);
        var courses = new HashSet<Utf8Value>();
        var schools = item.PartsOf(Attended.Shape).Select(part => part[Attended.RefId]).ToHashSet();
        var objects = around.With(item);
        DocumentObject? term = null;
        foreach (var row in rows.Where(row => row.Record == TranscriptCourseRecord.Info))
        {
            objects.Add(new DocumentObject(Term.Shape)).Add(new DocumentObject(Course.Shape)).Add(new DocumentObject(Attended.Shape)).Add(new DocumentObject(Period.Shape));
            output.Fill(SifMap.TC, objects, row);
            var attended = objects[Attended.Shape]!;
            attended[Attended.RefId] = IdOf(attended[Attended.SchoolInfoDataSchoolName], attended[Attended.SchoolInfoDataNCESId]);
            if (schools.Add(attended[Attended.RefId]))
            {
                item.AddPart(attended);
            }

            var own = objects[Term.Shape]!;
            own[Term.TermInfoDataSchoolAttendedRefId] = attended[Attended.RefId];
            if (term is null || term[Term.TermInfoDataSchoolYear] != own[Term.TermInfoDataSchoolYear]
                || term[Term.TermInfoDataSchoolAttendedRefId] != own[Term.TermInfoDataSchoolAttendedRefId])
            {
                term = item.AddPart(own);
            }

            var course = term.AddPart(objects[Course.Shape]!);
            var id = row[nameof(TranscriptCourseRecord.CourseRecordId)];
            AddPeriods(course, objects, courses.Add(id) ? [.. grades[id]] : [], row[nameof(TranscriptCourseRecord.CourseTitle)]);
            output.Check(SifMap.TC, objects.Add(TranscriptCredits.Sum(course.PartsOf(Period.Shape))), row);
        }

        foreach (var row in grades.Where(group => !courses.Contains(group.Key)).SelectMany(group => group))
        {
            output.Report.Lose(row, $"the student has no course record {row[nameof(TranscriptGradeRecord.CourseRecordId)]}");
        }
    }

    private void AddPeriods(DocumentObject course, DocumentObjects objects, List<BatchRow> grades, Utf8Value title)
    {
        var total = objects[Period.Shape]!;
        if (grades.Count == 0)
        {
            course.AddPart(total);
            return;
        }

        for (var i = 0; i < grades.Count; i++)
        {
            var period = course.AddPart(new DocumentObject(Period.Shape)
            {
                [Period.GradeLevelWhenTakenCode] = total[Period.GradeLevelWhenTakenCode],
                [Period.GradeLevelWhenTakenOtherCode] = total[Period.GradeLevelWhenTakenOtherCode],
                [Period.CourseCreditsAttempted] = TranscriptCredits.Share(total[Period.CourseCreditsAttempted], grades.Count, i),
            });
            objects.Add(period);
            output.Fill(SifMap.TG, objects, grades[i]);
            output.Check(SifMap.TG, objects, grades[i]);
            output.Check(grades[i], nameof(TranscriptGradeRecord.CourseTitle), title);
            if (!TranscriptCredits.IsGrade(period))
            {
                output.Report.Lose(grades[i], "it has neither a grading term nor a letter grade");
            }

            period[Period.MarkDataMarkValueInfoDataRefId] = output.Ids.Of(MarkWord, output.Lea, objects[SchoolInfoShape.Shape]?[SchoolInfoShape.StateProvinceId] ?? default);
            output.Report.Derive("StudentAcademicRecord/CourseHistory/Term/Courses/Course/MarkingPeriods/MarkingPeriod/MarkData/@MarkValueInfoDataRefId");
            if (grades.Count > 1)
            {
                output.Report.Derive("StudentAcademicRecord/CourseHistory/Term/Courses/Course/MarkingPeriods/MarkingPeriod/CourseCreditsAttempted");
            }
        }
    }

    private Utf8Value IdOf(params ReadOnlySpan<Utf8Value> words) => output.Ids.Of([AttendedWord, .. words]);

    /// <summary>The school year of a day, by the year in which it ends.</summary>
    private Utf8Value SchoolYear(DateOnly day) => output.Text(SubmissionContext.SchoolYearOf(day).ToString("0000", System.Globalization.CultureInfo.InvariantCulture));
}
