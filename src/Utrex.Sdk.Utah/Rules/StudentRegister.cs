using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>A student's SSID is in use, in this LEA, and for this student.</summary>
internal sealed class StudentRegister(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo Known { get; } = claims.Rule("SL.504");
    private RuleInfo SameBirthDate { get; } = claims.Rule("SL.506");
    private RuleInfo SameStudent { get; } = claims.Rule("S1.392");
    private RuleInfo InCohort { get; } = claims.Rule("S1.398");

    protected override ReferenceRegister? Needs(RuleInfo rule) => ReferenceRegister.Students;

    public override bool IsSequential => true;

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        if (!index.Reference.Has(ReferenceRegister.Students))
        {
            return;
        }

        // The enrolments of a student are neighbours: each SSID is looked up once.
        TextId ssid = default;
        IReadOnlyList<StudentReference> known = [];
        foreach (ref readonly var enrollment in index.Enrollments)
        {
            if (enrollment.Key.Ssid.IsBlank)
            {
                continue;
            }

            if (enrollment.Key.Ssid != ssid)
            {
                ssid = enrollment.Key.Ssid;
                known = index.Reference.FindStudents(index.Texts.ToText(ssid)!);
            }

            if (index.FindStudent(enrollment.Key.Student)?.FirstLine == enrollment.Key.Line)
            {
                CheckEntry(index, enrollment, known, findings);
            }

            if (known.Count > 0)
            {
                CheckRecord(index, enrollment, known, findings);
            }
        }
    }

    /// <summary>The student's entry in the student list. Of several rows, one that fits is enough.</summary>
    private void CheckEntry(BatchIndex index, in Enrollment first, IReadOnlyList<StudentReference> known, BatchFindings findings)
    {
        var isKnown = false;
        var hasBirthDate = known.Count == 0 || !first.BirthDate.HasValue;
        foreach (var row in known)
        {
            isKnown |= row.IsActive && (string.IsNullOrEmpty(row.Lea) || Same(index, row.Lea, first.Key.Lea));
            hasBirthDate |= HasBirthDate(row, first);
        }

        if (!isKnown)
        {
            findings.Add(Known, first.Key, first.Key.Ssid);
        }

        if (!hasBirthDate)
        {
            findings.Add(SameBirthDate, first.Key, first.BirthDate);
        }
    }

    private void CheckRecord(BatchIndex index, in Enrollment enrollment, IReadOnlyList<StudentReference> known, BatchFindings findings)
    {
        var isSame = false;
        var isInCohort = false;
        foreach (var row in known)
        {
            isSame |= Same(index, row.LastName, enrollment.LastName) && Same(index, row.FirstName, enrollment.FirstName) && HasBirthDate(row, enrollment);
            isInCohort |= row.CohortYear is null || row.CohortYear == index.Context.SchoolYear;
        }

        if (!isSame)
        {
            findings.Add(SameStudent, enrollment.Key, enrollment.Key.Ssid);
        }

        if (!isInCohort && enrollment.Completion == HighSchoolCompletionStatus.RetainedSeniorOnPathToAlternateDiploma)
        {
            findings.Add(InCohort, enrollment.Key, enrollment.Completion.Code);
        }
    }

    private static bool HasBirthDate(StudentReference row, in Enrollment enrollment) =>
        row.BirthDate is null || !enrollment.BirthDate.HasValue || enrollment.BirthDate.Value == row.BirthDate;

    /// <summary>Whether a value is that of the register, which may write it in another case; what it does not know agrees with anything.</summary>
    private static bool Same(BatchIndex index, string? known, TextId submitted) =>
        string.IsNullOrEmpty(known) || submitted.IsBlank || string.Equals(known, index.Texts.ToText(submitted), StringComparison.OrdinalIgnoreCase);
}
