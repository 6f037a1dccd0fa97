using Utrex.Sdk.Specification;

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
        foreach (ref readonly var membership in index.Memberships)
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

            if (kind.IsConcurrent && !membership.Marks.HasFlag(CourseMarks.Concurrent))
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

        if (Spans.Outlasts(index.Date(membership.Exit), placement.Latest.Exit, EndsWithEnrollment.Limit ?? 0))
        {
            findings.Add(EndsWithEnrollment, membership.Key, membership.Exit);
        }
    }

    private static void CheckCredits(BatchIndex index, Placement placement, in CourseMembership membership, BatchFindings findings)
    {
        if (!placement.IsHighSchool)
        {
            return;
        }

        var marks = membership.Marks;
        if (marks.HasFlag(CourseMarks.EarnedSomething) && !marks.HasFlag(CourseMarks.GradeEarned))
        {
            findings.Add(HasGradeEarned, membership.Key);
        }

        if (marks.HasFlag(CourseMarks.CreditsAttempted | CourseMarks.CreditsEarned) || !index.IsYearEnd(placement.Key.School))
        {
            return;
        }

        if (!marks.HasFlag(CourseMarks.CreditsAttempted))
        {
            findings.Add(HasCreditsAttempted, membership.Key);
        }

        if (!marks.HasFlag(CourseMarks.CreditsEarned))
        {
            findings.Add(HasCreditsEarned, membership.Key);
        }
    }

    /// <summary>A student's memberships in one class, by entry date: none begins before the one before it has ended.</summary>
    private static void CheckOverlap(BatchIndex index, BatchFindings findings)
    {
        // Sorted by a hash of student and class: few share one, and those are looked at.
        var memberships = index.Memberships;
        var order = new int[memberships.Count];
        var hashes = new int[memberships.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            hashes[i] = ClassOf(memberships[i]).GetHashCode();
        }

        Array.Sort(hashes, order);
        var start = 0;
        for (var end = 1; end <= order.Length; end++)
        {
            if (end < order.Length && hashes[end] == hashes[start])
            {
                continue;
            }

            if (end - start > 1)
            {
                foreach (var same in order[start..end].GroupBy(i => ClassOf(memberships[i])).Where(group => !group.Key.Student.IsBlank))
                {
                    CheckOverlap(index, [.. same], findings);
                }
            }

            start = end;
        }
    }

    private static (TextId Student, CourseKey Course) ClassOf(in CourseMembership membership) => (membership.Key.Student, membership.CourseKey);

    private static void CheckOverlap(BatchIndex index, int[] same, BatchFindings findings)
    {
        var memberships = index.Memberships;
        var ordered = same.OrderBy(i => index.Date(memberships[i].Key.EntryDate).GetValueOrDefault()).ThenBy(i => memberships[i].Key.Line).ToArray();
        var earlier = new Timeline();
        foreach (var i in ordered)
        {
            ref readonly var next = ref memberships[i];
            var entry = index.Date(next.Key.EntryDate);
            if (earlier.Within(entry) is { } overlapping)
            {
                findings.Add(NoOverlap, next.Key, next.Key.Course, [overlapping]);
            }

            earlier.Add(entry, index.Date(next.Exit), next.Key.Line);
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
}
