using Utrex.Sdk.Codes;
using Utrex.Sdk.Reference;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>A student's SSID is in use, in this LEA, and for this student.</summary>
internal sealed class StudentRegister : BatchRule
{
    private static readonly RuleInfo Known = Rule("SL.504");
    private static readonly RuleInfo SameBirthDate = Rule("SL.506");
    private static readonly RuleInfo SameStudent = Rule("S1.392");
    private static readonly RuleInfo InCohort = Rule("S1.398");

    public override ReferenceRegister? Needs(RuleInfo rule) => ReferenceRegister.Students;

    public override bool AsksRegisters => true;

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        if (!index.Reference.Has(ReferenceRegister.Students))
        {
            return;
        }

        // The enrolments of a student are neighbours: each SSID is looked up once.
        TextId ssid = default;
        StudentReference? known = null;
        foreach (var enrollment in index.Enrollments.Where(enrollment => !enrollment.Key.Ssid.IsBlank))
        {
            if (enrollment.Key.Ssid != ssid)
            {
                ssid = enrollment.Key.Ssid;
                known = index.Reference.FindStudent(index.Texts.ToText(ssid)!);
            }

            if (index.FindStudent(enrollment.Key.Student)?.FirstLine == enrollment.Key.Line)
            {
                CheckEntry(index, enrollment, known, findings);
            }

            if (known is not null)
            {
                CheckRecord(index, enrollment, known, findings);
            }
        }
    }

    /// <summary>The student's entry in the student list.</summary>
    private static void CheckEntry(BatchIndex index, in Enrollment first, StudentReference? known, BatchFindings findings)
    {
        if (known is not { IsActive: true } || (!string.IsNullOrEmpty(known.Lea) && !Same(index, known.Lea, first.Key.Lea)))
        {
            findings.Add(Known, first.Key, first.Key.Ssid);
        }

        if (known?.BirthDate is { } birth && first.BirthDate.HasValue && first.BirthDate.Value != birth)
        {
            findings.Add(SameBirthDate, first.Key, first.BirthDate);
        }
    }

    private static void CheckRecord(BatchIndex index, in Enrollment enrollment, StudentReference known, BatchFindings findings)
    {
        if (!Same(index, known.LastName, enrollment.LastName) || !Same(index, known.FirstName, enrollment.FirstName)
            || (known.BirthDate is { } birth && enrollment.BirthDate.HasValue && enrollment.BirthDate.Value != birth))
        {
            findings.Add(SameStudent, enrollment.Key, enrollment.Key.Ssid);
        }

        if (enrollment.Completion == HighSchoolCompletionStatus.RetainedSeniorOnPathToAlternateDiploma && known.CohortYear is { } cohort && cohort != index.Context.SchoolYear)
        {
            findings.Add(InCohort, enrollment.Key, enrollment.Completion.Code);
        }
    }

    /// <summary>Whether a value is that of the register, which may write it in another case; what it does not know agrees with anything.</summary>
    private static bool Same(BatchIndex index, string? known, TextId submitted) =>
        string.IsNullOrEmpty(known) || submitted.IsBlank || string.Equals(known, index.Texts.ToText(submitted), StringComparison.OrdinalIgnoreCase);
}
