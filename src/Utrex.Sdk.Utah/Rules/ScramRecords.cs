using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>A SCRAM record (S2) fits the student's age and grade, and the end of special education.</summary>
internal sealed class ScramRecords(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo YoungEnough { get; } = claims.Rule("S2.603");
    private RuleInfo HasTime { get; } = claims.Rule("S2.604");
    private RuleInfo NoTime { get; } = claims.Rule("S2.623w");
    private RuleInfo EndsWithSpecialEducation { get; } = claims.Rule("S2.610");
    private RuleInfo AgedOut { get; } = claims.Rule("S2.612");
    private RuleInfo HasRegularPercent { get; } = claims.Rule("S2.619");
    private RuleInfo EarlyChildhood { get; } = claims.Rule("S2.621");
    private RuleInfo SchoolAge { get; } = claims.Rule("S2.622");
    private RuleInfo KnownEnvironment { get; } = claims.Rule("S2.X02");
    private RuleInfo PrivateSchool { get; } = claims.Rule("S2.X06");
    private RuleInfo ClosedWithSpecialEducation { get; } = claims.Rule("S2.X07");

    private enum Setting
    {
        Unknown,
        EarlyChildhood,
        SchoolAge,
    }

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        foreach (var services in index.ScramTable.Groups)
        {
            var key = services[0].Key;
            var found = index.FindPlacement(key);

            // Birth date and grade are the student's; without a record in the school those of another will do.
            var other = found is null ? index.FindStudent(key.Student) : null;
            foreach (ref readonly var scram in services)
            {
                if (found is { } placement)
                {
                    CheckExit(placement, scram, findings);
                    CheckSchool(index, placement, scram, findings);
                    CheckStudent(index, placement.Latest, scram, findings);
                }
                else if (other is { } student)
                {
                    CheckStudent(index, student.Latest, scram, findings);
                }
                else
                {
                    CheckEnvironment(scram, Setting.Unknown, findings);
                }
            }
        }
    }

    /// <summary>Any student record of the school corresponds; one whose special education ends earlier is enough.</summary>
    private void CheckExit(Placement placement, in Scram scram, BatchFindings findings)
    {
        foreach (ref readonly var enrollment in placement.Enrollments)
        {
            if (!enrollment.SpecialEdExit.HasValue)
            {
                continue;
            }

            if (scram.Exit.HasValue && scram.Exit.Value > enrollment.SpecialEdExit.Value)
            {
                findings.Add(EndsWithSpecialEducation, scram.Key, scram.ExitText, [enrollment.Key.Line]);
                return;
            }

            if (scram.Exit.IsBlank)
            {
                findings.Add(ClosedWithSpecialEducation, scram.Key, default(TextId), [enrollment.Key.Line]);
                return;
            }
        }
    }

    private void CheckSchool(BatchIndex index, Placement placement, in Scram scram, BatchFindings findings)
    {
        if (scram.ExitReason == ScramExitReason.ReachedMaximumAge && index.IsYearEnd(placement.Key.School) && !placement.HasCompletionIn(AgedOut.Values))
        {
            findings.Add(AgedOut, scram.Key, scram.ExitReason.Code, [placement.Latest.Key.Line]);
        }

        // A student of a private school who takes part is marked as part-time instead.
        ref readonly var enrollment = ref placement.Latest;
        var isPrivate = enrollment.MembershipCode == SchoolMembershipCode.PrivateSchool;
        var isPlaced = scram.Environment == ScramEnvironment.ParentallyPlacedInPrivateSchool;
        if (!scram.Environment.IsBlank && enrollment.IsMembershipReadable && isPlaced != isPrivate && enrollment.PartTime != PartTime.PrivateSchool)
        {
            findings.Add(PrivateSchool, scram.Key, scram.EnvironmentText, [enrollment.Key.Line]);
        }
    }

    private void CheckStudent(BatchIndex index, in Enrollment enrollment, in Scram scram, BatchFindings findings)
    {
        var isPreKindergarten = enrollment.Grade == GradeLevel.PreKindergarten;
        CheckEnvironment(scram, SettingOf(index, enrollment, scram), findings);
        if (scram.Disability == DisabilityType.DevelopmentalDelay && enrollment.BirthDate.HasValue && IsTooOld(enrollment.BirthDate.Value, scram, index))
        {
            findings.Add(YoungEnough, scram.Key, scram.Disability.Code);
        }

        if (!scram.HasTime && enrollment.IsAbovePreKindergarten)
        {
            findings.Add(HasTime, scram.Key);
        }

        if (scram.HasTime && isPreKindergarten)
        {
            findings.Add(NoTime, scram.Key, scram.TimeText);
        }

        var isOldEnough = enrollment.BirthDate.HasValue && Age.InYears(enrollment.BirthDate.Value, index.Context.Today) >= HasRegularPercent.Limit;
        if (!scram.HasRegularPercent && (enrollment.IsAbovePreKindergarten || isOldEnough))
        {
            findings.Add(HasRegularPercent, scram.Key);
        }
    }

    /// <summary>The birthday may fall on the exit date, which is the day after the last one; of an open record it must still be to come.</summary>
    private bool IsTooOld(DateOnly birth, in Scram scram, BatchIndex index)
    {
        var last = scram.Exit.HasValue ? Math.Max(0, scram.Exit.Value.DayNumber - 1) : index.Context.Today.DayNumber;
        return !scram.Exit.IsMalformed && Age.InYears(birth, DateOnly.FromDayNumber(last)) >= YoungEnough.LimitOn(index.Day);
    }

    private void CheckEnvironment(in Scram scram, Setting setting, BatchFindings findings)
    {
        var (rule, isRight) = setting switch
        {
            Setting.EarlyChildhood => (EarlyChildhood, scram.Environment.IsEarlyChildhood),
            Setting.SchoolAge => (SchoolAge, scram.Environment.IsSchoolAge),
            _ => (KnownEnvironment, !scram.Environment.IsBlank),
        };
        if (!scram.EnvironmentText.IsBlank && !isRight)
        {
            findings.Add(rule, scram.Key, scram.EnvironmentText);
        }
    }

    /// <summary>
    /// Children up to 5 in pre-kindergarten and up to 4 above have the settings of early childhood, all others those of school age.
    /// The age is that on the date of the submission, of a record that was closed before that on its last day.
    /// </summary>
    private static Setting SettingOf(BatchIndex index, in Enrollment enrollment, in Scram scram)
    {
        if (enrollment.Grade.IsBlank || !enrollment.BirthDate.HasValue || index.AsOf is not { } asOf || scram.Exit.IsMalformed)
        {
            return Setting.Unknown;
        }

        var last = scram.Exit.HasValue ? Math.Min(asOf.DayNumber, Math.Max(0, scram.Exit.Value.DayNumber - 1)) : asOf.DayNumber;
        var age = Age.InYears(enrollment.BirthDate.Value, DateOnly.FromDayNumber(last));
        var isPreKindergarten = enrollment.Grade == GradeLevel.PreKindergarten;
        if (isPreKindergarten ? age is >= 3 and <= 5 : age <= 4)
        {
            return Setting.EarlyChildhood;
        }

        return (isPreKindergarten ? age >= 6 : age <= 22) ? Setting.SchoolAge : Setting.Unknown;
    }
}
