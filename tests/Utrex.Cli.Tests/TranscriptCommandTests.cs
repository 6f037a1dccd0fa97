namespace Utrex.Cli.Tests;

/// <summary><c>utrex transcript</c>: files for students, and who is left out.</summary>
public sealed class TranscriptCommandTests
{
    [Theory]
    [InlineData("html", "<!DOCTYPE html>")]
    [InlineData("pdf", "%PDF-1.")]
    [InlineData("pesc", "<?xml")]
    public async Task Each_student_gets_a_file(string format, string beginning)
    {
        using var folder = new TemporaryFolder();
        var batch = await Sample(folder);

        var run = await CommandRun.Of("transcript", batch, "--today", "2026-06-15", "--format", format, "--output", folder.File("out"));

        run.ExitCode.ShouldBe(0, run.Error);
        var files = Directory.GetFiles(folder.File("out")).Order(StringComparer.Ordinal).ToList();
        files.Count.ShouldBe(File.ReadLines(batch).Count(line => line.StartsWith("ST=", StringComparison.Ordinal)));
        files.ShouldAllBe(file => File.ReadAllText(file).StartsWith(beginning, StringComparison.Ordinal));
        run.Error.ShouldContain($"transcripts written: {files.Count}; students left out: 0");
    }

    [Fact]
    public async Task A_student_whose_records_the_state_refuses_is_named_and_left_out()
    {
        using var folder = new TemporaryFolder();
        var batch = await Sample(folder);
        var lines = File.ReadAllLines(batch).ToList();
        var at = lines.FindIndex(line => line.StartsWith("ST=", StringComparison.Ordinal));
        var student = lines[at].Split('\t')[1];
        var fields = lines[at].Split('\t');
        fields[10] = "9.999";
        lines[at] = string.Join('\t', fields);
        var broken = folder.Write("broken.utrex", string.Join('\n', lines) + "\n");

        var run = await CommandRun.Of("transcript", broken, "--today", "2026-06-15", "--format", "html", "--output", folder.File("out"));
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain($"student {student} of school");
        run.Error.ShouldContain("is left out: ST.1608");
        Directory.GetFiles(folder.File("out")).ShouldAllBe(file => !file.Contains(student, StringComparison.Ordinal));

        var all = await CommandRun.Of("transcript", broken, "--today", "2026-06-15", "--format", "html", "--output", folder.File("all"), "--all", "--student", student);
        all.ExitCode.ShouldBe(0, all.Error);
        Path.GetFileName(Directory.GetFiles(folder.File("all")).ShouldHaveSingleItem()).ShouldContain(student);
    }

    [Fact]
    public async Task A_student_without_a_transcript_is_said()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.Of("transcript", await Sample(folder), "--today", "2026-06-15", "--format", "html", "--output", folder.File("out"), "--student", "42");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("student 42 has no transcript in the batch");
    }

    [Fact]
    public async Task What_has_no_place_is_a_report_and_the_documents_are_a_batch_again()
    {
        using var folder = new TemporaryFolder();
        var batch = await Sample(folder);
        (await CommandRun.Of("transcript", batch, "--today", "2026-06-15", "--format", "pesc", "--output", folder.File("out"), "--report", folder.File("losses.csv"))).Error.ShouldContain("ST PERCENTILE RANK: among the user defined extensions: ");
        File.ReadLines(folder.File("losses.csv")).First().ShouldBe("SchoolNumber,StudentNumber,RecordType,Number,FieldName,Value,Carried");

        var back = await CommandRun.Of(["transcript", "--from", "pesc", .. Directory.GetFiles(folder.File("out")), "--output", folder.File("back.utrex")]);
        back.ExitCode.ShouldBe(0, back.Error);
        Records(folder.File("back.utrex")).ShouldBe(Records(batch), ignoreOrder: true);

        static IEnumerable<string> Records(string path) => File.ReadLines(path).Where(line => line[..3] is "ST=" or "TA=" or "TC=" or "TG=");
    }

    [Fact]
    public async Task Misuse_is_one_line()
    {
        using var folder = new TemporaryFolder();
        var batch = await Sample(folder);
        (await CommandRun.Of("transcript", batch, "--output", folder.File("out"))).ShouldFailWith("--format");
        (await CommandRun.Of("transcript", batch, batch, "--format", "html", "--output", folder.File("out"))).ShouldFailWith("one batch");
        (await CommandRun.Of("transcript", batch, "--format", "html", "--report", folder.File("r.csv"), "--output", folder.File("out"))).ShouldFailWith("--report");
        (await CommandRun.Of("transcript", "--from", "pesc", batch, "--output", folder.File("out.utrex"))).ShouldFailWith("there is no HighSchoolTranscript");
        File.Exists(folder.File("out.utrex")).ShouldBeFalse();
    }

    private static async Task<string> Sample(TemporaryFolder folder)
    {
        (await CommandRun.Of("sample", "--schools", "4", "--students", "200", "--as-of", "2026-06-15", "--output", folder.File("sample.utrex"))).ExitCode.ShouldBe(0);
        return folder.File("sample.utrex");
    }
}
