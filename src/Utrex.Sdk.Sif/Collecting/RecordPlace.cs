using System.Runtime.InteropServices;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>An object that records are made of, and where in the batch they go: by school, then student, then record type, then the order of reading.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecordPlace(int School, int Student, byte Kind, long Place) : IComparable<RecordPlace>
{
    /// <summary>Before all students.</summary>
    public const int BeforeStudents = -1;

    /// <summary>After all students.</summary>
    public const int AfterStudents = int.MaxValue;

    public int CompareTo(RecordPlace other) =>
        School != other.School ? School.CompareTo(other.School)
        : Student != other.Student ? Student.CompareTo(other.Student)
        : Kind != other.Kind ? Kind.CompareTo(other.Kind)
        : Place.CompareTo(other.Place);
}
