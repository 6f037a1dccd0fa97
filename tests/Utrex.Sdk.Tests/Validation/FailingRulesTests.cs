using System.Text;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Utah.Rules;
using Utrex.Sdk.Validation;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Tests.Validation;

/// <summary>A rule that fails, by a fault of ours or of a register, costs nobody else's findings and is not passed over.</summary>
public class FailingRulesTests
{
    private const string Batch = "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nSC=\t104\nSC=\t104\nI1=\t104\t7\nI1=\t104\t7\n";

    // So many that the families are looked at by as many threads as may work.
    private static readonly string LongBatch = Batch + string.Concat(Enumerable.Repeat("S4=\t1\n", 5_000));

    private static readonly SubmissionContext Context = new(2026, new DateOnly(2025, 10, 1));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_family_that_fails_leaves_the_findings_of_others_and_its_own_so_far(int threads)
    {
        var whole = Validate(threads, UtrexBatchRules.Families, out var complete);
        whole.ShouldContain("SC.208 on line 3");
        whole.ShouldContain("I1.004 on line 5");
        complete.NotEvaluated.ShouldAllBe(entry => entry.Failure == null);

        var rest = Validate(threads, [.. UtrexBatchRules.Families.Select(Failing)], out var summary);

        // The first finding of the family was there before it failed.
        rest.ShouldBe(whole.Where(finding => !finding.StartsWith("I1.004", StringComparison.Ordinal) && !finding.StartsWith("I1.1001", StringComparison.Ordinal)).Append("I1.1001 on line 4"), ignoreOrder: true);
        var failed = summary.NotEvaluated.Where(entry => entry.Failure is not null).ToList();
        failed.Select(entry => entry.Rule.Id).ShouldBe(UtrexSpecification.Current.Rules.Where(rule => rule.Implementation == nameof(Incidents)).Select(rule => rule.Id), ignoreOrder: true);
        failed.ShouldAllBe(entry => entry.Failure is ArgumentOutOfRangeException);
        failed.ShouldAllBe(entry => entry.Reason == "Incidents failed with ArgumentOutOfRangeException, and findings may be missing; please report it");
    }

    [Fact]
    public void The_last_family_may_fail_too()
    {
        var whole = Validate(threads: 1, UtrexBatchRules.Families, out _);

        Validate(threads: 1, [.. UtrexBatchRules.Families.SkipLast(1), claims => new Dependencies(UtrexBatchRules.Families[^1](claims), claims)], out var summary).ShouldBe(whole.Where(finding => !finding.Contains(".Dep ", StringComparison.Ordinal)));
        summary.NotEvaluated.Where(entry => entry.Failure is not null).ShouldAllBe(entry => entry.Rule.Implementation == nameof(Dependencies));
        summary.NotEvaluated.ShouldContain(entry => entry.Rule.Id == "S1.Dep" && entry.Failure != null);
    }

    /// <summary>A register that is asked over a network may fail; what needs none is told all the same.</summary>
    [Fact]
    public void A_register_that_fails_costs_the_rules_that_ask_it()
    {
        var findings = new List<string>();
        using var reader = BatchReader.Open(Encoding.UTF8.GetBytes(Batch), UtrexSpecification.Current);

        var summary = new BatchValidator(UtrexSpecification.Current, Context, new BrokenRegisters()).Validate(reader, finding => findings.Add(finding.ToString()));

        findings.ShouldContain("I1.004 on line 5");
        summary.NotEvaluated.Where(entry => entry.Failure is TimeoutException).Select(entry => entry.Rule.Id).ShouldContain("DI.101");
    }

    private static List<string> Validate(int threads, IReadOnlyList<Func<RuleClaims, BatchRule>> families, out ValidationSummary summary)
    {
        var whole = UtrexSpecification.Current;
        var specification = new CompiledSpecification
        {
            Id = whole.Id,
            Name = whole.Name,
            SchoolYear = whole.SchoolYear,
            EndingYear = whole.EndingYear,
            Records = whole.Records,
            CodeTables = whole.CodeTables,
            FirstRecord = whole.FirstRecord,
            GroupRecord = whole.GroupRecord,
            OtherRules = whole.OtherRules,
            BatchRules = (specification, context, registers) => new UtrexBatchRules(specification, context, registers, families),
        };
        var findings = new List<string>();
        using var reader = BatchReader.Open(Encoding.UTF8.GetBytes(threads > 1 ? LongBatch : Batch), specification);
        summary = new BatchValidator(specification, Context) { MaxDegreeOfParallelism = threads }.Validate(reader, finding => findings.Add(finding.ToString()));
        return findings;
    }

    private static Func<RuleClaims, BatchRule> Failing(Func<RuleClaims, BatchRule> make) => claims =>
    {
        var family = make(claims);
        return family is Sdk.Utah.Rules.Incidents ? new Incidents(family, claims) : family;
    };

    /// <summary>Finds something and fails then, under the name by which the specification knows the family.</summary>
    private sealed class Incidents(BatchRule family, RuleClaims claims) : BatchRule(claims)
    {
        public override void Check(BatchIndex index, BatchFindings findings)
        {
            findings.Add(family.Rules.Single(rule => rule.Id == "I1.1001"), index.Incidents[0].Key);
            throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    private sealed class Dependencies(BatchRule family, RuleClaims claims) : BatchRule(claims)
    {
        public override bool FollowsOthers => family.FollowsOthers;

        public override void Check(BatchIndex index, BatchFindings findings) => throw new InvalidOperationException("failing");
    }

    private sealed class BrokenRegisters : IReferenceData
    {
        public bool Has(ReferenceRegister register) => true;

        public LeaReference? FindLea(string number) => throw new TimeoutException();

        public IReadOnlyList<SchoolReference> FindSchools(string number) => throw new TimeoutException();

        public IReadOnlyList<CourseReference> FindCourses(string coreCode) => throw new TimeoutException();

        public StaffReference? FindStaff(string personId) => throw new TimeoutException();

        public IReadOnlyList<StudentReference> FindStudents(string ssid) => throw new TimeoutException();
    }
}
