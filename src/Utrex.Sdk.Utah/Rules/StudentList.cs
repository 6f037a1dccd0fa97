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
        foreach (var enrollment in index.Enrollments.TakeWhile(enrollment => enrollment.Key.Student.IsBlank))
        {
            // Without a number, each record is an entry of its own.
            CheckPresence(enrollment, findings);
        }

        var ownerOfSsid = new Dictionary<TextId, (Student Student, Enrollment Record)>();
        foreach (var student in index.Students.OrderBy(student => student.FirstLine))
        {
            var first = student.First;
            CheckPresence(first, findings);
            CheckNumber(index, student, first, findings);
            CheckSsid(index, student, first, ownerOfSsid, findings);
            CheckMembership(student, first, findings);
        }
    }

    private void CheckPresence(in Enrollment entry, BatchFindings findings)
    {
        foreach (var (rule, isBlank) in new[]
        {
            (HasNumber, entry.Key.Student.IsBlank), (HasName, entry.LastName.IsBlank || entry.FirstName.IsBlank), (HasBirthDate, entry.BirthDate.IsBlank),
            (HasSex, entry.Sex.IsBlank), (HasSsid, entry.Key.Ssid.IsBlank), (HasLea, entry.Key.Lea.IsBlank),
        })
        {
            if (isBlank)
            {
                findings.Add(rule, entry.Key);
            }
        }
    }

    private void CheckNumber(BatchIndex index, Student student, in Enrollment first, BatchFindings findings)
    {
        List<int> others = [];
        List<int> otherSex = [];
        var sex = default(TextId);
        var known = first;
        foreach (var placement in student.Placements)
        {
            foreach (ref readonly var enrollment in placement.Enrollments)
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
    private void CheckSsid(BatchIndex index, Student student, in Enrollment first, Dictionary<TextId, (Student Student, Enrollment Record)> ownerOfSsid, BatchFindings findings)
    {
        var reported = default(TextId);
        foreach (var placement in student.Placements)
        {
            foreach (ref readonly var enrollment in placement.Enrollments)
            {
                if (enrollment.Key.Ssid.IsBlank || ownerOfSsid.TryAdd(enrollment.Key.Ssid, (student, enrollment)))
                {
                    continue;
                }

                var (owner, record) = ownerOfSsid[enrollment.Key.Ssid];
                if (reported != enrollment.Key.Ssid && (owner != student || !IsSame(index, record, enrollment)))
                {
                    reported = enrollment.Key.Ssid;
                    findings.AddPair(UniqueSsid, first.Key, owner == student ? enrollment.Key : record.Key, enrollment.Key.Ssid);
                }
            }
        }
    }

    /// <summary>Whether two records agree in name and birth date, as far as both tell.</summary>
    private static bool IsSame(BatchIndex index, in Enrollment left, in Enrollment right) =>
        !Differ(index, left.LastName, right.LastName) && !Differ(index, left.FirstName, right.FirstName)
        && !(left.BirthDate.HasValue && right.BirthDate.HasValue && left.BirthDate.Value != right.BirthDate.Value);

    /// <summary>Whether two texts are there and are not the same but for their case.</summary>
    private static bool Differ(BatchIndex index, TextId left, TextId right) =>
        left != right && !left.IsBlank && !right.IsBlank && !string.Equals(index.Texts.ToText(left), index.Texts.ToText(right), StringComparison.OrdinalIgnoreCase);

    private static bool IsSex(BatchIndex index, TextId value) => !value.IsBlank && SexCodes.Find(index.Texts.ToText(value)!) is not null;

    private void CheckMembership(Student student, in Enrollment first, BatchFindings findings)
    {
        if (student.TotalDays.Least > PossibleMembership.Limit + (PossibleMembership.Step * student.Placements.Count))
        {
            findings.Add(PossibleMembership, first.Key, first.Key.Student);
        }
    }
}
