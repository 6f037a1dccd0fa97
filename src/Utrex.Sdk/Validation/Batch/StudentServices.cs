using Utrex.Sdk.Codes;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>What a student record says of special education and incidents agrees with the records of these.</summary>
internal sealed class StudentServices : BatchRule
{
    private static readonly RuleInfo NotTooOld = Rule("S1.380w");
    private static readonly RuleInfo AgedOut = Rule("S1.379");
    private static readonly RuleInfo HasOnePercent = Rule("S1.395");
    private static readonly RuleInfo HasPhone = Rule("S1.406");
    private static readonly RuleInfo HasIncident = Rule("S1.386");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var inIncidents = new HashSet<TextId>();
        foreach (ref readonly var part in index.IncidentStudents)
        {
            inIncidents.Add(part.Key.Student);
        }

        foreach (var student in index.Students)
        {
            foreach (var placement in student.Placements)
            {
                foreach (ref readonly var enrollment in placement.Enrollments)
                {
                    Check(index, student, placement, enrollment, findings);
                    if (enrollment.ExitCode == ExitCode.Expelled && !inIncidents.Contains(student.Number))
                    {
                        findings.Add(HasIncident, enrollment.Key, enrollment.ExitCode.Code);
                    }
                }
            }
        }
    }

    private static void Check(BatchIndex index, Student student, Placement placement, in Enrollment enrollment, BatchFindings findings)
    {
        if (placement.Scrams.Count == 0 && enrollment.BirthDate.HasValue && Age.InYears(enrollment.BirthDate.Value, index.Context.September1) > NotTooOld.Limit)
        {
            findings.Add(NotTooOld, enrollment.Key, enrollment.BirthDate);
        }

        var last = placement.Scrams.Count == 0 ? default : placement.Scrams[^1];
        var agedOut = enrollment.Completion == HighSchoolCompletionStatus.AgedOutOfSpecialEducation;
        if (agedOut != (last.ExitReason == ScramExitReason.ReachedMaximumAge))
        {
            findings.Add(AgedOut, enrollment.Key, enrollment.Completion.Code, placement.Scrams.Count == 0 ? null : [last.Key.Line]);
        }

        if (HasOnePercent.Values.Contains(enrollment.Completion.Code, StringComparer.Ordinal) && !student.HasOnePercent)
        {
            findings.Add(HasOnePercent, enrollment.Key, enrollment.Completion.Code);
        }

        if (enrollment.Phone.IsBlank && student.HasScram)
        {
            findings.Add(HasPhone, enrollment.Key, default(TextId), [student.Scrams[0].Key.Line]);
        }
    }
}
