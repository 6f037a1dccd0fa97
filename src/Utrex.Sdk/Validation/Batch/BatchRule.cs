using Utrex.Sdk.Reference;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>
/// A tight family of rules across records. Each names the rules that it implements in static fields of its own, which the ledger
/// compares with the specification.
/// </summary>
internal abstract class BatchRule
{
    /// <summary>Looks at the whole batch and reports what breaks the rules.</summary>
    public abstract void Check(BatchIndex index, BatchFindings findings);

    /// <summary>Whether the family asks the state's registers, which need not be safe for several threads.</summary>
    public virtual bool AsksRegisters => false;

    /// <summary>The register without which a rule of this family cannot be evaluated, or <see langword="null"/>.</summary>
    public virtual ReferenceRegister? Needs(RuleInfo rule) => null;

    /// <summary>The rule of an id, and of a field where several rows share the id.</summary>
    /// <exception cref="InvalidOperationException">The specification has no such rule, several, or one that it gives to nobody to implement.</exception>
    protected static RuleInfo Rule(string id, string? field = null)
    {
        var rules = UtrexSpecification.Current.FindRules(id)
            .Where(rule => rule.Implementation is not null && (field is null || string.Equals(rule.Field, field, StringComparison.Ordinal)))
            .ToList();
        return rules.Count == 1
            ? rules[0]
            : throw new InvalidOperationException($"{rules.Count} rules of the specification with an implementation have the id {id}{(field is null ? "" : $" and the field {field}")}; one is expected.");
    }
}
