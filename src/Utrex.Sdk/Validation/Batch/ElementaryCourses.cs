using System.Runtime.InteropServices;
using System.Text;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>What the description of courses asks of the elementary grades: the youngest have one course at a time, those with several core codes have all subjects or are part time.</summary>
internal sealed class ElementaryCourses : BatchRule
{
    private const int SubjectLength = 2;

    private static readonly RuleInfo OneAtATime = Rule("AM.X03");
    private static readonly RuleInfo AllSubjects = Rule("S1.X60");

    /// <summary>How the core codes of each subject begin; the first two digits are the same in all of a subject.</summary>
    private static readonly byte[][] Beginnings = [.. UtrexSpecification.Lookups.ElementaryCoreCodes.Rows.Select(row => Encoding.ASCII.GetBytes(row[0]))];

    private static readonly byte[][] Subjects =
        [.. UtrexSpecification.Lookups.ElementaryCoreCodes.Rows.Select(row => row[0][..SubjectLength]).Distinct(StringComparer.Ordinal).Select(Encoding.ASCII.GetBytes)];

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var young = new Dictionary<Placement, List<int>>();
        var older = new Dictionary<Placement, CoreCodes>();
        Placement? last = null;
        var (isYoung, isOlder) = (false, false);
        for (var i = 0; i < index.Memberships.Count; i++)
        {
            if (index.FindPlacement(i) is not { } placement)
            {
                continue;
            }

            // A student's memberships mostly stand together.
            if (placement != last)
            {
                var grade = placement.Latest.Grade.Code;
                (isYoung, isOlder) = (OneAtATime.Values.Contains(grade, StringComparer.Ordinal), AllSubjects.Values.Contains(grade, StringComparer.Ordinal));
                last = placement;
            }

            if (isYoung)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(young, placement, out _) ??= []).Add(i);
            }
            else if (isOlder && index.FindCourse(index.Memberships[i].CourseKey) is { } course)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(older, placement, out _).Add(course.CoreCode, index.Texts[course.CoreCode]);
            }
        }

        foreach (var memberships in young.Values.Where(memberships => memberships.Count > 1))
        {
            CheckTimes(index, memberships, findings);
        }

        foreach (var (placement, codes) in older)
        {
            if (codes.AreSeveral && !codes.AreComplete && !placement.Latest.HasPartTime)
            {
                findings.Add(AllSubjects, placement.Key);
            }
        }
    }

    /// <summary>One course at a time in the school. Of one course there may be a record for each period of a block.</summary>
    private static void CheckTimes(BatchIndex index, List<int> memberships, BatchFindings findings)
    {
        var earlier = new RivalTimeline();
        foreach (var i in memberships.OrderBy(i => index.Date(index.Memberships[i].Key.EntryDate).GetValueOrDefault()).ThenBy(i => index.Memberships[i].Key.Line))
        {
            ref readonly var membership = ref index.Memberships[i];
            var (key, entry, exit) = (membership.Key, index.Date(membership.Key.EntryDate), index.Date(membership.Exit));
            if (key.Course.IsBlank)
            {
                continue;
            }

            if (earlier.Sharing(key.Course, entry, exit) is { } overlapping)
            {
                findings.Add(OneAtATime, key, key.Course, [overlapping]);
            }

            earlier.Add(key.Course, entry, exit, key.Line);
        }
    }

    /// <summary>The core codes of a student's courses in a school, as far as they are of the subjects.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct CoreCodes
    {
        private TextId _first;
        private int _subjects;

        /// <summary>Whether there are two or more different ones.</summary>
        public bool AreSeveral { get; private set; }

        /// <summary>Whether there is one of each subject, as the list has it.</summary>
        public readonly bool AreComplete => _subjects == (1 << Subjects.Length) - 1;

        public void Add(TextId id, ReadOnlySpan<byte> code)
        {
            for (var i = 0; i < Subjects.Length; i++)
            {
                if (code.StartsWith(Subjects[i]))
                {
                    _first = _first.IsBlank ? id : _first;
                    AreSeveral |= id != _first;
                    _subjects |= IsListed(code) ? 1 << i : 0;
                }
            }
        }

        private static bool IsListed(ReadOnlySpan<byte> code)
        {
            foreach (var beginning in Beginnings)
            {
                if (code.StartsWith(beginning))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
