using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Utrex.Cli.Distributing;
using Utrex.Cli.Rules;
using Utrex.Cli.SchoolYears;

namespace Utrex.Cli.Tests;

/// <summary><c>utrex batch</c>: what parts on several machines report together is what one run over all files does, to the byte.</summary>
public sealed class BatchCommandTests : IDisposable
{
    private const string Today = "2025-10-01";

    private readonly TemporaryFolder _folder = new();

    private string Batches => _folder.File("october");

    private string Plan => _folder.File("plan.json");

    private string Results => _folder.File("results");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Parts_report_what_one_run_reports_in_every_format()
    {
        await FillFolder();
        await RunAll(parts: 3);
        foreach (var format in new[] { "table", "jsonl", "csv", "sarif", "html", "xlsx" })
        {
            var gathered = await CommandRun.Of("batch", "gather", Results, "--format", format, "--output", _folder.File("gathered"));
            var validated = await CommandRun.Of(["validate", .. Files(), "--today", Today, "--format", format, "--output", _folder.File("validated")]);

            (gathered.ExitCode, validated.ExitCode).ShouldBe((1, 1), gathered.Error);
            Content(_folder.File("gathered"), format).ShouldBe(Content(_folder.File("validated"), format), format);
            gathered.Error.ShouldBe(WithoutTime(validated.Error));
        }

        // Findings of SIF objects lead from one file into the other.
        Directory.EnumerateFiles(Results, "*", SearchOption.AllDirectories).ShouldContain(path => File.ReadAllText(path).Contains("\"causePlace\":", StringComparison.Ordinal));
        (await CommandRun.Of("batch", "gather", Results, "--format", "jsonl", "--lea", "7")).Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_plan_says_is_judged_by_everywhere()
    {
        await FillFolder();
        (await CommandRun.Of("sample", "--schools", "1", "--students", "5", "--output", _folder.File("other.utrex"), "--reference-output", _folder.File("registers"))).ExitCode.ShouldBe(0);
        string[] options = ["--reference", _folder.File("registers"), "--no-cascade", "--for", "year-end", "--school-year", "2025", "--today", "2025-11-30"];
        await RunAll(parts: 2, options);

        var gathered = await CommandRun.Of("batch", "gather", Results, "--format", "jsonl", "--fail-on", "warning");
        var validated = await CommandRun.Of(["validate", .. Files(), .. options, "--format", "jsonl", "--fail-on", "warning"]);

        gathered.Output.ShouldBe(validated.Output);
        gathered.Error.ShouldBe(WithoutTime(validated.Error));
        gathered.Output.ShouldContain("FILE.20");
    }

    [Fact]
    public async Task A_run_again_and_a_run_beside_it_give_the_same_bytes()
    {
        await FillFolder();
        await RunAll(parts: 2);
        var before = ResultBytes();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => CommandRun.Of("batch", "run", Plan, "--part", (1 + (i % 2)).ToString(System.Globalization.CultureInfo.InvariantCulture), "--output", Results))));

        ResultBytes().ShouldBe(before);
        Directory.EnumerateFileSystemEntries(Results, ".utrex-*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_not_the_planned_one_is_its_own_result()
    {
        await FillFolder();
        await MakePlan(parts: 1);
        var clean = await File.ReadAllTextAsync(Path.Combine(Batches, "a.utrex"));
        await File.WriteAllTextAsync(Path.Combine(Batches, "a.utrex"), clean.Replace("S1=", "S2=", StringComparison.Ordinal));
        File.Delete(Path.Combine(Batches, "c.gz"));

        var run = await RunPart(1);
        var gathered = await CommandRun.Of("batch", "gather", Results, "--format", "jsonl");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("october/a.utrex: not validated: ");
        run.Error.ShouldContain("is not the file that was planned");
        gathered.ExitCode.ShouldBe(2);
        gathered.Error.ShouldContain("october/a.utrex: not validated: ");
        gathered.Error.ShouldContain("c.gz' does not exist");
        gathered.Output.ShouldBe((await CommandRun.Of(["validate", .. Files().Where(file => !file.EndsWith("a.utrex", StringComparison.Ordinal)), "--today", Today, "--format", "jsonl"])).Output);

        // Once the files are back, the part is run again and all is well.
        await File.WriteAllTextAsync(Path.Combine(Batches, "a.utrex"), clean);
        Pack("c.gz");
        (await RunPart(1)).ExitCode.ShouldBe(1);
        (await CommandRun.Of("batch", "gather", Results, "--format", "jsonl")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Parts_that_are_missing_are_named_and_nothing_is_written()
    {
        await FillFolder();
        await MakePlan(parts: 4);
        await RunPart(2);
        var output = _folder.File("findings.jsonl");

        var run = await CommandRun.Of("batch", "gather", Results, "--output", output);

        run.ShouldFailWith("of 4 parts 3 are missing, or not complete: 1, 3, 4; 'utrex batch run PLAN --part 1 --output");
        File.Exists(output).ShouldBeFalse();
        (await CommandRun.Of("batch", "gather", Batches)).ShouldFailWith("holds no results");
        (await CommandRun.Of("batch", "gather", _folder.File("none"))).ShouldFailWith("does not exist");
    }

    [Fact]
    public async Task Results_of_another_plan_are_refused()
    {
        await FillFolder();
        await RunAll(parts: 1);
        (await CommandRun.Of("batch", "plan", Batches, "--parts", "1", "--today", "2025-10-02", "--output", Plan)).ExitCode.ShouldBe(0);

        (await RunPart(1)).ShouldFailWith("holds the results of another plan; name another folder");
        File.Copy(Plan, Path.Combine(Results, "plan.json"), overwrite: true);
        (await CommandRun.Of("batch", "gather", Results)).ShouldFailWith("batch-000001.jsonl' is the result of another plan");
    }

    [Theory]
    [InlineData("{\"sums\":", null, "it has no end")]
    [InlineData("{\"begin\":", null, "it has no end")]
    [InlineData("{\"sums\":", "{\"sum\":", "it is none of a result")]
    [InlineData("{\"sums\":", "{\"failure\":\"x\"}\n{\"sums\":", "it goes on behind its end")]
    [InlineData("\"rule\":\"S1.", "\"rule\":\"XX.", "it is no finding")]
    [InlineData("\"order\":", "\"order\":\"x\",\"was\":", "it is no finding")]
    [InlineData("\"line\":", "\"line\":-", "it is no finding")]
    [InlineData("\"notEvaluated\":[{\"schoolYear\":2026", "\"notEvaluated\":[{\"schoolYear\":1999", "is no rule of a specification")]
    public async Task A_result_that_is_damaged_is_refused(string at, string? by, string part)
    {
        Directory.CreateDirectory(Batches);
        File.Copy(Path.Combine("samples", "mistakes.utrex"), Path.Combine(Batches, "a.utrex"));
        await RunAll(parts: 1);
        var result = Path.Combine(Results, "part-000001", "batch-000001.jsonl");
        var text = await File.ReadAllTextAsync(result);
        await File.WriteAllTextAsync(result, by is null ? text[..text.IndexOf(at, StringComparison.Ordinal)] : text.Replace(at, by, StringComparison.Ordinal));

        (await CommandRun.Of("batch", "gather", Results, "--output", _folder.File("findings"))).ShouldFailWith(part);
        File.Exists(_folder.File("findings")).ShouldBeFalse();
    }

    [Fact]
    public async Task Machines_may_have_the_folders_elsewhere()
    {
        await FillFolder();
        (await CommandRun.Of("sample", "--schools", "1", "--students", "5", "--output", _folder.File("other.utrex"), "--reference-output", _folder.File("registers"))).ExitCode.ShouldBe(0);
        await RunAll(parts: 1, "--reference", _folder.File("registers"), "--today", Today);
        var before = ResultBytes();
        Directory.Move(Batches, _folder.File("mounted"));
        Directory.Move(_folder.File("registers"), _folder.File("state"));

        (await RunPart(1)).ShouldFailWith("does not exist");
        (await RunPart(1, "--folder", _folder.File("mounted"), "--reference", _folder.File("state"))).ExitCode.ShouldBe(1);
        ResultBytes().ShouldBe(before);

        // Other registers would be another judgement.
        await File.AppendAllTextAsync(Path.Combine(_folder.File("state"), "REF_LEA.csv"), "99,Other,Y,OTHER\n");
        (await RunPart(1, "--folder", _folder.File("mounted"), "--reference", _folder.File("state"))).ShouldFailWith("REF_LEA.csv' is not the file that was planned");
        File.Delete(Path.Combine(_folder.File("state"), "REF_LEA.csv"));
        (await RunPart(1, "--folder", _folder.File("mounted"), "--reference", _folder.File("state"))).ShouldFailWith("'REF_LEA.csv' is missing");
    }

    [Fact]
    public async Task A_plan_is_the_same_each_time_and_takes_no_file_for_a_batch_that_is_none()
    {
        await FillFolder();
        await File.WriteAllTextAsync(Path.Combine(Batches, ".hidden"), "x");
        Directory.CreateDirectory(Path.Combine(Batches, ".git"));
        await File.WriteAllTextAsync(Path.Combine(Batches, ".git", "config"), "x");
        await MakePlan(parts: 3);
        var first = await File.ReadAllTextAsync(Plan);
        await MakePlan(parts: 3);

        (await File.ReadAllTextAsync(Plan)).ShouldBe(first);
        first.ShouldNotContain("hidden");
        first.ShouldNotContain("config");
        (await CommandRun.Of("batch", "plan", Batches, "--parts", "2", "--output", Path.Combine(Batches, "a.utrex"))).ShouldFailWith("which would be lost");
        Directory.CreateDirectory(_folder.File("empty"));
        (await CommandRun.Of("batch", "plan", _folder.File("empty"), "--parts", "2", "--output", Plan)).ShouldFailWith("holds no file");
        (await CommandRun.Of("batch", "plan", _folder.File("none"), "--parts", "2", "--output", Plan)).ShouldFailWith("does not exist");
        (await CommandRun.Of("batch", "run", Plan, "--part", "4", "--output", Results)).ShouldFailWith("the plan has 3 parts, and part 4 is none of them");
    }

    [Fact]
    public async Task An_archive_of_batches_and_objects_is_refused()
    {
        await FillFolder();
        using (var zip = ZipFile.Open(Path.Combine(Batches, "mixed.zip"), ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(Path.Combine("samples", "clean.utrex"), "clean.utrex");
            zip.CreateEntryFromFile(Path.Combine(Batches, "e.xml"), "e.xml");
        }

        (await CommandRun.Of("batch", "plan", Batches, "--parts", "2", "--output", Plan)).ShouldFailWith("holds both batches and SIF objects");
    }

    [Theory]
    [InlineData("{", "is no plan of batches, see line 1")]
    [InlineData("null", "is no plan of batches")]
    [InlineData("[]", "is no plan of batches")]
    [InlineData("{\"utrex\":\"batch plan\",\"version\":2}", "is a plan of version 2, and this program knows version 1")]
    [InlineData("{\"utrex\":\"batch plan\",\"version\":1}", "is no plan of batches")]
    [InlineData("S:utrex=batch result", "does not say that it is one")]
    [InlineData("S:program=9.9.9", "was made by utrex 9.9.9")]
    [InlineData("S:folder=null", "is no plan of batches")]
    [InlineData("S:submission=christmas", "'christmas' is no submission")]
    [InlineData("S:name=../../etc/passwd", "is no name of a file within its folder")]
    [InlineData("S:name=/etc/passwd", "is no name of a file within its folder")]
    [InlineData("S:name=", "is no name of a file within its folder")]
    [InlineData("S:name=a\\u0000b", "is no name of a file within its folder")]
    [InlineData("S:sha256=abc", "has no size and SHA-256")]
    [InlineData("N:size=-1", "has no size and SHA-256")]
    [InlineData("N:part=0", "a part that there is not")]
    [InlineData("N:part=7", "a part that there is not")]
    [InlineData("N:parts=0", "its number of parts or batches")]
    [InlineData("N:parts=100001", "its number of parts or batches")]
    [InlineData("N:schoolYear=2010", "is of the school year that ends in 2010")]
    [InlineData("S:today=0001-01-01", "its day")]
    [InlineData("S:today=soon", "is no plan of batches")]
    [InlineData("N:extra=1", "is no plan of batches")]
    public async Task A_plan_that_is_none_is_refused_in_a_line(string change, string part)
    {
        Directory.CreateDirectory(Batches);
        await File.WriteAllTextAsync(Path.Combine(Batches, "a.utrex"), "DI=\n");
        (await CommandRun.Of("batch", "plan", Batches, "--parts", "1", "--today", Today, "--school-year", "2026", "--for", "october", "--output", Plan)).ExitCode.ShouldBe(0);
        if (change.Length > 1 && change[1] == ':')
        {
            var (name, value) = (change[2..change.IndexOf('=', StringComparison.Ordinal)], change[(change.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            var json = await File.ReadAllTextAsync(Plan);
            value = change[0] == 'N' || value == "null" ? value : $"\"{value}\"";
            change = name == "extra" ? json.Replace("{\n  \"utrex\"", $"{{ \"extra\": {value},\n  \"utrex\"", StringComparison.Ordinal) : Regex.Replace(json, $"\"{name}\": (\"[^\"]*\"|[^,\n]*)", $"\"{name}\": {value.Replace("$", "$$", StringComparison.Ordinal)}", RegexOptions.None, TimeSpan.FromSeconds(5));
            change.ShouldNotBe(json);
        }

        await File.WriteAllTextAsync(Plan, change);

        (await RunPart(1)).ShouldFailWith(part);
        Directory.Exists(Results).ShouldBeFalse();
    }

    [Fact]
    public void Batches_are_dealt_out_by_size()
    {
        IReadOnlyList<PlannedFile> Batch(long size) => [new PlannedFile { Name = $"{size}", Size = size, Sha256 = "" }];

        BatchPlanner.Balanced([Batch(3), Batch(9), Batch(4), Batch(5), Batch(3)], 2).Select(batch => batch.Part).ShouldBe([1, 1, 2, 2, 2]);
        BatchPlanner.Balanced([Batch(0), Batch(0)], 4).Select(batch => batch.Part).ShouldBe([1, 1]);
        var random = new Random(7);
        var batches = Enumerable.Range(0, 500).Select(_ => Batch(random.Next(1, 1_000_000))).ToList();
        var loads = BatchPlanner.Balanced(batches, 7).GroupBy(batch => batch.Part, batch => batch.Files[0].Size).Select(part => part.Sum()).ToList();
        loads.Count.ShouldBe(7);
        (loads.Max() - loads.Min()).ShouldBeLessThan(batches.Max(batch => batch[0].Size));
    }

    [Fact]
    public void Every_rule_is_found_again_by_what_results_say_of_it()
    {
        foreach (var rule in Years.Judged.SelectMany(year => year.Specification.EveryRule))
        {
            RuleKeys.Find(RuleKeys.YearOf(rule), rule.Id, rule.Order).ShouldBeSameAs(rule);
        }
    }

    /// <summary>Batches in each form that there is: two layouts, packed, in an archive, in a folder of their own, none at all, and SIF objects in two files.</summary>
    private async Task FillFolder()
    {
        Directory.CreateDirectory(Path.Combine(Batches, "sub"));
        File.Copy(Path.Combine("samples", "clean.utrex"), Path.Combine(Batches, "a.utrex"));
        File.Copy(Path.Combine("samples", "mistakes.utrex"), Path.Combine(Batches, "b.utrex"));
        Pack("c.gz");
        File.Copy(Path.Combine("samples", "clean-positional.utrex"), Path.Combine(Batches, "sub", "d.utrex"));
        await WriteObjects();
        using (var zip = ZipFile.Open(Path.Combine(Batches, "f.zip"), ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(Path.Combine("samples", "mistakes.utrex"), "lea/m.utrex");
            zip.CreateEntryFromFile(Path.Combine("samples", "clean.utrex"), "clean.utrex");
        }

        await File.WriteAllTextAsync(Path.Combine(Batches, "h.txt"), "no batch,\"quoted\"\n");
        await File.WriteAllTextAsync(Path.Combine(Batches, "empty.utrex"), "");
    }

    /// <summary>Objects with findings in two files with other batches between them, so that causes in the one have effects in the other.</summary>
    private async Task WriteObjects()
    {
        var lines = (await File.ReadAllLinesAsync(Path.Combine("samples", "mistakes.utrex"))).Where(line => line.Trim().Length > 0 && !line.StartsWith("ZZ=", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(_folder.File("broken.utrex"), lines);
        (await CommandRun.Of("convert", _folder.File("broken.utrex"), "--to", "sif", "--output", _folder.File("broken.xml"), "--sif-profile", Path.Combine("samples", "sif-profile.json"))).ExitCode.ShouldBe(0);
        var objects = System.Xml.Linq.XDocument.Load(_folder.File("broken.xml"));
        var root = objects.Root!;
        var half = root.Elements().Where((_, i) => i % 2 == 1).ToList();
        half.ForEach(element => element.Remove());
        objects.Save(Path.Combine(Batches, "e.xml"));
        root.ReplaceNodes(half);
        objects.Save(Path.Combine(Batches, "g.xml"));
    }

    private void Pack(string name)
    {
        using var file = File.Create(Path.Combine(Batches, name));
        using var packed = new GZipStream(file, CompressionLevel.Fastest);
        packed.Write(File.ReadAllBytes(Path.Combine("samples", "mistakes.utrex")));
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(Batches, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private async Task MakePlan(int parts, params string[] options) =>
        (await CommandRun.Of(["batch", "plan", Batches, "--parts", parts.ToString(System.Globalization.CultureInfo.InvariantCulture), "--output", Plan, .. options.Length > 0 ? options : ["--today", Today]])).ExitCode.ShouldBe(0);

    private Task<CommandRun> RunPart(int part, params string[] options) =>
        CommandRun.Of(["batch", "run", Plan, "--part", part.ToString(System.Globalization.CultureInfo.InvariantCulture), "--output", Results, .. options]);

    private async Task RunAll(int parts, params string[] options)
    {
        await MakePlan(parts, options);
        for (var part = parts; part >= 1; part--)
        {
            var run = await RunPart(part);
            run.ExitCode.ShouldBeLessThan(2, run.Error);
        }
    }

    private Dictionary<string, string> ResultBytes() => Directory.EnumerateFiles(Results, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(Results, path), path => Convert.ToHexString(File.ReadAllBytes(path)), StringComparer.Ordinal);

    /// <summary>A report without the time at which it was written.</summary>
    private static string Content(string path, string format)
    {
        if (format != "xlsx")
        {
            return Regex.Replace(File.ReadAllText(path), "\"created\":\"[^\"]*\"", "", RegexOptions.None, TimeSpan.FromSeconds(5));
        }

        using var zip = ZipFile.OpenRead(path);
        return string.Concat(zip.Entries.Where(entry => entry.FullName != "docProps/core.xml").Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return entry.FullName + reader.ReadToEnd();
        }));
    }

    private static string WithoutTime(string summary) => Regex.Replace(summary, "elapsed: .*\n", "", RegexOptions.None, TimeSpan.FromSeconds(5));
}
