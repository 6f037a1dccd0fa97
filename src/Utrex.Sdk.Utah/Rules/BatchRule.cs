using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>A tight family of UTREx's rules across records; some ask the state's registers, which need not be safe for several threads.</summary>
internal abstract class BatchRule(RuleClaims claims) : RuleFamily<BatchIndex, BatchFindings>(claims)
{
    /// <inheritdoc/>
    public override string? Lacks(RuleInfo rule, BatchIndex index) => Needs(rule) is { } register && !index.Reference.Has(register)
        ? $"no reference data about {register switch
        {
            ReferenceRegister.Leas => "LEAs: REF_LEA.csv or REF_SCHOOL_LEA.csv",
            ReferenceRegister.Schools => "schools: REF_SCHOOL_LEA.csv",
            ReferenceRegister.Courses => "courses: REF_COURSE_CODE.csv",
            ReferenceRegister.Staff => "staff: REF_STAFF_ID.csv",
            _ => "students: REF_SSID.csv",
        }}"
        : null;

    /// <summary>The register without which a rule of this family cannot be evaluated, or <see langword="null"/>.</summary>
    protected virtual ReferenceRegister? Needs(RuleInfo rule) => null;
}
