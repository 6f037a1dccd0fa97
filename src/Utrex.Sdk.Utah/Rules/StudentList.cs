using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>
/// The student list (SL), which the state derives from the student records: one entry for each student number. A finding stands on
/// the student's first record.
/// </summary>
internal sealed class StudentList(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo HasNumber { get; } = claims.Rule("SL.001", "STUDENT NUMBER");
    private RuleInfo HasName { get; } = claims.Rule("SL.001", "LAST NAME");
    private RuleInfo HasBirthDate { get; } = claims.Rule("SL.001", "BIRTH DATE");
    private RuleInfo HasSex { get; } = claims.Rule("SL.001", "SEX");
    private RuleInfo HasSsid { get; } = claims.Rule("SL.001", "STATEWIDE STUDENT ID");
    private RuleInfo HasLea { get; } = claims.Rule("SL.001", "LEA NUMBER");
    private RuleInfo UniqueNumber { get; } = claims.Rule("SL.501");
    private RuleInfo OneSex { get; } = claims.Rule("SL.X01");
    private static readonly CodeTableInfo SexCodes = StudentRecord.Info.FindProperty(nameof(StudentRecord.Sex)).Codes!;
    private RuleInfo UniqueSsid { get; } = claims.Rule("SL.503");
    private RuleInfo PossibleMembership { get; } = claims.Rule("SL.505");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        foreach (ref readonly var enrollment in index.Enrollments)
        {
            if (!enrollment.Key.Student.IsBlank)
            {
                break;
            }

            // Without a number, each record is an entry of its own.
            CheckPresence(enrollment, findings);
        }

        using var ownerOfSsid = new TextTable(index.Texts);
        foreach (var place in ByFirstLine(index))
        {
            var student = index.Students[place];
            ref readonly var first = ref student.First;
            CheckPresence(first, findings);
            CheckNumber(index, student, first, findings);
            CheckSsid(index, student, ownerOfSsid, findings);
            CheckMembership(student, first, findings);
        }
    }

    /// <summary>The students in the order of their first records. They mostly stand so already.</summary>
    private static int[] ByFirstLine(BatchIndex index)
    {
        var (lines, places) = (new int[index.Students.Count], new int[index.Students.Count]);
        var isInOrder = true;
        for (var i = 0; i < lines.Length; i++)
        {
            (lines[i], places[i]) = (index.Students[i].FirstLine, i);
            isInOrder &= i == 0 || lines[i - 1] < lines[i];
        }

        if (!isInOrder)
        {
            Array.Sort(lines, places);
        }

        return places;
    }

    private void CheckPresence(in Enrollment entry, BatchFindings findings)
    {
        Demand(HasNumber, entry.Key.Student.IsBlank, entry, findings);
        Demand(HasName, entry.LastName.IsBlank || entry.FirstName.IsBlank, entry, findings);
        Demand(HasBirthDate, entry.BirthDate.IsBlank, entry, findings);
        Demand(HasSex, entry.Sex.IsBlank, entry, findings);
        Demand(HasSsid, entry.Key.Ssid.IsBlank, entry, findings);
        Demand(HasLea, entry.Key.Lea.IsBlank, entry, findings);
    }

    private static void Demand(RuleInfo rule, bool isBlank, in Enrollment entry, BatchFindings findings)
    {
        if (isBlank)
        {
            findings.Add(rule, entry.Key);
        }
    }

    private void CheckNumber(BatchIndex index, Student student, in Enrollment first, BatchFindings findings)
    {
        if (student.Enrollments.Length == 1)
        {
            return;
        }

        List<int> others = [];
        List<int> otherSex = [];
        var sex = default(TextId);
        var known = first;
        foreach (ref readonly var enrollment in student.Enrollments)
        {
            // What one record does not tell, another may.
            known = known.CompletedBy(enrollment);
            if (!IsSame(index, known, enrollment) || Differ(index, known.MiddleName, enrollment.MiddleName) || Differ(index, known.Key.Ssid, enrollment.Key.Ssid))
            {
                others.Add(enrollment.Key.Line);
            }

            if (IsSex(index, enrollment.Sex))
            {
                sex = sex.IsBlank ? enrollment.Sex : sex;
                if (Differ(index, sex, enrollment.Sex))
                {
                    otherSex.Add(enrollment.Key.Line);
                }
            }
        }

        if (otherSex.Count > 0)
        {
            otherSex.Sort();
            findings.Add(OneSex, first.Key, sex, [.. otherSex]);
        }

        if (others.Count > 0)
        {
            others.Sort();
            findings.Add(UniqueNumber, first.Key, first.Key.Student, [.. others]);
        }
    }

    /// <summary>An SSID stands for one student number with one name and birth date. Both students are invalid where it does not.</summary>
    private void CheckSsid(BatchIndex index, Student student, TextTable ownerOfSsid, BatchFindings findings)
    {
        var reported = default(TextId);
        for (var i = 0; i < student.Enrollments.Length; i++)
        {
            ref readonly var enrollment = ref student.Enrollments[i];
            var ssid = enrollment.Key.Ssid;
            var place = student.Enrollments.Start + i;
            if (ssid.IsBlank || ownerOfSsid.TryAdd(ssid, place) is var owner && owner == place)
            {
                continue;
            }

            ref readonly var record = ref index.Enrollments[owner];
            var isOwn = record.Key.Student == student.Number;
            if (reported != ssid && (!isOwn || !IsSame(index, record, enrollment)))
            {
                reported = ssid;
                findings.AddPair(UniqueSsid, student.First.Key, isOwn ? enrollment.Key : record.Key, ssid);
            }
        }
    }

    /// <summary>Whether two records agree in name and birth date, as far as both tell.</summary>
    private static bool IsSame(BatchIndex index, in Enrollment left, in Enrollment right) =>
        !Differ(index, left.LastName, right.LastName) && !Differ(index, left.FirstName, right.FirstName)
        && !(left.BirthDate.HasValue && right.BirthDate.HasValue && left.BirthDate.Value != right.BirthDate.Value);

    /// <summary>Whether two texts are there and are not the same but for their case.</summary>
    private static bool Differ(BatchIndex index, TextId left, TextId right) =>
        left != right && !left.IsBlank && !right.IsBlank && !CaseInsensitive.AreEqual(index.Texts[left], index.Texts[right]);

    private static bool IsSex(BatchIndex index, TextId value) => !value.IsBlank && SexCodes.Find(index.Texts.ToText(value)!) is not null;

    private void CheckMembership(Student student, in Enrollment first, BatchFindings findings)
    {
        if (student.TotalDays.Least > PossibleMembership.Limit + (PossibleMembership.Step * student.Placements.Count))
        {
            findings.Add(PossibleMembership, first.Key, first.Key.Student);
        }
    }
}
