using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>What the register of schools says of the grades and programs that a student record names.</summary>
internal sealed class SchoolRegister(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo NotTooHigh { get; } = claims.Rule("S1.318");
    private RuleInfo NotTooLow { get; } = claims.Rule("S1.318w");
    private RuleInfo CompetencyBased { get; } = claims.Rule("S1.400");
    private RuleInfo InternationalBaccalaureate { get; } = claims.Rule("S1.409");

    protected override ReferenceRegister? Needs(RuleInfo rule) => ReferenceRegister.Schools;

    public override bool IsSequential => true;

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        if (!index.Reference.Has(ReferenceRegister.Schools))
        {
            return;
        }

        TextId[] no = [index.Texts.Add(YesNo.No.Utf8Code)];
        var register = new SchoolRows(index);
        var schools = new Dictionary<(TextId, TextId), IReadOnlyList<SchoolReference>>();
        foreach (var enrollment in index.Enrollments)
        {
            var key = enrollment.Key;
            if (!schools.TryGetValue((key.Lea, key.School), out var rows))
            {
                rows = register.Find(key.School, key.Lea);
                schools.Add((key.Lea, key.School), rows);
            }

            if (rows.Count > 0)
            {
                Check(enrollment, rows, no, findings);
            }
        }
    }

    /// <summary>A grade as the register has it: below kindergarten for pre-kindergarten, nothing for what is no grade.</summary>
    private static int? GradeOf(string? text) => !GradeLevel.TryParse(text, out var grade) || grade.IsBlank ? null : grade.Number ?? -1;

    /// <summary>Of several rows, one that fits is enough.</summary>
    private void Check(in Enrollment enrollment, IReadOnlyList<SchoolReference> rows, TextId[] no, BatchFindings findings)
    {
        if (enrollment.Grade.Number is >= 0 and var grade)
        {
            if (rows.All(school => GradeOf(school.HighGrade) < grade))
            {
                findings.Add(NotTooHigh, enrollment.Key, enrollment.Grade.Code);
            }

            if (rows.All(school => GradeOf(school.LowGrade) > grade))
            {
                findings.Add(NotTooLow, enrollment.Key, enrollment.Grade.Code);
            }
        }

        if (enrollment.ExitCode == ExitCode.EarlyGraduateCompetencyBased && !rows.Any(school => school.IsCompetencyBased))
        {
            findings.Add(CompetencyBased, enrollment.Key, enrollment.ExitCode.Code, others: no);
        }

        if (enrollment.ExitCode == ExitCode.InternationalBaccalaureateGraduate && !rows.Any(school => school.IsInternationalBaccalaureate))
        {
            findings.Add(InternationalBaccalaureate, enrollment.Key, enrollment.ExitCode.Code, others: no);
        }
    }
}
