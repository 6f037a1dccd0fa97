using System.Globalization;
using Utrex.Documents;
using Utrex.Sdk.Records;
using Utrex.Transcripts.Mapping;
using Course = Utrex.Transcripts.Mapping.StudentAcademicRecordAcademicSessionCourseShape;
using Record = Utrex.Transcripts.Mapping.StudentAcademicRecordShape;
using Session = Utrex.Transcripts.Mapping.StudentAcademicRecordAcademicSessionShape;
using Subtest = Utrex.Transcripts.Mapping.StudentTestsSubtestShape;
using Summary = Utrex.Transcripts.Mapping.StudentAcademicRecordAcademicSummaryShape;
using Test = Utrex.Transcripts.Mapping.StudentTestsShape;

namespace Utrex.Transcripts.Pesc;

/// <summary>Makes the objects of a transcript: the map says where fields stand, and this what stands around them.</summary>
internal sealed class PescComposer
{
    private const string Unreported = "Unreported";

    // What PESC calls tests, of which one is part of the name of each that a transcript may have.
    private static readonly string[] TestCodes = ["ACT", "SAT", "AP"];

    private readonly RecordValues _values = new();
    private readonly Utf8Arena _arena = new();
    private readonly PescDocument _document = new();
    private readonly DocumentObjects _objects;
    private readonly Dictionary<(Utf8Value Name, Utf8Value Day), DocumentObject> _tests = [];
    private readonly Transcript _transcript;
    private readonly int _endingYear;

    private PescComposer(Transcript transcript)
    {
        _transcript = transcript;
        _objects = _document.Objects;
        _endingYear = UtrexSpecification.Current.EndingYear;
    }

    /// <summary>Of each part that a record is made of, the values of the record.</summary>
    public List<(RecordMap Map, DocumentObject? Part, Utf8Value[] Values)> Origins { get; } = [];

    /// <summary>The objects of a transcript, and of which record each part is.</summary>
    public static (PescDocument Document, IReadOnlyList<(RecordMap Map, DocumentObject? Part, Utf8Value[] Values)> Origins) Compose(Transcript transcript, PescWriterOptions options)
    {
        var composer = new PescComposer(transcript);
        composer.AddHead();
        composer.AddTransmission(options);
        foreach (var test in transcript.Tests)
        {
            composer.AddTest(test);
        }

        composer.AddCourses();
        PescLimits.Apply(composer._document.Transmission);
        PescLimits.Apply(composer._document.Student);
        composer.Complete();
        return (composer._document, composer.Origins);
    }

