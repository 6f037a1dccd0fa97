using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation;
using Utrex.Tests;

namespace Utrex.Sdk.Tests.Validation;

/// <summary>Typed records, validated before they are written.</summary>
public class RecordValidatorTests
{
    private static readonly SubmissionContext Context = new(schoolYear: 2026, today: new DateOnly(2025, 10, 1));

    private static readonly SchoolRecord School = new()
    {
        SchoolNumber = "104",
        DaysInSchoolYear = 180,
        LastDayOfSchool = new MonthDay(5, 29),
        ScheduleYearType = "S",
        ScheduleDayType = "E",
        LeaNumber = "01",
    };

    [Fact]
    public void A_clean_record_has_no_finding() => new RecordValidator(Context).Validate(School).ShouldBeEmpty();

    [Fact]
    public void A_finding_names_the_rule_and_the_field()
    {
        var finding = new RecordValidator(Context).Validate(School with { SchoolNumber = "1" }).ShouldHaveSingleItem();

        finding.Rule.Id.ShouldBe("SC.006");
        finding.Field!.Property.ShouldBe(nameof(SchoolRecord.SchoolNumber));
        finding.Value.ShouldBe("1");
    }

    [Fact]
    public void Findings_outlive_the_next_record()
    {
        var validator = new RecordValidator(Context);

        var findings = validator.Validate(School with { SchoolNumber = "1" });
        validator.Validate(School).ShouldBeEmpty();

        findings.ShouldHaveSingleItem().Rule.Id.ShouldBe("SC.006");
    }

    [Fact]
    public void Rules_over_several_fields_are_evaluated() =>
        new RecordValidator(Context).Validate(new StudentRecord { ExitCode = "WP", GradeLevel = "12" }).ShouldContain(finding => finding.Rule.Id == "S1.325");

    [Fact]
    public void The_days_that_are_known_count()
    {
        var young = new StudentRecord { BirthDate = new DateOnly(2023, 1, 1), SchoolMembership = 10 };

        new RecordValidator(Context).Validate(young).ShouldNotContain(finding => finding.Rule.Id == "S1.310");
        new RecordValidator(Context, asOf: new DateOnly(2025, 10, 1)).Validate(young).ShouldContain(finding => finding.Rule.Id == "S1.310");
    }

    [Fact]
    public void What_no_file_can_hold_is_an_exception() =>
        Should.Throw<FieldFormatException>(() => new RecordValidator(Context).Validate(School with { LeaNumber = "0\t1" })).Field.ShouldBe("LEA NUMBER");

    [Fact]
    public void A_clean_record_allocates_nothing()
    {
        var validator = new RecordValidator(Context);

        Allocation.OfEveryPass(() => validator.Validate(School)).ShouldBe(0);
    }
}
