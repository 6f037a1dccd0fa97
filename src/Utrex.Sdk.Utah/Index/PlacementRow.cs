using System.Runtime.InteropServices;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>What is worked out once of a student in a school: the enrolments from a place to another, and what they sum up to.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PlacementRow
{
    public TextId School;
    public int Start;
    public int End;
    public bool HasUnsureEntry;
    public bool HasUnsureExit;
    public bool IsOpen;
    public bool HasCompletion;
    public CompletionSet Completions;
    private PackedDay _firstEntry;
    private PackedDay _lastExit;
    private PackedDaySum _schoolDays;
    private PackedDaySum _selfContainedScramDays;
    private PackedDaySum _resourceScramDays;
    private PackedDaySum _selfContainedCareDays;
    private PackedDaySum _resourceCareDays;

    public DateOnly? FirstEntry { readonly get => _firstEntry; private set => _firstEntry = value; }

    public DateOnly? LastExit { readonly get => _lastExit; private set => _lastExit = value; }

    public DaySum SchoolDays { readonly get => _schoolDays; private set => _schoolDays = value; }

    public DaySum SelfContainedScramDays { readonly get => _selfContainedScramDays; private set => _selfContainedScramDays = value; }

    public DaySum ResourceScramDays { readonly get => _resourceScramDays; private set => _resourceScramDays = value; }

    public DaySum SelfContainedCareDays { readonly get => _selfContainedCareDays; private set => _selfContainedCareDays = value; }

    public DaySum ResourceCareDays { readonly get => _resourceCareDays; private set => _resourceCareDays = value; }

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
