using System.Runtime.InteropServices;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>A course membership (AM) fits the student's enrolment in the school and the course.</summary>
internal sealed class CourseMemberships : BatchRule
{
    private static readonly RuleInfo BeginsAfterEntry = Rule("AM.903");
    private static readonly RuleInfo BeginsBeforeExit = Rule("AM.904");
    private static readonly RuleInfo EndsWithEnrollment = Rule("AM.913");
    private static readonly RuleInfo HasCreditsAttempted = Rule("AM.908");
    private static readonly RuleInfo HasCreditsEarned = Rule("AM.911");
    private static readonly RuleInfo HasGradeEarned = Rule("AM.X01");
    private static readonly RuleInfo HasCourse = Rule("AM.915");
    private static readonly RuleInfo NoOverlap = Rule("AM.916");
    private static readonly RuleInfo NotElementary = Rule("AM.918");
    private static readonly RuleInfo HasConcurrentMark = Rule("AM.920");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var courses = Kinds(index);
        foreach (ref readonly var membership in CollectionsMarshal.AsSpan(index.Memberships))
        {
            var placement = index.FindPlacement(membership.Key);
            if (placement is not null)
            {
                CheckDates(index, placement, membership, findings);
                CheckCredits(index, placement, membership, findings);
            }

            if (!membership.CourseKey.IsComplete)
            {
                continue;
            }

            if (!courses.TryGetValue(membership.CourseKey, out var kind))
            {
                findings.Add(HasCourse, membership.Key, membership.Key.Course, others: [membership.Period, membership.Key.Lea, membership.Key.School]);
                continue;
            }

            if (kind.IsElementary && placement is { IsHighSchool: true })
            {
                findings.Add(NotElementary, membership.Key, membership.Key.Course);
            }

            if (kind.IsConcurrent && !membership.HasConcurrentMark)
            {
                findings.Add(HasConcurrentMark, membership.Key);
            }
        }

        CheckOverlap(index, findings);
    }

    private static void CheckDates(BatchIndex index, Placement placement, in CourseMembership membership, BatchFindings findings)
    {
        var entry = index.Date(membership.Key.EntryDate);
        if (entry.HasValue && entry.Value < placement.FirstEntry)
        {
            findings.Add(BeginsAfterEntry, membership.Key, membership.Key.EntryDate);
        }

        if (entry.HasValue && !placement.IsOpen && entry.Value >= placement.LastExit)
        {
            findings.Add(BeginsBeforeExit, membership.Key, membership.Key.EntryDate);
        }

        if (Spans.Outlasts(membership.Exit, placement.Latest.Exit, EndsWithEnrollment.Limit ?? 0))
        {
            findings.Add(EndsWithEnrollment, membership.Key, Text(membership.Exit));
        }
    }

    private static void CheckCredits(BatchIndex index, Placement placement, in CourseMembership membership, BatchFindings findings)
    {
        if (!placement.IsHighSchool)
        {
            return;
        }

        if (membership is { EarnedSomething: true, HasGradeEarned: false })
        {
            findings.Add(HasGradeEarned, membership.Key);
        }

        if (membership is { HasCreditsAttempted: true, HasCreditsEarned: true } || !index.IsYearEnd(placement.Key.School))
        {
            return;
        }

        if (!membership.HasCreditsAttempted)
        {
            findings.Add(HasCreditsAttempted, membership.Key);
        }

        if (!membership.HasCreditsEarned)
        {
            findings.Add(HasCreditsEarned, membership.Key);
        }
    }

    /// <summary>A student's memberships in one class, by entry date: none begins before the one before it has ended.</summary>
    private static void CheckOverlap(BatchIndex index, BatchFindings findings)
    {
        var memberships = CollectionsMarshal.AsSpan(index.Memberships);
        var order = new int[memberships.Length];
        var keys = new (TextId Student, TextId School, TextId Course, TextId Period)[memberships.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var key = memberships[i].Key;
            order[i] = i;
            keys[i] = (key.Student, key.School, key.Course, memberships[i].Period);
        }

        Array.Sort(keys, order);
        var start = 0;
        for (var end = 1; end <= order.Length; end++)
        {
            if (end < order.Length && keys[end] == keys[start])
            {
                continue;
            }

            if (end - start > 1 && !keys[start].Student.IsBlank)
            {
                CheckOverlap(index, memberships, order[start..end], findings);
            }

            start = end;
        }
    }

    private static void CheckOverlap(BatchIndex index, ReadOnlySpan<CourseMembership> memberships, int[] same, BatchFindings findings)
    {
        var entries = new FieldValue<DateOnly>[same.Length];
        for (var i = 0; i < same.Length; i++)
        {
            entries[i] = index.Date(memberships[same[i]].Key.EntryDate);
        }

        Array.Sort(entries, same, Comparer<FieldValue<DateOnly>>.Create((left, right) => left.GetValueOrDefault().CompareTo(right.GetValueOrDefault())));
        for (var i = 1; i < same.Length; i++)
        {
            ref readonly var next = ref memberships[same[i]];
            List<int> overlapping = [];
            for (var j = 0; j < i; j++)
            {
                ref readonly var earlier = ref memberships[same[j]];
                if (Spans.BeginsWithin(entries[i], entries[j], earlier.Exit))
                {
                    overlapping.Add(earlier.Key.Line);
                }
            }

            if (overlapping.Count > 0)
            {
                findings.Add(NoOverlap, next.Key, next.Key.Course, [.. overlapping.Order()]);
            }
        }
    }

    private static Dictionary<CourseKey, (bool IsElementary, bool IsConcurrent)> Kinds(BatchIndex index)
    {
        var kinds = new Dictionary<CourseKey, (bool, bool)>();
        foreach (var course in index.Courses)
        {
            var core = System.Text.Encoding.UTF8.GetString(index.Texts[course.CoreCode]);
            var isElementary = core.StartsWith(NotElementary.Values[0], StringComparison.Ordinal);
            var isConcurrent = core.Length >= 8 && string.Equals(core[6..8], HasConcurrentMark.Values[0], StringComparison.Ordinal);
            kinds.TryAdd(course.CourseKey, (isElementary, isConcurrent));
        }

        return kinds;
    }

    private static string Text(FieldValue<DateOnly> day) => day.HasValue ? day.Value.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture) : "";
}
