using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>The courses and grades of each student, by course number: a step on one side or on the other finds what belongs together.</summary>
internal sealed class TranscriptJoin
{
    private readonly BatchIndex _index;
    private readonly bool[] _isGraded;

    // The first course of each grade, from 1.
    private readonly int[] _courses;
    private readonly Comparison<int> _byCourse;
    private readonly Comparison<int> _byGradeCourse;

    public TranscriptJoin(BatchIndex index)
    {
        _index = index;
        _isGraded = new bool[index.TranscriptCourses.Count];
        _courses = new int[index.TranscriptGrades.Count];
        _byCourse = (left, right) => index.TranscriptCourses[left].Key.Course.Number.CompareTo(index.TranscriptCourses[right].Key.Course.Number) is not 0 and var order
            ? order
            : left.CompareTo(right);
        _byGradeCourse = (left, right) => index.TranscriptGrades[left].Key.Course.Number.CompareTo(index.TranscriptGrades[right].Key.Course.Number);
        using var courses = new StudentGroups<TranscriptCourse>(index.TranscriptCourses, index.Texts);
        using var grades = new StudentGroups<TranscriptGrade>(index.TranscriptGrades, index.Texts);
        Join(courses.Blank, grades.Blank);
        for (var student = default(TextId); grades.TryNext(ref student, out var records);)
        {
            Join(courses.Of(student), records);
        }
    }

    /// <summary>Whether there is a grade for a course of the same student.</summary>
    public bool IsGraded(int course) => _isGraded[course];

    /// <summary>The first course of the student that has the number of a grade.</summary>
    public int? CourseOf(int grade) => _courses[grade] is not 0 and var course ? course - 1 : null;

    private void Join(Span<int> courses, Span<int> grades)
    {
        courses.Sort(_byCourse);
        grades.Sort(_byGradeCourse);
        var start = 0;
        foreach (var grade in grades)
        {
            var number = _index.TranscriptGrades[grade].Key.Course.Number;
            while (start < courses.Length && _index.TranscriptCourses[courses[start]].Key.Course.Number < number)
            {
                start++;
            }

            if (start == courses.Length || _index.TranscriptCourses[courses[start]].Key.Course.Number != number)
            {
                continue;
            }

            _courses[grade] = courses[start] + 1;
            if (!_isGraded[courses[start]])
            {
                MarkGraded(courses[start..]);
            }
        }
    }

    /// <summary>Marks the courses that have the number of the first one.</summary>
    private void MarkGraded(ReadOnlySpan<int> courses)
    {
        var number = _index.TranscriptCourses[courses[0]].Key.Course;
        foreach (var course in courses)
        {
            if (_index.TranscriptCourses[course].Key.Course != number)
            {
                break;
            }

            _isGraded[course] = true;
        }
    }
}
