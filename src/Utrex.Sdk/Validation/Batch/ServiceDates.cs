using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>The SCRAM records (S2) of a student in a school, and likewise the YIC records (S3), follow each other and stay within the enrolment.</summary>
internal sealed class ServiceDates : BatchRule
{
    private static readonly RuleInfo ScramNoOverlap = Rule("S2.602");
    private static readonly RuleInfo ScramBeginsAfterEntry = Rule("S2.626");
    private static readonly RuleInfo ScramBeginsBeforeExit = Rule("S2.605");
    private static readonly RuleInfo ScramEndsWithEnrollment = Rule("S2.627");
    private static readonly RuleInfo CareNoOverlap = Rule("S3.702");
    private static readonly RuleInfo CareBeginsAfterEntry = Rule("S3.714");
    private static readonly RuleInfo CareBeginsBeforeExit = Rule("S3.703");
    private static readonly RuleInfo CareEndsWithEnrollment = Rule("S3.715");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var scram = new Rules(ScramNoOverlap, ScramBeginsAfterEntry, ScramBeginsBeforeExit, ScramEndsWithEnrollment);
        var care = new Rules(CareNoOverlap, CareBeginsAfterEntry, CareBeginsBeforeExit, CareEndsWithEnrollment);
        foreach (var placement in index.Placements)
        {
            Check(placement, placement.Scrams, scram, findings);
            Check(placement, placement.Care, care, findings);
        }
    }

    private static void Check<T>(Placement placement, IReadOnlyList<T> services, Rules rules, BatchFindings findings)
        where T : struct, IService
    {
        if (services.Count == 0)
        {
            return;
        }

        var earlier = new Timeline();
        foreach (var service in services)
        {
            var (key, entry, exit) = (service.Key, service.Entry, service.Exit);
            if (earlier.Within(entry) is { } overlapping)
            {
                findings.Add(rules.NoOverlap, key, key.Student, [overlapping]);
            }

            earlier.Add(entry, exit, key.Line);

            if (entry.HasValue && entry.Value < placement.FirstEntry)
            {
                findings.Add(rules.BeginsAfterEntry, key, key.EntryDate);
            }

            var left = placement.Latest.Exit;
            if (entry.HasValue && left.HasValue && entry.Value >= left.Value)
            {
                findings.Add(rules.BeginsBeforeExit, key, key.EntryDate);
            }

            if (Spans.Outlasts(exit, left, rules.EndsWithEnrollment.Limit ?? 0))
            {
                findings.Add(rules.EndsWithEnrollment, key, exit);
            }
        }
    }

    private sealed record Rules(RuleInfo NoOverlap, RuleInfo BeginsAfterEntry, RuleInfo BeginsBeforeExit, RuleInfo EndsWithEnrollment);
}
