using System.Globalization;
using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;
using Utrex.Statewide.Rules;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Tests;

/// <summary>A state of a few LEAs and years, made record by record, which is written into batches and loaded.</summary>
internal sealed class World
{
    private readonly List<WorldRecord> _records = [];

    /// <summary>Every record, in the order of its file; lines are known once files are made.</summary>
    public IReadOnlyList<WorldRecord> Records => _records;

    /// <summary>The schools that are year-round ones.</summary>
    public HashSet<(string Lea, int Year, string School)> YearRound { get; } = [];

    public static CompiledSpecification SpecificationOf(int year) => year == 2026 ? UtrexSpecification.Current : Sdk.Y2025.UtrexSpecification.Current;

    /// <summary>Adds a student record.</summary>
    public WorldRecord S1(string lea, int year, string ssid, string entry, string? exit = null, string school = "104", string? student = null, params (string Property, string? Value)[] values) =>
        Add("S1", lea, year, school, student ?? ssid, [
            ("StatewideStudentId", ssid), ("EntryDate", entry), ("ExitDate", exit), ("LastName", "Name" + ssid), ("FirstName", "Ann"), ("BirthDate", "20100101"), ("Sex", "F"),
            ("GradeLevel", year == 2026 ? "09" : "08"), ("ResidentStatus", "U"), .. values]);

    /// <summary>Adds a SCRAM record.</summary>
    public WorldRecord S2(string lea, int year, string student, string entry, string? exit = null, string school = "104", string? onePercent = null) =>
        Add("S2", lea, year, school, student, [("ScramEntryDate", entry), ("ScramExitDate", exit), ("IsOnePercent", onePercent)]);

    /// <summary>Adds a YIC record.</summary>
    public WorldRecord S3(string lea, int year, string student, string time, string entry, string? exit = null, string school = "104") =>
        Add("S3", lea, year, school, student, [("Time", time), ("YicEntryDate", entry), ("YicExitDate", exit)]);

    /// <summary>Adds a course.</summary>
    public WorldRecord Ac(string lea, int year, string course, string coreCode, string school = "104", string period = "01") =>
        Add("AC", lea, year, school, null, [("CourseSection", course), ("Period", period), ("CoreCode", coreCode)]);

    /// <summary>Adds a membership in a course.</summary>
    public WorldRecord Am(string lea, int year, string student, string course, string school = "104", string period = "01", string entry = "20250901") =>
        Add("AM", lea, year, school, student, [("CourseNumber", course), ("Period", period), ("CourseEntryDate", entry)]);

    /// <summary>The LEAs and years that have records.</summary>
    public IEnumerable<(string Lea, int Year)> Submissions => _records.Select(record => (record.Lea, record.Year)).Distinct().Order();

    /// <summary>The batch of an LEA's year; says the records which lines they stand on.</summary>
    public byte[] Batch(string lea, int year)
    {
        var text = new StringBuilder();
        var line = 0;
        Append("DI", new() { ["LeaNumber"] = lea, ["SchoolYear"] = year.ToString(CultureInfo.InvariantCulture), ["SisAsOfDate"] = $"{year}-06-01 00:00:00.000" });
        foreach (var school in _records.Where(record => record.Lea == lea && record.Year == year).GroupBy(record => record.School))
        {
            Append("SC", new() { ["SchoolNumber"] = school.Key, ["LeaNumber"] = lea, ["ScheduleYearType"] = YearRound.Contains((lea, year, school.Key)) ? "Y" : "S" });
            foreach (var record in school)
            {
                record.Line = Append(record.Record, record.Values);
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());

        int Append(string record, Dictionary<string, string?> values)
        {
            var info = SpecificationOf(year).FindRecord(record)!;
            text.AppendJoin('\t', info.Fields.Select(field => field.Type == FieldType.Constant ? field.Constant : values.GetValueOrDefault(field.Property))).Append('\n');
            return ++line;
        }
    }

    /// <summary>The name of the file of an LEA's year.</summary>
    public static string FileOf(string lea, int year) => string.Create(CultureInfo.InvariantCulture, $"{year}-{lea}.utrex");

    /// <summary>Loads every batch.</summary>
    /// <param name="store">The store.</param>
    public void Load(ISubmissionStore store)
    {
        var loader = new SubmissionLoader(store) { KeepsRefused = true };
        foreach (var (lea, year) in Submissions)
        {
            var batch = Batch(lea, year);
            loader.Load(new SubmissionFile(FileOf(lea, year), () => new MemoryStream(batch)), SpecificationOf(year), new DateOnly(2026, 6, 1));
        }
    }

    /// <summary>What the rules find, a line each.</summary>
    public List<string> Validate(string today = "2026-06-01", Registers? registers = null, int year = 2026)
    {
        using var file = new StoreFile();
        using var store = file.Open();
        Load(store);
        return Validate(store, today, registers, KeyRange.All, year);
    }

    /// <summary>What the rules find in a store, a line each: rule, level, LEA, year and line, and the other records.</summary>
    public static List<string> Validate(ISubmissionStore store, string today, Registers? registers, KeyRange keys, int year = 2026) =>
        [.. new StatewideValidation(store, SpecificationOf(year), DateOnly.Parse(today, CultureInfo.InvariantCulture)) { Registers = registers, Keys = keys }.Run().Findings.Select(Text)];

    /// <summary>A finding in words.</summary>
    public static string Text(StatewideFinding found) => string.Create(CultureInfo.InvariantCulture,
        $"{found.Finding.Rule.Id} {found.Finding.Severity.ToString().ToLowerInvariant()} {found.Submission.Lea}:{found.Submission.SchoolYear}:{found.Finding.Line} {found.Finding.Keys.StatewideStudentId} [{string.Join(", ", found.Others.Select(other => $"{other.Lea}:{other.SchoolYear}:{other.Line} {other.StatewideStudentId} {other.EntryDate ?? other.ScramEntryDate}"))}]");

    private WorldRecord Add(string record, string lea, int year, string school, string? student, IEnumerable<(string Property, string? Value)> values)
    {
        var made = new WorldRecord(record, lea, year, school, student);
        made.Values["LeaNumber"] = lea;
        made.Values["SchoolNumber"] = school;
        made.Values["StudentNumber"] = student;
        foreach (var (property, value) in values)
        {
            made.Values[property] = value;
        }

        _records.Add(made);
        return made;
    }
}

/// <summary>A record of a world: its values by property.</summary>
internal sealed record WorldRecord(string Record, string Lea, int Year, string School, string? Student)
{
    public Dictionary<string, string?> Values { get; } = [];

    public int Line { get; set; }

    public string? this[string property] => Values.GetValueOrDefault(property) is { Length: > 0 } text ? text : null;

    /// <summary>Where it stands, as findings say it.</summary>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"{Lea}:{Year}:{Line}");
}
