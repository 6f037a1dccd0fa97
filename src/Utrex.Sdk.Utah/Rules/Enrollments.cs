using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>A student's enrolments follow each other: in a school without overlap, and with one school of record at a time.</summary>
internal sealed class Enrollments(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo NoOverlap { get; } = claims.Rule("S1.302");
    private RuleInfo NotOpen { get; } = claims.Rule("S1.303");
    private RuleInfo NotContiguous { get; } = claims.Rule("S1.304w");
    private RuleInfo OnePerDay { get; } = claims.Rule("S1.305");
    private RuleInfo OneSchoolOfRecord { get; } = claims.Rule("S1.342w");
    private RuleInfo FirstEnrolled { get; } = claims.Rule("S1.012w");
    private RuleInfo FirstEnrolledAtThree { get; } = claims.Rule("S1.X41");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        foreach (var placement in index.Placements)
        {
            // Records without a school have no school in common.
            if (!placement.Key.School.IsBlank)
            {
                CheckEarlier(placement.Enrollments, findings);
            }
        }

        foreach (var student in index.Students)
        {
            CheckSchoolOfRecord(student, findings);
            CheckFirstEnrolled(student, findings);
        }
    }

    /// <summary>Each enrolment in a school against those before it; a finding names one of them.</summary>
    private void CheckEarlier(Rows<Enrollment>.Range enrollments, BatchFindings findings)
    {
        if (enrollments.Length < 2)
        {
            return;
        }

        var closed = new Timeline();
        var entries = new Dictionary<DateOnly, int>();
        var exits = new Dictionary<int, int>();
        int? open = null;
        foreach (ref readonly var next in enrollments)
        {
            if (!next.Entry.HasValue)
            {
                continue;
            }

            var entry = next.Entry.Value;
            var overlapping = closed.Within(next.Entry);
            Report(NoOverlap, next, overlapping, findings);
            Report(NotOpen, next, open, findings);
            Report(NotContiguous, next, overlapping is null && exits.TryGetValue(entry.DayNumber - 1, out var contiguous) ? contiguous : null, findings);
            Report(OnePerDay, next, entries.TryGetValue(entry, out var same) ? same : null, findings);

            var line = next.Key.Line;
            entries.TryAdd(entry, line);
            if (next.Exit.HasValue)
            {
                closed.Add(next.Entry, next.Exit, line);
                exits.TryAdd(next.Exit.Value.DayNumber, line);
            }
            else if (next.Exit.IsBlank)
            {
                open ??= line;
            }
        }
    }

    private static void Report(RuleInfo rule, in Enrollment enrollment, int? related, BatchFindings findings)
    {
        if (related is { } line)
        {
            findings.Add(rule, enrollment.Key, enrollment.Key.Student, [line]);
        }
    }

    /// <summary>Enrolments in schools of record, wherever they are, do not share a day.</summary>
    private void CheckSchoolOfRecord(Student student, BatchFindings findings)
    {
        var enrollments = student.Enrollments;
        if (enrollments.Length == 1)
        {
            return;
        }

        var order = new List<(DateOnly Entry, int Line, int Place)>();
        for (var i = 0; i < enrollments.Length; i++)
        {
            if (enrollments[i].IsSchoolOfRecord)
            {
                order.Add((enrollments[i].Entry.GetValueOrDefault(), enrollments[i].Key.Line, i));
            }
        }

        order.Sort();
        var earlier = new Timeline();
        foreach (var (_, line, place) in order)
        {
            ref readonly var enrollment = ref enrollments[place];
            if (earlier.Sharing(enrollment.Entry, enrollment.Exit) is { } overlapping)
            {
                findings.Add(OneSchoolOfRecord, enrollment.Key, default(TextId), [overlapping], [enrollment.Key.School, enrollment.Key.EntryDate, enrollment.ExitText]);
            }

            earlier.Add(enrollment.Entry, enrollment.Exit, line);
        }
    }

    /// <summary>An English learner came to a school in the US after birth and before the first day here.</summary>
    private void CheckFirstEnrolled(Student student, BatchFindings findings)
    {
        foreach (ref readonly var enrollment in student.Enrollments)
        {
            if (enrollment.FirstEnrollInUS is not { HasValue: true } first)
            {
                continue;
            }

            if (enrollment.BirthDate.HasValue && first.Value >= enrollment.BirthDate.Value && Age.InYears(enrollment.BirthDate.Value, first.Value) < FirstEnrolledAtThree.Limit)
            {
                findings.Add(FirstEnrolledAtThree, enrollment.Key, first);
            }

            if (!FirstEnrolled.Values.Lists(enrollment.LimitedEnglish.Code))
            {
                continue;
            }

            if ((enrollment.BirthDate.HasValue && first.Value < enrollment.BirthDate.Value) || first.Value > student.FirstEntry)
            {
                findings.Add(FirstEnrolled, enrollment.Key, first);
            }
        }
    }
}
