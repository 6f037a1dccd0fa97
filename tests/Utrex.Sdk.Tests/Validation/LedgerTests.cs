using System.Reflection;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation.Batch;

namespace Utrex.Sdk.Tests.Validation;

/// <summary>The specification and the code agree on who evaluates which rule.</summary>
public class LedgerTests
{
    private static readonly string[] ByNumber = [nameof(Matches), nameof(Dependencies)];

    private static IEnumerable<RuleInfo> Rules => UtrexSpecification.Current.Rules;

    [Fact]
    public void Every_rule_is_implemented_or_inactive_but_those_of_level_2()
    {
        Rules.Where(rule => rule.Status == RuleStatus.Pending).ShouldAllBe(rule => rule.Kind == RuleKind.Level2);
        Rules.Count(rule => rule.Kind == RuleKind.Level2).ShouldBe(13);
        Rules.Where(rule => rule.Status == RuleStatus.Inactive).ShouldAllBe(rule => !string.IsNullOrEmpty(rule.Note));
    }

    [Fact]
    public void Every_rule_tells_what_to_do_about_it() =>
        Rules.Where(rule => rule.Status == RuleStatus.Implemented && rule.Advice.Length == 0).Select(rule => rule.Id).ShouldBeEmpty();

    [Fact]
    public void A_rule_of_one_record_is_data_and_a_rule_of_several_is_code()
    {
        foreach (var rule in Rules.Where(rule => rule.Status == RuleStatus.Implemented && rule.Record != "FILE"))
        {
            var isCode = UtrexBatchRules.Families.Any(family => family.GetType().Name == rule.Implementation);
            isCode.ShouldBe(rule.Kind is RuleKind.Batch or RuleKind.Reference, rule.Id);
        }
    }

    /// <summary>Each family names the rules that it implements in its static fields: exactly those that the specification gives to it.</summary>
    [Fact]
    public void Each_family_implements_the_rules_that_the_specification_gives_to_it()
    {
        foreach (var family in UtrexBatchRules.Families.Select(family => family.GetType()))
        {
            var named = family.GetFields(BindingFlags.Static | BindingFlags.NonPublic).SelectMany(field => field.GetValue(null) switch { RuleInfo rule => [rule], IEnumerable<RuleInfo> rules => rules, _ => [] }).ToList();
            var given = Rules.Where(rule => rule.Implementation == family.Name).ToList();

            given.ShouldNotBeEmpty(family.Name);
            if (!ByNumber.Contains(family.Name))
            {
                named.ShouldBe(given, ignoreOrder: true, family.Name);
            }
        }
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
