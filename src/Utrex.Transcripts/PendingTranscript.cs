using System.Collections.Immutable;
using System.Globalization;
using Utrex.Sdk;

namespace Utrex.Transcripts;

/// <summary>The records of a student while they are gathered, in any order.</summary>
internal sealed class PendingTranscript(TranscriptKey key)
{
    private readonly List<(StudentTranscriptRecord Record, int? Line)> _heads = [];
    private readonly List<TranscriptAssessmentRecord> _tests = [];
    private readonly List<(TranscriptCourseRecord Record, int? Line)> _courses = [];
    private readonly List<(TranscriptGradeRecord Record, int? Line)> _grades = [];
    private readonly List<TranscriptProblem> _problems = [];
    private TranscriptStudent? _student;
    private int? _firstLine;

    public TranscriptKey Key => key;

    /// <summary>Whether there is more than a student: a record of the transcript, though it may be an unreadable one.</summary>
    public bool IsTranscript => _firstLine is not null || _heads.Count + _tests.Count + _courses.Count + _grades.Count > 0;

    /// <summary>What did not fit together so far.</summary>
    public IReadOnlyList<TranscriptProblem> Problems => _problems;

    public void Add(in StudentTranscriptRecord record, int? line) => _heads.Add((record, line));

    public void Add(in TranscriptAssessmentRecord record) => _tests.Add(record);

    public void Add(in TranscriptCourseRecord record, int? line) => _courses.Add((record, line));

    public void Add(in TranscriptGradeRecord record, int? line) => _grades.Add((record, line));

    public void Add(TranscriptStudent student, int? line)
    {
        if (_student is not null && !string.Equals(_student.FullName, student.FullName, StringComparison.Ordinal))
        {
            Say(TranscriptProblemKind.OtherName, line, "student records (S1) of the number have different names; the last one counts");
        }

        _student = student;
    }

    /// <summary>A line of the student, whatever it holds.</summary>
    public void See(int? line) => _firstLine ??= line;

    public void Say(TranscriptProblemKind kind, int? line, string message) => _problems.Add(new TranscriptProblem(kind, key.School, key.Student, line, message));

    /// <summary>The transcript, or <see langword="null"/> where there is no record that begins one.</summary>
    public Transcript? Build(DateTime? asOf)
    {
        if (_heads.Count == 0)
        {
            if (_tests.Count + _courses.Count + _grades.Count == 0)
            {
                return null;
            }

            Say(TranscriptProblemKind.NoHead, _firstLine, string.Create(CultureInfo.InvariantCulture, $"there is no transcript record (ST) for {_tests.Count} tests, {_courses.Count} courses and {_grades.Count} grades"));
            return null;
        }

        if (_heads.Count > 1)
        {
            Say(TranscriptProblemKind.SeveralHeads, _heads[^1].Line, string.Create(CultureInfo.InvariantCulture, $"there are {_heads.Count} transcript records (ST); the last one counts"));
        }

        if (_student is null)
        {
            Say(TranscriptProblemKind.NoStudent, _heads[^1].Line, "no student record (S1) of this school has the number, so that the name is not known");
        }

        var courses = Courses();
        return new Transcript { Head = _heads[^1].Record, Student = _student, Tests = [.. _tests], Courses = courses, AsOf = asOf, Problems = [.. _problems] };
    }

    private ImmutableArray<TranscriptCourse> Courses()
    {
        // Grades find their course by its number, which courses without one have none of.
        var first = new Dictionary<long, int>();
        var grades = _courses.ConvertAll(_ => ImmutableArray.CreateBuilder<TranscriptGradeRecord>());
        for (var i = 0; i < _courses.Count; i++)
        {
            var (course, line) = _courses[i];
            if (course.CourseRecordId is { } id && !first.TryAdd(id, i))
            {
                Say(TranscriptProblemKind.CourseNumberAgain, line, string.Create(CultureInfo.InvariantCulture, $"several courses have the course record id {id}; its grades are those of the first"));
            }
        }

        foreach (var (grade, line) in _grades)
        {
            if (grade.CourseRecordId is not { } id || !first.TryGetValue(id, out var at))
            {
                Say(TranscriptProblemKind.GradeWithoutCourse, line, string.Create(CultureInfo.InvariantCulture, $"a grade is for the course record id {grade.CourseRecordId}, which no course has"));
                continue;
            }

            grades[at].Add(grade);
            if (!string.IsNullOrEmpty(grade.CourseTitle) && !string.Equals(grade.CourseTitle, _courses[at].Record.CourseTitle, StringComparison.Ordinal))
            {
                Say(TranscriptProblemKind.OtherTitle, line, $"a grade is for {PrintableText.Quote(grade.CourseTitle)}, and its course is {PrintableText.Quote(_courses[at].Record.CourseTitle ?? "")}");
            }
        }

        var courses = ImmutableArray.CreateBuilder<TranscriptCourse>(_courses.Count);
        for (var i = 0; i < _courses.Count; i++)
        {
            var course = new TranscriptCourse(_courses[i].Record, grades[i].ToImmutable());
            courses.Add(course);
            Check(course, _courses[i].Line);
        }

        return courses.ToImmutable();
    }

    private void Check(TranscriptCourse course, int? line)
    {
        var title = PrintableText.Quote(course.Record.CourseTitle ?? "");
        if (course.Grades.IsEmpty)
        {
            Say(TranscriptProblemKind.CourseWithoutGrade, line, $"the course {title} has no grade");
        }
        else if (course is { Record.CreditsEarned: { } earned, SumOfGrades: { } sum } && earned != sum)
        {
            Say(TranscriptProblemKind.OtherCredits, line, string.Create(CultureInfo.InvariantCulture, $"the course {title} has {earned} credits earned, and its grades have {sum} together"));
        }
    }
}
