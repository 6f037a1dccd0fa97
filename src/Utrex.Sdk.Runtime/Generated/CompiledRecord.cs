using System.ComponentModel;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Generated;

/// <summary>Applies rules to a line.</summary>
/// <param name="line">The line.</param>
/// <param name="findings">Takes what breaks the rules.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void LineRules(RecordLine line, FindingCollector findings);

/// <summary>Applies some of the rules over several fields to a line.</summary>
/// <param name="line">The line.</param>
/// <param name="findings">Takes what breaks the rules.</param>
/// <param name="rules">The rules to apply, by their places.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void ConditionRules(in RecordLine line, FindingCollector findings, in RuleSet rules);

/// <summary>A record type with the code that the generator has made of its rules.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CompiledRecord : RecordInfo
{
    /// <summary>The rules of single fields.</summary>
    public required LineRules FieldRules { get; init; }

    /// <summary>The rules over several fields of the record, or <see langword="null"/> where there are none.</summary>
    public ConditionRules? RecordRules { get; init; }

    /// <summary>What excludes most of <see cref="RecordRules"/> at once; <see langword="null"/> where there are none.</summary>
    public RuleFilter? RuleFilter { get; init; }

    /// <summary>The check that tells in one go whether the rules of single fields have anything to find.</summary>
    public required LineCheck LineCheck { get; init; }

    /// <summary>Which of <see cref="RecordInfo.Rules"/> this code evaluates, by their places in the list.</summary>
    public required IReadOnlyList<int> Evaluated { get; init; }

    /// <summary>Applies all rules of the record to a line; those of single fields not where they are known to find nothing.</summary>
    /// <param name="line">The line.</param>
    /// <param name="findings">Takes what breaks the rules.</param>
    /// <param name="isClean">Whether <see cref="LineCheck"/> has found nothing.</param>
    public void Apply(RecordLine line, FindingCollector findings, bool isClean = false)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (!isClean)
        {
            FieldRules(line, findings);
        }

        ApplyRecordRules(line, findings);
    }

    /// <summary>Applies the rules over several fields of the record to a line: those that it may break.</summary>
    /// <param name="line">The line.</param>
    /// <param name="findings">Takes what breaks the rules.</param>
    public void ApplyRecordRules(RecordLine line, FindingCollector findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (RuleFilter is null || RecordRules is null)
        {
            return;
        }

        var rules = RuleFilter.Find(line, findings);
        if (!rules.IsEmpty)
        {
            RecordRules(in line, findings, in rules);
        }
    }

    /// <summary>Applies all rules over several fields of the record to a line, one after another.</summary>
    /// <param name="line">The line.</param>
    /// <param name="findings">Takes what breaks the rules.</param>
    public void ApplyEveryRecordRule(RecordLine line, FindingCollector findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (RuleFilter is not null)
        {
            RecordRules?.Invoke(in line, findings, RuleFilter.All);
        }
    }
}
