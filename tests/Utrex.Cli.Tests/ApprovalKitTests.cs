using System.Text.Json;
using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;

namespace Utrex.Cli.Tests;

/// <summary>The approval kit: what it expects validates clean, and what an export has otherwise is named, each thing once.</summary>
public sealed class ApprovalKitTests(ApprovalKitTests.Kit kit) : IClassFixture<ApprovalKitTests.Kit>
{
    [Theory]
    [InlineData("october", "2025-10-01")]
    [InlineData("december", "2025-12-01")]
    [InlineData("year-end", "2026-06-15")]
    public async Task What_is_expected_validates_clean(string submission, string day)
    {
        var run = await CommandRun.Of("validate", kit.Expected(submission), "--today", day, "--reference", kit.File("registers"), "--for", submission, "--format", "jsonl");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public void The_scenario_has_every_record_type_and_what_a_year_brings()
    {
        var records = EditableBatch.Read(File.ReadAllBytes(kit.Expected("year-end"))).Records;

        records.Select(record => record.Info.Id).Distinct().ShouldBe(UtrexSpecification.Current.Records.Where(record => record.Fields.Count > 0).Select(record => record.Id), ignoreOrder: true);
        var students = records.Where(record => record.Info == StudentRecord.Info).ToList();
        students.GroupBy(record => record["STUDENT NUMBER"]).ShouldContain(student => student.Count() > 1, "nobody moves");
        students.ShouldContain(record => record["HIGH SCHL COMP STATUS"] == HighSchoolCompletionStatus.BasicDiploma.Code);
        records.ShouldContain(record => record.Info == ScramRecord.Info && record["SCRAM EXIT DATE"].Length > 0);
    }

    [Fact]
    public async Task The_files_are_the_same_whenever_it_is_made()
    {
        using var folder = new TemporaryFolder();
        (await CommandRun.Of("approval-kit", "--output", folder.File("kit"))).ExitCode.ShouldBe(0);
        var files = Directory.EnumerateFiles(kit.Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(kit.Folder, path)).Where(path => path != "report.md").Order(StringComparer.Ordinal).ToList();

        files.ShouldContain("index.html");
        files.ShouldContain("checklist.md");
        files.ShouldContain(Path.Combine("scenario", "S1.csv"));
        foreach (var file in files)
        {
            File.ReadAllBytes(Path.Combine(folder.File("kit"), file)).ShouldBe(File.ReadAllBytes(Path.Combine(kit.Folder, file)), file);
        }
    }

    [Fact]
    public async Task What_is_expected_has_no_difference_as_a_batch_and_as_objects()
    {
        using var folder = new TemporaryFolder();
        foreach (var submission in new[] { "october", "december", "year-end" })
        {
            foreach (var export in new[] { kit.Expected(submission), Path.ChangeExtension(kit.Expected(submission), ".xml") })
            {
                var run = await CommandRun.Of("approval-kit", "check", kit.Folder, export, "--report", folder.File("report.md"));
                run.ExitCode.ShouldBe(0, run.Output);
                run.Output.ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public async Task Thirty_mistakes_are_named_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var batch = EditableBatch.Read(File.ReadAllBytes(kit.Expected("year-end")));
        var expected = Spoil(batch);
        expected.Count.ShouldBe(30);
        var export = Write(folder, batch);

        var run = await CommandRun.Of("approval-kit", "check", kit.Folder, export, "--format", "jsonl", "--report", folder.File("report.md"));

        run.ExitCode.ShouldBe(1, run.Error);
        var found = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .Select(row => (row.GetProperty("rule").GetString()!, row.GetProperty("record").GetString()!, row.GetProperty("field").GetString() ?? "", row.GetProperty("student").GetString() ?? "")).ToList();
        found.Order().ShouldBe(expected.Order());
        File.ReadAllText(folder.File("report.md")).ShouldContain("differences: 30");
    }

    [Fact]
    public async Task Other_numbers_of_courses_and_another_order_are_no_differences()
    {
        using var folder = new TemporaryFolder();
        var batch = EditableBatch.Read(File.ReadAllBytes(kit.Expected("year-end")));
        foreach (var record in batch.Records.Where(record => record.Info == TranscriptCourseRecord.Info || record.Info == TranscriptGradeRecord.Info))
        {
            record["COURSE RECORD ID"] = (900_000 - int.Parse(record["COURSE RECORD ID"])).ToString();
        }

        // The records of a school in another order, behind the school's own.
        var schools = new List<List<EditableRecord>> { new() };
        batch.Records.ForEach(record =>
        {
            if (record.Info == SchoolRecord.Info)
            {
                schools.Add([]);
            }

            schools[^1].Add(record);
        });
        var turned = new EditableBatch([.. schools.SelectMany(school => school.Take(1).Concat(school.Skip(1).Reverse()))]);

        var run = await CommandRun.Of("approval-kit", "check", kit.Folder, Write(folder, turned), "--report", folder.File("report.md"));
        run.ExitCode.ShouldBe(0, run.Output);
    }

    [Fact]
    public async Task SARIF_says_where_each_difference_is()
    {
        using var folder = new TemporaryFolder();
        var batch = EditableBatch.Read(File.ReadAllBytes(kit.Expected("october")));
        var line = batch.Records.FindIndex(record => record.Info == StudentRecord.Info) + 1;
        batch.Records[line - 1]["LAST NAME"] = "Other";

        var run = await CommandRun.Of("approval-kit", "check", kit.Folder, Write(folder, batch), "--format", "sarif", "--report", folder.File("report.md"));
        var result = JsonDocument.Parse(run.Output).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ShouldHaveSingleItem();
        result.GetProperty("ruleId").GetString().ShouldBe("KIT.003");
        result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32().ShouldBe(line);
        result.GetProperty("message").GetProperty("text").GetString()!.ShouldStartWith("Last Name is 'Other', and '");
    }

    [Fact]
    public async Task What_cannot_be_compared_is_said_in_one_line()
    {
        using var folder = new TemporaryFolder();
        (await CommandRun.Of("approval-kit", "check", folder.Path, kit.Expected("october"))).ShouldFailWith("holds no approval kit");
        (await CommandRun.Of("approval-kit", "check", kit.Folder, kit.Expected("october"), "--submission", "summer")).ShouldFailWith("the kit has no submission 'summer'");

        var batch = EditableBatch.Read(File.ReadAllBytes(kit.Expected("october")));
        batch.Records[0]["SISASOFDATE"] = "2025-11-01 00:00:00.000";
        (await CommandRun.Of("approval-kit", "check", kit.Folder, Write(folder, batch))).ShouldFailWith("is as of 2025-11-01, and the kit expects october (2025-10-01)");
    }

    private static string Write(TemporaryFolder folder, EditableBatch batch)
    {
        using (var file = File.Create(folder.File("export.utrex")))
        using (var writer = new BatchWriter(file, RecordLayout.Delimited))
        {
            batch.Write(writer);
        }

        return folder.File("export.utrex");
    }

    /// <summary>Makes mistakes of every kind, and says what is to be found of each.</summary>
    private static List<(string Rule, string Record, string Field, string Student)> Spoil(EditableBatch batch)
    {
        var expected = new List<(string, string, string, string)>();
        var used = new HashSet<EditableRecord>();
        (string Record, string Field, string Value)[] changes =
        [
            ("S1", "LAST NAME", "Wrong"), ("S1", "BIRTH DATE", "20100101"), ("S1", "SEX", "X"), ("S1", "EXIT CODE", "TO"), ("S1", "SCHOOL MEMBERSHIP", "001"), ("S1", "DAYS ATTENDED", "003"), ("S1", "STATEWIDE STUDENT ID", "9999999"),
            ("S2", "DISABILITY TYPE", "ZZ"), ("S2", "SCRAM MEMBERSHIP", "002"), ("S3", "CUSTODY TYPE", "Z"), ("S4", "AUTISM", "Q"), ("S5", "DWS OPT-OUT", "Q"),
            ("AM", "CREDITS EARNED", "9.000"), ("AM", "COURSE EXIT DATE", "20260101"), ("I2", "PI WEAPON", "ZZ"), ("ST", "CUMULATIVE CREDITS", "1.000"), ("TA", "TEST SCORE", "1"), ("TC", "CREDITS EARNED", "0.250"), ("TG", "LETTER GRADE", "F"),
            ("SC", "DAYS IN SCHOOL YEAR", "111"), ("AC", "COURSE TITLE", "Basket weaving"),
        ];
        foreach (var (type, field, value) in changes)
        {
            var record = batch.Records.Last(record => record.Info.Id == type && used.Add(record));
            record[field] = value;
            expected.Add(("KIT.003", type, field, Student(record)));
        }

        foreach (var type in new[] { "S2", "S5", "AM", "TA", "I2" })
        {
            var record = batch.Records.Last(record => record.Info.Id == type && used.Add(record));
            batch.Records.Remove(record);
            expected.Add(("KIT.001", type, "", Student(record)));
        }

        foreach (var type in new[] { "S4", "AM", "TA", "I1" })
        {
            var at = batch.Records.FindLastIndex(record => record.Info.Id == type && used.Add(record));
            var copy = batch.Records[at].Copy();
            var key = type switch { "S4" => "STUDENT NUMBER", "AM" => "PERIOD", "TA" => "TEST NAME", _ => "INCIDENT ID" };
            copy[key] = key == "STUDENT NUMBER" ? "77777777" : "77";
            batch.Records.Insert(at + 1, copy);
            expected.Add(("KIT.002", type, "", Student(copy)));
        }

        return expected;
    }

    private static string Student(EditableRecord record) => record.Info.FindField("STUDENT NUMBER") is { } field ? record[field] : "";

    /// <summary>A kit that was written once.</summary>
    public sealed class Kit : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        public string Folder => _folder.File("kit");

        public string File(string name) => Path.Combine(Folder, name);

        public string Expected(string submission) => Path.Combine(Folder, "expected", submission + ".utrex");

        public async Task InitializeAsync() => (await CommandRun.Of("approval-kit", "--output", Folder)).ExitCode.ShouldBe(0);

        public Task DisposeAsync()
        {
            _folder.Dispose();
            return Task.CompletedTask;
        }
    }
}
