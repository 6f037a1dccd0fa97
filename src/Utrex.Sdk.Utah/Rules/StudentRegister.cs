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

        // The enrolments of a student are neighbours: of a vendor's register, which may be slow, each SSID is asked for once.
        TextId ssid = default;
        IReadOnlyList<StudentReference> known = [];
        foreach (ref readonly var enrollment in index.Enrollments)
        {
            if (enrollment.Key.Ssid.IsBlank)
            {
                continue;
            }

            var agreement = new Agreement(index, enrollment);
            if (index.Reference is ReferenceFolder folder)
            {
                foreach (var row in folder.FindStudents(index.Texts[enrollment.Key.Ssid]))
                {
                    agreement.Add(row);
                }
            }
            else
            {
                known = enrollment.Key.Ssid == ssid ? known : index.Reference.FindStudents(index.Texts.ToText(enrollment.Key.Ssid)!);
                ssid = enrollment.Key.Ssid;
                foreach (var row in known)
                {
                    agreement.Add(new StudentRow(row));
                }
            }

            Report(index, enrollment, agreement, findings);
        }
    }

    private void Report(BatchIndex index, in Enrollment enrollment, Agreement agreement, BatchFindings findings)
    {
        // The student's entry in the student list stands on the first record.
        if (index.FindStudent(enrollment.Key.Student)?.FirstLine == enrollment.Key.Line)
        {
            if (!agreement.IsKnown)
            {
                findings.Add(Known, enrollment.Key, enrollment.Key.Ssid);
            }

            if (agreement.HasRows && enrollment.BirthDate.HasValue && !agreement.HasBirthDate)
            {
                findings.Add(SameBirthDate, enrollment.Key, enrollment.BirthDate);
            }
        }

        if (agreement.HasRows && !agreement.IsSame)
        {
            findings.Add(SameStudent, enrollment.Key, enrollment.Key.Ssid);
        }

        if (agreement.HasRows && !agreement.IsInCohort && enrollment.Completion == HighSchoolCompletionStatus.RetainedSeniorOnPathToAlternateDiploma)
        {
            findings.Add(InCohort, enrollment.Key, enrollment.Completion.Code);
        }
    }

    /// <summary>In what a student record and the register agree. Of several rows, one that fits is enough; what a row does not know agrees with anything.</summary>
    private ref struct Agreement(BatchIndex index, in Enrollment enrollment)
    {
        private readonly ref readonly Enrollment _enrollment = ref enrollment;

        public bool HasRows { get; private set; }

        /// <summary>Whether the SSID is in use, in this LEA.</summary>
        public bool IsKnown { get; private set; }

        public bool HasBirthDate { get; private set; }

        public bool IsSame { get; private set; }

        public bool IsInCohort { get; private set; }

        public void Add(StudentRow row)
        {
            var hasBirthDate = row.BirthDate is null || !_enrollment.BirthDate.HasValue || _enrollment.BirthDate.Value == row.BirthDate;
            HasRows = true;
            IsKnown |= row.IsActive && Agrees(row.Lea, _enrollment.Key.Lea);
            HasBirthDate |= hasBirthDate;
            IsSame |= hasBirthDate && Agrees(row.LastName, _enrollment.LastName) && Agrees(row.FirstName, _enrollment.FirstName);
            IsInCohort |= row.CohortYear is null || row.CohortYear == index.Context.SchoolYear;
        }

        /// <summary>Whether a value is that of the register, which may write it in another case.</summary>
        private readonly bool Agrees(ReadOnlySpan<byte> known, TextId submitted) =>
            known.IsEmpty || submitted.IsBlank || CaseInsensitive.AreEqual(known, index.Texts[submitted]);
    }
}
