using System.Text;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Generated;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Validation;

namespace Utrex.Sdk.Tests.Validation;

/// <summary>A rule is as it was on the day of the submission: the as-of date of the batch, or else today.</summary>
public class EarlierRuleTests
{
    private static readonly StudentRecord NoDistrict = new() { SchoolNumber = "104", StudentNumber = "77", LeaNumber = "01", ResidentStatus = "B", GradeLevel = "05" };

    [Theory]
    [InlineData("2024-07-31", Severity.Warning)]
    [InlineData("2024-08-01", Severity.Error)]
    public void The_as_of_date_decides_on_a_record(string asOf, Severity severity)
    {
        var validator = new RecordValidator(new SubmissionContext(2026, new DateOnly(2025, 10, 1)), Day(asOf));

        Finding(validator.Validate(NoDistrict), "S1.368").Severity.ShouldBe(severity);
    }

    [Theory]
    [InlineData("2024-07-31", Severity.Warning)]
    [InlineData("2024-08-01", Severity.Error)]
    public void Without_an_as_of_date_today_decides(string today, Severity severity)
    {
        var validator = new RecordValidator(new SubmissionContext(2025, Day(today)));

        Finding(validator.Validate(NoDistrict), "S1.368").Severity.ShouldBe(severity);
    }

    [Theory]
    [InlineData("2024-07-31", Severity.Warning)]
    [InlineData("2024-08-01", Severity.Error)]
    public void The_as_of_date_of_the_district_record_decides_on_a_batch(string asOf, Severity severity)
    {
        var findings = Validate(asOf, NoDistrict, out var summary);

        Finding(findings, "S1.368").Severity.ShouldBe(severity);
        summary.Errors.ShouldBe(findings.Count(finding => finding.Severity == Severity.Error));
        summary.Warnings.ShouldBe(findings.Count(finding => finding.Severity == Severity.Warning));
    }

    /// <summary>Only an error makes a record invalid, and others that depend on it.</summary>
    [Theory]
    [InlineData("2024-07-31", false)]
    [InlineData("2024-08-01", true)]
    public void A_warning_of_then_invalidates_nothing(string asOf, bool isInvalid)
    {
        var collector = new FindingCollector(new SubmissionContext(2025, new DateOnly(2024, 12, 1)));
        collector.EnterLea("01"u8, Day(asOf));
        collector.Begin(1, StudentRecord.Info);

        collector.Add(default, UtrexSpecification.Current.FindRules("S1.368").Single(), value: null);

        collector.HasErrors.ShouldBe(isInvalid);
    }

    [Theory]
    [InlineData("2020-09-30", Severity.Error)]
    [InlineData("2020-10-01", Severity.Warning)]
    public void The_as_of_date_decides_on_rules_across_records(string asOf, Severity severity) =>
        Finding(Validate(asOf, NoDistrict with { GradeLevel = "12" }, out _), "S1.318").Severity.ShouldBe(severity);

    [Theory]
    [InlineData("2023-12-31", 20, false)]
    [InlineData("2023-12-31", 21, true)]
    [InlineData("2024-01-01", 30, false)]
    [InlineData("2024-01-01", 31, true)]
    public void The_limit_is_that_of_the_day(string asOf, int days, bool breaks) =>
        Validate(asOf, NoDistrict with { SchoolMembership = days, DaysAttended = 0 }, out _).Any(finding => finding.Rule.Id == "S1.396").ShouldBe(breaks);

    [Fact]
    public void A_rule_that_never_changed_is_as_it_is()
    {
        var rule = UtrexSpecification.Current.FindRules("S1.324").First();

        rule.Earlier.ShouldBeEmpty();
        rule.SeverityOn(DateOnly.MinValue).ShouldBe(rule.Severity);
        rule.LimitOn(DateOnly.MinValue).ShouldBe(rule.Limit);
    }

    [Fact]
    public void Of_several_changes_the_one_of_the_day_counts()
    {
        var rule = new RuleInfo
        {
            Id = "XX.001",
            Record = "XX",
            Number = "001",
            Severity = Severity.Error,
            Kind = RuleKind.Batch,
            Status = RuleStatus.Implemented,
            Text = "",
            Message = "",
            ExtendedDescription = "",
            Advice = "",
            Order = 0,
            Limit = 30,
            Earlier =
            [
                new EarlierRule { Until = new DateOnly(2022, 6, 30), Severity = Severity.Warning, Limit = 10 },
                new EarlierRule { Until = new DateOnly(2023, 6, 30), Severity = Severity.Warning },
            ],
        };

        On(2022, 6, 30).ShouldBe((Severity.Warning, 10));
        On(2022, 7, 1).ShouldBe((Severity.Warning, 30));
        On(2023, 6, 30).ShouldBe((Severity.Warning, 30));
        On(2023, 7, 1).ShouldBe((Severity.Error, 30));

        // A batch asks for each of its students.
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = (rule.SeverityOn(new DateOnly(2023, 6, 30)), rule.LimitOn(new DateOnly(2024, 6, 30)));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        (Severity, decimal?) On(int year, int month, int day) => (rule.SeverityOn(new DateOnly(year, month, day)), rule.LimitOn(new DateOnly(year, month, day)));
    }

    [Fact]
    public void A_finding_says_its_own_severity_and_else_that_of_its_rule()
    {
        var rule = UtrexSpecification.Current.FindRules("S1.368").Single();
        var finding = new Finding(rule, Field: null, 1, RecordKeys.None, Value: null);

        finding.Severity.ShouldBe(Severity.Error);
        (finding with { Severity = Severity.Warning }).Severity.ShouldBe(Severity.Warning);
        (finding with { Severity = Severity.Error }).ShouldBe(finding);
        (finding with { Severity = Severity.Warning }).ShouldNotBe(finding);
    }

    private static List<Finding> Validate(string asOf, StudentRecord student, out ValidationSummary summary)
    {
        var writer = new RecordWriter(RecordLayout.Delimited);
        student.WriteTo(writer);
        var text = $"DI=\t01\tYR=\t2026\tOK=\tOCT\t{asOf} 00:00:00.000\nSC=\t104\t180\t0529\tS\tE\t01\n{Encoding.UTF8.GetString(writer.Line.Span)}\n";
        var findings = new List<Finding>();
        using var reader = BatchReader.Open(Encoding.UTF8.GetBytes(text), UtrexSpecification.Current);
        summary = new BatchValidator(UtrexSpecification.Current, new SubmissionContext(2026, new DateOnly(2025, 10, 1)), new ElementarySchool()).Validate(reader, findings.Add);
        return findings;
    }

    private static Finding Finding(IEnumerable<Finding> findings, string id) => findings.Single(finding => finding.Rule.Id == id);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A register in which every school ends with grade 06.</summary>
    private sealed class ElementarySchool : IReferenceData
    {
        public bool Has(ReferenceRegister register) => register == ReferenceRegister.Schools;

        public LeaReference? FindLea(string number) => null;

        public IReadOnlyList<SchoolReference> FindSchools(string number) => [new SchoolReference { Number = number, Lea = "01", LowGrade = "00", HighGrade = "06" }];

        public IReadOnlyList<CourseReference> FindCourses(string coreCode) => [];

        public StaffReference? FindStaff(string personId) => null;

        public IReadOnlyList<StudentReference> FindStudents(string ssid) => [];
    }
}
