using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation.Across;
using Utrex.Statewide.Histories;

namespace Utrex.Statewide.Rules;

/// <summary>What a history that a rule looks at is the history of.</summary>
internal enum HistoryKind
{
    /// <summary>Of a student: what all submissions say of an SSID.</summary>
    Student,

    /// <summary>Of a person: the student records with the same names, birth date and sex, where they have several SSIDs.</summary>
    Person,

    /// <summary>Of an address: a single student record with what the state knows of it.</summary>
    Residence,
}

/// <summary>A tight family of Level 2 rules: one look at one history. It knows neither where the history comes from nor the one before.</summary>
/// <param name="claims">Where the family gets its rules.</param>
internal abstract class HistoryRule(RuleClaims claims)
{
    /// <summary>The rules that the family evaluates.</summary>
    public IReadOnlyList<RuleInfo> Rules => claims.Claimed;

    /// <summary>What it looks at.</summary>
    public virtual HistoryKind Kind => HistoryKind.Student;

    /// <summary>What the family cannot be evaluated without and the run lacks, in words that stand in a summary; <see langword="null"/> where nothing is lacking.</summary>
    public virtual string? Lacks(RuleScope scope) => null;

    /// <summary>What a reader of the findings must know where the family is evaluated on less than there might be; <see langword="null"/> where there is nothing.</summary>
    public virtual string? Remark(RuleScope scope) => null;

    /// <summary>Looks at a history and reports what breaks the rules.</summary>
    public abstract void Check(StudentHistory history, RuleScope scope, RuleFindings findings);
}
