using System.Text;
using Utrex.Sdk.IO;
using Utrex.Sdk.Text;
using Utrex.Transcripts.Pesc;

namespace Utrex.Transcripts.Tests;

/// <summary>Records of a student whose transcript has a bit of everything.</summary>
internal static class Records
{
    public static readonly StudentRecord Student = new()
    {
        SchoolNumber = "104",
        StudentNumber = "3000001",
        LastName = "Kaʻahanui",
        FirstName = "Malia",
        MiddleName = "Muñoz",
        StatewideStudentId = "1400003",
        BirthDate = new DateOnly(2008, 2, 29),
        Sex = Sex.Female,
        GradeLevel = GradeLevel.Grade12,
        LeaNumber = "01",
    };

    public static readonly StudentTranscriptRecord Head = new()
    {
        StudentNumber = "3000001",
        ParentGuardianFirstName = "Keoni",
        ParentGuardianLastName = "Kaʻahanui",
        StudentEntryDate = new DateOnly(2022, 8, 20),
        GraduationDate = new PartialDate(new DateOnly(2026, 5, 28)),
        ExpectedGraduationDate = new PartialDate(new DateOnly(2026, 5, 28)),
        DiplomaType = "Basic",
        CumulativeCredits = 2m,
        CumulativeUnweightedGpa = 3.85m,
        CumulativeWeightedGpa = 4.1m,
        CumulativeGpaCredits = 2m,
        TotalCreditsAttempted = 2.5m,
        ClassRank = 12,
        CohortSize = 300,
        PercentileRank = 96m,
        Grade9CreditsEarned = 1m,
        Grade9Gpa = 3.9m,
        Grade10CreditsEarned = 1m,
        StudentAddressLine1 = "12 Ala Moana",
        StudentAddressLine2 = "Apt <4>",
        StudentAddressCity = "Provo",
        StudentAddressStateCode = "UT",
        LeaName = "Alpine & Sons",
        SchoolName = "Lehi High",
        SchoolAddress = "180 N 500 E",
        SchoolCity = "Lehi",
        SchoolState = "UT",
        SchoolZip = "840431234",
        SchoolPhone = "8015550100",
        SchoolAccreditation = "Accredited",
        LeaNumber = "01",
        SchoolNumber = "104",
    };

    public static readonly TranscriptAssessmentRecord[] Tests =
    [
        new() { StudentNumber = "3000001", TestName = "ACT", TestDate = new DateOnly(2025, 3, 11), Subtest = "English", TestScore = "31", LeaNumber = "01", SchoolNumber = "104" },
        new() { StudentNumber = "3000001", TestName = "AP Calculus AB", TestDate = new DateOnly(2025, 5, 12), TestScore = "5", LeaNumber = "01", SchoolNumber = "104" },
        new() { StudentNumber = "3000001", TestName = "ACT", TestDate = new DateOnly(2025, 3, 11), Subtest = "Mathematics", TestScore = "29", LeaNumber = "01", SchoolNumber = "104" },
    ];

    public static readonly TranscriptCourseRecord[] Courses =
    [
        new() { CourseRecordId = 7, StudentNumber = "3000001", CourseNumber = "EN9", CourseTitle = "English 9", CoreCode = "06010000030", CreditsEarned = 1m, CreditsAttempted = 1m, GradeLevel = GradeLevel.Grade9, SchoolYear = 2023, CourseSchoolName = "Lehi High", LeaNumber = "01", SchoolNumber = "104" },
        new() { CourseRecordId = 8, StudentNumber = "3000001", CourseTitle = "Hawaiian", CreditsEarned = 1m, CreditsAttempted = 1m, GradeLevel = GradeLevel.Grade10, SchoolYear = 2024, CourseSchoolName = "Kamehameha", CourseSchoolCode = "150003000123", LeaNumber = "01", SchoolNumber = "104" },
        new() { CourseRecordId = 9, StudentNumber = "3000001", CourseTitle = "Physics", CreditsAttempted = 0.5m, GradeLevel = GradeLevel.Grade10, SchoolYear = 2024, CourseSchoolName = "Lehi High", LeaNumber = "01", SchoolNumber = "104" },
    ];

    public static readonly TranscriptGradeRecord[] Grades =
    [
        Grade(7, "English 9", "S1", 0.5m, "A"),
        Grade(7, "English 9", "S2", 0.5m, "A-"),
        Grade(8, "Hawaiian", "FIN", 1m, "A"),
        Grade(9, "Physics", "S1", null, "I"),
    ];

    /// <summary>All of it as a transcript.</summary>
    public static Transcript Transcript => Transcripts.Transcript.Of(Head, Tests, Courses, Grades, TranscriptStudent.Of(Student));

    public static TranscriptGradeRecord Grade(long course, string? title, string? term, decimal? credits, string? letter) => new()
    {
        StudentNumber = "3000001",
        CourseRecordId = course,
        CourseTitle = title,
        GradingTerm = term,
        CreditsEarned = credits,
        LetterGrade = letter,
        LeaNumber = "01",
        SchoolNumber = "104",
    };

    /// <summary>A transcript as PESC, and what the writer said.</summary>
    public static (string Xml, PescWriter Writer) ToPesc(Transcript transcript)
    {
        using var stream = new MemoryStream();
        var writer = new PescWriter(new PescWriterOptions { Created = new DateTime(2026, 6, 1, 8, 30, 0) });
        writer.Write(transcript, stream);
        return (Encoding.UTF8.GetString(stream.ToArray()), writer);
    }

    /// <summary>A document read.</summary>
    public static (Transcript? Transcript, PescReader Reader) FromPesc(string xml)
    {
        var reader = new PescReader();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        return (reader.Read(stream, "t.xml"), reader);
    }

    /// <summary>The transcripts of a batch.</summary>
    public static List<Transcript> Of(ReadOnlyMemory<byte> batch)
    {
        var collector = new TranscriptCollector();
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        while (reader.Read())
        {
            if (reader.Record is { } record)
            {
                collector.Add(reader.Current, record, reader.LineNumber);
            }
        }

        return [.. collector.Complete()];
    }
}
