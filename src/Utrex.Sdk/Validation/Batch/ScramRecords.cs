using Utrex.Sdk.Codes;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>A SCRAM record (S2) fits the student's age and grade, and the end of special education.</summary>
internal sealed class ScramRecords : BatchRule
{
    private static readonly RuleInfo YoungEnough = Rule("S2.603");
    private static readonly RuleInfo HasTime = Rule("S2.604");
    private static readonly RuleInfo NoTime = Rule("S2.623w");
    private static readonly RuleInfo EndsWithSpecialEducation = Rule("S2.610");
    private static readonly RuleInfo AgedOut = Rule("S2.612");
    private static readonly RuleInfo HasRegularPercent = Rule("S2.619");
    private static readonly RuleInfo EarlyChildhood = Rule("S2.621");
    private static readonly RuleInfo SchoolAge = Rule("S2.622");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        foreach (var placement in index.Placements)
        {
            foreach (var scram in placement.Scrams)
            {
                CheckExit(placement, scram, findings);
                CheckGrade(index, placement, scram, findings);
                CheckEnvironment(index, placement, scram, findings);
            }
        }
    }

    private static void CheckExit(Placement placement, Scram scram, BatchFindings findings)
    {
        var exit = placement.Latest.SpecialEdExit;
        if (scram.Exit.HasValue && exit.HasValue && scram.Exit.Value > exit.Value)
        {
            findings.Add(EndsWithSpecialEducation, scram.Key, scram.Exit);
        }
    }

    private static void CheckGrade(BatchIndex index, Placement placement, Scram scram, BatchFindings findings)
    {
        ref readonly var enrollment = ref placement.Latest;
        if (scram.Disability == DisabilityType.DevelopmentalDelay && enrollment.BirthDate.HasValue
            && (scram.Exit.HasValue ? IsPast(scram.Exit.Value.AddDays(-1)) : scram.Exit.IsBlank && IsPast(index.Context.Today)))
        {
            findings.Add(YoungEnough, scram.Key, scram.Disability.Code);
        }

        if (!scram.HasTime && enrollment.Grade.Number is not null)
        {
            findings.Add(HasTime, scram.Key);
        }

        if (!scram.Time.IsBlank && placement.IsPreKindergarten)
        {
            findings.Add(NoTime, scram.Key, scram.Time.Code);
        }

        var isOldEnough = enrollment.BirthDate.HasValue && Age.InYears(enrollment.BirthDate.Value, index.Context.Today) >= HasRegularPercent.Limit;
        if (!scram.HasRegularPercent && (enrollment.Grade.Number is not null || (placement.IsPreKindergarten && isOldEnough)))
        {
            findings.Add(HasRegularPercent, scram.Key);
        }

        if (scram.ExitReason == ScramExitReason.ReachedMaximumAge && index.IsYearEnd(placement.Key.School) && enrollment.Completion != HighSchoolCompletionStatus.AgedOutOfSpecialEducation)
        {
            findings.Add(AgedOut, scram.Key, scram.ExitReason.Code, [enrollment.Key.Line]);
        }

        // The birthday is one that has been reached on the day.
        bool IsPast(DateOnly day) => Age.InYears(placement.Latest.BirthDate.Value, day) >= YoungEnough.Limit;
    }

    /// <summary>Children up to 5 in pre-kindergarten and up to 4 above have the settings of early childhood, all others those of school age.</summary>
    private static void CheckEnvironment(BatchIndex index, Placement placement, Scram scram, BatchFindings findings)
    {
        ref readonly var enrollment = ref placement.Latest;
        if (scram.Environment.IsBlank || enrollment.Grade.IsBlank || !enrollment.BirthDate.HasValue || index.AsOf is not { } asOf)
        {
            return;
        }

        var age = Age.InYears(enrollment.BirthDate.Value, asOf);
        if (placement.IsPreKindergarten ? age is >= 3 and <= 5 : age <= 4)
        {
            if (!scram.Environment.IsEarlyChildhood)
            {
                findings.Add(EarlyChildhood, scram.Key, scram.Environment.Code);
            }
        }
        else if ((placement.IsPreKindergarten ? age >= 6 : age <= 22) && !scram.Environment.IsSchoolAge)
        {
            findings.Add(SchoolAge, scram.Key, scram.Environment.Code);
        }
    }
}
