using System.Globalization;

namespace Utrex.Cli.Tests.Growth;

/// <summary>Nothing else runs meanwhile: memory is counted for the process as a whole.</summary>
[CollectionDefinition(nameof(GrowthTests), DisableParallelization = true)]
public class GrowthCollection;

/// <summary>
/// Ten times the records take ten times the steps and the memory, whatever the structure of a file and whatever is done with it. Steps are
/// counted, not time: <see cref="CountedProgram"/> says how. Looking at every pair of records would take a hundred times as many.
/// </summary>
[Collection(nameof(GrowthTests))]
public sealed class GrowthTests
{
    private const int Few = 400;
    private const int Many = 4_000;

    // Sorting takes a little more than in proportion, and lists have room for up to twice as much as they hold.
    private const double MostSteps = 13;
    private const double MostBytes = 25;

    // Nor may any one method do a twentieth of a step more for each pair of records: the sum of a long command hides much.
    private const double MostOfPairs = Many * Many / 20.0;

    // Not all of a mask is done in each of its rounds, whose number chance decides.
    private const double MostStepsInRounds = 30;

    /// <summary>What is done before the first round of a mask and in each, of which there may be more or fewer.</summary>
    private const string Round = "MaskedFindings.Of";

    private static readonly Dictionary<string, Func<TemporaryFolder, string, int, string[][]>> Commands = new(StringComparer.Ordinal)
    {
        ["validate with registers"] = (folder, batch, records) => [["validate", batch, "--today", "2026-06-30", "--reference", Reference(folder, records), "--format", "jsonl"]],
        ["mask"] = (folder, batch, _) => [["mask", batch, "--today", "2026-06-30", "--output", folder.File("out")]],
        ["diff"] = (folder, batch, records) => [["diff", batch, Changed(folder, batch, records)]],
        ["SIF and back"] = (folder, batch, _) =>
        [
            ["convert", batch, "--to", "sif", "--output", folder.File("objects.xml")],
            ["collect", folder.File("objects.xml"), "--output", folder.File("out")],
            ["validate", folder.File("objects.xml"), "--today", "2026-06-30", "--format", "html", "--output", folder.File("out")],
        ],
    };

    private static readonly Dictionary<string, Func<TemporaryFolder, string, int, string[][]>> MoreCommands = new(StringComparer.Ordinal)
    {
        ["table"] = (_, batch, _) => [["validate", batch, "--today", "2026-06-30"]],
        ["HTML"] = (folder, batch, _) => [["validate", batch, "--today", "2026-06-30", "--mask", "--format", "html", "--output", folder.File("out")]],
        ["SARIF"] = (folder, batch, _) => [["validate", batch, "--today", "2026-06-30", "--format", "sarif", "--output", folder.File("out")]],
        ["baseline"] = (folder, batch, _) =>
        [
            ["validate", batch, "--today", "2025-10-01", "--format", "jsonl", "--output", folder.File("baseline")],
            ["validate", batch, "--today", "2026-06-30", "--baseline", folder.File("baseline"), "--format", "csv"],
        ],
        ["summary"] = (_, batch, _) => [["summary", batch]],
        ["convert"] = (folder, batch, _) => [["convert", batch, "--to", "delimited", "--output", folder.File("delimited")], ["convert", batch, "--to", "jsonl", "--output", folder.File("out")]],
        ["store and research file"] = (folder, batch, records) =>
        [
            ["statewide", "load", batch, "--all", "--today", "2026-06-30", "--store", folder.File($"{records}.db")],
            ["statewide", "export", "--store", folder.File($"{records}.db"), "--lea", "01", "--to", "csv", "--output", folder.File("research")],
        ],
        ["sample"] = (folder, _, records) => [["sample", "--students", records.ToString(CultureInfo.InvariantCulture), "--output", folder.File("sample")]],
    };

    public static TheoryData<string, string> Batches() => Each(GrowingBatches.Names, Commands.Keys);

    /// <summary>Reports, sums and copies look at records one by one: they see batches with findings of every sort.</summary>
    public static TheoryData<string, string> FewBatches() =>
        Each(["pairs of DI and SC", "one student, another each time", "enrollments of one student on one day", "memberships of one student in one course", "lines that are none"], MoreCommands.Keys);

