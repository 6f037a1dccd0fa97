using Utrex.Sdk.Reference;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>What the state's registers say of the place, the teachers and the core code of a course.</summary>
internal sealed class CourseRegister : BatchRule
{
    private static readonly RuleInfo KnownDistrict = Rule("AC.803");
    private static readonly RuleInfo OpenSchool = Rule("AC.805");
    private static readonly RuleInfo Teacher1 = Rule("AC.806");
    private static readonly RuleInfo Teacher2 = Rule("AC.813");
    private static readonly RuleInfo Teacher3 = Rule("AC.816");
    private static readonly RuleInfo ActiveCourse = Rule("AC.810");
    private static readonly RuleInfo StudentCourse = Rule("AC.811");
    private static readonly RuleInfo KnownCourse = Rule("TC.1303");

    /// <summary>Colleges count as LEAs where a course is taught.</summary>
    private static readonly HashSet<string> Colleges = [.. UtrexSpecification.Lookups.Colleges.Rows.Select(row => row[0])];

    public override ReferenceRegister? Needs(RuleInfo rule) => rule switch
    {
        _ when rule == KnownDistrict => ReferenceRegister.Leas,
        _ when rule == OpenSchool => ReferenceRegister.Schools,
        _ when rule == ActiveCourse || rule == StudentCourse || rule == KnownCourse => ReferenceRegister.Courses,
        _ => ReferenceRegister.Staff,
    };

    public override bool AsksRegisters => true;

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var broken = new Dictionary<(RuleInfo, TextId), bool>();
        foreach (var course in index.Courses)
        {
            foreach (var (rule, value) in new[]
            {
                (KnownDistrict, course.WhereTaughtDistrict), (OpenSchool, course.WhereTaughtSchool), (Teacher1, course.Teacher1), (Teacher2, course.Teacher2),
                (Teacher3, course.Teacher3), (ActiveCourse, course.CoreCode), (StudentCourse, course.CoreCode),
            })
            {
                Check(index, rule, value, course.Key, broken, findings);
            }
        }

        foreach (var course in index.TranscriptCourses)
        {
            Check(index, KnownCourse, course.CoreCode, course.Key, broken, findings);
        }
    }

    private void Check(BatchIndex index, RuleInfo rule, TextId value, in RecordKey key, Dictionary<(RuleInfo, TextId), bool> broken, BatchFindings findings)
    {
        if (value.IsBlank || !index.Reference.Has(Needs(rule)!.Value))
        {
            return;
        }

        if (!broken.TryGetValue((rule, value), out var isBroken))
        {
            isBroken = !IsKnown(index, rule, value);
            broken.Add((rule, value), isBroken);
        }

        if (isBroken)
        {
            findings.Add(rule, key, value);
        }
    }

    private static bool IsKnown(BatchIndex index, RuleInfo rule, TextId value)
    {
        var text = index.Texts.ToText(value)!;
        var year = index.Context.SchoolYear;
        return rule switch
        {
            _ when rule == KnownDistrict => Colleges.Contains(text) || index.Reference.FindLea(text) is not null,
            _ when rule == OpenSchool => SchoolRecords.IsOpen(index, value),
            _ when rule == ActiveCourse => index.Reference.FindCourses(text).Any(course => course.IsActive && !(course.EffectiveYear > year) && !(course.RetireYear < year)),
            _ when rule == StudentCourse => index.Reference.FindCourses(text).Any(course => course.ValidFor is { } audience && StudentCourse.Values.Contains(audience, StringComparer.Ordinal)),
            _ when rule == KnownCourse => index.Reference.FindCourses(text).Count > 0,
            _ => index.Reference.FindStaff(text) is { IsActive: true },
        };
    }
}
