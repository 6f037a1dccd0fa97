using Utrex.Sdk.Records;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Specification;
using Incident = Utrex.Sdk.Sif.Mapping.DisciplineIncidentShape;
using Offender = Utrex.Sdk.Sif.Mapping.DisciplineIncidentOffenderShape;
using Participant = Utrex.Sdk.Sif.Mapping.DisciplineIncidentStudentParticipantShape;
using Period = Utrex.Sdk.Sif.Mapping.StudentAcademicRecordTermCourseMarkingPeriodShape;
using Victim = Utrex.Sdk.Sif.Mapping.DisciplineIncidentVictimShape;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>Takes a record's values; the array is used again for the next one.</summary>
internal delegate void RecordTaker(RecordInfo record, string[] values);

/// <summary>Makes the records of one object, with the help of those that it refers to.</summary>
internal sealed class RecordAssembly(ObjectDirectory directory)
{
    private readonly Dictionary<SifRecordMap, string[]> _values = [];
    private readonly Dictionary<(SifShape Shape, string Id), SifObject?> _sections = [];
    private string? _studentId;
    private SifObject? _student;
    private SifObject? _demographic;
    private SifObjects _school = new();
    private long _courseRecords;

    /// <summary>The school record, with what belongs to it.</summary>
    public void BeginSchool(School school, RecordTaker take)
    {
        _sections.Clear();
        var item = directory.Load(school.Place);
        _school = SchoolObjects(item, school);
        Make(SifMap.SC, _school, take);
    }

    /// <summary>The records of an object of the school at hand.</summary>
    public void Make(SifObject item, RecordTaker take)
    {
        if (item.Shape == SectionInfoShape.Shape)
        {
            Make(SifMap.AC, Related(item), take, CourseNumber);
        }
        else if (item.Shape == StudentSchoolEnrollmentShape.Shape)
        {
            Make(SifMap.S1, Related(item), take);
        }
        else if (item.Shape == StudentParticipationShape.Shape)
        {
            Make(SifMap.Records.First(map => string.Equals(map.ProgramType, item[StudentParticipationShape.ProgramTypeCode], StringComparison.Ordinal)), Related(item), take);
        }
        else if (item.Shape == StudentSectionEnrollmentShape.Shape)
        {
            Make(SifMap.AM, Related(item), take, CourseNumber);
        }
        else if (item.Shape == StudentAcademicRecordShape.Shape)
        {
            MakeTranscript(item, take);
        }
        else if (item.Shape == Incident.Shape)
        {
            MakeIncident(item, take);
        }
    }

    /// <summary>An object with those that it refers to, and its school with the LEA.</summary>
    public SifObjects Related(SifObject item)
    {
        var objects = _school.With(item);
        if (item.Shape == SectionInfoShape.Shape)
        {
            return objects.Add(directory.Find(SchoolCourseInfoShape.Shape, item[SectionInfoShape.SchoolCourseInfoRefId]));
        }

        if (item.Shape == StudentSchoolEnrollmentShape.Shape)
        {
            return AddStudent(objects, item[StudentSchoolEnrollmentShape.StudentPersonalRefId]).Add(Attendance(item));
        }

        if (item.Shape == StudentParticipationShape.Shape)
        {
            return AddStudent(objects, item[StudentParticipationShape.StudentPersonalRefId]);
        }

        if (item.Shape == StudentSectionEnrollmentShape.Shape)
        {
            var section = Cached(SectionInfoShape.Shape, item[StudentSectionEnrollmentShape.SectionInfoRefId]);
            return AddStudent(objects, item[StudentSectionEnrollmentShape.StudentPersonalRefId])
                .Add(section)
                .Add(Cached(SchoolCourseInfoShape.Shape, section?[SectionInfoShape.SchoolCourseInfoRefId]))
                .Add(Grade(item));
        }

        return item.Shape == StudentAcademicRecordShape.Shape ? AddStudent(objects, item[StudentAcademicRecordShape.SIFRefId]) : objects;
    }

