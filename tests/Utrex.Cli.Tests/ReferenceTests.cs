using System.Text.Json;
using Utrex.Sdk.Utah;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>The state's registers as a folder of CSV files: read as they come, said plainly when they cannot be, and never missed silently.</summary>
public sealed class ReferenceTests : IDisposable
{
    private static readonly string Clean = Repository.PathOf("samples", "clean.utrex");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task With_all_registers_every_rule_but_those_of_the_state_is_evaluated()
    {
        await Sample();

        var run = await CommandRun.Of("validate", _folder.File("s.utrex"), "--reference", _folder.Path, "--today", "2025-10-01");

        run.ExitCode.ShouldBe(0, run.Output + run.Error);
        run.Output.ShouldBeEmpty();
        run.Error.Split('\n').Count(line => line.StartsWith("rules not evaluated", StringComparison.Ordinal)).ShouldBe(1);
    }

    /// <summary>What a file is for is not evaluated without it, by name; with the other files everything else is.</summary>
    [Theory]
    [InlineData("REF_COURSE_CODE.csv", "AC.810, AC.811, TC.1303")]
    [InlineData("REF_STAFF_ID.csv", "AC.806, AC.813, AC.816")]
    [InlineData("REF_SSID.csv", "SL.504")]
    public async Task The_rules_of_an_absent_register_are_named(string file, string rules)
    {
        await Sample();
        File.Delete(_folder.File(file));

        var run = await CommandRun.Of("validate", _folder.File("s.utrex"), "--reference", _folder.Path, "--today", "2025-10-01");

        run.ExitCode.ShouldBe(0);
        var line = run.Error.Split('\n').Single(line => line.Contains(file, StringComparison.Ordinal));
        line.ShouldContain("not evaluated");
        line.ShouldContain(rules);
    }

    [Fact]
    public async Task Without_a_register_of_LEAs_that_of_schools_stands_in()
    {
        await Sample();
        File.Delete(_folder.File("REF_LEA.csv"));
        (await CommandRun.Of("validate", _folder.File("s.utrex"), "--reference", _folder.Path, "--today", "2025-10-01")).ExitCode.ShouldBe(0);

        File.WriteAllText(_folder.File("REF_LEA.csv"), "LEA_NUMBER,LEA_NAME,ACTIVE_FLAG,LEA_TYPE\n02,Another,Y,DISTRICT\n");
        var run = await CommandRun.Of("validate", _folder.File("s.utrex"), "--reference", _folder.Path, "--today", "2025-10-01", "--format", "jsonl", "--no-cascade");

        run.Output.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("rule").GetString()).ShouldBe(["DI.101"]);
    }

    /// <summary>Columns in any order and case, quotes, blanks around values, a byte order mark, Windows line ends.</summary>
    [Fact]
    public void Files_are_read_as_spreadsheets_write_them()
    {
        File.WriteAllText(_folder.File("REF_SSID.csv"), "\uFEFFlast_name,SSID, ACTIVE_FLAG,FIRST_NAME,BIRTH_DATE,COHORT_YEAR,LEA_NUMBER,EXTRA\r\n\"O'Neil, Jr.\", 1400003 ,Y,\"Ann \"\"A.\"\"\",20100301,2028,,x\r\n");

        var student = ReferenceFolder.Open(_folder.Path).FindStudents("1400003").ShouldHaveSingleItem();

        student.LastName.ShouldBe("O'Neil, Jr.");
        student.FirstName.ShouldBe("Ann \"A.\"");
        student.BirthDate.ShouldBe(new DateOnly(2010, 3, 1));
        student.Lea.ShouldBeNull();
    }

    [Theory]
    [InlineData("", "line 1: the file is empty")]
    [InlineData("PERSON_ID\n1\n", "the column ACTIVE_FLAG is missing")]
    [InlineData("PERSON_ID\n", "line 1: the column ACTIVE_FLAG is missing; the file has PERSON_ID.")]
    [InlineData("NAME,FLAG\n", "line 1: the columns PERSON_ID, ACTIVE_FLAG are missing; the file has NAME, FLAG.")]
    [InlineData("PERSON_ID,ACTIVE_FLAG\n1\n", "line 2: the row ends before the column ACTIVE_FLAG")]
    [InlineData("PERSON_ID,ACTIVE_FLAG\n1,Y\n2,maybe\n", "line 3: 'maybe' in the column ACTIVE_FLAG is no flag")]
    [InlineData("PERSON_ID,ACTIVE_FLAG\n,Y\n", "line 2: the column PERSON_ID is blank")]
    [InlineData("\"", "line 1: the row is not valid CSV")]
    [InlineData("PERSON_ID,ACTIVE_FLAG\n1\"2,Y\n", "line 2: the row is not valid CSV")]
    public async Task A_file_that_is_none_is_said_with_its_line(string content, string problem)
    {
        File.WriteAllText(_folder.File("REF_STAFF_ID.csv"), content);

        (await CommandRun.Of("validate", Clean, "--reference", _folder.Path)).ShouldFailWith(problem);
    }

    /// <summary>The registers are read beside the batch; of one that cannot be read, no report has been begun.</summary>
    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("sarif")]
    [InlineData("html")]
    public async Task A_file_that_is_none_leaves_no_report(string format)
    {
        File.WriteAllText(_folder.File("REF_STAFF_ID.csv"), "PERSON_ID\n");

        var run = await CommandRun.Of("validate", Clean, "--reference", _folder.Path, "--format", format, "--output", _folder.File("report"));

        run.ShouldFailWith("the column ACTIVE_FLAG is missing");
        File.Exists(_folder.File("report")).ShouldBeFalse();
    }

    public void Dispose() => _folder.Dispose();

    private async Task Sample() =>
        (await CommandRun.Of("sample", "--schools", "3", "--students", "90", "--output", _folder.File("s.utrex"), "--reference-output", _folder.Path)).ExitCode.ShouldBe(0);
}
