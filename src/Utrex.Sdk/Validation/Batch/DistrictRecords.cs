using Utrex.Sdk.Reference;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>A batch is that of one LEA, which the state knows, and it has students.</summary>
internal sealed class DistrictRecords : BatchRule
{
    private static readonly RuleInfo Known = Rule("DI.101");
    private static readonly RuleInfo HasStudents = Rule("DI.102");
    private static readonly RuleInfo OneLea = Rule("DI.103");

    public override ReferenceRegister? Needs(RuleInfo rule) => rule == Known ? ReferenceRegister.Leas : null;

    public override bool AsksRegisters => true;

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
