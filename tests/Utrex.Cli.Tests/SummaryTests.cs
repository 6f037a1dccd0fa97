using System.Globalization;
using System.Text.Json;

namespace Utrex.Cli.Tests;

/// <summary>The counts of a batch: by the rules of the specification, and nothing left out without a word.</summary>
public sealed class SummaryTests : IDisposable
{
    private const string District = "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nSC=\t104\t180\t0529\tS\tE\t01\n";

    private readonly TemporaryFolder _folder = new();

    /// <summary>The exit-date rule, the federal roll-up and the sums, on records whose counts are known.</summary>
    [Fact]
    public async Task A_summary_counts_by_the_rules_of_the_specification()
    {
        var batch = District
            + Student("1", race: "Hispanic", grade: "05")
            + Student("2", race: "Two", grade: "05", need: "F")
            + Student("3", race: "White", grade: "00", exit: "20251001")
            + Student("4", race: "White", grade: "12", exit: "20251002", language: "Y")
            + Student("4", race: "White", grade: "12", entry: "20251002")
            + Student("5", race: "White", grade: "12", entry: "20251002")
            + "S2=\t2\tAU\tC\t20250818\t\t\t30\n" + "S2=\t3\tAU\tA\t20250818\t\t\t20\n";

        var counts = await Counts(batch);

        counts["students"].ShouldBe(3);
        counts["enrolment by grade/05"].ShouldBe(2);
        counts["enrolment by grade/12"].ShouldBe(1);
        counts["race and ethnicity/ETHNICITY"].ShouldBe(1);
        counts["race and ethnicity/TWO OR MORE"].ShouldBe(1);
        counts["race and ethnicity/WHITE"].ShouldBe(1);
        counts["economically disadvantaged/F"].ShouldBe(1);
        counts["English learners/Y"].ShouldBe(1);
        counts["special education by time/C"].ShouldBe(1);
        counts.ShouldNotContainKey("special education by time/A");
        counts["membership days, regular/days"].ShouldBe(6 * 40);
        counts["membership days, special education/A"].ShouldBe(20);
        counts["not counted/special education records that are open on the day, of students who are not"].ShouldBe(1);
        (await CommandRun.WithInput(batch, "summary", "-", "--on", "2025-12-01", "--format", "json")).Output.ShouldContain("\"students\": 4");
    }

    /// <summary>A student of two schools counts in each, and once in the LEA.</summary>
    [Fact]
    public async Task A_student_of_two_schools_is_one_student_of_the_LEA()
    {
        var counts = await Counts(District
            + Student("1", grade: "05", language: "Y") + Student("1", grade: "05", school: "105", language: "Y")
            + Student("2", grade: "05") + Student("2", grade: "06", school: "105"));

        counts["students"].ShouldBe(2);
        counts["enrolment by grade/05"].ShouldBe(2);
        counts["enrolment by grade/06"].ShouldBe(1);
        counts["enrolment by grade/104/05"].ShouldBe(2);
        counts["enrolment by grade/105/05"].ShouldBe(1);
        counts["English learners/Y"].ShouldBe(1);
        counts["race and ethnicity/WHITE"].ShouldBe(2);
    }

    [Fact]
    public async Task Special_education_without_a_time_is_counted_and_summed()
    {
        var counts = await Counts(District + Student("1", grade: "PK") + Student("2", grade: "05") + "S2=\t1\tAU\t\t20250818\t\t\t17\nS2=\t2\tAU\tQ\t20250818\t\t\t4\n");

        counts["special education by time/none given"].ShouldBe(1);
        counts["special education by time/unreadable"].ShouldBe(1);
        counts["membership days, special education/none given"].ShouldBe(17);
        counts["membership days, special education/unreadable"].ShouldBe(4);
    }

    /// <summary>A school that is none of record for a student gets no membership for the student.</summary>
    [Fact]
    public async Task Membership_at_a_school_that_is_not_of_record_is_in_no_total()
    {
        var counts = await Counts(District + Student("1", grade: "05") + Student("2", grade: "05", ofRecord: "N") + "S2=\t2\tAU\tC\t20250818\t\t\t30\nS3=\t2\t\tC\t\t20250818\t\t\t5\nS3=\t1\t\tC\t\t20250818\t\t\t6\n");

        counts["membership days, regular/days"].ShouldBe(40);
        counts["membership days where the school is not one of record (in no total)/S1"].ShouldBe(40);
        counts["membership days where the school is not one of record (in no total)/S2"].ShouldBe(30);
        counts["membership days where the school is not one of record (in no total)/S3"].ShouldBe(5);
        counts["membership days, Youth in Care/C"].ShouldBe(6);
        counts.ShouldNotContainKey("membership days, special education/C");
        counts["enrolment by grade/05"].ShouldBe(2);
    }

