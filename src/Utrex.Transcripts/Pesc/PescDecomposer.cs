using System.Globalization;
using Utrex.Documents;
using Utrex.Transcripts.Mapping;
using Course = Utrex.Transcripts.Mapping.StudentAcademicRecordAcademicSessionCourseShape;
using Record = Utrex.Transcripts.Mapping.StudentAcademicRecordShape;
using Session = Utrex.Transcripts.Mapping.StudentAcademicRecordAcademicSessionShape;
using Subtest = Utrex.Transcripts.Mapping.StudentTestsSubtestShape;
using Test = Utrex.Transcripts.Mapping.StudentTestsShape;

namespace Utrex.Transcripts.Pesc;

/// <summary>A record that a document makes.</summary>
/// <param name="Map">Its type.</param>
/// <param name="Number">Which of its type, from 1.</param>
/// <param name="Part">The part of the document that it is made of; <see langword="null"/> for the head.</param>
/// <param name="Values">Its values by field.</param>
internal sealed record PescRow(RecordMap Map, int Number, DocumentObject? Part, Utf8Value[] Values);

/// <summary>Makes records of the objects of a document, whoever has written it.</summary>
internal sealed class PescDecomposer
{
    private static readonly int TestTitle = Field<TranscriptAssessmentRecord>(nameof(TranscriptAssessmentRecord.TestName));
    private static readonly int CourseId = Field<TranscriptCourseRecord>(nameof(TranscriptCourseRecord.CourseRecordId));
    private static readonly int CourseCore = Field<TranscriptCourseRecord>(nameof(TranscriptCourseRecord.CoreCode));
    private static readonly int CourseGrade = Field<TranscriptCourseRecord>(nameof(TranscriptCourseRecord.GradeLevel));
    private static readonly int CourseTitle = Field<TranscriptCourseRecord>(nameof(TranscriptCourseRecord.CourseTitle));
    private static readonly int CourseYear = Field<TranscriptCourseRecord>(nameof(TranscriptCourseRecord.SchoolYear));
    private static readonly int CourseSchool = Field<TranscriptCourseRecord>(nameof(TranscriptCourseRecord.CourseSchoolName));
    private static readonly int Attempted = Field<TranscriptCourseRecord>(nameof(TranscriptCourseRecord.CreditsAttempted));
    private static readonly int Earned = Field<TranscriptCourseRecord>(nameof(TranscriptCourseRecord.CreditsEarned));
    private static readonly int GradeCourse = Field<TranscriptGradeRecord>(nameof(TranscriptGradeRecord.CourseRecordId));
    private static readonly int GradeTitle = Field<TranscriptGradeRecord>(nameof(TranscriptGradeRecord.CourseTitle));
    private static readonly int Term = Field<TranscriptGradeRecord>(nameof(TranscriptGradeRecord.GradingTerm));

    private readonly PescDocument _document;
    private readonly List<PescRow> _rows = [];
    private readonly Dictionary<RecordMap, int> _counts = [];

    // The courses that have a number, by what makes elements of several terms one course.
    private readonly Dictionary<(string Id, string Core, string Title, string Year, string Grade), PescRow> _courses = [];

    // The numbers that courses have, and the last one that was made up.
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private int _made;

    private PescDecomposer(PescDocument document) => _document = document;

    /// <summary>The records of a document, in its order: the head, then tests, then courses with their grades.</summary>
    public static List<PescRow> Read(PescDocument document)
    {
        var decomposer = new PescDecomposer(document);
        decomposer.Head();
        decomposer.Tests();
        foreach (var record in document.Student.PartsOf(Record.Shape))
        {
            foreach (var session in record.PartsOf(Session.Shape))
            {
                foreach (var course in session.PartsOf(Course.Shape))
                {
                    decomposer.Take(record, session, course);
                }
            }
        }

        var rows = document.Carried.Count == 0 ? [] : decomposer._rows.ToDictionary(row => (row.Map.Record.Id, row.Number));
        foreach (var carried in document.Carried)
        {
            if (rows.TryGetValue((carried.Record, carried.Number), out var row) && row.Map.Record.FindField(carried.Field) is { Number: > 0 } field)
            {
                row.Values[field.Number] = Utf8Value.Of(carried.Value);
            }
        }

        return decomposer._rows;
    }

    /// <summary>Who the student is.</summary>
    public static StudentRecord Student(PescDocument document)
    {
        var values = Blank(PescMap.S1);
        PescMap.S1.Read(document.Objects, values);
        return RecordValues.Read<StudentRecord>(values, (_, _, _) => { });
    }

    private static int Field<TRecord>(string property)
        where TRecord : struct, Sdk.Records.IRecord<TRecord> => TRecord.Info.FindProperty(property).Number;

    private static Utf8Value[] Blank(RecordMap map)
    {
        var values = new Utf8Value[map.Record.Fields.Count];
        Array.Fill(values, Utf8Value.Empty);
        values[0] = Utf8Value.Of(map.Record.Fields[0].Constant);
        return values;
    }

