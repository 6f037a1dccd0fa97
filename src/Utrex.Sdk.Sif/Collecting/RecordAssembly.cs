using System.Collections.Frozen;
using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Specification;
using Attended = Utrex.Sdk.Sif.Mapping.StudentAcademicRecordSchoolAttendedShape;
using Period = Utrex.Sdk.Sif.Mapping.StudentAcademicRecordTermCourseMarkingPeriodShape;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>Takes a record's values and the objects that they come from; the array is used again for the next one.</summary>
internal delegate void RecordTaker(RecordMap map, Utf8Value[] values, DocumentObjects objects);

/// <summary>Makes the records of one object, with the help of those that it refers to.</summary>
internal sealed class RecordAssembly(ObjectDirectory directory, Companions companions, NameCounts leftOut)
{
    private const int MostSections = 10_000;

    private static readonly int CourseNumber = SifMap.TC.Record.FindProperty(nameof(TranscriptCourseRecord.CourseRecordId)).Number;
    private static readonly int CourseNumberDigits = SifMap.TC.Record.FindProperty(nameof(TranscriptCourseRecord.CourseRecordId)).Digits;
    private static readonly int CourseTitle = SifMap.TC.Record.FindProperty(nameof(TranscriptCourseRecord.CourseTitle)).Number;
    private static readonly int GradeCourseNumber = SifMap.TG.Record.FindProperty(nameof(TranscriptGradeRecord.CourseRecordId)).Number;
    private static readonly int GradeCourseTitle = SifMap.TG.Record.FindProperty(nameof(TranscriptGradeRecord.CourseTitle)).Number;

    private static readonly int MostFields = SifMap.Records.Max(map => map.Record.Fields.Count);

    // What every record of a type begins with.
    private static readonly FrozenDictionary<RecordMap, Utf8Value[]> Constants =
        SifMap.Records.ToFrozenDictionary(map => map, map => map.Record.Fields.Select(field => Utf8Value.Of(field.Constant ?? "")).ToArray());

    private static readonly FrozenDictionary<Utf8Value, RecordMap> Participations =
        SifMap.Records.Where(map => !map.TypeCode.IsNone).ToFrozenDictionary(map => map.TypeCode);

    // The values of the record at hand.
    private readonly Utf8Value[] _values = NewValues();
    private readonly Dictionary<Utf8Value, (DocumentObject? Section, DocumentObject? Course)> _sections = [];

    // The objects of the sections, to be used again in the next school: they stay too long to be thrown away cheaply.
    private PackedObjects _kept = new(SifMap.Shapes);
    private Utf8Value _studentId;
    private DocumentObject? _student;
    private DocumentObject? _demographic;
    private DocumentObjects _school = new(SifMap.Shapes);
    private long _courseRecords;

    /// <summary>The school record, with what belongs to it.</summary>
    public void BeginSchool(School school, RecordTaker take)
    {
        _sections.Clear();
        _kept.Clear();
        _school = new DocumentObjects(SifMap.Shapes, directory.Load(school.Place), directory.Load(school.LeaPlace), school.Calendar < 0 ? null : directory.Load(school.Calendar));
        Make(SifMap.SC, _school, take);
    }

    /// <summary>Room for the values of a record of any type.</summary>
    public static Utf8Value[] NewValues() => new Utf8Value[MostFields];

    /// <summary>The record type of an object that makes one record; <see langword="null"/> for one that may make several.</summary>
    public static RecordMap? MapOf(DocumentObject item) =>
        item.Shape == SectionInfoShape.Shape ? SifMap.AC
        : item.Shape == StudentSchoolEnrollmentShape.Shape ? SifMap.S1
        : item.Shape == StudentParticipationShape.Shape ? Participations[item[StudentParticipationShape.ProgramTypeCode]]
        : item.Shape == StudentSectionEnrollmentShape.Shape ? SifMap.AM
        : null;

