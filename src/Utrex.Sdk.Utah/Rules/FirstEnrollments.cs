using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>
/// The first enrollment in the United States lies between the birth of the student and the first enrollment in the LEA. What rules of the record say
/// already, of English learners and of the record's own entry date, is not said twice.
/// </summary>
internal sealed class FirstEnrollments(RuleClaims claims) : LevelTwoRule(claims)
{
    private static readonly FieldInfo FirstEnrollInUS = StudentRecord.Info.FindProperty(nameof(StudentRecord.FirstEnrollInUS));

    private readonly RuleInfo? _ofLearners = claims.Specification.FindRules("S1.012w").FirstOrDefault();

    private RuleInfo InLife { get; } = claims.Rule("L2.08");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var earliest = EarliestOf(index);
        foreach (ref readonly var enrollment in index.Enrollments)
        {
            if (!enrollment.FirstEnrollInUS.HasValue || NumberOf(index, enrollment.Key.Ssid) is not { } number)
            {
                continue;
            }

            var day = enrollment.FirstEnrollInUS.Value;
            if ((enrollment.Entry.HasValue && day > enrollment.Entry.Value) || _ofLearners?.Values.Lists(enrollment.LimitedEnglish.Code) == true)
            {
                continue;
            }

            var (entry, line) = earliest[number];
            if (enrollment.BirthDate.HasValue && day < enrollment.BirthDate.Value)
            {
                findings.Add(InLife, StudentRecord.Info, FirstEnrollInUS, enrollment.Key, day, other: null);
            }
            else if (day > entry)
            {
                findings.Add(InLife, StudentRecord.Info, FirstEnrollInUS, enrollment.Key, day, line);
            }
        }
    }

    /// <summary>The earliest entry of each student who has the date, and the line of the record.</summary>
    private static Dictionary<long, (DateOnly Entry, int Line)> EarliestOf(BatchIndex index)
    {
        var earliest = new Dictionary<long, (DateOnly Entry, int Line)>();
        foreach (ref readonly var enrollment in index.Enrollments)
        {
            if (enrollment.FirstEnrollInUS.HasValue && NumberOf(index, enrollment.Key.Ssid) is { } number)
            {
                earliest[number] = (DateOnly.MaxValue, int.MaxValue);
            }
        }

        foreach (ref readonly var enrollment in index.Enrollments)
        {
            if (earliest.Count == 0 || !enrollment.Entry.HasValue || NumberOf(index, enrollment.Key.Ssid) is not { } number)
            {
                continue;
            }

            ref var first = ref CollectionsMarshal.GetValueRefOrNullRef(earliest, number);
            if (!Unsafe.IsNullRef(ref first) && (enrollment.Entry.Value, enrollment.Key.Line).CompareTo(first) < 0)
            {
                first = (enrollment.Entry.Value, enrollment.Key.Line);
            }
        }

        return earliest;
    }
}
