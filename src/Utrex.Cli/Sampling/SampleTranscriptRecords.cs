using System.Globalization;
using Utrex.Sdk.IO;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Sampling;

/// <summary>Transcripts of high school students: the head (ST), tests (TA), courses (TC) and their grades (TG).</summary>
internal sealed class SampleTranscriptRecords(SampleOptions options, SampleCalendar calendar, SampleNumbers numbers)
{
    private static readonly string[] Letters = ["A", "A-", "B+", "B", "B-", "C+", "C"];

    // What each of them counts.
    private static readonly decimal[] Points = [4m, 3.7m, 3.3m, 3m, 2.7m, 2.3m, 2m];

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
        var head = Head(random, roster, enrollment, record);
        if (!isWhole)
        {
            writer.Write(head);
            return;
        }

        var tests = student.Grade < 11 ? [] : ActParts.Select(part => new TranscriptAssessmentRecord
        {
            StudentNumber = student.StudentNumber,
            TestName = "ACT",
            TestDate = new DateOnly(calendar.SchoolYear - 1, 3, 11),
            Subtest = part,
            TestScore = random.Between(14, 34).ToString(CultureInfo.InvariantCulture),
            LeaNumber = options.Lea,
            SchoolNumber = enrollment.School.Number,
        }).ToList();
        var courses = Courses(random, enrollment).ToList();
        writer.Write(WithSums(head, courses));
        tests.ForEach(test => writer.Write(test));
        foreach (var (course, grades) in courses)
        {
            writer.Write(course);
            grades.ForEach(grade => writer.Write(grade));
        }
    }

    /// <summary>The head with the sums and the averages of the courses.</summary>
    private static StudentTranscriptRecord WithSums(StudentTranscriptRecord head, List<(TranscriptCourseRecord Course, List<TranscriptGradeRecord> Grades)> courses)
    {
        if (courses.Count == 0)
        {
            return head;
        }

        decimal? Of(GradeLevel grade) => courses.Where(course => course.Course.GradeLevel == grade).Select(course => course.Course.CreditsEarned).Sum() is > 0 and var credits ? credits : null;
        var credits = courses.Sum(course => course.Course.CreditsEarned);
        var average = AverageOf(courses);
        return head with
        {
            CumulativeCredits = credits,
            CumulativeGpaCredits = credits,
            TotalCreditsAttempted = courses.Sum(course => course.Course.CreditsAttempted),
            CumulativeUnweightedGpa = average,
            CumulativeWeightedGpa = Math.Min(5m, average + 0.25m),
            Grade9CreditsEarned = Of(GradeLevel.Grade9),
            Grade10CreditsEarned = Of(GradeLevel.Grade10),
            Grade11CreditsEarned = Of(GradeLevel.Grade11),
            Grade12CreditsEarned = Of(GradeLevel.Grade12),
            Grade9Gpa = AverageOf(courses.FindAll(course => course.Course.GradeLevel == GradeLevel.Grade9)),
        };
    }

    private static decimal AverageOf(List<(TranscriptCourseRecord Course, List<TranscriptGradeRecord> Grades)> courses)
    {
        var grades = courses.SelectMany(course => course.Grades).ToList();
        return Math.Round(grades.Sum(grade => Points[Array.IndexOf(Letters, grade.LetterGrade)] * grade.CreditsEarned!.Value) / grades.Sum(grade => grade.CreditsEarned!.Value), 3);
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
    private IEnumerable<(TranscriptCourseRecord Course, List<TranscriptGradeRecord> Grades)> Courses(SampleRandom random, SampleEnrollment enrollment)
    {
        var student = enrollment.Student;
        for (var grade = 9; grade < student.Grade + (calendar.IsYearEnd ? 1 : 0); grade++)
        {
            foreach (var course in SampleData.Courses.Where(course => course.FromGrade == grade))
            {
                var id = ++_courseRecords;
                var credit = course.Part == "Y" ? 1m : 0.5m;
                var record = new TranscriptCourseRecord
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
                };
                var grades = new List<TranscriptGradeRecord>();
                for (var half = 1; half <= (course.Part == "Y" ? 2 : 1); half++)
                {
                    grades.Add(new TranscriptGradeRecord
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

                yield return (record, grades);
            }
        }
    }
}