    public static TheoryData<string> Objects() => [.. GrowingXml.Names];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Work_grows_with_the_records(string structure, string command) => ShouldGrow(structure, command, Commands[command]);

    [Theory]
    [MemberData(nameof(FewBatches))]
    public void Reports_grow_with_the_records(string structure, string command) => ShouldGrow(structure, command, MoreCommands[command]);

    [Theory]
    [MemberData(nameof(Objects))]
    public void Work_grows_with_the_objects(string structure)
    {
        using var folder = new TemporaryFolder();
        ShouldGrow(structure, count =>
        [
            ["collect", folder.Write("objects.xml", GrowingXml.Make(structure, count)), "--output", folder.File("out")],
            ["validate", folder.File("objects.xml"), "--today", "2025-10-01", "--format", "jsonl", "--output", folder.File("out")],
        ]);
    }

    private static void ShouldGrow(string structure, string command, Func<TemporaryFolder, string, int, string[][]> commands)
    {
        using var folder = new TemporaryFolder();
        ShouldGrow(structure + ", " + command, records => commands(folder, folder.Write("batch.utrex", GrowingBatches.Make(structure, records)), records));
    }

    private static void ShouldGrow(string name, Func<int, string[][]> commands)
    {
        // What is set up once is set up now.
        Measure(Few / 10);
        var few = Measure(Few);
        var many = Measure(Many);

        var isInRounds = Rounds(few) > 1 || Rounds(many) > 1;
        Growth(run => run.Steps.Sum()).ShouldBeLessThan(isInRounds ? MostStepsInRounds : MostSteps, Describe("steps", run => run.Steps.Sum()));
        (isInRounds ? 0 : many.Steps.Zip(few.Steps, (more, less) => more - (MostSteps * less)).Max()).ShouldBeLessThan(MostOfPairs, Describe("steps", run => run.Steps.Sum()));
        Growth(run => run.Bytes).ShouldBeLessThan(MostBytes, Describe("bytes", run => run.Bytes));

        (long[] Steps, long Bytes) Measure(int count)
        {
            var runs = commands(count).Select(CountedProgram.Run).ToList();

            // Some of these files cannot become what they are to become, and the command says so.
            runs.ShouldAllBe(run => run.ExitCode != 2 || !run.Error.Contains("internal error", StringComparison.Ordinal), string.Join('\n', runs.Select(run => run.Error)));
            return ([.. runs[0].Steps.Select((_, i) => runs.Sum(run => run.Steps[i]))], runs.Sum(run => run.Bytes));
        }

        double Growth(Func<(long[] Steps, long Bytes), long> count) => (double)count(many) / count(few) * Rounds(few) / Rounds(many);

        double Rounds((long[] Steps, long Bytes) run) => Math.Max(1, Steps.Of(Round, run.Steps) - 1);

        string Describe(string what, Func<(long[] Steps, long Bytes), long> count) => string.Create(CultureInfo.InvariantCulture,
            $"{name}: {count(few)} {what} for {Few} records, {count(many)} for {Many}; most in {string.Join(", ", Steps.Growing(few.Steps, many.Steps))}");
    }

    private static TheoryData<string, string> Each(IEnumerable<string> structures, IEnumerable<string> commands)
    {
        var data = new TheoryData<string, string>();
        foreach (var structure in structures)
        {
            foreach (var command in commands)
            {
                data.Add(structure, command);
            }
        }

        return data;
    }

    private static string Reference(TemporaryFolder folder, int rows)
    {
        GrowingBatches.MakeReference(folder.File("reference"), rows);
        return folder.File("reference");
    }

    /// <summary>Half of the records with other values, the others in another order.</summary>
    private static string Changed(TemporaryFolder folder, string batch, int records)
    {
        var lines = File.ReadAllLines(batch);
        var changed = lines.Take(2).Concat(lines.Skip(2).Reverse().Select((line, i) => i % 2 == 0 ? line : line + (line.Contains('\t', StringComparison.Ordinal) ? "" : "x")).Select((line, i) => i % 3 == 0 ? line.Replace("20", "19", StringComparison.Ordinal) : line));
        return folder.Write(string.Create(CultureInfo.InvariantCulture, $"changed-{records}"), string.Join('\n', changed) + "\n");
    }
}
