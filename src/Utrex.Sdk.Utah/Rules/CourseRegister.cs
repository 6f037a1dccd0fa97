using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>What the state's registers say of the place, the teachers and the core code of a course.</summary>
internal sealed class CourseRegister(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo KnownDistrict { get; } = claims.Rule("AC.803");
    private RuleInfo OpenSchool { get; } = claims.Rule("AC.805");
    private RuleInfo Teacher1 { get; } = claims.Rule("AC.806");
    private RuleInfo Teacher2 { get; } = claims.Rule("AC.813");
    private RuleInfo Teacher3 { get; } = claims.Rule("AC.816");
    private RuleInfo ActiveCourse { get; } = claims.Rule("AC.810");
    private RuleInfo StudentCourse { get; } = claims.Rule("AC.811");
    private RuleInfo KnownCourse { get; } = claims.Rule("TC.1303");

    /// <summary>Colleges count as LEAs where a course is taught, and each as its own school.</summary>
    private readonly Dictionary<string, string> _colleges = (claims.Specification.FindLookup("Colleges")?.Rows ?? []).ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    protected override ReferenceRegister? Needs(RuleInfo rule) => rule switch
    {
        _ when rule == KnownDistrict => ReferenceRegister.Leas,
        _ when rule == OpenSchool => ReferenceRegister.Schools,
        _ when rule == ActiveCourse || rule == StudentCourse || rule == KnownCourse => ReferenceRegister.Courses,
        _ => ReferenceRegister.Staff,
    };

    public override bool IsSequential => true;

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var broken = new Dictionary<(RuleInfo, TextId, TextId), bool>();
        foreach (ref readonly var course in index.Courses)
        {
            Check(index, KnownDistrict, course.WhereTaughtDistrict, default, course.Key, broken, findings);
            Check(index, OpenSchool, course.WhereTaughtSchool, course.WhereTaughtDistrict, course.Key, broken, findings);
            Check(index, Teacher1, course.Teacher1, default, course.Key, broken, findings);
            Check(index, Teacher2, course.Teacher2, default, course.Key, broken, findings);
            Check(index, Teacher3, course.Teacher3, default, course.Key, broken, findings);
            Check(index, ActiveCourse, course.CoreCode, default, course.Key, broken, findings);
            Check(index, StudentCourse, course.CoreCode, default, course.Key, broken, findings);
        }

        foreach (ref readonly var course in index.TranscriptCourses)
        {
            Check(index, KnownCourse, course.CoreCode, default, course.Key, broken, findings);
        }
    }

    private void Check(BatchIndex index, RuleInfo rule, TextId value, TextId district, in RecordKey key, Dictionary<(RuleInfo, TextId, TextId), bool> broken, BatchFindings findings)
    {
        if (value.IsBlank || !index.Reference.Has(Needs(rule)!.Value))
        {
            return;
        }

        if (!broken.TryGetValue((rule, value, district), out var isBroken))
        {
            isBroken = !IsKnown(index, rule, value, district);
            broken.Add((rule, value, district), isBroken);
        }

        if (isBroken)
        {
            findings.Add(rule, key, value);
        }
    }

    private bool IsKnown(BatchIndex index, RuleInfo rule, TextId value, TextId district)
    {
        var text = index.Texts.ToText(value)!;
        var year = index.Context.SchoolYear;
        return rule switch
        {
            _ when rule == KnownDistrict => _colleges.ContainsKey(text) || index.Reference.FindLea(text) is { IsActive: true },
            _ when rule == OpenSchool => IsCollege(text, index.Texts.ToText(district)) || IsOpen(index, text, district),
            _ when rule == ActiveCourse => index.Reference.FindCourses(text).Any(course => course.IsActive && !(course.EffectiveYear > year) && !(course.RetireYear < year)),
            _ when rule == StudentCourse => index.Reference.FindCourses(text).Any(course => course.ValidFor is { } audience && StudentCourse.Values.Lists(audience)),
            _ when rule == KnownCourse => index.Reference.FindCourses(text).Count > 0,
            _ => index.Reference.FindStaff(text) is { IsActive: true },
        };
    }

    /// <summary>Whether it is the school number of a college, and the district number too where there is one.</summary>
    private bool IsCollege(string school, string? district) => district is null
        ? _colleges.ContainsValue(school)
        : _colleges.TryGetValue(district, out var own) && string.Equals(own, school, StringComparison.Ordinal);

    /// <summary>Whether the district has such a school, active in the year and open to its end; without a district, whether anybody has.</summary>
    private static bool IsOpen(BatchIndex index, string number, TextId district) => index.Reference.FindSchools(number).Any(school =>
        school.IsActive
        && SchoolRecords.IsOpen(index, school)
        && (school.SchoolYear is null || school.SchoolYear == index.Context.SchoolYear)
        && (district.IsBlank || school.Lea is null || string.Equals(school.Lea, index.Texts.ToText(district), StringComparison.Ordinal)));
}
