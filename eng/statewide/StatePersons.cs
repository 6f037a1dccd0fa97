using System.Globalization;

/// <summary>Who a student is for the whole state.</summary>
/// <param name="Ssid">The SSID.</param>
/// <param name="NewSsid">The SSID in the later year.</param>
/// <param name="EarlierSsid">The SSID of the student who has the same place in the earlier year.</param>
/// <param name="Register">The cells of the state's register, from the last name to the sex.</param>
/// <param name="IsShared">Whether two LEAs share the days of the year.</param>
internal sealed record StatePerson(string Ssid, string NewSsid, string EarlierSsid, string[] Register, bool IsShared)
{
    /// <summary>Whether the student was in school in the earlier year.</summary>
    public bool IsInBothYears => EarlierSsid == Ssid;
}

/// <summary>Numbers the students of all LEAs, and makes some of those of one LEA the same as some of an earlier one.</summary>
internal sealed class StatePersons
{
    private const int StudentsOfOneInTwoLeas = 33;
    private const int StudentsOfOneClaimedTwice = 660;
    private const int StudentsOfOneWithNewSsid = 1_000;
    private const int OldestCohort = 2026;
    private const int YoungestCohort = 2037;

    // Of a row of the register.
    private const int BirthDate = 5;
    private const int Cohort = 7;
    private const int Lea = 8;

    private readonly Dictionary<string, Queue<StatePerson>> _movers = [];
    private int _ssid = 1_000_000;

    /// <summary>The students of an LEA by the SSIDs that the tool gave them.</summary>
    /// <param name="register">The rows of the LEA's register of SSIDs.</param>
    /// <param name="target">Takes the rows of the state's.</param>
    public Dictionary<string, StatePerson> Of(IEnumerable<string> register, TextWriter target)
    {
        Dictionary<string, StatePerson> persons = [];
        List<(string Cohort, StatePerson Person)> leaving = [];
        foreach (var (rank, row) in register.Index())
        {
            var cells = row.Split(',');
            var isShared = rank % StudentsOfOneClaimedTwice >= StudentsOfOneInTwoLeas;
            if (rank % StudentsOfOneInTwoLeas == 0 && _movers.TryGetValue(cells[Cohort], out var movers) && movers.TryDequeue(out var mover))
            {
                persons.Add(cells[0], mover with { IsShared = isShared });
                Register(mover, cells[Cohort], cells[Lea], target);
                continue;
            }

            // Seniors are gone after the earlier year, and the youngest were not yet there.
            var ssid = Next();
            var isInBothYears = int.Parse(cells[Cohort], CultureInfo.InvariantCulture) is > OldestCohort and <= YoungestCohort;
            var person = new StatePerson(ssid, rank % StudentsOfOneWithNewSsid == 7 ? Next() : ssid, isInBothYears ? ssid : Next(), cells[2..7], IsShared: false);
            Register(person, cells[Cohort], cells[Lea], target);
            if (rank % StudentsOfOneInTwoLeas == StudentsOfOneInTwoLeas / 2)
            {
                person = person with { IsShared = isShared };
                leaving.Add((cells[Cohort], person));
            }

            persons.Add(cells[0], person);
        }

        foreach (var (cohort, person) in leaving)
        {
            (_movers.TryGetValue(cohort, out var queue) ? queue : _movers[cohort] = []).Enqueue(person);
        }

        return persons;
    }

    /// <summary>A date of the register or of a record some years before.</summary>
    public static string YearsBack(string date, int years)
    {
        var moved = (int.Parse(date.AsSpan(0, 4), CultureInfo.InvariantCulture) - years).ToString(CultureInfo.InvariantCulture) + date[4..];
        return years > 0 && moved.EndsWith("0229", StringComparison.Ordinal) ? moved[..^1] + "8" : moved;
    }

    private static void Register(StatePerson person, string cohort, string lea, TextWriter target)
    {
        foreach (var ssid in new[] { person.Ssid, person.NewSsid, person.EarlierSsid }.Distinct())
        {
            var names = ssid == person.EarlierSsid && !person.IsInBothYears ? [.. person.Register[..3], YearsBack(person.Register[BirthDate - 2], 1), person.Register[^1]] : person.Register;
            target.WriteLine(string.Join(',', [ssid, "Y", .. names, cohort, lea]));
        }
    }

    private string Next() => (_ssid += 3).ToString(CultureInfo.InvariantCulture);
}
