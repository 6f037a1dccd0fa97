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
        var hasRegister = index.Reference.Has(ReferenceRegister.Leas);
        for (var i = 0; i < index.Districts.Count; i++)
        {
            var key = index.Districts[i].Key;
            if (key.Lea.IsBlank)
            {
                continue;
            }

            if (hasRegister && index.Reference.FindLea(index.Texts.ToText(key.Lea)!) is not { IsActive: true })
            {
                findings.Add(Known, key, key.Lea);
            }

            if (!index.Enrollments.Concat(index.Changes).Any(enrollment => enrollment.Key.Lea == key.Lea))
            {
                findings.Add(HasStudents, key);
            }

            if (i > 0 && key.Lea != index.Districts[0].Key.Lea)
            {
                findings.Add(OneLea, key, related: [index.Districts[0].Key.Line]);
            }
        }
    }
}
