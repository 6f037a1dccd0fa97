using System.Runtime.InteropServices;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>An object that records are made of, and where in the batch they go: by school, then student, then record type, then the order of reading.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecordPlace : IComparable<RecordPlace>
{
    /// <summary>Before all students.</summary>
    public const int BeforeStudents = -1;

    /// <summary>After all students.</summary>
    public const int AfterStudents = int.MaxValue;

    // No file is so large that its places need the highest bits: the record type is in them.
    private const int KindShift = 56;

    private readonly ulong _kindAndPlace;

    public RecordPlace(int school, int student, byte kind, long place) =>
        (School, Student, _kindAndPlace) = (school, student, ((ulong)kind << KindShift) | (ulong)place);

    public int School { get; }

    public int Student { get; }

    public long Place => (long)(_kindAndPlace & ((1UL << KindShift) - 1));

    public int CompareTo(RecordPlace other) =>
        School != other.School ? School.CompareTo(other.School)
        : Student != other.Student ? Student.CompareTo(other.Student)
        : _kindAndPlace.CompareTo(other._kindAndPlace);
}
