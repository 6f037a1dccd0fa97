using System.Runtime.InteropServices;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>An entry of the student list (SL), which is derived from the student records. It is a place in the index.</summary>
internal readonly record struct Student(BatchIndex Index, int Place)
{
    /// <summary>The record id of the list.</summary>
    public const string Record = "SL";

    /// <summary>The student number.</summary>
    public TextId Number => First.Key.Student;

    /// <summary>The schools of the student.</summary>
    public PlacementRange Placements => new(Index, Row.FirstPlacement, Row.PlacementCount);

    /// <summary>The student records in all schools, a school at a time.</summary>
    public Rows<Enrollment>.Range Enrollments =>
        Index.Enrollments.Between(Index.PlacementRows[Row.FirstPlacement].Start, Index.PlacementRows[Row.FirstPlacement + Row.PlacementCount - 1].End);

    /// <summary>The SCRAM records in all schools.</summary>
    public ReadOnlySpan<Scram> Scrams => Index.ScramTable.Of(Number);

    /// <summary>Whether the student has a course membership in any school.</summary>
    public bool HasMemberships => Row.HasMemberships;

    /// <summary>Whether an enrolment in any school has no exit date.</summary>
    public bool IsOpen => Row.IsOpen;

    /// <summary>Whether an enrolment in any school has a completion status. One that is no code is not blank either.</summary>
    public bool HasCompletion => Row.HasCompletion;

    /// <summary>The student's first record in the file.</summary>
    public ref readonly Enrollment First => ref Index.Enrollments[Row.First];

    /// <summary>The line of the first record.</summary>
    public int FirstLine => First.Key.Line;

    /// <summary>The student's record with the latest entry date in any school.</summary>
    public ref readonly Enrollment Latest => ref Index.Enrollments[Row.Latest];

    /// <summary>The earliest entry date in any school.</summary>
    public DateOnly? FirstEntry => Row.FirstEntry;

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

    private ref readonly StudentRow Row => ref Index.StudentRows[Place];
}

/// <summary>What is worked out once of a student: the placements, which stand together, and which records are the first and the latest.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct StudentRow
{
    public int FirstPlacement;
    public int PlacementCount;
    public int First;
    public int Latest;
    public bool HasMemberships;
    public bool IsOpen;
    public bool HasCompletion;
    private PackedDay _firstEntry;

    public DateOnly? FirstEntry { readonly get => _firstEntry; set => _firstEntry = value; }
}
