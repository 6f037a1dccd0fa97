using System.Globalization;
using System.Runtime.InteropServices;
using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>
/// Which attendance summary belongs to which enrollment. Most name theirs. The others belong to an enrollment of the student in the school by
/// their dates, each to one; what belongs to none is reported.
/// </summary>
internal sealed class AttendanceMatch(ObjectDirectory directory, ICollectionReport report)
{
    // The enrollments that become records, each with its summary or -1.
    private readonly Dictionary<long, long> _summaries = new(directory.Count(StudentSchoolEnrollmentShape.Shape));
    private readonly List<Stay> _enrollments = new(directory.Count(StudentSchoolEnrollmentShape.Shape));
    private readonly List<Stay> _unnamed = [];

    public void AddEnrollment(DocumentObject item, long place, int school, int student)
    {
        _summaries.Add(place, -1);
        _enrollments.Add(new Stay(student, school, Day(item[StudentSchoolEnrollmentShape.EntryDate]) ?? 0, Day(item[StudentSchoolEnrollmentShape.ExitDate]) ?? int.MaxValue, place));
    }

    /// <summary>Takes a summary; all enrollments have been added before.</summary>
    public void AddSummary(DocumentObject item, long place, int school, int student)
    {
        if (item[StudentAttendanceSummaryShape.StudentSchoolEnrollmentRefId] is not { IsNone: false } id)
        {
            if (school < 0 || student < 0)
            {
                report.NotUse(item, $"needs {(school < 0 ? "SchoolInfo" : "StudentPersonal")}, which was not sent");
                return;
            }

            var start = Day(item[StudentAttendanceSummaryShape.StartDate]) ?? 0;
            _unnamed.Add(new Stay(student, school, start, Day(item[StudentAttendanceSummaryShape.EndDate]) ?? start, place));
            return;
        }

        var enrollment = directory.PlaceOf(StudentSchoolEnrollmentShape.Shape, id);
        if (enrollment < 0)
        {
            report.NotUse(item, $"needs StudentSchoolEnrollment {PrintableText.Of(id.ToString())}, which was not sent");
        }
        else if (!_summaries.TryGetValue(enrollment, out var other))
        {
            report.LeftOut.Add("StudentAttendanceSummary of an enrollment that is left out");
        }
        else
        {
            // Of several the one that was sent last counts.
            _summaries[enrollment] = place;
            if (other >= 0)
            {
                report.LeftOut.Add("StudentAttendanceSummary besides that of its enrollment");
            }
        }
    }

    /// <summary>Ends the adding.</summary>
    public void Complete()
    {
        _enrollments.Sort();
        _unnamed.Sort();
        var enrollments = CollectionsMarshal.AsSpan(_enrollments);
        var summaries = CollectionsMarshal.AsSpan(_unnamed);
        for (int at = 0, from = 0; at < summaries.Length;)
        {
            var end = EndOf(summaries, at);
            while (from < enrollments.Length && enrollments[from].ComparePlace(summaries[at]) < 0)
            {
                from++;
            }

            var to = from < enrollments.Length && enrollments[from].ComparePlace(summaries[at]) == 0 ? EndOf(enrollments, from) : from;
            Match([.. enrollments[from..to].ToArray().Where(stay => _summaries[stay.Place] < 0)], summaries[at..end].ToArray());
            at = end;
        }

        _enrollments.Clear();
        _enrollments.TrimExcess();
        _unnamed.Clear();
        _unnamed.TrimExcess();
    }

    /// <summary>The summary of an enrollment, or -1.</summary>
    public long Find(long enrollment) => _summaries.GetValueOrDefault(enrollment, -1);

    /// <summary>Matches what is of one student in one school: what lies within an enrollment, then what begins within it, then what is left if that is one of each and the dates do not speak for another.</summary>
    private void Match(Stay[] enrollments, Stay[] summaries)
    {
        var rest = Take(summaries, summary => AtStart(summary) is { } found && summary.Last <= found.Last ? found : null);
        rest = Take(rest, summary => AtStart(summary) is { } found && summary.First <= found.Last ? found : null);
        var open = Array.FindAll(enrollments, stay => _summaries[stay.Place] < 0);
        if (open.Length == 1 && rest.Count == 1 && !(AtStart(rest[0]) is { } other && rest[0].First <= other.Last))
        {
            rest = Take(rest, _ => open[0]);
        }

        foreach (var summary in rest)
        {
            report.NotUse(directory.Load(summary.Place), "fits no enrollment of the student in the school");
        }

        List<Stay> Take(IEnumerable<Stay> from, Func<Stay, Stay?> find)
        {
            var left = new List<Stay>();
            foreach (var summary in from)
            {
                if (find(summary) is { } found && _summaries[found.Place] < 0)
                {
                    _summaries[found.Place] = summary.Place;
                }
                else
                {
                    left.Add(summary);
                }
            }

            return left;
        }

        // The enrollment that had begun when the summary begins.
        Stay? AtStart(Stay summary)
        {
            var (low, high) = (0, enrollments.Length);
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                (low, high) = enrollments[middle].First <= summary.First ? (middle + 1, high) : (low, middle);
            }

            return low > 0 ? enrollments[low - 1] : null;
        }
    }

    private static int EndOf(ReadOnlySpan<Stay> stays, int at)
    {
        var end = at + 1;
        while (end < stays.Length && stays[end].ComparePlace(stays[at]) == 0)
        {
            end++;
        }

        return end;
    }

    private static int? Day(Utf8Value text) => DateOnly.TryParseExact(text.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : null;

    /// <summary>A student in a school, from day to day.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Stay(int Student, int School, int First, int Last, long Place) : IComparable<Stay>
    {
        public int ComparePlace(Stay other) => Student != other.Student ? Student.CompareTo(other.Student) : School.CompareTo(other.School);

        public int CompareTo(Stay other) => ComparePlace(other) is not 0 and var order ? order : First != other.First ? First.CompareTo(other.First) : Place.CompareTo(other.Place);
    }
}
