using System.Text;
using Utrex.Cli.Sampling;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Repair;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;
using Utrex.Sdk.Y2026;

namespace Utrex.Cli.Tests.Shapes;

/// <summary>A file that is wrong as a whole: the first finding names the cause, a right one is never accused, and what is certain is repaired.</summary>
public class ShapeTests
{
    private static readonly SubmissionContext Context = new(2026, new DateOnly(2026, 6, 20));
    private static readonly string[] Batch = Sample(seed: 7, students: 90, layout: "delimited");

    public static TheoryData<string> Damages() => [.. Damage.Delimited.Select(damage => damage.Name)];

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_file_that_is_damaged_throughout_has_a_few_findings_and_the_first_names_the_cause(string name)
    {
        var damage = Damage.Delimited.Single(damage => damage.Name == name);
        var damaged = damage.Do(Batch, 1, new Random(1));

        var findings = Validate(damaged, out var summary);

        findings[0].Rule.Id.ShouldBe(damage.Rule);
        findings[0].FormatMessage(Context).ShouldNotContain("[");
        findings.Count.ShouldBeLessThan(20);
        (summary.RecordsRead + summary.RecordsRefused).ShouldBe(LinesOf(damaged));
        var isEvaluated = !summary.NotEvaluated.Any(rule => rule.Rule.Id == "S1.302");
        isEvaluated.ShouldBe(damage.Rule is "FILE.106" or "FILE.113", "what the whole file says is said only where it is whole");
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void What_fix_repairs_validates_as_the_original_and_is_repaired_once(string name)
    {
        var damage = Damage.Delimited.Single(damage => damage.Name == name);
        var damaged = damage.Do(Batch, 1, new Random(1));
        if (damage.Rule == "FILE.101")
        {
            Should.Throw<InvalidDataException>(() => Repair(damaged, out _));
            return;
        }

        var repaired = Repair(damaged, out var changes);

        Repair(repaired, out var again).ShouldBe(repaired);
        again.ShouldAllBe(change => !change.IsRepaired);
        if (damage.IsRepaired)
        {
            changes.ShouldAllBe(change => change.IsRepaired);
            Validate(repaired, out _).Select(finding => finding.Rule.Id).ShouldBe(Validate(Bytes(Batch), out _).Select(finding => finding.Rule.Id));
        }
        else
        {
            Validate(repaired, out _)[0].Rule.Id.ShouldBe(damage.Rule, "what is not certain is left");
        }
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void However_many_threads_work_a_damage_is_named_and_repaired_in_the_same_way(string name)
    {
        // So many lines that every thread has some to do.
        string[] lines = [Batch[0], .. Enumerable.Repeat(Batch.Skip(1), 7).SelectMany(each => each)];
        var damaged = Damage.Delimited.Single(damage => damage.Name == name).Do(lines, 0.6, new Random(2));

        Said(threads: 3).ShouldBe(Said(threads: 1));

        string Said(int threads)
        {
            var findings = Validate(damaged, out var summary, threads: threads).Select(finding => $"{finding} {finding.FormatMessage(Context)}");
            string repaired;
            try
            {
                repaired = Encoding.UTF8.GetString(Repair(damaged, out var changes, threads)) + string.Concat(changes.Select(change => $"\n{change} {change.Field} {change.Old} {change.New}"));
            }
            catch (InvalidDataException e)
            {
                repaired = e.Message;
            }

            return $"{summary.RecordsRead} {summary.RecordsRefused} {summary.NotEvaluated.Count}\n{string.Join('\n', findings)}\n{repaired}";
        }
    }

    [Fact]
    public void In_any_degree_the_first_finding_names_the_damage()
    {
        var random = new Random(20260401);
        var misses = new List<string>();
        const int Cases = 500;
        for (var i = 0; i < Cases; i++)
        {
            var damage = Damage.Delimited[i % Damage.Delimited.Count];
            var degree = random.NextDouble();
            var findings = Validate(damage.Do(Batch, degree, random), out _);
            if (findings.Count == 0 || findings[0].Rule.Id != damage.Rule)
            {
                misses.Add($"{damage.Name} {degree:0.00}: {(findings.Count == 0 ? "nothing" : findings[0].Rule.Id)}");
            }
        }

        misses.Count.ShouldBeLessThanOrEqualTo(Cases / 20, string.Join(", ", misses));
    }

    [Fact]
    public void Cut_files_end_inside_a_record()
    {
        var bytes = Bytes(Batch);
        var random = new Random(3);
        var named = 0;
        const int Cases = 100;
        for (var i = 0; i < Cases; i++)
        {
            var end = random.Next(bytes.Length / 2, bytes.Length - 1);
            var findings = Validate(bytes[..end], out _);
            named += findings.Count > 0 && findings[0].Rule.Id == "FILE.114" ? 1 : 0;
        }

        named.ShouldBeGreaterThan(Cases / 2, "what is left of some records is a whole record");
    }

    [Fact]
    public void Right_batches_are_never_accused()
    {
        var random = new Random(5);
        for (var i = 0; i < 200; i++)
        {
            var odd = Odd(Sample(seed: i % 10, students: 1 + (i % 4 * 10), layout: i % 3 == 0 ? "positional" : "delimited"), i, random);

            Validate(odd, out _).Where(finding => finding.Rule.Record == "FILE" && finding.Rule.Number.StartsWith('1')).ShouldBeEmpty($"case {i}");
        }
    }

    [Fact]
    public void A_record_that_is_alone_in_being_wrong_keeps_its_own_findings()
    {
        var lines = Batch.ToArray();
        var place = Array.FindIndex(lines, line => line.StartsWith("S1=", StringComparison.Ordinal));
        lines[place] = lines[place].Replace("\t2", "\t8/18/2", StringComparison.Ordinal);

        Validate(Bytes(lines), out _).ShouldAllBe(finding => finding.Rule.Record != "FILE");
    }

    [Fact]
    public void A_refused_line_still_is_the_record_that_it_says_it_is()
    {
        var lines = Batch.ToArray();
        var place = Array.FindIndex(lines, line => line.StartsWith("S1=", StringComparison.Ordinal));
        var bytes = Encoding.Latin1.GetBytes(string.Concat(lines.Select((line, number) => (number == place ? ReplaceName(line, "Mu\u00F1oz") : line) + '\n')));

        var findings = Validate(bytes, out var summary);

        summary.RecordsRefused.ShouldBe(1);
        findings[0].Rule.Id.ShouldBe("FILE.009");
        findings[0].Field!.Name.ShouldBe("LAST NAME");
        findings[0].Keys.Student.ShouldBe(lines[place].Split('\t')[2]);
        findings[0].FormatMessage(Context).ShouldContain("F1");
        findings.Skip(1).ShouldAllBe(finding => finding.CausedBy == place + 1);
    }

    [Fact]
    public void Forced_records_are_judged_by_themselves()
    {
        var damaged = Damage.Delimited[0].Do(Batch, 1, new Random(1));

        Validate(damaged, out var summary, judgesShape: false).Count.ShouldBeGreaterThan(500);

        summary.NotEvaluated.ShouldAllBe(rule => rule.Rule.Kind != RuleKind.Batch);
    }

    [Fact]
    public void Positional_lines_that_are_shifted_are_named()
    {
        var lines = Sample(seed: 7, students: 60, layout: "positional").Select(line => line.StartsWith("S1=", StringComparison.Ordinal) ? "S1= " + line[3..] : line).ToArray();

        var findings = Validate(Bytes(lines), out _);

        findings.Select(finding => finding.Rule.Id).ShouldBe(["FILE.108"]);
        findings[0].Keys.Record!.Id.ShouldBe("S1");
        Repair(Bytes(lines), out var changes).ShouldBe(Bytes(lines), "nobody knows where the byte came in");
        changes.ShouldAllBe(change => !change.IsRepaired);
    }

    [Theory]
    [InlineData("3/4/2025", null)]
    [InlineData("8/18/2025", "20250818")]
    [InlineData("2025-08-18", "20250818")]
    [InlineData("18-Aug-2025", "20250818")]
    [InlineData("20250818.0", "20250818")]
    [InlineData("31/2/2025", null)]
    public void A_day_is_repaired_where_it_can_be_one_only(string written, string? repaired)
    {
        var line = "AM=\t3000001\t0701001\t01\t" + written + "\t\t\t\t\t\t\t01\t104\n";

        Encoding.UTF8.GetString(Repair(Encoding.UTF8.GetBytes(line), out _)).Split('\t')[4].ShouldBe(repaired ?? written);
    }

    [Fact]
    public void Days_that_could_be_two_are_those_of_the_order_that_the_file_writes()
    {
        var lines = "AM=\t1\t2\t01\t3/4/2025\nAM=\t1\t2\t01\t8/18/2025\n";

        Encoding.UTF8.GetString(Repair(Encoding.UTF8.GetBytes(lines), out _)).ShouldBe("AM=\t1\t2\t01\t20250304\nAM=\t1\t2\t01\t20250818\n");
    }

    [Fact]
    public void Digits_that_were_rounded_away_are_not_made_up()
    {
        var line = "AC=\t0701001\t01\t\t\t300117\t\tHomeroom\t2.20E+10\n";

        Encoding.UTF8.GetString(Repair(Encoding.UTF8.GetBytes(line), out var changes)).ShouldBe(line);
        changes.ShouldHaveSingleItem().Kind.ShouldBe(RepairKind.NumberForm);
    }

    [Fact]
    public async Task The_command_repairs_and_logs()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("spoiled.txt"), Damage.Delimited[0].Do(Batch, 1, new Random(1)));

        var run = await CommandRun.Of("fix", folder.File("spoiled.txt"), "--output", folder.File("fixed.utrex"), "--log", folder.File("log.csv"));

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("another delimiter than TAB");
        File.ReadAllLines(folder.File("fixed.utrex")).Length.ShouldBe(Batch.Length);
        var log = File.ReadAllLines(folder.File("log.csv"));
        log[0].ShouldBe("Line,Record,Field,Old,New,Why");
        log.Length.ShouldBe(Batch.Length + 1);
        (await CommandRun.Of("fix", folder.File("log.csv"), "--output", folder.File("log.csv"))).ShouldFailWith("would be lost");
    }

