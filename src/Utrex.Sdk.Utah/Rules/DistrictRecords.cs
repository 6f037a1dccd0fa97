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
        var own = index.Districts.Select(district => district.Key).FirstOrDefault(key => !key.Lea.IsBlank);
        var seen = new HashSet<TextId>();
        var hasRegister = index.Reference.Has(ReferenceRegister.Leas);
        var leas = index.Enrollments.Concat(index.Changes).Select(enrollment => enrollment.Key.Lea).ToHashSet();
        foreach (var key in index.Districts.Select(district => district.Key))
        {
            if (key.Lea.IsBlank)
            {
                continue;
            }

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
}
