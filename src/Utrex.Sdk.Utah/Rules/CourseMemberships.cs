using System.Runtime.InteropServices;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>A course membership (AM) fits the student's enrolment in the school and the course.</summary>
internal sealed class CourseMemberships(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo BeginsAfterEntry { get; } = claims.Rule("AM.903");
    private RuleInfo BeginsBeforeExit { get; } = claims.Rule("AM.904");
    private RuleInfo EndsWithEnrollment { get; } = claims.Rule("AM.913");
    private RuleInfo HasCreditsAttempted { get; } = claims.Rule("AM.908");
    private RuleInfo HasCreditsEarned { get; } = claims.Rule("AM.911");
    private RuleInfo HasGradeEarned { get; } = claims.Rule("AM.X01");
    private RuleInfo HasCourse { get; } = claims.Rule("AM.915");
    private RuleInfo NoOverlap { get; } = claims.Rule("AM.916");
    private RuleInfo NotElementary { get; } = claims.Rule("AM.918");
    private RuleInfo HasConcurrentMark { get; } = claims.Rule("AM.920");
    private RuleInfo HasActualMembership { get; } = claims.Rule("AM.X04");
    private RuleInfo OnlyConcurrent { get; } = claims.Rule("AM.X05");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var courses = Kinds(index);
        var days = new DayCache(index);
        for (var i = 0; i < index.Memberships.Count; i++)
        {
            ref readonly var membership = ref index.Memberships[i];
            var found = index.FindPlacement(i);
            if (found is { } placement)
            {
                CheckDates(days, placement, membership, findings);
                CheckCredits(index, placement, membership, findings);
            }

            if (!membership.CourseKey.IsComplete)
            {
                continue;
            }

            var number = index.Classes.OfMembership(i);
            if (number >= courses.Length)
            {
                findings.Add(HasCourse, membership.Key, membership.Key.Course, others: [membership.Period, membership.Key.Lea, membership.Key.School]);
                continue;
            }

            var kind = courses[number];
            if (kind.IsElementary && found is { IsHighSchool: true })
            {
                findings.Add(NotElementary, membership.Key, membership.Key.Course);
            }

            CheckKind(kind, membership, findings);
        }

        CheckOverlap(index, findings);
    }

    private void CheckKind(CourseKind kind, in CourseMembership membership, BatchFindings findings)
    {
        if (kind.IsConcurrent && !membership.Marks.HasFlag(CourseMarks.Concurrent))
        {
            findings.Add(HasConcurrentMark, membership.Key);
        }

        if (!kind.IsConcurrent && membership.Marks.HasFlag(CourseMarks.CollegeCredit))
        {
            findings.Add(OnlyConcurrent, membership.Key, YesNo.Yes.Code);
        }

        if (kind.IsTechnical && !membership.Marks.HasFlag(CourseMarks.ActualMembership))
        {
            findings.Add(HasActualMembership, membership.Key);
        }
    }

    private void CheckDates(DayCache days, Placement placement, in CourseMembership membership, BatchFindings findings)
    {
        var entry = days[membership.Key.EntryDate];
        if (entry.HasValue && entry.Value < placement.SureFirstEntry)
        {
            findings.Add(BeginsAfterEntry, membership.Key, membership.Key.EntryDate);
        }

        if (entry.HasValue && entry.Value >= placement.SureLastExit)
        {
            findings.Add(BeginsBeforeExit, membership.Key, membership.Key.EntryDate);
        }

        if (Spans.Outlasts(days[membership.Exit], placement.SureLatestExit, EndsWithEnrollment.Limit ?? 0))
        {
            findings.Add(EndsWithEnrollment, membership.Key, membership.Exit);
        }
    }

    private void CheckCredits(BatchIndex index, Placement placement, in CourseMembership membership, BatchFindings findings)
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

    /// <summary>A student's memberships in one class share no day. Exit dates are the days after the last ones: one may begin on the exit date of another.</summary>
    private void CheckOverlap(BatchIndex index, BatchFindings findings)
    {
        using var groups = new StudentGroups<CourseMembership>(index.Memberships, index.Texts);
        Comparison<int> byClass = (left, right) => index.Classes.OfMembership(left).CompareTo(index.Classes.OfMembership(right));
        for (var student = default(TextId); groups.TryNext(ref student, out var records);)
        {
            if (records.Length == 1)
            {
                continue;
            }

            // By class; then the few that share one stand together.
            records.Sort(byClass);
            for (int start = 0, end; start < records.Length; start = end)
            {
                end = start + 1;
                while (end < records.Length && index.Classes.OfMembership(records[end]) == index.Classes.OfMembership(records[start]))
                {
                    end++;
                }

                if (end - start > 1)
                {
                    CheckOverlap(index, records[start..end].ToArray(), findings);
                }
            }
        }
    }

    private void CheckOverlap(BatchIndex index, int[] same, BatchFindings findings)
    {
        var memberships = index.Memberships;
        var ordered = same.OrderBy(i => index.Date(memberships[i].Key.EntryDate).GetValueOrDefault()).ThenBy(i => memberships[i].Key.Line).ToArray();
        var earlier = new Timeline();
        foreach (var i in ordered)
        {
            ref readonly var next = ref memberships[i];
            var entry = index.Date(next.Key.EntryDate);
            var exit = index.Date(next.Exit);
            if (earlier.Sharing(entry, exit) is { } overlapping)
            {
                findings.Add(NoOverlap, next.Key, next.Key.Course, [overlapping]);
            }

            earlier.Add(entry, exit, next.Key.Line);
        }
    }

    /// <summary>The kind of each class that has a course master record.</summary>
    private CourseKind[] Kinds(BatchIndex index)
    {
        var kinds = new CourseKind[index.Classes.Described];
        for (var number = 0; number < kinds.Length; number++)
        {
            var core = System.Text.Encoding.UTF8.GetString(index.Texts[index.Courses[index.Classes.CourseOf(number)!.Value].CoreCode]);
            var kind = core.Length >= 8 ? core[6..8] : "";
            kinds[number] = new CourseKind(
                core.StartsWith(NotElementary.Values[0], StringComparison.Ordinal),
                string.Equals(kind, HasConcurrentMark.Values[0], StringComparison.Ordinal),
                string.Equals(kind, HasActualMembership.Values[0], StringComparison.Ordinal));
        }

        return kinds;
    }

    /// <summary>What the core code of a course says of it.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct CourseKind(bool IsElementary, bool IsConcurrent, bool IsTechnical);

    /// <summary>The days that texts spell: memberships share a few, which are read once.</summary>
    private sealed class DayCache(BatchIndex index)
    {
        private const int Size = 256;

        private readonly TextId[] _texts = new TextId[Size];
        private readonly FieldValue<DateOnly>[] _days = new FieldValue<DateOnly>[Size];

        public FieldValue<DateOnly> this[TextId text]
        {
            get
            {
                var place = text.Number & (Size - 1);
                if (_texts[place] != text)
                {
                    _texts[place] = text;
                    _days[place] = index.Date(text);
                }

                return _days[place];
            }
        }
    }
}