    /// <summary>The records of an object of the school at hand.</summary>
    /// <param name="item">The object.</param>
    /// <param name="objects">What <see cref="Related"/> gives of it.</param>
    /// <param name="values">The values of its record, if it makes one.</param>
    /// <param name="take">Takes the records.</param>
    public void Make(DocumentObject item, DocumentObjects objects, Utf8Value[]? values, RecordTaker take)
    {
        if (values is not null && MapOf(item) is { } map)
        {
            if (map == SifMap.AC || map == SifMap.AM)
            {
                SetCourseNumber(objects, values, map.Record.FindKey(FieldKey.Course) ?? map.Record.FindProperty(nameof(CourseMasterRecord.CourseSection)));
            }

            Make(map, objects, values, take);
        }
        else if (item.Shape == StudentAcademicRecordShape.Shape)
        {
            MakeTranscript(item, objects, take);
        }
        else if (item.Shape == DisciplineIncidentShape.Shape)
        {
            MakeIncident(item, objects, take);
        }
    }

    /// <summary>An object with those that it refers to, and its school with the LEA. A second thread may ask while another makes records.</summary>
    /// <param name="item">The object.</param>
    /// <param name="place">Its place.</param>
    /// <param name="objects">Takes them in place of others.</param>
    public DocumentObjects Related(DocumentObject item, long place, DocumentObjects objects)
    {
        objects.Become(_school).Add(item);
        if (item.Shape == SectionInfoShape.Shape)
        {
            return objects.Add(directory.Find(SchoolCourseInfoShape.Shape, item[SectionInfoShape.SchoolCourseInfoRefId]));
        }

        if (item.Shape == StudentSchoolEnrollmentShape.Shape)
        {
            return AddStudent(objects, item[StudentSchoolEnrollmentShape.StudentPersonalRefId]).Add(companions.Attendance.Find(place) is >= 0 and var attendance ? directory.Load(attendance) : null);
        }

        if (item.Shape == StudentParticipationShape.Shape)
        {
            return AddStudent(objects, item[StudentParticipationShape.StudentPersonalRefId]);
        }

        if (item.Shape == StudentSectionEnrollmentShape.Shape)
        {
            var (section, course) = SectionOf(item[StudentSectionEnrollmentShape.SectionInfoRefId]);
            return AddStudent(objects, item[StudentSectionEnrollmentShape.StudentPersonalRefId])
                .Add(section)
                .Add(course)
                .Add(companions.GradeOf(item));
        }

        return item.Shape == StudentAcademicRecordShape.Shape ? AddStudent(objects, item[StudentAcademicRecordShape.SIFRefId]) : objects;
    }

    private DocumentObjects AddStudent(DocumentObjects objects, Utf8Value id)
    {
        if (!id.IsNone && id != _studentId)
        {
            _studentId = id.Copy();
            _student = directory.Find(StudentPersonalShape.Shape, id);
            _demographic = companions.DemographicOf(id);
        }

        return id.IsNone ? objects : objects.Add(_student).Add(_demographic);
    }

    /// <summary>A section and its course: many are in it.</summary>
    private (DocumentObject? Section, DocumentObject? Course) SectionOf(Utf8Value id)
    {
        if (!_sections.TryGetValue(id, out var found))
        {
            if (_sections.Count == MostSections)
            {
                // Records that are ahead may still have those.
                _sections.Clear();
                _kept = new PackedObjects(SifMap.Shapes);
            }

            var section = Keep(SectionInfoShape.Shape, id);
            _sections[id.Copy()] = found = (section, section is null ? null : Keep(SchoolCourseInfoShape.Shape, section[SectionInfoShape.SchoolCourseInfoRefId]));
        }

        return found;
    }

    private DocumentObject? Keep(DocumentShape shape, Utf8Value id)
    {
        if (directory.PlaceOf(shape, id) is not (>= 0 and var place))
        {
            return null;
        }

        var at = _kept.Length;
        directory.Copy(place, _kept);
        return _kept.Read(ref at);
    }

