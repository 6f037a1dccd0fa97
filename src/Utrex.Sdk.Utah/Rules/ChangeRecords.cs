using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>A record that only changes an earlier year's has no records of this year in the school.</summary>
internal sealed class ChangeRecords(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo Alone { get; } = claims.Rule("S1.385");

    private const int MostRelated = 10;

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        if (index.Changes.Count == 0)
        {
            return;
        }

        var changes = index.Changes.Select(change => change.Key.Placement).ToHashSet();
        var lines = Of(index.Scrams).Concat(Of(index.YouthInCare)).Concat(Of(index.Memberships)).Concat(Of(index.IncidentStudents))
            .Concat(Of(index.TranscriptTests)).Concat(Of(index.TranscriptCourses)).Concat(Of(index.TranscriptGrades))
            .Where(key => changes.Contains(key.Placement))
            .ToLookup(key => key.Placement, key => key.Line);
        foreach (var change in index.Changes)
        {
            if (lines.Contains(change.Key.Placement))
            {
                findings.Add(Alone, change.Key, change.Resident.Code, [.. lines[change.Key.Placement].Take(MostRelated)]);
            }
        }
    }

    private static IEnumerable<RecordKey> Of<T>(Rows<T> entries)
        where T : struct, IEntry => entries.Select(entry => entry.Key);
}
