using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>An entry of the student list (SL), which is derived from the student records.</summary>
internal sealed class Student(BatchIndex index, TextId number)
{
    /// <summary>The record id of the list.</summary>
    public const string Record = "SL";

    private Placement? _first;
    private Placement? _latest;
    private int _firstAt;

    /// <summary>The student number.</summary>
    public TextId Number { get; } = number;

    /// <summary>The schools of the student.</summary>
    public List<Placement> Placements { get; } = new(1);

    /// <summary>The SCRAM records in all schools.</summary>
    public ReadOnlySpan<Scram> Scrams => index.ScramTable.Of(Number);

    /// <summary>Whether the student has a course membership in any school.</summary>
    public bool HasMemberships { get; set; }

    /// <summary>Whether an enrolment in any school has no exit date.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether an enrolment in any school has a completion status. One that is no code is not blank either.</summary>
    public bool HasCompletion { get; private set; }

    /// <summary>The student's first record in the file.</summary>
    public ref readonly Enrollment First => ref _first!.Enrollments[_firstAt];

    /// <summary>The line of the first record.</summary>
    public int FirstLine => First.Key.Line;

    /// <summary>The student's record with the latest entry date in any school.</summary>
    public ref readonly Enrollment Latest => ref _latest!.Latest;

    /// <summary>The whole membership over all schools.</summary>
    public DaySum TotalDays
    {
        get
        {
            var total = default(DaySum);
            foreach (var placement in Placements)
            {
                total += placement.TotalDays;
            }

            return total;
        }
    }

    /// <summary>Sums up the schools, once all are there; after that, several threads may ask.</summary>
    public void Complete()
    {
        foreach (var placement in Placements)
        {
            IsOpen |= placement.IsOpen;
            HasCompletion |= placement.HasCompletion;
            if (_latest is null || IsLater(placement.Latest, _latest.Latest))
            {
                _latest = placement;
            }

            for (var i = 0; i < placement.Enrollments.Length; i++)
            {
                if (_first is null || placement.Enrollments[i].Key.Line < _first.Enrollments[_firstAt].Key.Line)
                {
                    (_first, _firstAt) = (placement, i);
                }
            }
        }
    }

    private static bool IsLater(in Enrollment enrollment, in Enrollment other)
    {
        var order = enrollment.Entry.GetValueOrDefault().CompareTo(other.Entry.GetValueOrDefault());
        return order > 0 || (order == 0 && enrollment.Key.Line > other.Key.Line);
    }
}
