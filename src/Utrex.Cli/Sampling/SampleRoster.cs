namespace Utrex.Cli.Sampling;

/// <summary>Who has which seat in the classes of a school, so that classes have a size, nobody is without a seat, and no class is without students.</summary>
internal sealed class SampleRoster
{
    private readonly List<(DateOnly Entry, DateOnly? Exit)>[] _seats = [.. Enumerable.Range(0, 14).Select(_ => new List<(DateOnly, DateOnly?)>())];
    private readonly int[] _seated = new int[14];

    public SampleRoster(SampleSchool school, IEnumerable<SampleEnrollment> enrollments)
    {
        School = school;
        foreach (var enrollment in enrollments)
        {
            _seats[enrollment.Student.Grade + 1].Add((enrollment.Entry, enrollment.Exit));
        }
    }

    public SampleSchool School { get; }

    /// <summary>The students of a grade.</summary>
    public int Count(int grade) => _seats[grade + 1].Count;

    /// <summary>The number of the next student of a grade, from 0.</summary>
    public int NextSeat(int grade) => _seated[grade + 1]++;

    /// <summary>The days of a class that a student attends; none if the student comes too late or leaves too early.</summary>
    public static (DateOnly Entry, DateOnly Exit)? Attendance(DateOnly entry, DateOnly? exit, (DateOnly First, DateOnly End) course, SampleCalendar calendar)
    {
        var from = entry > course.First ? entry : course.First;
        var to = exit is { } left && left < course.End ? left : course.End;
        return from < to && from <= calendar.Now ? (from, to) : null;
    }

    /// <summary>Whether somebody attends a section of a course.</summary>
    public bool IsAttended(int grade, int section, int size, (DateOnly First, DateOnly End) course, SampleCalendar calendar) =>
        _seats[grade + 1].Skip(section * size).Take(size).Any(seat => Attendance(seat.Entry, seat.Exit, course, calendar) is not null);
}