    [Fact]
    public async Task A_repair_that_breaks_off_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("spoiled.txt"), [.. Damage.Delimited[0].Do([Batch[0], .. Enumerable.Repeat(Batch.Skip(1), 7).SelectMany(each => each)], 1, new Random(1)), .. Enumerable.Repeat((byte)'x', 1 << 25)]);

        (await CommandRun.Of("fix", folder.File("spoiled.txt"), "--output", folder.File("fixed.utrex"), "--log", folder.File("log.csv"))).ShouldFailWith("is longer than");

        Directory.GetFiles(folder.Path).ShouldBe([folder.File("spoiled.txt")]);
    }

    [Fact]
    public async Task The_tool_says_a_spoiled_register_before_anything_else()
    {
        using var folder = new TemporaryFolder();
        folder.Write("REF_LEA.csv", "LEA_NUMBER,LEA_NAME,ACTIVE_FLAG,LEA_TYPE\n1,Alpine,Y,DISTRICT\n");

        (await CommandRun.Of("validate", "samples/clean.utrex", "--reference", folder.Path)).ShouldFailWith("'1' in the column LEA_NUMBER has lost its leading zero");
    }

    private static byte[] Odd(string[] lines, int number, Random random) => (number % 8) switch
    {
        0 => Encoding.UTF8.GetBytes(string.Join("\r\n", lines)),
        1 => Bytes(lines[..1]),
        2 => Encoding.UTF8.GetBytes("\uFEFF" + string.Join('\n', lines)),
        3 => Bytes([.. lines.Select(line => line.TrimEnd('\t', ' '))]),
        4 => Bytes([.. lines.Select(line => line.Contains('\t', StringComparison.Ordinal) ? line + "\t\t" : line + "  ")]),
        5 => Bytes([.. lines.Select(line => line.StartsWith("S1=\t", StringComparison.Ordinal) ? ReplaceName(line, random.Next(2) == 0 ? "O'Brien-Smith" : "de la Cruz") : line)]),
        6 => Bytes([.. lines.Select(line => random.Next(2) == 0 ? line : line + (line.Contains('\t', StringComparison.Ordinal) ? "" : " "))]),
        _ => Bytes([.. lines.Take(1 + random.Next(lines.Length))]),
    };

    private static string ReplaceName(string line, string name)
    {
        var values = line.Split('\t');
        values[3] = name;
        return string.Join('\t', values);
    }

    private static string[] Sample(int seed, int students, string layout)
    {
        using var folder = new TemporaryFolder();
        CommandRun.Of("sample", "--schools", "2", "--students", students.ToString(System.Globalization.CultureInfo.InvariantCulture), "--seed", seed.ToString(System.Globalization.CultureInfo.InvariantCulture), "--layout", layout, "--as-of", "2026-06-20", "--output", folder.File("b")).GetAwaiter().GetResult().ExitCode.ShouldBe(0);
        return File.ReadAllLines(folder.File("b"));
    }

    private static byte[] Bytes(string[] lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + '\n')));

    private static int LinesOf(byte[] batch) => batch.Count(value => value == (byte)'\n') + (batch[^1] == (byte)'\n' ? 0 : 1);

    private static byte[] Repair(byte[] batch, out List<RepairedValue> changes, int threads = 2)
    {
        using var input = new MemoryStream(batch);
        using var output = new MemoryStream();
        var found = new List<RepairedValue>();
        new BatchRepair(UtrexSpecification.Current) { MaxDegreeOfParallelism = threads }.Repair(input, output, found.Add);
        changes = found;
        return output.ToArray();
    }

    private static List<Finding> Validate(byte[] batch, out ValidationSummary summary, bool judgesShape = true, int threads = 2)
    {
        var findings = new List<Finding>();
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        summary = new BatchValidator(UtrexSpecification.Current, Context) { JudgesShape = judgesShape, MaxDegreeOfParallelism = threads }.Validate(reader, findings.Add);
        return findings;
    }
}
