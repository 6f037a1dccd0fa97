using Utrex.Sdk.Codes;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>A student's enrolments follow each other: in a school without overlap, and with one school of record at a time.</summary>
internal sealed class Enrollments : BatchRule
{
    private static readonly RuleInfo NoOverlap = Rule("S1.302");
    private static readonly RuleInfo NotOpen = Rule("S1.303");
    private static readonly RuleInfo NotContiguous = Rule("S1.304w");
    private static readonly RuleInfo OnePerDay = Rule("S1.305");
    private static readonly RuleInfo OneSchoolOfRecord = Rule("S1.342w");
    private static readonly RuleInfo FirstEnrolled = Rule("S1.012w");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        foreach (var placement in index.Placements)
        {
            var enrollments = placement.Enrollments;
            for (var i = 1; i < enrollments.Length; i++)
            {
                CheckEarlier(enrollments[..i], enrollments[i], findings);
            }
        }

        foreach (var student in index.Students)
        {
            CheckSchoolOfRecord(index, student, findings);
            CheckFirstEnrolled(index, student, findings);
        }
    }

    private static void CheckEarlier(ReadOnlySpan<Enrollment> earlier, in Enrollment next, BatchFindings findings)
    {
        if (!next.Entry.HasValue)
        {
            return;
        }

        var entry = next.Entry.Value;
        List<int> overlapping = [], open = [], contiguous = [], same = [];
        foreach (ref readonly var enrollment in earlier)
        {
            var line = enrollment.Key.Line;
            if (!enrollment.Entry.HasValue)
            {
                continue;
            }

            if (enrollment.Entry.Value == entry)
            {
                same.Add(line);
            }

            if (enrollment.Exit.IsBlank)
            {
                open.Add(line);
            }
            else if (enrollment.Exit.HasValue && entry <= enrollment.Exit.Value)
            {
                overlapping.Add(line);
            }
            else if (enrollment.Exit.HasValue && entry == enrollment.Exit.Value.AddDays(1))
            {
                contiguous.Add(line);
            }
        }

        foreach (var (rule, lines) in new[] { (NoOverlap, overlapping), (NotOpen, open), (NotContiguous, contiguous), (OnePerDay, same) })
        {
            if (lines.Count > 0)
            {
                findings.Add(rule, next.Key, next.Key.Student, [.. lines]);
            }
        }
    }

    private static void CheckSchoolOfRecord(BatchIndex index, Student student, BatchFindings findings)
    {
        var open = student.Placements
            .SelectMany(placement => placement.Enrollments.ToArray())
            .Where(enrollment => enrollment.Exit.IsBlank && !enrollment.IsNotSchoolOfRecord)
            .OrderBy(enrollment => enrollment.Entry.GetValueOrDefault())
            .ThenBy(enrollment => enrollment.Key.Line)
            .ToList();
        foreach (var enrollment in open.Skip(1))
        {
            findings.Add(OneSchoolOfRecord, enrollment.Key, default(TextId), [open[0].Key.Line], [enrollment.Key.School, enrollment.Key.EntryDate, default]);
        }
    }

    /// <summary>An English learner came to a school in the US after birth and before the first day here.</summary>
    private static void CheckFirstEnrolled(BatchIndex index, Student student, BatchFindings findings)
    {
        var firstEntry = student.Placements.Min(placement => placement.FirstEntry);
        foreach (var placement in student.Placements)
        {
            foreach (ref readonly var enrollment in placement.Enrollments)
            {
                if (!FirstEnrolled.Values.Contains(enrollment.LimitedEnglish.Code, StringComparer.Ordinal) || enrollment.FirstEnrollInUS is not { HasValue: true } first)
                {
                    continue;
                }

                if ((enrollment.BirthDate.HasValue && first.Value < enrollment.BirthDate.Value) || first.Value > firstEntry)
                {
                    findings.Add(FirstEnrolled, enrollment.Key, first);
                }
            }
        }
    }
}
