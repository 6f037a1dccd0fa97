namespace Utrex.Sdk.Utah.Index;

/// <summary>The order of a student's records: school, entry date and line.</summary>
internal sealed class EnrollmentOrder(Rows<Enrollment> enrollments) : IComparer<int>
{
    /// <inheritdoc/>
    public int Compare(int x, int y)
    {
        ref readonly var left = ref enrollments[x];
        ref readonly var right = ref enrollments[y];
        var order = left.Key.School.Number.CompareTo(right.Key.School.Number);
        order = order != 0 ? order : left.Entry.GetValueOrDefault().CompareTo(right.Entry.GetValueOrDefault());
        return order != 0 ? order : left.Key.Line.CompareTo(right.Key.Line);
    }
}