    [Fact]
    public async Task What_cannot_be_read_is_counted_as_such_or_named()
    {
        var counts = await Counts(District
            + Student("1", grade: "5th", ethnicity: "", need: "X", language: "Q")
            + Student("2", grade: "", ethnicity: "maybe")
            + Student("3", grade: "05", white: "N")
            + Student("4", grade: "05", white: "")
            + Student("", grade: "05") + Student("", grade: "05")
            + Student("6", grade: "05", entry: "soon")
            + Student("7", grade: "05", exit: "20251399")
            + Student("8", grade: "05", membership: "many")
            + Student("9", grade: "05", membership: "PVT")
            + Student("10", grade: "05", resident: "X")
            + "S2=\t77\tAU\tC\t20250818\t\t\t30\nS2=\t1\tAU\tC\tnever\t\t\tx\nS3=\t1\t\tC\t\t20250818\t\t\tx\nS3=\t1\t\tC\t\t20250818\t\t\t8\t\t\tY\nZZ=\n");

        counts["students"].ShouldBe(6);
        counts["enrolment by grade/unreadable"].ShouldBe(1);
        counts["enrolment by grade/none given"].ShouldBe(1);
        counts["race and ethnicity/none given"].ShouldBe(1);
        counts["race and ethnicity/unreadable"].ShouldBe(2);
        counts["race and ethnicity/NONE"].ShouldBe(1);
        counts["economically disadvantaged/unreadable"].ShouldBe(1);
        counts["English learners/unreadable"].ShouldBe(1);
        counts["not counted/student records without a student number"].ShouldBe(2);
        counts["not counted/student records without a readable entry date"].ShouldBe(1);
        counts["not counted/student records with an unreadable exit date"].ShouldBe(1);
        counts["not counted/student records whose membership is no whole number"].ShouldBe(1);
        counts["not counted/student records that only report a change (resident status X)"].ShouldBe(1);
        counts["not counted/special education records of students without a student record in the school"].ShouldBe(1);
        counts["not counted/special education records without a readable entry date"].ShouldBe(1);
        counts["not counted/special education records whose membership is no whole number"].ShouldBe(1);
        counts["not counted/Youth in Care records whose membership is no whole number"].ShouldBe(1);
        counts["not counted/Youth in Care records whose membership is marked to be excluded"].ShouldBe(1);
        counts["not counted/lines that are no record ('utrex validate' names them)"].ShouldBe(1);
    }

    /// <summary>Thousands of records, counted here in another way: by the columns of the lines.</summary>
    [Fact]
    public async Task The_counts_of_a_district_are_those_of_its_lines()
    {
        var path = _folder.File("sample.utrex");
        (await CommandRun.Of("sample", "--students", "4000", "--schools", "6", "--as-of", "2025-12-01", "--seed", "3", "--output", path)).ExitCode.ShouldBe(0);
        var lines = File.ReadAllLines(path).Select(line => line.Split('\t')).ToList();

        var counts = await Counts(await File.ReadAllTextAsync(path), "--on", "2025-11-03");

        var students = lines.Where(line => line[0] == "S1=" && line[Column(nameof(StudentRecord.ResidentStatus))] != "X").ToList();
        var open = students.Where(line => IsOpen(line[Column(nameof(StudentRecord.EntryDate))], line[Column(nameof(StudentRecord.ExitDate))])).ToList();
        open.Count.ShouldBeGreaterThan(3_000);
        counts["students"].ShouldBe(open.Select(Number).Distinct().Count());
        foreach (var grade in open.GroupBy(line => line[Column(nameof(StudentRecord.GradeLevel))]))
        {
            counts[$"enrolment by grade/{grade.Key}"].ShouldBe(grade.Select(Number).Distinct().Count());
        }

        foreach (var school in open.GroupBy(line => line[1]))
        {
            counts.Where(count => count.Key.StartsWith($"enrolment by grade/{school.Key}/", StringComparison.Ordinal)).Sum(count => count.Value).ShouldBe(school.Select(Number).Distinct().Count());
        }

        string[] races = [nameof(StudentRecord.AmericanIndianOrAlaskaNative), nameof(StudentRecord.Asian), nameof(StudentRecord.BlackOrAfricanAmerican), nameof(StudentRecord.NativeHawaiianOrPacificIslander), nameof(StudentRecord.White)];
        counts["race and ethnicity/ETHNICITY"].ShouldBe(open.Where(line => line[Column(nameof(StudentRecord.Ethnicity))] == "Y").Select(Number).Distinct().Count());
        counts["race and ethnicity/TWO OR MORE"].ShouldBe(open.Where(line => line[Column(nameof(StudentRecord.Ethnicity))] == "N" && races.Count(race => line[Column(race)] == "Y") > 1).Select(Number).Distinct().Count());
        counts["race and ethnicity/WHITE"].ShouldBe(open.Where(line => line[Column(nameof(StudentRecord.Ethnicity))] == "N" && races.Where(race => line[Column(race)] == "Y").SequenceEqual([nameof(StudentRecord.White)])).Select(Number).Distinct().Count());
        counts["membership days, regular/days"].ShouldBe(students.Where(line => line[Column(nameof(StudentRecord.SchoolOfRecord))] != "N").Sum(line => int.TryParse(line[Column(nameof(StudentRecord.SchoolMembership))], CultureInfo.InvariantCulture, out var days) ? days : 0));
        var enrolled = open.Select(line => (line[1], Number(line))).ToHashSet();
        var services = lines.Where(line => line[0] == "S2=").Select(line => (Line: line, School: line[ScramRecord.Info.FindProperty(nameof(ScramRecord.SchoolNumber)).Number])).ToList();
        foreach (var time in services.GroupBy(service => service.Line[3].Length == 0 ? "none given" : service.Line[3]))
        {
            counts[$"special education by time/{time.Key}"].ShouldBe(time.Where(service => enrolled.Contains((service.School, service.Line[1])) && IsOpen(service.Line[4], service.Line[5])).Select(service => service.Line[1]).Distinct().Count());
        }

        static int Column(string property) => StudentRecord.Info.FindProperty(property).Number;
        static string Number(string[] line) => line[Column(nameof(StudentRecord.StudentNumber))];
        static bool IsOpen(string entry, string exit) => string.CompareOrdinal(entry, "20251103") <= 0 && (exit.Length == 0 || string.CompareOrdinal(exit, "20251103") > 0);
    }

