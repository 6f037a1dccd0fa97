using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>What a student record says of special education and incidents agrees with the records of these.</summary>
internal sealed class StudentServices(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo NotTooOld { get; } = claims.Rule("S1.380w");
    private RuleInfo AgedOut { get; } = claims.Rule("S1.379");
    private RuleInfo HasOnePercent { get; } = claims.Rule("S1.395");
    private RuleInfo HasPhone { get; } = claims.Rule("S1.406");
    private RuleInfo HasIncident { get; } = claims.Rule("S1.386");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var inIncidents = new TextSet(index.Texts);
        foreach (ref readonly var part in index.IncidentStudents)
        {
            inIncidents.Add(part.Key.Student);
        }

        foreach (var student in index.Students)
        {
            CheckAgedOut(student, findings);
            var hasOnePercent = HasOne(student.Scrams);
            foreach (var placement in student.Placements)
            {
                foreach (ref readonly var enrollment in placement.Enrollments)
                {
                    Check(index, student, placement, enrollment, hasOnePercent, findings);
                    if (enrollment.ExitCode == ExitCode.Expelled && !inIncidents.Contains(student.Number))
                    {
                        findings.Add(HasIncident, enrollment.Key, enrollment.ExitCode.Code);
                    }
                }
            }
        }
    }

    /// <summary>The student's latest record and the last SCRAM record, in whatever school, agree on aging out.</summary>
    private void CheckAgedOut(Student student, BatchFindings findings)
    {
        Scram? last = null;
        foreach (ref readonly var scram in student.Scrams)
        {
            if (last is not { } other || ServiceTable<Scram>.Order(scram, other) > 0)
            {
                last = scram;
            }
        }

        ref readonly var enrollment = ref student.Latest;
        var agedOut = enrollment.Completion == HighSchoolCompletionStatus.AgedOutOfSpecialEducation;
        if (agedOut != (last?.ExitReason == ScramExitReason.ReachedMaximumAge))
        {
            findings.Add(AgedOut, enrollment.Key, enrollment.Completion.Code, last is { } found ? [found.Key.Line] : null);
        }
    }

    private static bool HasOne(ReadOnlySpan<Scram> scrams)
    {
        foreach (ref readonly var scram in scrams)
        {
            if (scram.IsOnePercent)
            {
                return true;
            }
        }

        return false;
    }

    private void Check(BatchIndex index, Student student, Placement placement, in Enrollment enrollment, bool hasOnePercent, BatchFindings findings)
    {
        if (placement.Scrams.IsEmpty && enrollment.BirthDate.HasValue && Age.InYears(enrollment.BirthDate.Value, index.Context.September1) > NotTooOld.Limit)
        {
            findings.Add(NotTooOld, enrollment.Key, enrollment.BirthDate);
        }

        if (HasOnePercent.Values.Lists(enrollment.Completion.Code) && !hasOnePercent)
        {
            findings.Add(HasOnePercent, enrollment.Key, enrollment.Completion.Code);
        }

        if (!enrollment.HasPhone && !student.Scrams.IsEmpty)
        {
            findings.Add(HasPhone, enrollment.Key, default(TextId), [student.Scrams[0].Key.Line]);
        }
    }
}
