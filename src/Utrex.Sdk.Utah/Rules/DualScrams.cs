using System.Runtime.InteropServices;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>One school of the LEA at a time holds the IEP of a student.</summary>
internal sealed class DualScrams(RuleClaims claims) : LevelTwoRule(claims)
{
    // Nobody has that many open records; of a file that says so, each is compared with those before it.
    private const int MostBefore = 64;

    private static readonly FieldInfo EntryDate = ScramRecord.Info.FindProperty(nameof(ScramRecord.ScramEntryDate));

    private RuleInfo Young { get; } = claims.Rule("L2.06");
    private RuleInfo Old { get; } = claims.Rule("L2.07");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var open = new List<OpenScram>();
        var changes = ChangesOf(index);
        foreach (ref readonly var scram in index.Scrams)
        {
            if (scram is { Exit.IsBlank: true, Entry.HasValue: true } && SsidOf(index, changes, scram.Key) is (var number, var ssid))
            {
                open.Add(new OpenScram(number, scram.Entry.Value, scram.Key.With(ssid)));
            }
        }

        // A student's stand together, the earliest first; of one day the school decides.
        open.Sort((one, other) => one.Number != other.Number ? one.Number.CompareTo(other.Number)
            : one.Entry != other.Entry ? one.Entry.CompareTo(other.Entry)
            : index.Texts[one.Key.School].SequenceCompareTo(index.Texts[other.Key.School]) is not 0 and var order ? order
            : one.Key.Line.CompareTo(other.Key.Line));
        for (var (first, later) = (0, 1); later < open.Count; later++)
        {
            first = open[later].Number == open[first].Number ? first : later;

            // Day 1 is the first on which both are open.
            var days = index.Context.Today.DayNumber - open[later].Entry.DayNumber + 1;
            for (var earlier = Math.Max(first, later - MostBefore); earlier < later && days > 0; earlier++)
            {
                if (open[earlier].Key.School != open[later].Key.School)
                {
                    findings.Add(days >= Old.Limit ? Old : Young, ScramRecord.Info, EntryDate, open[later].Key, open[later].Entry, open[earlier].Key.Line);
                }
            }
        }
    }

    /// <summary>The SSID of the student whose record a SCRAM record is: that of the first student record in the school that has one, be it one that only changes another.</summary>
    private static (long Number, TextId Ssid)? SsidOf(BatchIndex index, PairTable changes, in RecordKey key)
    {
        (int Line, long Number, TextId Ssid)? first = null;
        if (changes.Find(key.Student, key.School) is { } change)
        {
            Take(index.Changes[change].Key, ref first);
        }

        if (index.FindPlacement(key) is { } placement)
        {
            foreach (ref readonly var enrollment in placement.Enrollments)
            {
                Take(enrollment.Key, ref first);
            }
        }

        return first is var (_, found, ssid) ? (found, ssid) : null;

        void Take(in RecordKey student, ref (int Line, long Number, TextId Ssid)? first)
        {
            if ((first is null || student.Line < first.Value.Line) && NumberOf(index, student.Ssid) is { } number)
            {
                first = (student.Line, number, student.Ssid);
            }
        }
    }

    /// <summary>The first record of each student and school that only changes an earlier one and has an SSID.</summary>
    private static PairTable ChangesOf(BatchIndex index)
    {
        var changes = new PairTable(index.Changes.Count);
        for (var i = 0; i < index.Changes.Count; i++)
        {
            if (NumberOf(index, index.Changes[i].Key.Ssid) is not null)
            {
                changes.TryAdd(index.Changes[i].Key.Student, index.Changes[i].Key.School, i);
            }
        }

        return changes;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct OpenScram(long Number, DateOnly Entry, RecordKey Key);
}