    private static Utf8Value[] Values(RecordMap map, DocumentObjects objects)
    {
        var values = Blank(map);
        map.Read(objects, values);
        return values;
    }

    private PescRow Add(RecordMap map, DocumentObject? part, Utf8Value[] values)
    {
        var number = _counts.GetValueOrDefault(map) + 1;
        _counts[map] = number;
        var row = new PescRow(map, number, part, values);
        _rows.Add(row);
        return row;
    }

    private void Head()
    {
        PescSummaries.Name(_document.Record);
        var values = Values(PescMap.ST, _document.Objects);
        PescSummaries.ReadGrades(_document.Record, values);
        Split(values, nameof(StudentTranscriptRecord.StudentAddressLine1), nameof(StudentTranscriptRecord.StudentAddressLine2));
        Split(values, nameof(StudentTranscriptRecord.SchoolAddress), second: null);
        Add(PescMap.ST, part: null, values);
    }

    /// <summary>The lines of an address go to the fields that it has; where there is but one, it takes all.</summary>
    private static void Split(Utf8Value[] values, string first, string? second)
    {
        var line = Field<StudentTranscriptRecord>(first);
        var (one, others) = PescAddress.Lines(values[line]);
        if (second is not null)
        {
            (values[line], values[Field<StudentTranscriptRecord>(second)]) = (Utf8Value.Of(one), Utf8Value.Of(others));
        }
        else if (others.Length > 0)
        {
            values[line] = Utf8Value.Of($"{one}, {others}");
        }
    }

    private void Tests()
    {
        foreach (var test in _document.Student.PartsOf(Test.Shape))
        {
            foreach (var subtest in test.PartsOf(Subtest.Shape))
            {
                var values = Values(PescMap.TA, _document.Objects.Add(test).Add(subtest));
                if (values[TestTitle].Length > 0 || test[Test.TestDate].Length > 0)
                {
                    Add(PescMap.TA, subtest, values);
                }
            }
        }
    }

    /// <summary>Takes a course in a session. Elements of one number, title, year and grade are terms of one course.</summary>
    private void Take(DocumentObject record, DocumentObject session, DocumentObject course)
    {
        // The school and the student are those of the transcript, whichever school taught the course.
        var objects = _document.Objects.Add(session).Add(course);
        var values = Values(PescMap.TC, objects);
        values[CourseYear] = PescSchoolYear.Of(session[Session.AcademicSessionDetailSessionSchoolYear].ToString(), session[Session.AcademicSessionDetailSessionDesignator].ToString()) is { } year
            ? Utf8Value.Of(year.ToString("0000", CultureInfo.InvariantCulture)) : Utf8Value.Empty;
        values[CourseSchool] = new[] { values[CourseSchool], session[Session.SchoolOrganizationName], record[Record.SchoolOrganizationName] }.FirstOrDefault(name => name.Length > 0, Utf8Value.Empty);
        values[Attempted] = course[Course.CourseCreditValue].Or(Utf8Value.Empty);
        values[Earned] = course[Course.CourseCreditEarned].Or(Utf8Value.Empty);

        var hasGrade = course[Course.CourseAcademicGrade].Length > 0 || session[Session.AcademicSessionDetailSessionName].Length > 0;
        var id = values[CourseId].ToString();
        var key = (id, values[CourseCore].ToString(), values[CourseTitle].ToString(), values[CourseYear].ToString(), values[CourseGrade].ToString());
        if (id.Length == 0 || !_courses.TryGetValue(key, out var row))
        {
            values[CourseId] = hasGrade && !IsCourseId(id) ? MadeId() : values[CourseId];
            row = Add(PescMap.TC, course, values);
            _courses.TryAdd(key, row);
        }
        else
        {
            row.Values[Attempted] = PescCredits.Sum(row.Values[Attempted], values[Attempted]);
            row.Values[Earned] = PescCredits.Sum(row.Values[Earned], values[Earned]);
        }

        if (hasGrade)
        {
            var grade = Values(PescMap.TG, objects);
            grade[GradeCourse] = row.Values[CourseId];
            grade[GradeTitle] = row.Values[CourseTitle];
            grade[Term] = session[Session.AcademicSessionDetailSessionName].Or(Utf8Value.Empty);
            Add(PescMap.TG, course, grade);
        }
    }

    private static bool IsCourseId(string id) => id.Length is > 0 and <= 12 && id.All(char.IsAsciiDigit);

    /// <summary>A number for a course that has none: grades find their course by it.</summary>
    private Utf8Value MadeId()
    {
        if (_made == 0)
        {
            foreach (var session in _document.Student.PartsOf(Record.Shape).SelectMany(record => record.PartsOf(Session.Shape)))
            {
                _ids.UnionWith(session.PartsOf(Course.Shape).Select(course => course[Course.OriginalCourseID].ToString()));
            }
        }

        string id;
        do
        {
            id = (++_made).ToString(CultureInfo.InvariantCulture);
        }
        while (!_ids.Add(id));
        return Utf8Value.Of(id);
    }
}
