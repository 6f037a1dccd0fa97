using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation.Across;

namespace Library.Rules;

/// <summary>A book is with one reader, and a reader has so many books.</summary>
public sealed class Lending(RuleClaims claims, SubmissionContext context) : RuleFamily<Loans, FindingList>(claims)
{
    private readonly RuleInfo _oneReader = claims.Rule("LN.001");
    private readonly RuleInfo _mostBooks = claims.Rule("LN.002");

    public override void Check(Loans index, FindingList findings)
    {
        foreach (var book in index.All.GroupBy(loan => loan.Shelf))
        {
            foreach (var (line, _, shelf) in book.Skip(1))
            {
                findings.Add(_oneReader, line, shelf, book.First().Line);
            }
        }

        var limit = _mostBooks.LimitOn(context.Today);
        foreach (var reader in index.All.GroupBy(loan => loan.Reader).Where(reader => reader.Count() > limit))
        {
            findings.Add(_mostBooks, reader.Last().Line, reader.Key);
        }
    }
}
