using System.Globalization;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;
using Utrex.Statewide.Rules;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Tests.Plain;

/// <summary>What a validator says of Level 2 in one batch is what the store says that holds nothing else, but for what a rule of the record says already.</summary>
public sealed class BatchAloneTests
{
    private const int Worlds = 16;
    private const int Scenarios = 72;

    private static readonly string[] SeenAlone = ["L2.06", "L2.07", "L2.08"];

    [Fact]
    public void A_batch_alone_shows_what_a_store_of_it_shows()
    {
        var found = new List<string>();
        foreach (var (world, today) in Enumerable.Range(1, Worlds).Select(seed => RandomWorld.Of(seed, Scenarios)).Select(made => (made.World, made.Today)))
        {
            foreach (var (lea, year) in world.Submissions.Where(submission => submission.Year == 2026))
            {
                var batch = world.Batch(lea, year);
                using var file = new StoreFile();
                using var store = file.Open();
                new SubmissionLoader(store) { KeepsRefused = true }.Load(new SubmissionFile(World.FileOf(lea, year), () => new MemoryStream(batch)), World.SpecificationOf(year), today);

                var (alone, said) = Alone(batch, year, today);
                alone.ShouldBe(new StatewideValidation(store, World.SpecificationOf(year), today).Run().Findings
                    .Where(finding => SeenAlone.Contains(finding.Finding.Rule.Id) && !(finding.Finding.Rule.Id == "L2.08" && said.Contains(finding.Finding.Line))).Select(Text).Order(StringComparer.Ordinal));
                found.AddRange(alone);
            }
        }

        SeenAlone.ShouldAllBe(rule => found.Count(line => line.StartsWith(rule, StringComparison.Ordinal)) > 2);
    }

    [Fact]
    public void The_summary_says_that_it_is_not_the_whole_truth()
    {
        var world = new World();
        world.S1("01", 2026, "1000001", "20250820");
        using var reader = BatchReader.Open(world.Batch("01", 2026), World.SpecificationOf(2026));

        var summary = new BatchValidator(World.SpecificationOf(2026), new SubmissionContext(2026, new DateOnly(2026, 6, 1))).Validate(reader, _ => { });

        summary.NotEvaluated.Where(rule => SeenAlone.Contains(rule.Rule.Id)).Select(rule => rule.Reason).ShouldAllBe(reason => reason.StartsWith("it was looked for in this batch alone; it needs the S", StringComparison.Ordinal));
        summary.NotEvaluated.Count(rule => rule.Rule.Kind == RuleKind.Level2).ShouldBe(13);
    }

    /// <summary>The state takes a record before it compares it: what it finds then makes no other record invalid, and keeps none out of a store.</summary>
    [Fact]
    public void An_error_of_Level_2_refuses_nothing()
    {
        var world = new World();
        world.S1("01", 2026, "1000001", "20250820");
        world.S1("01", 2026, "1000001", "20250820", school: "108");
        world.S2("01", 2026, "1000001", "20250820");
        var later = world.S2("01", 2026, "1000001", "20250901", school: "108");
        var batch = world.Batch("01", 2026);
        var findings = new List<Finding>();
        using var reader = BatchReader.Open(batch, World.SpecificationOf(2026));
        new BatchValidator(World.SpecificationOf(2026), new SubmissionContext(2026, new DateOnly(2026, 6, 1))).Validate(reader, findings.Add);

        var found = findings.Where(finding => finding.Rule.Kind == RuleKind.Level2).ShouldHaveSingleItem();
        (found.Rule.Id, found.Severity, found.Line, found.Field?.Property, found.Keys.Record?.Id, found.Value).ShouldBe(("L2.07", Severity.Error, later.Line, nameof(ScramRecord.ScramEntryDate), "S2", "20250901"));
        findings.ShouldNotContain(finding => finding.CausedBy == later.Line && finding.Rule.Record == "S2");
    }

    private static (List<string> Found, HashSet<int> Said) Alone(byte[] batch, int year, DateOnly today)
    {
        var findings = new List<Finding>();
        using var reader = BatchReader.Open(batch, World.SpecificationOf(year));
        new BatchValidator(World.SpecificationOf(year), new SubmissionContext(year, today)) { JudgesShape = false }.Validate(reader, findings.Add);
        return ([.. findings.Where(finding => finding.Rule.Kind == RuleKind.Level2).Select(finding => Text(finding, finding.Related)).Order(StringComparer.Ordinal)],
            [.. findings.Where(finding => finding.Rule.Id is "S1.366" or "S1.012w").Select(finding => finding.Line)]);
    }

    private static string Text(StatewideFinding found) => Text(found.Finding, found.Others.Select(other => other.Line));

    private static string Text(Finding finding, IEnumerable<int> others) => string.Create(CultureInfo.InvariantCulture,
        $"{finding.Rule.Id} {finding.Severity} {finding.Line} {finding.Field?.Property} {finding.Value} {finding.Keys} [{string.Join(", ", others)}]");
}
