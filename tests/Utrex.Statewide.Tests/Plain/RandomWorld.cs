using System.Globalization;

namespace Utrex.Statewide.Tests.Plain;

/// <summary>Random students of three LEAs and two years, with values near every boundary; the same seed gives the same state.</summary>
internal sealed class RandomWorld
{
    private static readonly string[] Leas = ["01", "12", "74"];
    private static readonly string[] Schools = ["104", "108"];
    private static readonly string?[] ExitCodes = [null, null, null, "DE", "WD", "PR"];
    private static readonly string?[] Statuses = [null, null, null, "GR", "GQ", "G3", "GM", "GC", "AO", "GG", "CT", "GP", "DO"];
    private static readonly string?[] Memberships = [null, "000", "030", "090", "100", "175", "180", "181", "205", "220", "PVT", "HSC"];
    private static readonly string?[] Grades = ["PK", "00", "00", "00", "01", "02", "03", "04", "09", null];
    private static readonly string?[] Addresses = ["1 MAIN ST", "2 MAIN ST", "3 MAIN ST", null];
    private static readonly string?[] Residents = ["U", "U", "U", "U", "B", "A", "X"];

    private readonly Random _random;
    private readonly World _world = new();

    private RandomWorld(int seed) => _random = new Random(seed);

    /// <summary>A world of scenarios: each is a person with one to three SSIDs.</summary>
    public static (World World, Registers? Registers, DateOnly Today) Of(int seed, int scenarios)
    {
        var made = new RandomWorld(seed);
        foreach (var (lea, school) in from lea in Leas from school in Schools select (lea, school))
        {
            if (made._random.Next(4) == 0)
            {
                made._world.YearRound.Add((lea, 2026, school));
            }

            made._world.Ac(lea, 2026, "MATH-1", "11111111111", school);
            made._world.Ac(lea, 2026, "EE-1", "22222222222", school);
        }

        for (var scenario = 0; scenario < scenarios; scenario++)
        {
            made.AddScenario(scenario);
        }

        return (made._world, made._random.Next(5) == 0 ? null : made.MakeRegisters(), made.Day(new DateOnly(2025, 1, 25), new DateOnly(2025, 2, 15), new DateOnly(2025, 9, 20), new DateOnly(2026, 6, 1)));
    }

    private Registers MakeRegisters() => new()
    {
        Essential = _random.Next(5) == 0 ? null : ["22222222222"],
        Approved = _random.Next(3) == 0 ? null : [(Leas[_random.Next(3)], Schools[_random.Next(2)], 2026), (Leas[_random.Next(3)], Schools[_random.Next(2)], 2025)],
        Districts = _random.Next(2) == 0 ? [] : new() { ["01"] = true, ["74"] = _random.Next(2) == 0 },
        Residences = _random.Next(5) == 0 ? null : new() { ["1 MAIN ST|ALPINE|84004"] = ["01"], ["2 MAIN ST|ALPINE|84004"] = ["12", "01"] },
    };

    private void AddScenario(int scenario)
    {
        var ssids = _random.Next(4) switch { 0 => 2, 1 => 3, _ => 1 };
        for (var i = 0; i < ssids; i++)
        {
            // Numbers of different lengths, so that their order as numbers is not that of their texts.
            var ssid = ((scenario * 7) + i == 0 ? "0" : "") + ((scenario * 10) + 95 + (i * 7)).ToString(_random.Next(3) == 0 ? "D7" : "D1", CultureInfo.InvariantCulture);
            foreach (var (lea, year) in from lea in Leas from year in new[] { 2025, 2026 } select (lea, year))
            {
                for (var count = _random.Next(4) - 1; count > 0; count--)
                {
                    AddStudent(scenario, ssid, lea, year);
                }
            }
        }
    }

    private void AddStudent(int scenario, string ssid, string lea, int year)
    {
        var school = Pick(Schools)!;
        var student = "N" + ssid.TrimStart('0');
        var entry = Text(DayOf(year));
        _world.S1(lea, year, ssid, entry, _random.Next(2) == 0 ? null : Text(DayOf(year).AddDays(_random.Next(40))), school, student,
            ("ExitCode", Pick(ExitCodes)), ("HighSchoolCompletionStatus", Pick(Statuses)), ("SchoolMembership", Pick(Memberships)), ("GradeLevel", Pick(Grades)), ("ResidentStatus", Pick(Residents)),
            ("FirstName", Pick(["Ann", "ann", " Ann", "Anna", null])), ("MiddleName", Pick([null, "M", "m"])), ("LastName", Pick(["Múñoz", "MÚÑOZ"]) + scenario.ToString(CultureInfo.InvariantCulture)), ("Sex", Pick(["F", "F", "M", null])),
            ("BirthDate", Pick(["20190901", "20190901", "20180101", null])), ("FirstEnrollInUS", Pick([null, null, Text(DayOf(2025)), Text(DayOf(2026)), "20190831", "20190901", "19990101"])),
            ("EarlyGraduate", _random.Next(12) == 0 ? "Y" : null), ("StudentPhysicalAddress1", Pick(Addresses)), ("StudentPhysicalCity", "ALPINE"), ("StudentPhysicalZipCode", "84004"),
            ("GpsLatitude", Pick([null, "40.1"])), ("GpsLongitude", Pick([null, "-111.1"])), ("GeoCode", Pick([null, null, null, "85GCQ2XX+2X"])), ("DistrictOfResidence", Pick(["01", "12", null])));
        for (var count = _random.Next(3); count > 0; count--)
        {
            // Now and then the student has no record in that school, or a record comes before the student's.
            _world.S2(lea, year, student, Text(DayOf(year)), _random.Next(3) == 0 ? Text(DayOf(year)) : null, _random.Next(8) == 0 ? Pick(Schools)! : school, Pick([null, null, "Y"]));
        }

        if (_random.Next(3) == 0)
        {
            _world.S3(lea, year, student, Pick(["A", "C", "C"])!, Text(DayOf(year)), _random.Next(2) == 0 ? null : Text(DayOf(year)), school);
        }

        for (var count = _random.Next(3); count > 0 && year == 2026; count--)
        {
            _world.Am(lea, year, student, Pick(["MATH-1", "EE-1", "GONE-1"])!, school, Pick(["01", "01", "02"])!);
        }
    }

    /// <summary>A day of few in a school year, so that days meet.</summary>
    private DateOnly DayOf(int year) => new DateOnly(year - 1, 9, 1).AddDays(_random.Next(5) switch { 0 => 0, 1 => 19, 2 => 20, 3 => _random.Next(60), _ => -62 });

    private DateOnly Day(params DateOnly[] days) => days[_random.Next(days.Length)].AddDays(_random.Next(3));

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];

    private static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
