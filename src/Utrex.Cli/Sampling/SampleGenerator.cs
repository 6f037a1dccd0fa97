using Utrex.Sdk.Codes;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;

namespace Utrex.Cli.Sampling;

/// <summary>
/// Writes a synthetic batch, school by school and student by student: nothing is kept but the school at hand, so that
/// a district of any size is written in constant memory. No person in it exists.
/// </summary>
internal sealed class SampleGenerator : ISample
{
    /// <summary>The number of students after which what has been written is handed on.</summary>
    public const int FlushEvery = 256;

    private readonly SampleOptions _options;
    private readonly SampleCalendar _calendar;
    private readonly IReadOnlyList<SampleSchool> _schools;
    private readonly SampleTranscriptRecords _transcripts;

    public SampleGenerator(SampleOptions options)
    {
        _options = options;
        _calendar = new SampleCalendar(options);
        _schools = SampleSchool.Plan(options);
        _transcripts = new SampleTranscriptRecords(options, _calendar);
    }

    /// <inheritdoc/>
    public void Write(BatchWriter writer, Action flush)
    {
        writer.Write(new DistrictRecord
        {
            LeaNumber = _options.Lea,
            SchoolYear = _options.SchoolYear,
            WhichMonth = Month.All[_options.AsOf.Month - 1],
            SisAsOfDate = _options.AsOf.ToDateTime(TimeOnly.MinValue),
        });
        var offset = 0;
        foreach (var school in _schools)
        {
            WriteSchool(writer, school, offset, flush);
            offset += school.Students;
        }
    }

    /// <inheritdoc/>
    public void WriteReference(string folder) => new SampleReference(_options, _calendar, _schools, Students).Write(folder);

    private void WriteSchool(BatchWriter writer, SampleSchool school, int offset, Action flush)
    {
        writer.Write(new SchoolRecord
        {
            SchoolNumber = school.Number,
            DaysInSchoolYear = SampleCalendar.DaysInSchoolYear,
            LastDayOfSchool = new MonthDay(_calendar.Last.Month, _calendar.Last.Day),
            ScheduleYearType = school.IsHighSchool && school.Index % 2 == 0 ? ScheduleYearType.Semester : ScheduleYearType.All[0],
            ScheduleDayType = ScheduleDayType.All[school.HighGrade <= 6 ? 0 : 1],
            LeaNumber = _options.Lea,
        });
        var roster = new SampleRoster(school, Enrollments(school, offset));
        var courses = new SampleCourseRecords(_options, _calendar, school, roster);
        courses.WriteMaster(writer);
        var students = new SampleStudentRecords(_options, _calendar);
        var incidents = new SampleIncidentRecords(_options, _calendar);
        var written = 0;
        foreach (var enrollment in Enrollments(school, offset))
        {
            var student = students.Write(writer, enrollment);
            courses.WriteMemberships(writer, enrollment, roster.NextSeat(enrollment.Student.Grade));
            _transcripts.Write(writer, roster, enrollment, student);
            incidents.Consider(enrollment);
            if (++written % FlushEvery == 0)
            {
                flush();
            }
        }

        incidents.Write(writer);
    }

    /// <summary>The school's own students, then those who came from another school of the same kind.</summary>
    private IEnumerable<SampleEnrollment> Enrollments(SampleSchool school, int offset)
    {
        foreach (var student in Students(school, offset))
        {
            var transfers = student.Transfers && Target(school) is not null;
            yield return new SampleEnrollment(student, school, student.Entry, student.Exit, transfers);
        }

        var before = 0;
        foreach (var source in _schools)
        {
            if (Target(source) == school)
            {
                foreach (var student in Students(source, before).Where(student => student.Transfers))
                {
                    yield return new SampleEnrollment(student, school, student.Exit!.Value, Exit: null, Transfers: false);
                }
            }

            before += source.Students;
        }
    }

    private IEnumerable<SampleStudent> Students(SampleSchool school, int offset)
    {
        for (var i = 0; i < school.Students; i++)
        {
            yield return new SampleStudent(_options, _calendar, school, offset, i);
        }
    }

    /// <summary>The next school with the same grades, to which students of a school move.</summary>
    private SampleSchool? Target(SampleSchool school) =>
        _schools.Skip(school.Index + 1).FirstOrDefault(candidate => candidate.LowGrade == school.LowGrade && candidate.HighGrade == school.HighGrade);
}
