using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>A batch is that of one LEA, which the state knows, and it has students.</summary>
internal sealed class DistrictRecords(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo Known { get; } = claims.Rule("DI.101");
    private RuleInfo HasStudents { get; } = claims.Rule("DI.102");
    private RuleInfo OneLea { get; } = claims.Rule("DI.103");

    protected override ReferenceRegister? Needs(RuleInfo rule) => rule == Known ? ReferenceRegister.Leas : null;

    public override bool IsSequential => true;

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var own = default(RecordKey);
        var seen = new TextSet(index.Texts);
        var hasRegister = index.Reference.Has(ReferenceRegister.Leas);
        var leas = Leas(index);
        foreach (ref readonly var district in index.Districts)
        {
            var key = district.Key;
            if (key.Lea.IsBlank)
            {
                continue;
            }

            own = own.Lea.IsBlank ? key : own;

            if (hasRegister && index.Reference.FindLea(index.Texts.ToText(key.Lea)!) is not { IsActive: true })
            {
                findings.Add(Known, key, key.Lea);
            }

            if (seen.Add(key.Lea) && !leas.Contains(key.Lea))
            {
                findings.Add(HasStudents, key);
            }

            if (key.Lea != own.Lea)
            {
                findings.Add(OneLea, key, related: [own.Line]);
            }
        }
    }

    /// <summary>The LEAs of the student records.</summary>
    private static TextSet Leas(BatchIndex index)
    {
        var leas = new TextSet(index.Texts);
        foreach (ref readonly var enrollment in index.Enrollments)
        {
            leas.Add(enrollment.Key.Lea);
        }

        foreach (ref readonly var change in index.Changes)
        {
            leas.Add(change.Key.Lea);
        }

        return leas;
    }
}
