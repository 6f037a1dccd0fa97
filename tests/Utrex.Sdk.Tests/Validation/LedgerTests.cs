using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Rules;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Tests.Validation;

/// <summary>The specification and the code agree on who evaluates which rule.</summary>
public class LedgerTests
{
    private static IEnumerable<BatchRule> Families() => UtrexBatchRules.Families.Select(family => family(new RuleClaims(UtrexSpecification.Current)));

    private static IEnumerable<RuleInfo> Rules => UtrexSpecification.Current.Rules;

    [Fact]
    public void Every_rule_is_implemented_or_inactive()
    {
        Rules.Where(rule => rule.Status == RuleStatus.Pending).ShouldBeEmpty();
        Rules.Count(rule => rule.Kind == RuleKind.Level2).ShouldBe(13);
        Rules.Where(rule => rule.Status == RuleStatus.Inactive).ShouldAllBe(rule => !string.IsNullOrEmpty(rule.Note));
    }

    [Fact]
    public void Every_rule_tells_what_to_do_about_it() =>
        Rules.Where(rule => rule.Status == RuleStatus.Implemented && rule.Advice.Length == 0).Select(rule => rule.Id).ShouldBeEmpty();

    /// <summary>Those of level 2 are evaluated by Utrex.Statewide, whose tests say so.</summary>
    [Fact]
    public void Every_rule_is_evaluated_by_somebody() =>
        Rules.Where(rule => rule.Status == RuleStatus.Implemented && rule.Kind != RuleKind.Level2 && !UtrexSpecification.Current.Evaluates(rule)).Select(rule => rule.Id).ShouldBeEmpty();

    [Fact]
    public void A_rule_of_one_record_is_data_and_a_rule_of_several_is_code()
    {
        var claimed = Families().SelectMany(family => family.Rules).ToList();

        claimed.ShouldBeUnique();
        claimed.Where(rule => rule.Kind != RuleKind.Level2).ShouldBe(Rules.Where(rule => rule is { Status: RuleStatus.Implemented, Kind: RuleKind.Batch or RuleKind.Reference } && rule.Record != "FILE"), ignoreOrder: true);
        claimed.Where(rule => rule.Kind == RuleKind.Level2).Select(rule => rule.Id).ShouldBe(["L2.06", "L2.07", "L2.08"], ignoreOrder: true, "one batch shows what breaks them");
    }

    /// <summary>The specification says in which class a reader finds a rule; the class that claims it is that one.</summary>
    [Fact]
    public void Each_family_claims_the_rules_that_the_specification_gives_to_it()
    {
        foreach (var family in Families())
        {
            family.Rules.ShouldNotBeEmpty(family.GetType().Name);
            family.Rules.ShouldAllBe(rule => rule.Implementation == family.GetType().Name, family.GetType().Name);
        }
    }

    [Fact]
    public void A_rule_that_a_year_lacks_is_no_error_and_never_found()
    {
        var claims = new RuleClaims(UtrexSpecification.Current);
        var findings = new FindingList(UtrexSpecification.Current);

        var absent = claims.Rule("S1.999");
        findings.Add(new Finding(absent, null, 1, new RecordKeys(), null));

        (absent.Id, claims.Claimed.Count).ShouldBe(("S1.999", 0));
        findings.InOrder().ShouldBeEmpty();
    }

    [Fact]
    public void Every_dependency_names_a_record_type() =>
        Rules.Where(rule => rule.Implementation == nameof(Dependencies)).ShouldAllBe(rule => UtrexSpecification.Current.FindRecord(rule.DependsOn!) != null);

    /// <summary>Messages show the values of further fields; a rule across records has to hand them over.</summary>
    [Fact]
    public void Every_field_that_a_rule_names_exists_in_its_record()
    {
        foreach (var rule in Rules.Where(rule => UtrexSpecification.Current.FindRecord(rule.Record) is { Fields.Count: > 0 }))
        {
            var record = UtrexSpecification.Current.FindRecord(rule.Record)!;
            rule.Fields.Append(rule.Field).OfType<string>().ShouldAllBe(name => record.FindField(name) != null, rule.Id);
        }
    }
}
