using Utrex.Sdk.IO;
using Utrex.Sdk.Records;

namespace Utrex.Transcripts.Tests;

/// <summary>Records of a batch become transcripts, in whatever order they come.</summary>
public class CollectorTests
{
    [Fact]
    public void Typed_records_in_any_order_make_the_same_transcript()
    {
        var collector = new TranscriptCollector();
        foreach (var grade in Records.Grades)
        {
            collector.Add(grade);
        }

        foreach (var test in Records.Tests)
        {
            collector.Add(test);
        }

        foreach (var course in Records.Courses)
        {
            collector.Add(course);
        }

        collector.Add(Records.Head);
        collector.Add(Records.Student);

        var transcript = collector.Complete().ToList().ShouldHaveSingleItem();
        transcript.Student!.FullName.ShouldBe("Malia Muñoz Kaʻahanui");
        transcript.Courses.Select(course => (course.Record.CourseTitle, course.Grades.Length, course.CreditsEarned)).ShouldBe([("English 9", 2, 1m), ("Hawaiian", 1, 1m), ("Physics", 1, null)]);
        transcript.Tests.Length.ShouldBe(3);
        transcript.Problems.ShouldBeEmpty();
        collector.Complete().ShouldBeEmpty();
    }

    [Fact]
    public void With_an_index_each_transcript_comes_with_its_last_record()
    {
        var batch = Batch(("1", true), ("2", true));
        var index = new TranscriptIndex();
        Read(batch, (reader, record) => index.Add(reader.Current, record, reader.LineNumber));
        index.Count.ShouldBe(2);

        var collector = new TranscriptCollector(UtrexSpecification.Current, index);
        var given = new List<(int Line, string Student)>();
        Read(batch, (reader, record) =>
        {
            if (collector.Add(reader.Current, record, reader.LineNumber) is { } transcript)
            {
                given.Add((reader.LineNumber, transcript.StudentNumber));
            }
        });

        // DI, then of each student S1, ST, TC, TG.
        given.ShouldBe([(5, "1"), (9, "2")]);
        collector.Complete().ShouldBeEmpty();
        collector.AsOf.ShouldBe(new DateTime(2026, 6, 1));
    }

    [Fact]
    public void Without_an_index_they_come_by_school_and_student()
    {
        Records.Of(Batch(("2", true), ("1", true))).Select(transcript => transcript.StudentNumber).ShouldBe(["1", "2"]);
    }

    [Fact]
    public void A_student_without_records_of_a_transcript_has_none() =>
        Records.Of(Batch(("1", false))).ShouldBeEmpty();

    [Fact]
    public void What_belongs_to_no_transcript_is_said()
    {
        var collector = new TranscriptCollector();
        collector.Add(Records.Courses[0]);
        collector.Add(Records.Grades[0]);

        collector.Complete().ShouldBeEmpty();
        var problem = collector.Problems.ShouldHaveSingleItem();
        problem.Kind.ShouldBe(TranscriptProblemKind.NoHead);
        problem.ToString().ShouldBe("student 3000001 of school 104: there is no transcript record (ST) for 0 tests, 1 courses and 1 grades");
    }

    [Fact]
    public void What_does_not_fit_together_is_said()
    {
        var other = Records.Head with { CumulativeCredits = 9m };
        var collector = new TranscriptCollector();
        collector.Add(Records.Head);
        collector.Add(other);
        collector.Add(Records.Student);
        collector.Add(Records.Student with { LastName = "Smith" });
        collector.Add(Records.Courses[0]);
        collector.Add(Records.Courses[0] with { CourseTitle = "English again" });
        collector.Add(Records.Grade(7, "English", "S1", 0.25m, "A"));
        collector.Add(Records.Grade(99, "Art", "S1", 0.25m, "A"));

        var transcript = collector.Complete().ToList().ShouldHaveSingleItem();
        transcript.Head.CumulativeCredits.ShouldBe(9m);
        transcript.Problems.Select(problem => problem.Kind).ShouldBe(
        [
            TranscriptProblemKind.OtherName, TranscriptProblemKind.SeveralHeads, TranscriptProblemKind.CourseNumberAgain, TranscriptProblemKind.OtherTitle,
            TranscriptProblemKind.GradeWithoutCourse, TranscriptProblemKind.OtherCredits, TranscriptProblemKind.CourseWithoutGrade,
        ]);
        transcript.Problems.ShouldAllBe(problem => !problem.ToString().Contains("Smith", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_student_record_the_name_is_not_known() =>
        Transcript.Of(Records.Head).Problems.Select(problem => problem.Kind).ShouldBe([TranscriptProblemKind.NoStudent]);

    [Fact]
    public void A_record_that_cannot_be_read_is_left_out_and_said()
    {
        var batch = "DI=\t01\tYR=\t2026\tOK=\tJUN\t2026-06-01 00:00:00.000\nTC=\tx\t3000001\t\tEnglish\n"u8;
        Records.Of(batch.ToArray()).ShouldBeEmpty();

        var collector = new TranscriptCollector();
        collector.Add(Records.Head);
        Span<int> ends = stackalloc int[64];
        collector.Add(Sdk.Text.RecordLine.Parse("TC=\tx\t3000001\t\tEnglish\t\t\t\t10\t2024\tLehi\t\t01\t104"u8, ends), TranscriptCourseRecord.Info, 7);

        var transcript = collector.Complete().ToList().ShouldHaveSingleItem();
        var problem = transcript.Problems.First(problem => problem.Kind == TranscriptProblemKind.Unreadable);
        problem.Line.ShouldBe(7);
        problem.Message.ShouldContain("COURSE RECORD ID");
    }

    private static byte[] Batch(params (string Student, bool HasTranscript)[] students)
    {
        using var stream = new MemoryStream();
        using (var writer = new BatchWriter(stream, RecordLayout.Delimited, leaveOpen: true))
        {
            writer.Write(new DistrictRecord { LeaNumber = "01", SchoolYear = 2026, WhichMonth = Month.June, SisAsOfDate = new DateTime(2026, 6, 1) });
            foreach (var (student, hasTranscript) in students)
            {
                writer.Write(Records.Student with { StudentNumber = student });
                if (hasTranscript)
                {
                    writer.Write(Records.Head with { StudentNumber = student });
                    writer.Write(Records.Courses[0] with { StudentNumber = student });
                    writer.Write(Records.Grades[0] with { StudentNumber = student });
                }
            }
        }

        return stream.ToArray();
    }

    private static void Read(ReadOnlyMemory<byte> batch, Action<BatchReader, Sdk.Specification.RecordInfo> take)
    {
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        while (reader.Read())
        {
            take(reader, reader.Record!);
        }
    }
}
