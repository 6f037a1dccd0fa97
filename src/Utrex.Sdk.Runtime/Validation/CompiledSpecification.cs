using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation;

/// <summary>A specification that batches can be validated by: what it says, and the code that evaluates its rules.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class CompiledSpecification : SpecificationInfo
{
    private readonly Lazy<FileRuleBook> _fileRules;
    private readonly Lazy<HashSet<RuleInfo>> _claimed;

    /// <summary>A specification; who evaluates which of its rules is asked for when somebody wants to know.</summary>
    public CompiledSpecification()
    {
        _fileRules = new(() => new(this));
        _claimed = new(Claim);
    }

    /// <summary>Makes the rules that need several records or registers, or <see langword="null"/> if nobody evaluates any.</summary>
    public BatchRulesFactory? BatchRules { get; init; }

    /// <summary>The rules about the file itself that its batches are judged by: those that the specification has, and those of this library.</summary>
    public IReadOnlyList<RuleInfo> FileRules => FileBook.All;

    /// <summary>The same, by their names.</summary>
    internal FileRuleBook FileBook => _fileRules.Value;

    /// <summary>Whether a rule is one of <see cref="FileRules"/> about the shape of the file as a whole, such as its delimiter.</summary>
    /// <param name="rule">The rule.</param>
    public bool IsAboutShape(RuleInfo rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return FileBook.HasShape(rule);
    }

    /// <summary>Whether code of this library, of the generator or of <see cref="BatchRules"/> evaluates a rule; the specification itself cannot say so.</summary>
    /// <param name="rule">A rule of the specification.</param>
    public bool Evaluates(RuleInfo rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Status == RuleStatus.Implemented && _claimed.Value.Contains(rule);
    }

    private HashSet<RuleInfo> Claim()
    {
        var claimed = new HashSet<RuleInfo>(FileRules);
        foreach (var record in Records.OfType<CompiledRecord>())
        {
            claimed.UnionWith(record.Evaluated.Select(place => record.Rules[place]));
        }

        if (BatchRules is not null)
        {
            claimed.UnionWith(BatchRules(this, new SubmissionContext(EndingYear, new DateOnly(EndingYear, 6, 30)), null).Claims);
        }

        return claimed;
    }
}
