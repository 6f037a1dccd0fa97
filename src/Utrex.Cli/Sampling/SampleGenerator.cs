using Utrex.Sdk.IO;
using Utrex.Sdk.Text;

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
    private readonly SampleNumbers _numbers;
    private readonly Dictionary<SampleSchool, int> _offsets = [];
    private readonly Dictionary<SampleSchool, SampleSchool> _targets = [];
    private readonly SampleTranscriptRecords _transcripts;

    public SampleGenerator(SampleOptions options)
        : this(options, SampleSchool.Plan(options), default)
    {
    }

    private SampleGenerator(SampleOptions options, IReadOnlyList<SampleSchool> schools, SampleNumbers numbers)
    {
        _options = options;
        _calendar = new SampleCalendar(options);
        _schools = schools;
        _numbers = numbers;
        _transcripts = new SampleTranscriptRecords(options, _calendar, numbers);
        var offset = numbers.FirstStudent;
        for (var i = 0; i < schools.Count; i++)
        {
            var school = schools[i];
            _offsets[school] = offset;
            offset += school.Students;

            // Students of a school move to the next one with the same grades.
            if (schools.Skip(i + 1).FirstOrDefault(candidate => candidate.LowGrade == school.LowGrade && candidate.HighGrade == school.HighGrade) is { } target)
            {
                _targets[school] = target;
            }
        }
    }

    /// <summary>The reference data that go with the batch.</summary>
    public SampleReference Reference => new(_options, _calendar, _schools, _schools.SelectMany(Students));

    /// <summary>
    /// Further students of the same LEA, as clean as those of the sample and without a number in common with them, for whom there is
    /// room in the sample's schools and in others.
    /// </summary>
    /// <param name="options">What the sample is to look like.</param>
    /// <param name="part">The number of this part of them, from 1.</param>
    /// <param name="before">How many there are in earlier parts.</param>
    /// <param name="students">How many there are in this part, about.</param>
    public static SampleGenerator Spare(SampleOptions options, int part, int before, int students) =>
        new(options, SampleSchool.Spare(options, before, students), SampleNumbers.After(options.Students + before, part));

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
        foreach (var school in _schools)
        {
            WriteSchool(writer, school, flush);
        }
    }

    /// <inheritdoc/>
    public void WriteReference(string folder) => ReferenceTable.Write(folder, Reference.Tables);

    private void WriteSchool(BatchWriter writer, SampleSchool school, Action flush)
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
        var roster = new SampleRoster(school, Enrollments(school));
        var courses = new SampleCourseRecords(_options, _calendar, school, roster);
        courses.WriteMaster(writer);
        var students = new SampleStudentRecords(_options, _calendar);
        var incidents = new SampleIncidentRecords(_options, _calendar, _numbers);
        var written = 0;
        foreach (var enrollment in Enrollments(school))
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
    private IEnumerable<SampleEnrollment> Enrollments(SampleSchool school)
    {
        foreach (var student in Students(school))
        {
            var transfers = student.Transfers && _targets.ContainsKey(school);
            yield return new SampleEnrollment(student, school, student.Entry, student.Exit, transfers);
        }

        foreach (var (source, _) in _targets.Where(pair => pair.Value == school))
        {
            foreach (var student in Students(source).Where(student => student.Transfers))
            {
                yield return new SampleEnrollment(student, school, student.Exit!.Value, Exit: null, Transfers: false);
            }
        }
    }

    private IEnumerable<SampleStudent> Students(SampleSchool school)
    {
        for (var i = 0; i < school.Students; i++)
        {
            yield return new SampleStudent(_options, _calendar, school, _offsets[school] + i, school.FirstPlace + i);
        }
    }
}
