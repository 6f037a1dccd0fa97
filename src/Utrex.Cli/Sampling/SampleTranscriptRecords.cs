using System.Globalization;
using Utrex.Sdk.IO;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Sampling;

/// <summary>Transcripts of high school students: the head (ST), tests (TA), courses (TC) and their grades (TG).</summary>
internal sealed class SampleTranscriptRecords(SampleOptions options, SampleCalendar calendar, SampleNumbers numbers)
{
    private static readonly string[] Letters = ["A", "A-", "B+", "B", "B-", "C+", "C"];

    private static readonly string[] ActParts = ["English", "Mathematics", "Reading", "Science", "Composite"];

    // The state's collector numbers the courses of a batch: so do we.
    private long _courseRecords = numbers.FirstCourseRecord;

    /// <summary>Writes the head of a high school student's transcript, and all of it for a senior and one in twenty of the younger students.</summary>
    public void Write(BatchWriter writer, SampleRoster roster, SampleEnrollment enrollment, in StudentRecord record)
    {
        var student = enrollment.Student;
        var random = new SampleRandom(options.Seed, student.Ordinal, 2);
        if (!student.IsHighSchool || enrollment.Exit is not null)
        {
            return;
        }

        var isWhole = student.Grade == 12 || random.Chance(50);
        writer.Write(Head(random, roster, enrollment, record));
        if (!isWhole)
        {
            return;
        }

        if (student.Grade >= 11)
        {
            foreach (var part in ActParts)
            {
                writer.Write(new TranscriptAssessmentRecord
                {
                    StudentNumber = student.StudentNumber,
                    TestName = "ACT",
                    TestDate = new DateOnly(calendar.SchoolYear - 1, 3, 11),
                    Subtest = part,
                    TestScore = random.Between(14, 34).ToString(CultureInfo.InvariantCulture),
                    LeaNumber = options.Lea,
                    SchoolNumber = enrollment.School.Number,
                });
            }
        }

        WriteCourses(writer, random, enrollment);
    }

    private StudentTranscriptRecord Head(SampleRandom random, SampleRoster roster, SampleEnrollment enrollment, in StudentRecord record)
    {
        var student = enrollment.Student;
        var school = enrollment.School;
        var place = SampleData.Places[school.Index % SampleData.Places.Count];
        var years = student.Grade - 9 + (calendar.IsYearEnd ? 1 : 0);
        var gpa = random.Between(1900, 4000) / 1000m;
        var size = Math.Max(1, roster.Count(student.Grade));
        var graduation = new PartialDate(calendar.SchoolYear + 12 - student.Grade, 5, hasHyphen: true);
        var isGraduate = calendar.IsYearEnd && student.Grade == 12;
        return new StudentTranscriptRecord
        {
            StudentNumber = student.StudentNumber,
            ParentGuardianFirstName = record.ParentGuardianFirstName,
            ParentGuardianLastName = record.ParentGuardianLastName,
            StudentEntryDate = new DateOnly(calendar.SchoolYear - 1 - (student.Grade - 9), 8, 20),
            GraduationDate = isGraduate ? graduation : null,
            ExpectedGraduationDate = graduation,
            DiplomaType = isGraduate ? "Basic" : null,
            CumulativeCredits = years * 7m,
            CumulativeUnweightedGpa = gpa,
            CumulativeWeightedGpa = Math.Min(5m, gpa + 0.25m),
            CumulativeGpaCredits = years * 7m,
            TotalCreditsAttempted = years * 7.5m,
            ClassRank = random.Between(1, size),
            CohortSize = size,
            PercentileRank = random.Between(1, 99),
            Grade9CreditsEarned = years > 0 ? 7m : null,
            Grade10CreditsEarned = years > 1 ? 7m : null,
            Grade11CreditsEarned = years > 2 ? 7m : null,
            Grade12CreditsEarned = years > 3 ? 7m : null,
            Grade9Gpa = years > 0 ? gpa : null,
            StudentAddressLine1 = record.StudentPhysicalAddress1,
            StudentAddressLine2 = record.StudentPhysicalAddress2,
            StudentAddressCity = record.StudentPhysicalCity,
            StudentAddressStateCode = record.StudentPhysicalState,
            LeaName = string.Create(CultureInfo.InvariantCulture, $"District {options.Lea}"),
            SchoolName = school.Name,
            SchoolAddress = "250 N Main St",
            SchoolCity = place.City,
            SchoolState = "UT",
            SchoolZip = place.Zip + "0001",
            SchoolPhone = "8015550100",
            SchoolAccreditation = "Accredited",
            LeaNumber = options.Lea,
            SchoolNumber = school.Number,
        };
    }

    /// <summary>The courses of the grades that the student has finished, with a grade for each half of the year.</summary>
    private void WriteCourses(BatchWriter writer, SampleRandom random, SampleEnrollment enrollment)
    {
        var student = enrollment.Student;
        for (var grade = 9; grade < student.Grade + (calendar.IsYearEnd ? 1 : 0); grade++)
        {
            foreach (var course in SampleData.Courses.Where(course => course.FromGrade == grade))
            {
                var id = ++_courseRecords;
                var credit = course.Part == "Y" ? 1m : 0.5m;
                writer.Write(new TranscriptCourseRecord
                {
                    CourseRecordId = id,
                    StudentNumber = student.StudentNumber,
                    CourseTitle = course.Title,
                    CoreCode = course.CoreCode,
                    CreditsEarned = credit,
                    CreditsAttempted = credit,
                    GradeLevel = GradeLevel.All[grade + 1],
                    SchoolYear = calendar.SchoolYear - (student.Grade - grade),
                    CourseSchoolName = enrollment.School.Name,
                    LeaNumber = options.Lea,
                    SchoolNumber = enrollment.School.Number,
                });
                for (var half = 1; half <= (course.Part == "Y" ? 2 : 1); half++)
                {
                    writer.Write(new TranscriptGradeRecord
                    {
                        StudentNumber = student.StudentNumber,
                        CourseRecordId = id,
                        CourseTitle = course.Title,
                        GradingTerm = course.Part == "2" ? "S2" : string.Create(CultureInfo.InvariantCulture, $"S{half}"),
                        CreditsEarned = 0.5m,
                        LetterGrade = random.Pick(Letters),
                        LeaNumber = options.Lea,
                        SchoolNumber = enrollment.School.Number,
                    });
                }
            }
        }
    }
}
