using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>
/// The SCRAM records (S2) of a student in a school, and likewise the YIC records (S3), follow each other, and stay within the
/// enrolment where there is one.
/// </summary>
internal sealed class ServiceDates(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo ScramNoOverlap { get; } = claims.Rule("S2.602");
    private RuleInfo ScramBeginsAfterEntry { get; } = claims.Rule("S2.626");
    private RuleInfo ScramBeginsBeforeExit { get; } = claims.Rule("S2.605");
    private RuleInfo ScramEndsWithEnrollment { get; } = claims.Rule("S2.627");
    private RuleInfo ScramEndsWithItsEnrollment { get; } = claims.Rule("S2.X08");
    private RuleInfo CareNoOverlap { get; } = claims.Rule("S3.702");
    private RuleInfo CareBeginsAfterEntry { get; } = claims.Rule("S3.714");
    private RuleInfo CareBeginsBeforeExit { get; } = claims.Rule("S3.703");
    private RuleInfo CareEndsWithEnrollment { get; } = claims.Rule("S3.715");
    private RuleInfo CareEndsWithItsEnrollment { get; } = claims.Rule("S3.X10");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var scram = new ServiceRules(ScramNoOverlap, ScramBeginsAfterEntry, ScramBeginsBeforeExit, ScramEndsWithEnrollment, ScramEndsWithItsEnrollment);
        var care = new ServiceRules(CareNoOverlap, CareBeginsAfterEntry, CareBeginsBeforeExit, CareEndsWithEnrollment, CareEndsWithItsEnrollment);
        Check(index, index.ScramTable, scram, findings);
        Check(index, index.CareTable, care, findings);
    }

    private static void Check<T>(BatchIndex index, ServiceTable<T> table, ServiceRules rules, BatchFindings findings)
        where T : struct, IService
    {
        foreach (var services in table.Groups)
        {
            if (!services[0].Key.Student.IsBlank && !services[0].Key.School.IsBlank)
            {
                CheckOverlap(services, rules, findings);
                if (index.FindPlacement(services[0].Key) is { } placement)
                {
                    CheckEnrollment(placement, services, rules, findings);
                }
            }
        }
    }

    private static void CheckOverlap<T>(ReadOnlySpan<T> services, ServiceRules rules, BatchFindings findings)
        where T : struct, IService
    {
        if (services.Length == 1)
        {
            return;
        }

        var earlier = new Timeline();
        foreach (ref readonly var service in services)
        {
            var key = service.Key;
            if (earlier.Within(service.Entry) is { } overlapping)
            {
                findings.Add(rules.NoOverlap, key, key.Student, [overlapping]);
            }

            earlier.Add(service.Entry, service.Exit, key.Line);
        }
    }

    private static void CheckEnrollment<T>(Placement placement, ReadOnlySpan<T> services, ServiceRules rules, BatchFindings findings)
        where T : struct, IService
    {
        foreach (ref readonly var service in services)
        {
            var (key, entry, exit) = (service.Key, service.Entry, service.Exit);
            if (entry.HasValue && entry.Value < placement.SureFirstEntry)
            {
                findings.Add(rules.BeginsAfterEntry, key, key.EntryDate);
            }

            if (entry.HasValue && placement.SureLatestExit is { HasValue: true } left && entry.Value >= left.Value)
            {
                findings.Add(rules.BeginsBeforeExit, key, key.EntryDate);
            }

            if (Spans.Outlasts(exit, placement.SureLatestExit, rules.EndsWithEnrollment.Limit ?? 0))
            {
                findings.Add(rules.EndsWithEnrollment, key, exit);
            }

            if (placement.SureFirstEntry is not null && EnrollmentAt(placement, entry) is { } i && i < placement.Enrollments.Length - 1)
            {
                // The latest enrolment is the matter of the rule before: here is one that ended and was followed by another.
                ref readonly var enrollment = ref placement.Enrollments[i];
                if (enrollment.Exit.HasValue && entry.Value < enrollment.Exit.Value && Spans.Outlasts(exit, enrollment.Exit, rules.EndsWithItsEnrollment.Limit ?? 0))
                {
                    findings.Add(rules.EndsWithItsEnrollment, key, default(TextId), [enrollment.Key.Line]);
                }
            }
        }
    }

    /// <summary>The latest enrolment that begins no later than a day.</summary>
    private static int? EnrollmentAt(Placement placement, FieldValue<DateOnly> day)
    {
        var enrollments = placement.Enrollments;
        var low = 0;
        var high = day.HasValue ? enrollments.Length : 0;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = enrollments[middle].Entry.GetValueOrDefault() <= day.Value ? (middle + 1, high) : (low, middle);
        }

        return low > 0 ? low - 1 : null;
    }

    private sealed record ServiceRules(RuleInfo NoOverlap, RuleInfo BeginsAfterEntry, RuleInfo BeginsBeforeExit, RuleInfo EndsWithEnrollment, RuleInfo EndsWithItsEnrollment);
}