    [Fact]
    public async Task The_table_has_the_sections_and_codes_in_their_order_and_fits_a_terminal()
    {
        var path = _folder.File("sample.utrex");
        (await CommandRun.Of("sample", "--students", "3000", "--schools", "6", "--as-of", "2025-10-01", "--output", path)).ExitCode.ShouldBe(0);

        var run = await CommandRun.Of("summary", path);
        await CommandRun.Of("summary", path, "--output", _folder.File("summary.txt"));

        var lines = run.Output.Split('\n');
        lines.ShouldAllBe(line => line.Length <= 80 && line.TrimEnd() == line && !line.Contains('\u001b') && !line.Contains('…'));
        (await File.ReadAllTextAsync(_folder.File("summary.txt"))).ShouldBe(run.Output);
        lines.Where(line => line.Length > 0 && line[0] != ' ').Take(4).Skip(1).ShouldBe(["enrolment by grade", "race and ethnicity", "economically disadvantaged"]);
        lines[3].Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5).ShouldBe(["school", "PK", "00", "01", "02"]);
        lines.First(line => line.StartsWith("  all ", StringComparison.Ordinal)).ShouldNotContain("0 0");
        lines.ShouldContain(line => line.Contains("PK: Pre-Kindergarten; 00: Kindergarten"));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The totals of the LEA by section and key, the counts of schools by section, school and key, and what is not counted.</summary>
    private static async Task<Dictionary<string, int>> Counts(string batch, params string[] options)
    {
        var run = await CommandRun.WithInput(batch, ["summary", "-", "--format", "json", .. options]);
        run.ExitCode.ShouldBe(0, run.Error);
        var summary = JsonDocument.Parse(run.Output).RootElement;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal) { ["students"] = summary.GetProperty("students").GetInt32() };
        var notCounted = summary.GetProperty("notCounted").EnumerateArray().ToList();
        var table = (await CommandRun.WithInput(batch, ["summary", "-", .. options])).Output;
        foreach (var total in summary.GetProperty("totals").EnumerateArray())
        {
            counts[$"{Text(total, "section")}/{Text(total, "key")}"] = total.GetProperty("count").GetInt32();
            table.ShouldContain(Text(total, "section"));
        }

        foreach (var count in summary.GetProperty("counts").EnumerateArray())
        {
            counts[$"{Text(count, "section")}/{Text(count, "school")}/{Text(count, "key")}"] = count.GetProperty("count").GetInt32();
        }

        foreach (var line in notCounted)
        {
            counts[$"not counted/{Text(line, "title")}"] = line.GetProperty("count").GetInt32();
            table.ShouldContain(Text(line, "title"));
        }

        return counts;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Student(
        string number, string grade, string race = "White", string school = "104", string entry = "20250818", string exit = "", string need = "", string language = "",
        string? ethnicity = null, string? white = null, string membership = "40", string resident = "A", string ofRecord = "")
    {
        var values = new string[StudentRecord.Info.Fields.Count];
        Array.Fill(values, "");
        Set(nameof(StudentRecord.StudentNumber), number);
        Set(nameof(StudentRecord.SchoolNumber), school);
        Set(nameof(StudentRecord.GradeLevel), grade);
        Set(nameof(StudentRecord.EntryDate), entry);
        Set(nameof(StudentRecord.ExitDate), exit);
        Set(nameof(StudentRecord.EconomicDisadvantaged), need);
        Set(nameof(StudentRecord.LimitedEnglish), language);
        Set(nameof(StudentRecord.SchoolMembership), membership);
        Set(nameof(StudentRecord.ResidentStatus), resident);
        Set(nameof(StudentRecord.SchoolOfRecord), ofRecord);
        Set(nameof(StudentRecord.Ethnicity), ethnicity ?? (race == "Hispanic" ? "Y" : "N"));
        Set(nameof(StudentRecord.White), white ?? "Y");
        Set(nameof(StudentRecord.Asian), race == "Two" ? "Y" : "");
        return "S1=" + string.Join('\t', values) + "\n";

        void Set(string property, string value) => values[StudentRecord.Info.FindProperty(property).Number] = value;
    }
}
