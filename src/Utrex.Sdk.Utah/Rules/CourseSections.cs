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
        var attended = new HashSet<CourseKey>();
        foreach (var membership in index.Memberships)
        {
            attended.Add(membership.CourseKey);
        }

        var first = new Dictionary<(CourseKey, TextId, TextId), int>();
        foreach (var course in index.Courses)
        {
            var key = course.Key;
            if (!course.CourseKey.IsComplete)
            {
                continue;
            }

            if (!first.TryAdd((course.CourseKey, course.WhereTaughtDistrict, course.WhereTaughtSchool), key.Line))
            {
                findings.AddPair(
                    Unique, key, first[(course.CourseKey, course.WhereTaughtDistrict, course.WhereTaughtSchool)], key.Course,
                    [course.Period, key.Lea, key.School, course.WhereTaughtDistrict, course.WhereTaughtSchool]);
            }

            if (!attended.Contains(course.CourseKey))
            {
                findings.Add(HasStudents, key, key.Course);
            }
        }
    }
}
