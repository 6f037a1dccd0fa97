using Utrex.Sdk.Codes;
using Utrex.Sdk.Reference;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>What the register of schools says of the grades and programs that a student record names.</summary>
internal sealed class SchoolRegister : BatchRule
{
    private static readonly RuleInfo NotTooHigh = Rule("S1.318");
    private static readonly RuleInfo NotTooLow = Rule("S1.318w");
    private static readonly RuleInfo CompetencyBased = Rule("S1.400");
    private static readonly RuleInfo InternationalBaccalaureate = Rule("S1.409");

    public override ReferenceRegister? Needs(RuleInfo rule) => ReferenceRegister.Schools;

    public override bool AsksRegisters => true;

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        if (!index.Reference.Has(ReferenceRegister.Schools))
        {
            return;
        }

        TextId[] no = [index.Texts.Add(YesNo.No.Utf8Code)];
        var schools = new Dictionary<(TextId, TextId), SchoolReference?>();
        foreach (var enrollment in index.Enrollments)
        {
            var key = enrollment.Key;
            if (!schools.TryGetValue((key.Lea, key.School), out var school))
            {
                school = Find(index, key.School, key.Lea);
                schools.Add((key.Lea, key.School), school);
            }

            if (school is not null)
            {
                Check(enrollment, school, no, findings);
            }
        }
    }

    /// <summary>The school's row of the year, that of the LEA before others; <see langword="null"/> where the register does not know it.</summary>
    public static SchoolReference? Find(BatchIndex index, TextId number, TextId lea)
    {
        if (number.IsBlank)
        {
            return null;
        }

        var rows = index.Reference.FindSchools(index.Texts.ToText(number)!).Where(school => school.SchoolYear is null || school.SchoolYear == index.Context.SchoolYear).ToList();
        return rows.Find(school => string.Equals(school.Lea, index.Texts.ToText(lea), StringComparison.Ordinal)) ?? rows.FirstOrDefault();
    }

    private static void Check(in Enrollment enrollment, SchoolReference school, TextId[] no, BatchFindings findings)
    {
        if (enrollment.Grade.Number is >= 0 and var grade)
        {
            if (GradeLevel.TryParse(school.HighGrade, out var high) && high.Number < grade)
            {
                findings.Add(NotTooHigh, enrollment.Key, enrollment.Grade.Code);
            }

            if (GradeLevel.TryParse(school.LowGrade, out var low) && low.Number > grade)
            {
                findings.Add(NotTooLow, enrollment.Key, enrollment.Grade.Code);
            }
        }

        if (enrollment.ExitCode == ExitCode.EarlyGraduateCompetencyBased && !school.IsCompetencyBased)
        {
            findings.Add(CompetencyBased, enrollment.Key, enrollment.ExitCode.Code, others: no);
        }

        if (enrollment.ExitCode == ExitCode.InternationalBaccalaureateGraduate && !school.IsInternationalBaccalaureate)
        {
            findings.Add(InternationalBaccalaureate, enrollment.Key, enrollment.ExitCode.Code, others: no);
        }
    }
}
