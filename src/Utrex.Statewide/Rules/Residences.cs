using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation.Across;
using Utrex.Statewide.Histories;

namespace Utrex.Statewide.Rules;

/// <summary>A student's address can be found, and lies in the district that is reported.</summary>
internal sealed class Residences(RuleClaims claims) : HistoryRule(claims)
{
    private RuleInfo IsFound { get; } = claims.Rule("L2.09");
    private RuleInfo IsInDistrict { get; } = claims.Rule("L2.10");

    public override HistoryKind Kind => HistoryKind.Residence;

    public override string? Lacks(RuleScope scope) => scope.Registers.HasResidences ? null : "no reference data about addresses: REF_RESIDENCE.csv";

    public override void Check(StudentHistory history, RuleScope scope, RuleFindings findings)
    {
        foreach (var record in history.Enrollments)
        {
            if (record.Residence is not { } residence || record.Resident == ResidentStatus.NonUtahResident)
            {
                continue;
            }

            if (residence.Districts.Count == 0)
            {
                if (!residence.HasPlace)
                {
                    findings.Add(IsFound, history, record, nameof(StudentRecord.StudentPhysicalAddress1), residence.Address, SeverityOf(IsFound, record, scope));
                }
            }
            else if (!residence.Districts.Contains(residence.District, StringComparer.Ordinal))
            {
                findings.Add(IsInDistrict, history, record, nameof(StudentRecord.DistrictOfResidence), residence.District, SeverityOf(IsInDistrict, record, scope));
            }
        }
    }

    /// <summary>What the rule was before, it was for districts.</summary>
    private static Severity SeverityOf(RuleInfo rule, Enrollment record, RuleScope scope) =>
        scope.Registers.IsDistrict(record.Lea) ?? DistrictOfResidence.TryParse(record.Lea, out _) ? rule.SeverityOn(scope.Today) : rule.Severity;
}
