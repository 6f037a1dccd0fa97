using System.Runtime.InteropServices;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>What is worked out once of a student in a school: the enrolments from a place to another, and what they sum up to.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct PlacementRow
{
    public TextId School;
    public int Start;
    public int End;
    public DateOnly? FirstEntry;
    public DateOnly? LastExit;
    public DaySum SchoolDays;
    public DaySum SelfContainedScramDays;
    public DaySum ResourceScramDays;
    public DaySum SelfContainedCareDays;
    public DaySum ResourceCareDays;
    public bool HasUnsureEntry;
    public bool HasUnsureExit;
    public bool IsOpen;
    public bool HasCompletion;
    public CompletionSet Completions;

    /// <summary>Takes an enrolment into account.</summary>
    public void Add(in Enrollment enrollment, DaySum days)
    {
        SchoolDays += days;
        IsOpen |= enrollment.Exit.IsBlank;
        HasCompletion |= enrollment.HasCompletion;
        Completions.Add(enrollment.Completion);
        HasUnsureEntry |= !enrollment.Entry.HasValue;
        HasUnsureExit |= !enrollment.Exit.HasValue;
        if (enrollment.Entry.HasValue && (FirstEntry is not { } first || enrollment.Entry.Value < first))
        {
            FirstEntry = enrollment.Entry.Value;
        }

        if (enrollment.Exit.HasValue && (LastExit is not { } last || enrollment.Exit.Value > last))
        {
            LastExit = enrollment.Exit.Value;
        }
    }

    /// <summary>Takes a SCRAM record into account.</summary>
    public void Add(in Scram scram, DaySum days, Placement placement)
    {
        var unknown = scram.HasUnreadableTime ? days.AsUnsure() : default;
        SelfContainedScramDays += placement.IsSelfContained(scram) ? days : unknown;
        ResourceScramDays += Placement.IsResource(scram) ? days : unknown;
    }

    /// <summary>Takes a YIC record into account; one whose membership is excluded does not count.</summary>
    public void Add(in YouthInCare care, DaySum days)
    {
        if (care.IsExcluded)
        {
            return;
        }

        var unknown = care.HasUnreadableTime ? days.AsUnsure() : default;
        SelfContainedCareDays += care.IsSelfContained ? days : unknown;
        ResourceCareDays += care.IsResource ? days : unknown;
    }
}