    private SifObjects SchoolObjects(SifObject item, School school) => new(
        item,
        directory.Find(LEAInfoShape.Shape, school.LeaId),
        item[SchoolInfoShape.RefId] is { } id ? directory.FindReferring(CalendarSummaryShape.Shape, RefId.Parse(id)) : null);

    private SifObjects AddStudent(SifObjects objects, string? id)
    {
        if (id is not null && !string.Equals(id, _studentId, StringComparison.Ordinal))
        {
            _studentId = id;
            _student = directory.Find(StudentPersonalShape.Shape, id);
            _demographic = directory.FindReferring(StudentDemographicRecordShape.Shape, RefId.Parse(id));
        }

        return id is null ? objects : objects.Add(_student).Add(_demographic);
    }

    /// <summary>The attendance of an enrollment, else that of the student in the school.</summary>
    private SifObject? Attendance(SifObject enrollment) =>
        (enrollment[StudentSchoolEnrollmentShape.RefId] is { } id ? directory.FindReferring(StudentAttendanceSummaryShape.Shape, RefId.Parse(id)) : null)
        ?? (enrollment[StudentSchoolEnrollmentShape.StudentPersonalRefId] is { } student && enrollment[StudentSchoolEnrollmentShape.SchoolInfoRefId] is { } school
            ? directory.FindReferring(StudentAttendanceSummaryShape.Shape, RefId.Combine(RefId.Parse(student), RefId.Parse(school)))
            : null);

    /// <summary>The grade in a section, unless the enrollment brings its own along.</summary>
    private SifObject? Grade(SifObject enrollment) =>
        enrollment[StudentSectionEnrollmentShape.GradeEarned] is null && enrollment[StudentSectionEnrollmentShape.CreditsEarned] is null
        && enrollment[StudentSectionEnrollmentShape.StudentPersonalRefId] is { } student && enrollment[StudentSectionEnrollmentShape.SectionInfoRefId] is { } section
            ? directory.FindReferring(StudentGradeShape.Shape, RefId.Combine(RefId.Parse(student), RefId.Parse(section)))
            : null;

    private SifObject? Cached(SifShape shape, string? id)
    {
        if (id is null)
        {
            return null;
        }

        if (!_sections.TryGetValue((shape, id), out var item))
        {
            _sections[(shape, id)] = item = directory.Find(shape, id);
        }

        return item;
    }

    private void MakeTranscript(SifObject item, RecordTaker take)
    {
        var objects = Related(item).Add(item.FindPart(StudentAcademicRecordStudentSchoolEnrollmentDataShape.Shape, key: null));
        if (SifMap.ST.HasValue(item))
        {
            Make(SifMap.ST, objects, take);
        }

        foreach (var test in item.PartsOf(StudentAcademicRecordAssessmentShape.Shape))
        {
            Make(SifMap.TA, objects.With(test), take);
        }

        foreach (var term in item.PartsOf(StudentAcademicRecordTermShape.Shape))
        {
            var attended = item.PartsOf(StudentAcademicRecordSchoolAttendedShape.Shape).FirstOrDefault(part =>
                part[StudentAcademicRecordSchoolAttendedShape.RefId] is { } id && term[StudentAcademicRecordTermShape.TermInfoDataSchoolAttendedRefId] is { } other && RefId.Parse(id) == RefId.Parse(other));
            foreach (var course in term.PartsOf(StudentAcademicRecordTermCourseShape.Shape))
            {
                MakeCourse(course, objects.With(term).Add(attended), take);
            }
        }
    }

