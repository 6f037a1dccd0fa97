using System.Runtime.InteropServices;
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

        TextId[] no = [index.No];
        var register = new SchoolRows(index);
        var offers = new Dictionary<(TextId, TextId), Offer>();
        foreach (ref readonly var enrollment in index.Enrollments)
        {
            var key = enrollment.Key;
            if (!offers.TryGetValue((key.Lea, key.School), out var offer))
            {
                offer = Offer.Of(register.Find(key.School, key.Lea));
                offers.Add((key.Lea, key.School), offer);
            }

            if (offer.IsKnown)
            {
                Check(enrollment, offer, no, findings);
            }
        }
    }

    private void Check(in Enrollment enrollment, in Offer offer, TextId[] no, BatchFindings findings)
    {
        if (enrollment.Grade.Number is >= 0 and var grade)
        {
            if (offer.HighGrade < grade)
            {
                findings.Add(NotTooHigh, enrollment.Key, enrollment.Grade.Code);
            }

            if (offer.LowGrade > grade)
            {
                findings.Add(NotTooLow, enrollment.Key, enrollment.Grade.Code);
            }
        }

        if (enrollment.ExitCode == ExitCode.EarlyGraduateCompetencyBased && !offer.IsCompetencyBased)
        {
            findings.Add(CompetencyBased, enrollment.Key, enrollment.ExitCode.Code, others: no);
        }

        if (enrollment.ExitCode == ExitCode.InternationalBaccalaureateGraduate && !offer.IsInternationalBaccalaureate)
        {
            findings.Add(InternationalBaccalaureate, enrollment.Key, enrollment.ExitCode.Code, others: no);
        }
    }

    /// <summary>What a school offers. Of several rows of the register, one that fits is enough: it is as high as the highest.</summary>
    /// <param name="IsKnown">Whether the register knows the school.</param>
    /// <param name="LowGrade">The lowest grade; none where a row does not tell.</param>
    /// <param name="HighGrade">The highest grade; none where a row does not tell.</param>
    /// <param name="IsCompetencyBased">Whether it provides competency based education.</param>
    /// <param name="IsInternationalBaccalaureate">Whether it provides international baccalaureate education.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Offer(bool IsKnown, int? LowGrade, int? HighGrade, bool IsCompetencyBased, bool IsInternationalBaccalaureate)
    {
        public static Offer Of(IReadOnlyList<SchoolReference> rows) => new(
            rows.Count > 0,
            rows.All(school => GradeOf(school.LowGrade) is not null) ? rows.Min(school => GradeOf(school.LowGrade)) : null,
            rows.All(school => GradeOf(school.HighGrade) is not null) ? rows.Max(school => GradeOf(school.HighGrade)) : null,
            rows.Any(school => school.IsCompetencyBased),
            rows.Any(school => school.IsInternationalBaccalaureate));

        /// <summary>A grade as the register has it: below kindergarten for pre-kindergarten, nothing for what is no grade.</summary>
        private static int? GradeOf(string? text) => !GradeLevel.TryParse(text, out var grade) || grade.IsBlank ? null : grade.Number ?? -1;
    }
}
