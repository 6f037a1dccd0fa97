using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation.Across;
using Utrex.Statewide.Histories;

namespace Utrex.Statewide.Rules;

/// <summary>Courses of Essential Elements are for students with a significant cognitive disability.</summary>
internal sealed class EssentialElements(RuleClaims claims) : HistoryRule(claims)
{
    private RuleInfo IsMarked { get; } = claims.Rule("L2.13");

    public override string? Lacks(RuleScope scope) => scope.Registers.HasEssentialElements ? null
        : "no reference data about courses of Essential Elements: REF_COURSE_CODE.csv with the column ESSENTIAL_ELEMENTS";

    public override void Check(StudentHistory history, RuleScope scope, RuleFindings findings)
    {
        if (history.EssentialCourses.Count == 0 || history.Scrams.Exists(scram => scram.SchoolYear == scope.SchoolYear && scram.IsOnePercent))
        {
            return;
        }

        foreach (var course in history.EssentialCourses)
        {
            findings.Add(IsMarked, history, course, nameof(CourseMembershipRecord.CourseNumber), course.Course);
        }
    }
}
