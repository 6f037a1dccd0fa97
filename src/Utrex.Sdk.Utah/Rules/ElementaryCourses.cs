using System.Runtime.InteropServices;
using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>What the description of courses asks of the elementary grades: the youngest have one course at a time, those with several core codes have all subjects or are part time.</summary>
internal sealed class ElementaryCourses(RuleClaims claims) : BatchRule(claims)
{
    private const int SubjectLength = 2;

    private RuleInfo OneAtATime { get; } = claims.Rule("AM.X03");
    private RuleInfo AllSubjects { get; } = claims.Rule("S1.X60");

    private readonly Subjects _subjects = new(claims.Specification.FindLookup("ElementaryCoreCodes")?.Rows ?? []);

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var young = new List<ulong>();
        var older = new CoreCodes[index.Placements.Count];
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
                (isYoung, isOlder) = (OneAtATime.Values.Lists(grade), AllSubjects.Values.Lists(grade));
                last = placement;
            }

            if (isYoung)
            {
                young.Add(((ulong)(uint)placement.Number << 32) | (uint)i);
            }
            else if (isOlder && index.Classes.CourseOf(index.Classes.OfMembership(i)) is { } course)
            {
                var code = index.Courses[course].CoreCode;
                older[placement.Number].Add(code, index.Texts[code], _subjects);
            }
        }

        CheckYoung(index, young, findings);
        for (var i = 0; i < older.Length; i++)
        {
            if (older[i].AreSeveral && !older[i].AreComplete(_subjects) && !index.Placements[i].Latest.HasPartTime)
            {
                findings.Add(AllSubjects, index.Placements[i].Key);
            }
        }
    }

    /// <summary>Each placement with a membership, as one number: those of a placement come to stand together.</summary>
    private void CheckYoung(BatchIndex index, List<ulong> young, BatchFindings findings)
    {
        young.Sort();
        for (int start = 0, end; start < young.Count; start = end)
        {
            end = start + 1;
            while (end < young.Count && young[end] >> 32 == young[start] >> 32)
            {
                end++;
            }

            if (end - start > 1)
            {
                CheckTimes(index, young.GetRange(start, end - start).ConvertAll(pair => (int)(uint)pair), findings);
            }
        }
    }

    /// <summary>One course at a time in the school. Of one course there may be a record for each period of a block.</summary>
    private void CheckTimes(BatchIndex index, List<int> memberships, BatchFindings findings)
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
        public readonly bool AreComplete(Subjects subjects) => _subjects == (1 << subjects.Count) - 1;

        public void Add(TextId id, ReadOnlySpan<byte> code, Subjects subjects)
        {
            for (var i = 0; i < subjects.Count; i++)
            {
                if (subjects.Has(i, code))
                {
                    _first = _first.IsBlank ? id : _first;
                    AreSeveral |= id != _first;
                    _subjects |= subjects.Lists(code) ? 1 << i : 0;
                }
            }
        }
    }

    /// <summary>The subjects of the year's list of core codes; the first two digits are the same in all of a subject.</summary>
    private sealed class Subjects(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        private readonly byte[][] _codes = [.. rows.Select(row => Encoding.ASCII.GetBytes(row[0]))];

        private readonly byte[][] _subjects = [.. rows.Select(row => row[0][..SubjectLength]).Distinct(StringComparer.Ordinal).Select(Encoding.ASCII.GetBytes)];

        public int Count => _subjects.Length;

        /// <summary>Whether a core code is of a subject.</summary>
        public bool Has(int subject, ReadOnlySpan<byte> code) => code.StartsWith(_subjects[subject]);

        /// <summary>Whether a core code is in the list.</summary>
        public bool Lists(ReadOnlySpan<byte> code)
        {
            foreach (var listed in _codes)
            {
                if (code.StartsWith(listed))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
