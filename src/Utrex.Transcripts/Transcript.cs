using System.Collections.Immutable;

namespace Utrex.Transcripts;

/// <summary>A student's high school transcript: what the records ST, TA, TC and TG of a school say of one student, put together.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class Transcript
{
    /// <summary>Address, school, credits and averages (ST).</summary>
    public required StudentTranscriptRecord Head { get; init; }

    /// <summary>Who the student is; <see langword="null"/> where no student record (S1) tells.</summary>
    public TranscriptStudent? Student { get; init; }

    /// <summary>Tests (TA), in the order of the batch.</summary>
    public ImmutableArray<TranscriptAssessmentRecord> Tests { get; init; } = [];

    /// <summary>Courses (TC) with their grades (TG), in the order of the batch.</summary>
    public ImmutableArray<TranscriptCourse> Courses { get; init; } = [];

    /// <summary>The time of the extract, as the district record has it; <see langword="null"/> where there was none.</summary>
    public DateTime? AsOf { get; init; }

    /// <summary>What does not fit together.</summary>
    public ImmutableArray<TranscriptProblem> Problems { get; init; } = [];

    /// <summary>The number of the LEA.</summary>
    public string LeaNumber => Head.LeaNumber ?? "";

    /// <summary>The number of the school.</summary>
    public string SchoolNumber => Head.SchoolNumber ?? "";

    /// <summary>The LEA's number of the student.</summary>
    public string StudentNumber => Head.StudentNumber ?? "";

    /// <summary>Puts the typed records of one student together.</summary>
    /// <param name="head">The transcript record.</param>
    /// <param name="tests">The student's tests.</param>
    /// <param name="courses">The student's courses.</param>
    /// <param name="grades">The grades of these courses.</param>
    /// <param name="student">Who the student is, or <see langword="null"/>.</param>
    public static Transcript Of(
        in StudentTranscriptRecord head,
        IEnumerable<TranscriptAssessmentRecord>? tests = null,
        IEnumerable<TranscriptCourseRecord>? courses = null,
        IEnumerable<TranscriptGradeRecord>? grades = null,
        TranscriptStudent? student = null)
    {
        var pending = new PendingTranscript(new TranscriptKey(head.SchoolNumber ?? "", head.StudentNumber ?? ""));
        pending.Add(head, line: null);
        foreach (var test in tests ?? [])
        {
            pending.Add(test);
        }

        foreach (var course in courses ?? [])
        {
            pending.Add(course, line: null);
        }

        foreach (var grade in grades ?? [])
        {
            pending.Add(grade, line: null);
        }

        if (student is not null)
        {
            pending.Add(student, line: null);
        }

        return pending.Build(asOf: null)!;
    }

    /// <summary>The same transcript in another school, which has received it.</summary>
    /// <param name="leaNumber">The LEA.</param>
    /// <param name="schoolNumber">The school.</param>
    public Transcript ReceivedBy(string leaNumber, string schoolNumber)
    {
        ArgumentNullException.ThrowIfNull(leaNumber);
        ArgumentNullException.ThrowIfNull(schoolNumber);
        return new Transcript
        {
            Head = Head with { LeaNumber = leaNumber, SchoolNumber = schoolNumber },
            Student = Student,
            Tests = [.. Tests.Select(test => test with { LeaNumber = leaNumber, SchoolNumber = schoolNumber })],
            Courses =
            [
                .. Courses.Select(course => new TranscriptCourse(
                    course.Record with { LeaNumber = leaNumber, SchoolNumber = schoolNumber },
                    [.. course.Grades.Select(grade => grade with { LeaNumber = leaNumber, SchoolNumber = schoolNumber })])),
            ],
            AsOf = AsOf,
            Problems = Problems,
        };
    }

    /// <summary>The student's number and school: no name.</summary>
    public override string ToString() => $"student {StudentNumber} of school {SchoolNumber}";
}