    private void MakeTranscript(DocumentObject item, DocumentObjects around, RecordTaker take)
    {
        var entry = item.FirstPart(StudentAcademicRecordStudentSchoolEnrollmentDataShape.Shape);
        var objects = around.With(entry);
        if (SifMap.ST.HasValue(item) || (entry is not null && SifMap.ST.HasValue(entry)))
        {
            Make(SifMap.ST, objects, take);
        }

        foreach (var test in item.PartsOf(StudentAcademicRecordAssessmentShape.Shape))
        {
            Make(SifMap.TA, objects.With(test), take);
        }

        var schools = item.PartsOf(Attended.Shape).Where(school => !school.Id.IsNone).DistinctBy(school => RefId.Parse(school.Id)).ToDictionary(school => RefId.Parse(school.Id));
        foreach (var term in item.PartsOf(StudentAcademicRecordTermShape.Shape))
        {
            var attended = term[StudentAcademicRecordTermShape.TermInfoDataSchoolAttendedRefId] is { IsNone: false } id ? schools.GetValueOrDefault(RefId.Parse(id)) : null;
            var within = objects.With(term).Add(attended);
            foreach (var course in term.PartsOf(StudentAcademicRecordTermCourseShape.Shape))
            {
                MakeCourse(course, within.With(course), take);
            }
        }
    }

    /// <summary>A course of a transcript and its grades, tied by a number that is ours: they are counted through.</summary>
    private void MakeCourse(DocumentObject course, DocumentObjects objects, RecordTaker take)
    {
        var id = Utf8Value.Of((++_courseRecords).ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(CourseNumberDigits, '0'));
        var values = Read(SifMap.TC, objects.Add(TranscriptCredits.Sum(course.PartsOf(Period.Shape))), _values);
        values[CourseNumber] = id;
        var title = values[CourseTitle];
        Make(SifMap.TC, objects, values, take);
        foreach (var period in course.PartsOf(Period.Shape).Where(TranscriptCredits.IsGrade))
        {
            values = Read(SifMap.TG, objects.Add(period), _values);
            (values[GradeCourseNumber], values[GradeCourseTitle]) = (id, title);
            Make(SifMap.TG, objects, values, take);
        }
    }

    private void MakeIncident(DocumentObject item, DocumentObjects objects, RecordTaker take)
    {
        if (SifMap.I1.HasValue(item))
        {
            Make(SifMap.I1, objects, take);
        }

        foreach (var (part, other) in IncidentPersons.Of(item))
        {
            for (var left = IncidentPersons.IsParticipant(part) ? InvolvementOrder.Set(part) : 0; left > 0; left--)
            {
                leftOut.Add("IncidentInvolvement beyond those of the record");
            }

            // Who was not sent has been reported.
            var student = IncidentPersons.StudentIn(part);
            var person = objects.With(part).Add(other);
            if (!student.IsNone)
            {
                person.Add(directory.Find(StudentPersonalShape.Shape, student)).Add(companions.DemographicOf(student));
            }

            if (student.IsNone || person[StudentPersonalShape.Shape] is not null)
            {
                Make(SifMap.I2, person, take);
            }
        }
    }

    /// <summary>Course and section as a batch has them, in one: an agent sends them in two, or in one of three places.</summary>
    private static void SetCourseNumber(DocumentObjects objects, Utf8Value[] values, FieldInfo field)
    {
        var course = (objects[SchoolCourseInfoShape.Shape]?[SchoolCourseInfoShape.CourseCode] ?? default).Or(Utf8Value.Empty);
        var section = objects[SectionInfoShape.Shape];
        values[field.Number] = section is null ? course
            : section[SectionInfoShape.CourseSectionCode] is { IsNone: false } number ? Utf8Value.Of([.. course.Span, .. number.Span])
            : section[SectionInfoShape.SectionCode].Or(course);
    }

    private void Make(RecordMap map, DocumentObjects objects, RecordTaker take) => Make(map, objects, Read(map, objects, _values), take);

    private static void Make(RecordMap map, DocumentObjects objects, Utf8Value[] values, RecordTaker take)
    {
        map.FillBlanks(values);
        take(map, values, objects);
    }

    /// <summary>Reads the values of a record of its objects. A second thread may ask while another makes records.</summary>
    /// <param name="map">The record type.</param>
    /// <param name="objects">The objects.</param>
    /// <param name="values">Room for them.</param>
    public Utf8Value[] Read(RecordMap map, DocumentObjects objects, Utf8Value[] values)
    {
        Constants[map].CopyTo(values, 0);
        map.Read(objects, values);
        if (map.Record.FindKey(FieldKey.School) is { } school && values[school.Number].Length == 0)
        {
            values[school.Number] = (objects[SchoolInfoShape.Shape]?[SchoolInfoShape.StateProvinceId] ?? default).Or(Utf8Value.Empty);
        }

        return values;
    }
}
