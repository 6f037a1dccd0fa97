using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>
/// The student list (SL), which the state derives from the student records: one entry for each student number. A finding stands on
/// the student's first record.
/// </summary>
internal sealed class StudentList : BatchRule
{
    /// <summary>The record id of the list.</summary>
    public const string Record = "SL";

    private static readonly RuleInfo HasNumber = Rule("SL.001", "STUDENT NUMBER");
    private static readonly RuleInfo HasName = Rule("SL.001", "LAST NAME");
    private static readonly RuleInfo HasBirthDate = Rule("SL.001", "BIRTH DATE");
    private static readonly RuleInfo HasSex = Rule("SL.001", "SEX");
    private static readonly RuleInfo HasSsid = Rule("SL.001", "STATEWIDE STUDENT ID");
    private static readonly RuleInfo HasLea = Rule("SL.001", "LEA NUMBER");
    private static readonly RuleInfo UniqueNumber = Rule("SL.501");
    private static readonly RuleInfo UniqueSsid = Rule("SL.503");
    private static readonly RuleInfo PossibleMembership = Rule("SL.505");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        foreach (var enrollment in index.Enrollments.TakeWhile(enrollment => enrollment.Key.Student.IsBlank))
        {
            // Without a number, each record is an entry of its own.
            CheckPresence(enrollment, findings);
        }

        var ownerOfSsid = new Dictionary<TextId, Enrollment>();
        foreach (var student in index.Students.OrderBy(student => student.FirstLine))
        {
            var first = student.First;
            CheckPresence(first, findings);
            CheckNumber(student, first, findings);
            CheckMembership(student, first, findings);
            if (first.Key.Ssid.IsBlank)
            {
                continue;
            }

            if (!ownerOfSsid.TryAdd(first.Key.Ssid, first))
            {
                findings.Add(UniqueSsid, first.Key, first.Key.Ssid, [ownerOfSsid[first.Key.Ssid].Key.Line]);
            }
        }
    }

    private static void CheckPresence(in Enrollment entry, BatchFindings findings)
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

    private static void CheckNumber(Student student, in Enrollment first, BatchFindings findings)
    {
        List<int> others = [];
        foreach (var placement in student.Placements)
        {
            foreach (ref readonly var enrollment in placement.Enrollments)
            {
                if (enrollment.LastName != first.LastName || enrollment.FirstName != first.FirstName || enrollment.MiddleName != first.MiddleName
                    || enrollment.BirthDate != first.BirthDate || enrollment.Key.Ssid != first.Key.Ssid)
                {
                    others.Add(enrollment.Key.Line);
                }
            }
        }

        if (others.Count > 0)
        {
            others.Sort();
            findings.Add(UniqueNumber, first.Key, first.Key.Student, [.. others]);
        }
    }

    private static void CheckMembership(Student student, in Enrollment first, BatchFindings findings)
    {
        const int DaysForEachSchool = 10;
        if (student.TotalDays > PossibleMembership.Limit + (DaysForEachSchool * student.Placements.Count))
        {
            findings.Add(PossibleMembership, first.Key, first.Key.Student);
        }
    }
}
