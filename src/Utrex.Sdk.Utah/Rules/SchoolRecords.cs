using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>A school is in the batch once, and it is open.</summary>
internal sealed class SchoolRecords(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo Open { get; } = claims.Rule("SC.201");
    private RuleInfo Unique { get; } = claims.Rule("SC.208");

    protected override ReferenceRegister? Needs(RuleInfo rule) => rule == Open ? ReferenceRegister.Schools : null;

    public override bool IsSequential => true;

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var hasRegister = index.Reference.Has(ReferenceRegister.Schools);
        var open = new Dictionary<TextId, bool>();
        foreach (ref readonly var school in index.Schools)
        {
            var key = school.Key;
            if (key.School.IsBlank)
            {
                continue;
            }

            if (hasRegister && !(open.TryGetValue(key.School, out var isOpen) ? isOpen : open[key.School] = IsOpen(index, key.School)))
            {
                findings.Add(Open, key, key.School);
            }

            if (index.FindSchool(key.School) is { } first && first.Key.Line != key.Line)
            {
                findings.AddPair(Unique, key, first.Key.Line, key.School);
            }
        }
    }

    /// <summary>Whether a school of this number is open to the end of the school year. A closing on its last day or later is of the next year.</summary>
    private static bool IsOpen(BatchIndex index, TextId number) =>
        index.Reference.FindSchools(index.Texts.ToText(number)!).Any(school => IsOpen(index, school));

    /// <inheritdoc cref="IsOpen(BatchIndex, TextId)"/>
    public static bool IsOpen(BatchIndex index, SchoolReference school) => !school.IsClosed || school.Closed >= index.Context.LastDay;
}
