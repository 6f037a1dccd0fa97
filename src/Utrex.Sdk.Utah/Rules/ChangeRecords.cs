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

        var lines = new Dictionary<(TextId Student, TextId School), List<int>>();
        foreach (ref readonly var change in index.Changes)
        {
            lines.TryAdd(change.Key.Placement, []);
        }

        Take(index.Scrams, lines);
        Take(index.YouthInCare, lines);
        Take(index.Memberships, lines);
        Take(index.IncidentStudents, lines);
        Take(index.TranscriptTests, lines);
        Take(index.TranscriptCourses, lines);
        Take(index.TranscriptGrades, lines);
        foreach (ref readonly var change in index.Changes)
        {
            if (lines[change.Key.Placement] is { Count: > 0 } related)
            {
                findings.Add(Alone, change.Key, change.Resident.Code, [.. related]);
            }
        }
    }

    private static void Take<T>(Rows<T> records, Dictionary<(TextId Student, TextId School), List<int>> lines)
        where T : struct, IEntry
    {
        foreach (ref readonly var record in records)
        {
            var key = record.Key;
            if (lines.TryGetValue(key.Placement, out var known) && known.Count < MostRelated)
            {
                known.Add(key.Line);
            }
        }
    }
}
