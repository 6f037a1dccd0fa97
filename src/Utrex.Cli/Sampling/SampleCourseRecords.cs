using System.Globalization;
using Utrex.Sdk.IO;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Sampling;

/// <summary>The classes of a school (AC) and who is in them (AM). Every class has students, every student from kindergarten up has classes.</summary>
internal sealed class SampleCourseRecords(SampleOptions options, SampleCalendar calendar, SampleSchool school, SampleRoster roster)
{
    private const int ClassSize = 26;
    private const int FirstTeacher = 300_001;
    private const int TeachersOfSchool = 400;

    /// <summary>The CACTUS IDs of the teachers of a school.</summary>
    public static IEnumerable<int> Teachers(SampleSchool school) => Enumerable.Range(FirstTeacher + (school.Index * TeachersOfSchool), TeachersOfSchool);

    /// <summary>Writes a record for each class.</summary>
    public void WriteMaster(BatchWriter writer)
    {
        for (var grade = school.LowGrade; grade <= school.HighGrade; grade++)
        {
            var sections = (roster.Count(grade) + ClassSize - 1) / ClassSize;
            var period = 0;
            foreach (var course in CoursesOf(grade))
            {
                period++;
                for (var section = 0; section < sections; section++)
                {
                    if (roster.IsAttended(grade, section, ClassSize, Span(course), calendar))
                    {
                        writer.Write(Master(course, grade, period, section));
                    }
                }
            }
        }
    }

    /// <summary>Writes a student's classes.</summary>
    public void WriteMemberships(BatchWriter writer, SampleEnrollment enrollment, int seat)
    {
        var student = enrollment.Student;
        var period = 0;
        foreach (var course in CoursesOf(student.Grade))
        {
            period++;
            if (SampleRoster.Attendance(enrollment.Entry, enrollment.Exit, Span(course), calendar) is var (entry, exit))
            {
                writer.Write(Membership(enrollment, course, Section(student.Grade, period, seat / ClassSize), period, entry, exit));
            }
        }
    }

    private static IEnumerable<SampleCourse> CoursesOf(int grade) => SampleData.Courses.Where(course => grade >= course.FromGrade && grade <= course.ToGrade);

    private static string Section(int grade, int period, int section) =>
        string.Create(CultureInfo.InvariantCulture, $"{grade + 1:00}{period:00}{section + 1:000}");

    private static string Period(int period) => period.ToString("00", CultureInfo.InvariantCulture);

    private (DateOnly First, DateOnly End) Span(SampleCourse course) => course.Part switch
    {
        "1" => (calendar.First, calendar.SecondSemester),
        "2" => (calendar.SecondSemester, calendar.Last.AddDays(1)),
        _ => (calendar.First, calendar.Last.AddDays(1)),
    };

    private CourseMasterRecord Master(SampleCourse course, int grade, int period, int section) => new()
    {
        CourseSection = Section(grade, period, section),
        Period = Period(period),
        Teacher1Id = (FirstTeacher + (school.Index * TeachersOfSchool) + (((grade + 1) * 17) + (period * 31) + section) % TeachersOfSchool).ToString(CultureInfo.InvariantCulture),
        CourseTitle = course.Title,
        CoreCode = course.CoreCode,
        CollegeGrantingCredit = course.IsConcurrent ? CollegeGrantingCredit.All[^2] : default,
        WhereTaughtCampus = course.IsConcurrent ? WhereTaughtCampus.HighSchoolCampus : default,
        InstructionalSetting = InstructionalSetting.FaceToFace,
        Term = course.Part switch { "1" => Term.FirstSemester, "2" => Term.SecondSemester, _ => Term.FullYear },
        Cycle = "1",
        LeaNumber = options.Lea,
        SchoolNumber = school.Number,
    };

    private CourseMembershipRecord Membership(SampleEnrollment enrollment, SampleCourse course, string section, int period, DateOnly entry, DateOnly exit)
    {
        var student = enrollment.Student;
        var isOver = exit <= calendar.Now || calendar.IsYearEnd;
        var credit = course.Part == "Y" ? 1m : 0.5m;
        var fails = student.Random.Chance(40);
        var earned = fails || (enrollment.Exit is not null && exit == enrollment.Exit) ? 0m : credit;
        return new CourseMembershipRecord
        {
            StudentNumber = student.StudentNumber,
            CourseNumber = section,
            Period = Period(period),
            CourseEntryDate = entry,
            CourseExitDate = isOver ? exit : null,
            CreditsAttempted = student.IsHighSchool ? credit : null,
            CreditsEarned = student.IsHighSchool && isOver ? earned : null,
            GradeEarned = student.IsSecondary && isOver ? Grade(student, earned) : default,
            ConcurrentlyEnrolled = course.IsConcurrent ? YesNo.All[student.Random.Next(2)] : default,
            LeaNumber = options.Lea,
            SchoolNumber = school.Number,
        };
    }

    private static NumberOrCode<CourseGrade> Grade(SampleStudent student, decimal earned) => earned == 0
        ? CourseGrade.Fail
        : student.Random.Chance(60) ? CourseGrade.Pass : (student.Random.Between(3, 12) / 3m) switch { var grade => Math.Round(grade, 4) };
}
