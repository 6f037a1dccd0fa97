using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>A class is in the batch once, and somebody is in it.</summary>
internal sealed class CourseSections(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo Unique { get; } = claims.Rule("AC.822");
    private RuleInfo HasStudents { get; } = claims.Rule("AC.823");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var attended = new bool[index.Classes.Described];
        for (var i = 0; i < index.Memberships.Count; i++)
        {
            if (index.Classes.OfMembership(i) is var number && number < attended.Length)
            {
                attended[number] = true;
            }
        }

        var first = new Dictionary<(int, TextId, TextId), int>(index.Courses.Count);
        foreach (ref readonly var course in index.Courses)
        {
            var key = course.Key;
            if (!course.CourseKey.IsComplete)
            {
                continue;
            }

            var number = index.Classes.OfCourse(course);
            if (!first.TryAdd((number, course.WhereTaughtDistrict, course.WhereTaughtSchool), key.Line))
            {
                findings.AddPair(
                    Unique, key, first[(number, course.WhereTaughtDistrict, course.WhereTaughtSchool)], key.Course,
                    [course.Period, key.Lea, key.School, course.WhereTaughtDistrict, course.WhereTaughtSchool]);
            }

            if (!attended[number])
            {
                findings.Add(HasStudents, key, key.Course);
            }
        }
    }
}
