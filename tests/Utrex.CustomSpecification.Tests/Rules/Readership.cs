using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation.Across;

namespace Library.Rules;

/// <summary>A reader is one that the library knows.</summary>
public sealed class Readership(RuleClaims claims) : RuleFamily<Loans, FindingList>(claims)
{
    private readonly RuleInfo _isKnown = claims.Rule("LN.003");

    public override bool IsSequential => true;

    public override string? Lacks(RuleInfo rule, Loans index) => index.Register is null ? "no register of readers" : null;

    public override void Check(Loans index, FindingList findings)
    {
        foreach (var (line, reader, _) in index.All.Where(loan => index.Register?.Has(loan.Reader) == false))
        {
            findings.Add(_isKnown, line, reader);
        }
    }
}
