namespace Utrex.Cli.Sampling;

/// <summary>A student of the sample: who they are and from when to when they attend. Made anew from its own random stream wherever it is needed.</summary>
internal sealed class SampleStudent
{
    private const int FirstStudentNumber = 3_000_001;
    private const int FirstStatewideId = 1_400_003;
    private const int StatewideIdStep = 3;
    private const int FirstSchoolAge = 5;
    private const int LastWeeks = 14;

    /// <summary>A student of a school.</summary>
    /// <param name="options">What the sample is to look like.</param>
    /// <param name="calendar">The school year.</param>
    /// <param name="school">The student's first school.</param>
    /// <param name="ordinal">The student's place in the LEA, from 0.</param>
    /// <param name="place">The student's place in the school, from 0.</param>
    public SampleStudent(SampleOptions options, SampleCalendar calendar, SampleSchool school, int ordinal, int place)
    {
        Random = new SampleRandom(options.Seed, school.Index, place);
        Place = place;
        Ordinal = ordinal;
        Grade = school.LowGrade + Random.Next(school.Grades);
        IsFemale = Random.Chance(490);
        Surname = Random.Pick(SampleData.Surnames);
        GivenName = Random.Pick(IsFemale ? SampleData.Girls : SampleData.Boys);
        MiddleName = Random.Chance(700) ? Random.Pick(IsFemale ? SampleData.Girls : SampleData.Boys) : null;
        ParentName = Random.Pick(Random.Chance(700) ? SampleData.Girls : SampleData.Boys);

        // The birthdays of a grade run from September 2 to September 1.
        var youngest = new DateOnly(calendar.SchoolYear - 1 - FirstSchoolAge - Grade, 9, 1);
        BirthDate = Random.Day(youngest.AddYears(-1).AddDays(1), youngest);
        Entry = Random.Chance(50) ? Weekday(Random.Day(calendar.First, calendar.LastArrival)) : calendar.First;
        PlanExit(calendar, school);
    }

    public SampleRandom Random { get; }

    /// <summary>The student's place in the LEA.</summary>
    public int Ordinal { get; }

    /// <summary>The student's place in the first school.</summary>
    public int Place { get; }

    /// <summary>The grade, -1 for pre-kindergarten.</summary>
    public int Grade { get; }

    public bool IsFemale { get; }

    public string Surname { get; }

    public string GivenName { get; }

    public string? MiddleName { get; }

    public string ParentName { get; }

    public DateOnly BirthDate { get; }

    public DateOnly Entry { get; }

    public DateOnly? Exit { get; private set; }

    /// <summary>Whether the exit leads to another school of the LEA.</summary>
    public bool Transfers { get; private set; }

    public bool IsSecondary => Grade >= 7;

    public bool IsHighSchool => Grade >= 9;

    public string StudentNumber => (FirstStudentNumber + Ordinal).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public string StatewideId => (FirstStatewideId + (Ordinal * StatewideIdStep)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public GradeLevel GradeLevel => GradeLevel.All[Grade + 1];

    private static DateOnly Weekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(-1),
        DayOfWeek.Sunday => day.AddDays(-2),
        _ => day,
    };

    /// <summary>About one student in ten leaves over a year, the later the more have.</summary>
    private void PlanExit(SampleCalendar calendar, SampleSchool school)
    {
        var leaves = calendar.First.AddDays(Random.Next(school.DaysOfStay));
        var transfers = Random.Chance(350);
        if (leaves > Entry.AddDays(5) && leaves < calendar.Now && leaves < calendar.Last.AddDays(-LastWeeks))
        {
            Exit = leaves;
            Transfers = transfers;
        }
    }
}
