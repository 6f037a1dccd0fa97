using System.Runtime.InteropServices;

namespace Utrex.Sdk.Utah.Index;

/// <summary>
/// The classes of a batch, numbered: what a course master record describes and memberships name. A class that has no such record has a number
/// too, behind those that have one.
/// </summary>
internal sealed class CourseClasses
{
    private readonly Dictionary<CourseKey, int> _numbers;
    private readonly int[] _ofMemberships;
    private readonly List<int> _courses = [];

    /// <summary>The classes of courses and memberships.</summary>
    public CourseClasses(Rows<Course> courses, Rows<CourseMembership> memberships)
    {
        _numbers = new Dictionary<CourseKey, int>(courses.Count);
        for (var i = 0; i < courses.Count; i++)
        {
            if (_numbers.TryAdd(courses[i].CourseKey, _courses.Count))
            {
                _courses.Add(i);
            }
        }

        _ofMemberships = new int[memberships.Count];
        for (var i = 0; i < _ofMemberships.Length; i++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, memberships[i].CourseKey, out var isKnown);
            number = isKnown ? number : _numbers.Count - 1;
            _ofMemberships[i] = number;
        }
    }

    /// <summary>No classes.</summary>
    public static CourseClasses None { get; } = new(new(), new());

    /// <summary>How many classes have a course master record: the first ones.</summary>
    public int Described => _courses.Count;

    /// <summary>The class of a membership.</summary>
    public int OfMembership(int i) => _ofMemberships[i];

    /// <summary>The first course master record of a class; its place among the courses.</summary>
    public int? CourseOf(int number) => number < _courses.Count ? _courses[number] : null;

    /// <summary>The class of a course master record.</summary>
    public int OfCourse(in Course course) => _numbers[course.CourseKey];
}
