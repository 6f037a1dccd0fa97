using System.Globalization;

namespace Utrex.Statewide.Tests.Plain;

/// <summary>
/// The 13 Level 2 rules, written straight from their description over all records of a world at once: no store, no stream, every record compared with every
/// other. It shares no code with what it is there to check.
/// </summary>
internal sealed class PlainRules(World world, DateOnly today, Registers? registers)
{
    private const int Year = 2026;

    private readonly List<string> _found = [];
    private readonly List<WorldRecord> _s1 = [.. world.Records.Where(record => record.Record == "S1" && Number(record) is not null)];

    public List<string> Run()
    {
        PermanentExit();
        NewSsid();
        Membership();
        Grades();
        DualScram();
        FirstEnroll();
        Address();
        DualKindergarten();
        Essential();
        return _found;
    }

    private static DateOnly? Day(WorldRecord record, string property) =>
        record[property] is { } text && DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static long? Number(WorldRecord s1) => long.TryParse(s1["StatewideStudentId"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsChange(WorldRecord s1) => s1["ResidentStatus"] == "X";

    private IEnumerable<WorldRecord> Enrollments(long ssid) => _s1.Where(record => Number(record) == ssid && !IsChange(record));

    /// <summary>The SSID of a record that has none: that of the first student record of the student in its school.</summary>
    private WorldRecord? OwnerOf(WorldRecord record) =>
        _s1.Where(s1 => s1.Lea == record.Lea && s1.Year == record.Year && s1.School == record.School && s1.Student == record.Student).OrderBy(s1 => s1.Line).FirstOrDefault();

    private List<WorldRecord> Of(string record, long ssid) => [.. world.Records.Where(other => other.Record == record && OwnerOf(other) is { } owner && Number(owner) == ssid)];

    private IEnumerable<long> Students => _s1.Select(record => Number(record)!.Value).Distinct();

    private void Add(string rule, string level, WorldRecord on, params IEnumerable<WorldRecord> others) =>
        _found.Add($"{rule} {level} {on.Place} {Ssid(on)} [{string.Join(", ", others.Select(other => $"{other.Place} {Ssid(other)} {(IsChange(other) ? null : other["EntryDate"] ?? other["ScramEntryDate"])}"))}]");

    private string? Ssid(WorldRecord record) => record["StatewideStudentId"] ?? OwnerOf(record)?["StatewideStudentId"];

    private void PermanentExit()
    {
        foreach (var ssid in Students)
        {
            var enrollments = Enrollments(ssid).ToList();
            var changes = _s1.Where(record => Number(record) == ssid && IsChange(record)).ToList();
            var exits = new List<(WorldRecord Record, DateOnly Day, string? Code, string? Status)>();
            foreach (var enrollment in enrollments)
            {
                var says = changes.Where(change => Changed(change) == enrollment).OrderBy(change => change.Year).ThenBy(change => change.Line).LastOrDefault() ?? enrollment;
                if ((Day(enrollment, "ExitDate") ?? (enrollment.Year < Year ? new DateOnly(enrollment.Year, 7, 1) : null)) is { } day)
                {
                    exits.Add((enrollment, day, says["ExitCode"], says["HighSchoolCompletionStatus"]));
                }
            }

            exits.AddRange(changes.Where(change => Changed(change) is null).Select(change => (change, new DateOnly(change.Year - 1, 7, 1), change["ExitCode"], change["HighSchoolCompletionStatus"])));
            foreach (var later in enrollments.Where(enrollment => enrollment.Year == Year && Day(enrollment, "EntryDate") is not null))
            {
                foreach (var exit in exits)
                {
                    var isPermanent = exit.Code == "DE" || exit.Status is "GR" or "GQ" or "G3" or "GM" or "GC" or "AO"
                        || (exit.Status is "GG" or "CT" && !Of("S2", ssid).Exists(s2 => s2.Year == exit.Record.Year));
                    var isExempt = exit.Code != "DE" && exit.Status != "AO" && Of("S3", ssid).Exists(s3 => s3.Year == Year && s3["Time"] == "C" && Overlap(Span(s3, "YicEntryDate", "YicExitDate"), Span(later, "EntryDate", "ExitDate")) is not null);
                    if (isPermanent && !isExempt && exit.Record != later && Day(later, "EntryDate") >= exit.Day)
                    {
                        Add("L2.01", "error", later, exit.Record);
                    }
                }
            }

            WorldRecord? Changed(WorldRecord change) => enrollments.Where(enrollment => enrollment.Lea == change.Lea && enrollment.Year < change.Year)
                .OrderBy(enrollment => enrollment.Year).ThenBy(enrollment => Day(enrollment, "EntryDate") ?? DateOnly.MinValue).ThenBy(enrollment => enrollment.Line).LastOrDefault();
        }
    }

    private void NewSsid()
    {
        var people = _s1.Where(record => Person(record) is not null).ToList();
        foreach (var own in people.Where(record => record.Year == Year && !IsChange(record)).GroupBy(record => (record.Lea, Number(record), Person(record))))
        {
            var others = people.Where(other => Person(other) == own.Key.Item3 && Number(other) != own.Key.Item2 && (other.Year < Year || Number(other) < own.Key.Item2)).ToList();
            if (others.Count > 0)
            {
                Add("L2.02", "warning", own.OrderBy(record => Day(record, "EntryDate") ?? DateOnly.MinValue).ThenBy(record => record.Line).First(), others.OrderBy(other => other.Year).ThenBy(other => other.Lea, StringComparer.Ordinal).ThenBy(other => other.Line).First());
            }
        }
    }

    private static string? Person(WorldRecord record)
    {
        var (first, last) = (record["FirstName"]?.Trim(), record["LastName"]?.Trim());
        return string.IsNullOrEmpty(first) || string.IsNullOrEmpty(last) || Day(record, "BirthDate") is null || record["Sex"] is null ? null
            : $"{first}|{record["MiddleName"]?.Trim()}|{last}|{record["BirthDate"]}|{record["Sex"]}".ToUpperInvariant();
    }

    private void Membership()
    {
        foreach (var ssid in Students)
        {
            var own = Enrollments(ssid).Where(record => record.Year == Year).ToList();
            var leas = own.GroupBy(record => record.Lea).OrderBy(lea => lea.Key, StringComparer.Ordinal).Select(lea => (
                Days: lea.Sum(record => decimal.TryParse(record["SchoolMembership"], NumberStyles.Number, CultureInfo.InvariantCulture, out var days) ? days : 0),
                Last: lea.OrderBy(record => Day(record, "EntryDate") ?? DateOnly.MinValue).ThenBy(record => record.Line).Last())).ToList();
            var reporting = leas.Count(lea => lea.Days > 0);
            var limit = reporting >= 2 ? 170 + (10 * reporting) : 180;
            limit = own.Exists(record => world.YearRound.Contains((record.Lea, Year, record.School))) ? Math.Max(limit, 205) : limit;
            limit = own.Exists(record => registers?.IsScheduleApproved(record.Lea, record.School, Year) ?? false) ? Math.Max(limit, 220) : limit;
            if (leas.Sum(lea => lea.Days) > limit && !own.Exists(record => record["EarlyGraduate"] == "Y"))
            {
                leas.ForEach(lea => Add("L2.03", "warning", lea.Last, leas.Where(other => other != lea).Select(other => other.Last)));
            }
        }
    }

    private void Grades()
    {
        string[] grades = ["PK", "00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"];
        if (!world.Records.Any(record => record.Year == Year - 1))
        {
            return;
        }

        foreach (var ssid in Students)
        {
            if (Last(Year) is { } now && Last(Year - 1) is { } before)
            {
                var difference = Math.Abs(Grade(now) - Grade(before));
                if (difference >= 2)
                {
                    Add(difference == 2 ? "L2.04" : "L2.05", difference == 2 ? "warning" : "error", now, before);
                }
            }

            WorldRecord? Last(int year) => Enrollments(ssid).Where(record => record.Year == year && Grade(record) >= 0 && Day(record, "EntryDate") is not null)
                .OrderBy(record => Day(record, "EntryDate")).ThenBy(Grade).ThenBy(record => record.Lea, StringComparer.Ordinal).ThenBy(record => record.Line).LastOrDefault();
        }

        int Grade(WorldRecord record) => Array.IndexOf(grades, record["GradeLevel"]);
    }

    private void DualScram()
    {
        foreach (var ssid in Students)
        {
            var open = Of("S2", ssid).Where(record => record.Year == Year && Day(record, "ScramEntryDate") is not null && Day(record, "ScramExitDate") is null)
                .OrderBy(record => Day(record, "ScramEntryDate")).ThenBy(record => record.Lea, StringComparer.Ordinal).ThenBy(record => record.School, StringComparer.Ordinal).ThenBy(record => record.Line).ToList();
            foreach (var (later, place) in open.Select((record, place) => (record, place)))
            {
                var day = today.DayNumber - Day(later, "ScramEntryDate")!.Value.DayNumber + 1;
                foreach (var earlier in open.Take(place).Where(earlier => (earlier.Lea, earlier.School) != (later.Lea, later.School) && day >= 1))
                {
                    Add(day <= 19 ? "L2.06" : "L2.07", day <= 19 ? "warning" : "error", later, earlier);
                }
            }
        }
    }

    private void FirstEnroll()
    {
        foreach (var record in _s1.Where(record => record.Year == Year && !IsChange(record)))
        {
            var earliest = Enrollments(Number(record)!.Value).Where(other => Day(other, "EntryDate") is not null).OrderBy(other => Day(other, "EntryDate")).ThenBy(other => other.Year).ThenBy(other => other.Lea, StringComparer.Ordinal).ThenBy(other => other.Line).FirstOrDefault();
            if (Day(record, "FirstEnrollInUS") is not { } first)
            {
                continue;
            }

            if (first < Day(record, "BirthDate"))
            {
                Add("L2.08", "error", record);
            }
            else if (earliest is not null && first > Day(earliest, "EntryDate"))
            {
                Add("L2.08", "error", record, Day(record, "EntryDate") == Day(earliest, "EntryDate") ? [] : [earliest]);
            }
        }
    }

    private void Address()
    {
        if (registers?.Residences is not { } residences)
        {
            return;
        }

        foreach (var record in _s1.Where(record => record.Year == Year && !IsChange(record) && record["ResidentStatus"] != "A"))
        {
            var rows = residences.GetValueOrDefault($"{record["StudentPhysicalAddress1"]}|{record["StudentPhysicalCity"]}|{record["StudentPhysicalZipCode"]}");
            var isDistrict = registers.IsDistrict(record.Lea) ?? (string.CompareOrdinal(record.Lea, "41") < 0 || record.Lea == "42");
            var level = isDistrict && today < new DateOnly(2025, 2, 3) ? "warning" : "error";
            if (rows is null && (record["GpsLatitude"] is null || record["GpsLongitude"] is null) && record["GeoCode"] is null)
            {
                Add("L2.09", level, record);
            }
            else if (rows is not null && !rows.Contains(record["DistrictOfResidence"]))
            {
                Add("L2.10", level, record);
            }
        }
    }

    private void DualKindergarten()
    {
        foreach (var ssid in Students)
        {
            var own = Enrollments(ssid).Where(record => record.Year == Year && record["GradeLevel"] == "00")
                .OrderBy(record => Day(record, "EntryDate") ?? DateOnly.MinValue).ThenBy(record => record.Lea, StringComparer.Ordinal).ThenBy(record => record.Line).ToList();
            foreach (var (later, place) in own.Select((record, place) => (record, place)))
            {
                foreach (var earlier in own.Take(place).Where(earlier => earlier.Lea != later.Lea))
                {
                    var days = 0;
                    if (Overlap(Span(later, "EntryDate", "ExitDate"), Span(earlier, "EntryDate", "ExitDate")) is var (first, end))
                    {
                        for (var day = first; day < end && day <= today; day = day.AddDays(1))
                        {
                            days++;
                        }
                    }

                    if (days > 0)
                    {
                        Add(days < 20 ? "L2.11" : "L2.12", days < 20 ? "warning" : "error", later, earlier);
                    }
                }
            }
        }
    }

    private void Essential()
    {
        foreach (var am in world.Records.Where(record => record.Record == "AM" && record.Year == Year && OwnerOf(record) is not null))
        {
            var isEssential = world.Records.Any(ac => ac.Record == "AC" && ac.Lea == am.Lea && ac.Year == Year && ac.School == am.School && ac["CourseSection"] == am["CourseNumber"] && ac["Period"] == am["Period"]
                && (registers?.Essential?.Contains(ac["CoreCode"] ?? "") ?? false));
            if (isEssential && !Of("S2", Number(OwnerOf(am)!)!.Value).Exists(s2 => s2.Year == Year && s2["IsOnePercent"] == "Y"))
            {
                Add("L2.13", "warning", am);
            }
        }
    }

    private static (DateOnly Entry, DateOnly Exit)? Span(WorldRecord record, string entry, string exit) => Day(record, entry) is { } first ? (first, Day(record, exit) ?? DateOnly.MaxValue) : null;

    private static (DateOnly First, DateOnly End)? Overlap((DateOnly Entry, DateOnly Exit)? one, (DateOnly Entry, DateOnly Exit)? other)
    {
        if (one is not var (entry, exit) || other is not var (otherEntry, otherExit))
        {
            return null;
        }

        var (first, end) = (entry > otherEntry ? entry : otherEntry, exit < otherExit ? exit : otherExit);
        return first < end ? (first, end) : null;
    }
}