    private void AddTransmission(PescWriterOptions options)
    {
        var created = _transcript.AsOf ?? options.Created ?? DateTime.Now;
        var transmission = _document.Transmission;
        transmission[TransmissionDataShape.DocumentID] = Utf8Value.Of(string.Create(CultureInfo.InvariantCulture, $"{_transcript.LeaNumber}-{_transcript.SchoolNumber}-{_transcript.StudentNumber}-{created:yyyyMMdd}"));
        transmission[TransmissionDataShape.CreatedDateTime] = Utf8Value.Of(created.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        transmission[TransmissionDataShape.DestinationOrganizationOrganizationName] = Utf8Value.Of(options.Destination);
    }

    private void AddHead()
    {
        var head = _transcript.Head;
        var values = Write(PescMap.ST, _objects, head);
        Origins.Add((PescMap.ST, null, values));
        if (_transcript.Student is { } student)
        {
            Write(PescMap.S1, _objects, student.ToRecord());
        }

        PescAddress.AddLine(_document.Student, StudentShape.PersonContactsAddressAddressLine, head.StudentAddressLine2);
        var record = _document.Record;
        record[Record.AcademicAwardAcademicCompletionIndicator] = head.GraduationDate is null ? default : Utf8Value.Of("true");
        PescSummaries.AddGrades(record, values);
        foreach (var summary in record.PartsOf(Summary.Shape).Where(summary => !summary[Summary.GPACreditHoursEarned].IsNone || !summary[Summary.GPACreditHoursAttempted].IsNone))
        {
            summary[Summary.GPACreditUnit] = Utf8Value.Of(PescSummaries.Units);
        }
    }

    private void AddTest(in TranscriptAssessmentRecord record)
    {
        var values = _values.Of(record);
        if (record.TestDate is null)
        {
            // The schema demands a day.
            Origins.Add((PescMap.TA, new DocumentObject(Subtest.Shape), values));
            return;
        }

        var own = new DocumentObject(Test.Shape);
        var subtest = new DocumentObject(Subtest.Shape);
        PescMap.TA.Write(_objects.With(own).Add(subtest), values, _endingYear, _arena);
        var key = (own[Test.TestName], own[Test.TestDate]);
        if (!_tests.TryGetValue(key, out var test))
        {
            _tests.Add(key, test = _document.Student.AddPart(own));
        }

        test.AddPart(subtest);
        Origins.Add((PescMap.TA, subtest, values));

        var name = record.TestName ?? "";
        test[Test.TestCode] = Utf8Value.Of(Array.Find(TestCodes, code => name.Contains(code, StringComparison.Ordinal)) ?? "OTHER");
        var letters = string.Concat((record.Subtest ?? "").Where(char.IsAsciiLetter)).ToUpperInvariant();
        subtest[Subtest.SubtestCode] = Utf8Value.Of(letters.Length < 2 ? "TOTAL" : letters[..Math.Min(letters.Length, 5)]);
    }

    /// <summary>Courses stand in the session of each of their terms, with a share of the credits that they are worth.</summary>
    private void AddCourses()
    {
        var terms = new Dictionary<string, int>(StringComparer.Ordinal);
        var entries = new List<(TranscriptCourse Course, int Grade, string? Term)>();
        foreach (var course in _transcript.Courses)
        {
            for (var i = 0; i < Math.Max(1, course.Grades.Length); i++)
            {
                var term = course.Grades.IsEmpty || string.IsNullOrEmpty(course.Grades[i].GradingTerm) ? null : course.Grades[i].GradingTerm;
                entries.Add((course, course.Grades.IsEmpty ? -1 : i, term));
                terms.TryAdd(term ?? "", terms.Count);
            }
        }

        var sessions = entries
            .GroupBy(entry => (Year: entry.Course.Record.SchoolYear, Grade: entry.Course.Record.GradeLevel.Code, entry.Term))
            .OrderBy(session => session.Key.Year).ThenBy(session => session.Key.Grade, StringComparer.Ordinal).ThenBy(session => terms[session.Key.Term ?? ""]);
        foreach (var session in sessions)
        {
            DocumentObject? part = null;
            foreach (var (course, grade, _) in session)
            {
                AddCourse(ref part, course, grade, session.Key.Term);
            }
        }
    }

    private void AddCourse(ref DocumentObject? session, TranscriptCourse course, int grade, string? term)
    {
        var values = _values.Of(course.Record);
        var part = new DocumentObject(Course.Shape);
        var isFirst = grade <= 0;
        if (isFirst)
        {
            Origins.Add((PescMap.TC, part, values));
        }

        if (grade >= 0)
        {
            Origins.Add((PescMap.TG, part, _values.Of(course.Grades[grade])));
        }

        if (course.Record.SchoolYear is not (> 1 and <= 9999 and var year))
        {
            // The schema demands to know when a session is.
            return;
        }

        var isNew = session is null;
        session ??= _document.Record.AddPart(Session.Shape);
        session.AddPart(part);
        var objects = _objects.With(session).Add(part);
        PescMap.TC.Write(objects, values, _endingYear, _arena);
        if (isNew)
        {
            session[Session.AcademicSessionDetailSessionName] = Utf8Value.Of(term);
            session[Session.AcademicSessionDetailSessionDesignator] = Utf8Value.Of(PescSchoolYear.Designator(year));
            session[Session.AcademicSessionDetailSessionSchoolYear] = Utf8Value.Of(PescSchoolYear.Name(year));
        }

        if (grade >= 0)
        {
            PescMap.TG.Write(objects, Origins[^1].Values, _endingYear, _arena);
        }

        var credits = PescCredits.Share(course, Math.Max(0, grade));
        part[Course.CourseCreditValue] = Utf8Value.Of(credits.Attempted);
        part[Course.CourseCreditEarned] = grade < 0 ? Utf8Value.Of(credits.Earned) : part[Course.CourseCreditEarned];
        part[Course.CourseCreditUnits] = part[Course.CourseCreditValue].IsNone && part[Course.CourseCreditEarned].IsNone ? default : Utf8Value.Of(PescSummaries.Units);
        if (part[Course.CourseOverrideSchoolCCD].IsNone && part[Course.CourseOverrideSchoolOrganizationName] == _document.Record[Record.SchoolOrganizationName])
        {
            part[Course.CourseOverrideSchoolOrganizationName] = default;
        }
    }

    private Utf8Value[] Write<TRecord>(RecordMap map, DocumentObjects objects, in TRecord record)
        where TRecord : struct, IRecord<TRecord>
    {
        var values = _values.Of(record);
        map.Write(objects, values, _endingYear, _arena);
        return values;
    }

    /// <summary>What the schemas demand where anything else of the same element is there.</summary>
    private void Complete()
    {
        var record = _document.Record;
        PescAddress.Complete(_document.Student, record);
        Demand(record, Record.SchoolOrganizationName, Record.SchoolLocalOrganizationIDLocalOrganizationIDCode, Record.SchoolContactsAddressCity, Record.SchoolContactsPhonePhoneNumber);
        foreach (var course in record.PartsOf(Session.Shape).SelectMany(session => session.PartsOf(Course.Shape)))
        {
            Demand(course, Course.CourseOverrideSchoolOrganizationName, Course.CourseOverrideSchoolCCD);
        }

        foreach (var subtest in _document.Student.PartsOf(Test.Shape).SelectMany(test => test.PartsOf(Subtest.Shape)))
        {
            Demand(subtest, Subtest.TestScoresScoreValue, Subtest.SubtestCode);
        }
    }

    private static void Demand(DocumentObject item, int demanded, params ReadOnlySpan<int> others)
    {
        foreach (var other in others)
        {
            if (item[demanded].IsNone && !item[other].IsNone)
            {
                item[demanded] = Utf8Value.Of(Unreported);
            }
        }
    }
}