    /// <summary>A course of a transcript and its grades, tied by a number that is ours: they are counted through.</summary>
    private void MakeCourse(SifObject course, SifObjects around, RecordTaker take)
    {
        var id = (++_courseRecords).ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(SifMap.TC.Record.FindProperty(nameof(TranscriptCourseRecord.CourseRecordId)).Digits, '0');
        var objects = around.With(course).Add(TranscriptCredits.Sum(course.PartsOf(Period.Shape)));
        var title = "";
        Make(SifMap.TC, objects, take, values =>
        {
            values[Number(SifMap.TC, nameof(TranscriptCourseRecord.CourseRecordId))] = id;
            title = values[Number(SifMap.TC, nameof(TranscriptCourseRecord.CourseTitle))];
        });
        foreach (var period in course.PartsOf(Period.Shape).Where(period => period[Period.MarkDataLetter] is not null || period[Period.TermInfoDataTermCode] is not null))
        {
            Make(SifMap.TG, objects.With(period), take, values =>
            {
                values[Number(SifMap.TG, nameof(TranscriptGradeRecord.CourseRecordId))] = id;
                values[Number(SifMap.TG, nameof(TranscriptGradeRecord.CourseTitle))] = title;
            });
        }
    }

    private void MakeIncident(SifObject item, RecordTaker take)
    {
        var objects = Related(item);
        if (SifMap.I1.HasValue(item))
        {
            Make(SifMap.I1, objects, take);
        }

        // Offenders and victims belong to participants by student, the first to the first; one without a participant took part all the same.
        var others = item.Parts.Where(part => part.Shape != Participant.Shape).ToList();
        foreach (var participant in item.PartsOf(Participant.Shape))
        {
            InvolvementOrder.Set(participant);
            var student = participant[Participant.StudentPersonalRefId];
            var own = others.Find(part => StudentIn(part) is { } id && student is not null && RefId.Parse(id) == RefId.Parse(student));
            others.Remove(own!);
            Make(SifMap.I2, AddStudent(objects.With(participant).Add(own), student), take);
        }

        foreach (var other in others.Where(other => StudentIn(other) is not null))
        {
            Make(SifMap.I2, AddStudent(objects.With(other), StudentIn(other)), take);
        }
    }

    private static string? StudentIn(SifObject part) => part.Shape == Offender.Shape ? part[Offender.SIFRefId] : part.Shape == Victim.Shape ? part[Victim.SIFRefId] : null;

    /// <summary>Course and section as a batch has them, in one: an agent sends them in two, or in one of three places.</summary>
    private static void CourseNumber(SifObjects objects, string[] values, FieldInfo field)
    {
        var course = objects[SchoolCourseInfoShape.Shape]?[SchoolCourseInfoShape.CourseCode] ?? "";
        var section = objects[SectionInfoShape.Shape];
        values[field.Number] = section?[SectionInfoShape.CourseSectionCode] is { } number ? course + number : section?[SectionInfoShape.SectionCode] ?? course;
    }

    private void Make(SifRecordMap map, SifObjects objects, RecordTaker take, Action<SifObjects, string[], FieldInfo> course)
    {
        var values = Read(map, objects);
        course(objects, values, map.Record.FindKey(FieldKey.Course) ?? map.Record.FindProperty(nameof(CourseMasterRecord.CourseSection)));
        Take(map, values, take);
    }

    private void Make(SifRecordMap map, SifObjects objects, RecordTaker take, Action<string[]>? complete = null)
    {
        var values = Read(map, objects);
        complete?.Invoke(values);
        Take(map, values, take);
    }

    private string[] Read(SifRecordMap map, SifObjects objects)
    {
        if (!_values.TryGetValue(map, out var values))
        {
            _values[map] = values = [.. map.Record.Fields.Select(field => field.Constant ?? "")];
        }

        foreach (var made in map.Made)
        {
            values[made.Field] = "";
        }

        map.Read(objects, values);
        if (map.Record.FindKey(FieldKey.School) is { } school && values[school.Number].Length == 0)
        {
            values[school.Number] = objects[SchoolInfoShape.Shape]?[SchoolInfoShape.StateProvinceId] ?? "";
        }

        return values;
    }

    private static void Take(SifRecordMap map, string[] values, RecordTaker take)
    {
        map.FillBlanks(values);
        take(map.Record, values);
    }

    private static int Number(SifRecordMap map, string property) => map.Record.FindProperty(property).Number;
}
