using Utrex.Sdk.Sif;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Rules;

/// <summary>The rules that the tool evaluates: those of a specification and, among those about files, the library's, SIF's and the tool's own, which hold in every year.</summary>
internal static class RuleCatalogue
{
    extension(SpecificationInfo specification)
    {
        /// <summary>Every rule: record by record in the specification's order, then the others.</summary>
        public IEnumerable<RuleInfo> EveryRule => specification.Records.SelectMany(record => record.Rules).Concat(specification.EveryOtherRule);

        /// <summary>The rules that belong to no record type.</summary>
        public IEnumerable<RuleInfo> EveryOtherRule => specification.OtherRules.Union((specification as CompiledSpecification)?.FileRules ?? []).Concat(SifRules.All).Concat(SubmissionRules.All)
            .GroupBy(rule => rule.Record, StringComparer.Ordinal)
            .SelectMany(rules => rules.OrderBy(rule => rule.Number, StringComparer.Ordinal));

        /// <summary>The rules about files.</summary>
        public IEnumerable<RuleInfo> EveryFileRule => specification.EveryOtherRule.Where(rule => string.Equals(rule.Record, SifRules.All[0].Record, StringComparison.Ordinal));

        /// <summary>Every rule with an id, which several rows may share.</summary>
        public IEnumerable<RuleInfo> FindEveryRule(string id) => specification.EveryRule.Where(rule => string.Equals(rule.Id, id, StringComparison.OrdinalIgnoreCase));
    }
}
