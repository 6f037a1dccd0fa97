using System.Text;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Sdk.Tests.Validation;

/// <summary>What district and school records say about the records after them.</summary>
public class RecordOrderTests
{
    private const string AtYearEnd = "2026-06-15 00:00:00.000";
    private const string InMarch = "2026-03-01 00:00:00.000";

    [Fact]
    public void A_record_under_another_school_is_found_once_for_each_school_record() =>
        Found("FILE.021w", District("01", AtYearEnd), School("104"), School("105"), Care("104"), Care("104"), School("106"), Care("106"), Care("105"), Care("104"))
            .ShouldBe([4, 8]);

    [Fact]
    public void A_record_of_a_school_that_is_nowhere_is_not_said_to_stand_wrong() =>
        Found("FILE.021w", District("01", AtYearEnd), School("104"), Care("999"), Care(""), Care("104")).ShouldBeEmpty();

    [Fact]
    public void A_school_record_may_come_after_its_records() =>
        Found("FILE.021w", District("01", AtYearEnd), School("104"), Care("105"), School("105")).ShouldBe([3]);

    [Fact]
    public void The_day_of_the_extract_is_that_of_the_latest_district_record()
    {
        Found("S3.710", District("01", AtYearEnd), School("104"), Care("104")).ShouldBe([3]);
        Found("S3.710", District("01", InMarch), School("104"), Care("104")).ShouldBeEmpty();
        Found("S3.710", District("01", InMarch), District("01", AtYearEnd), School("104"), Care("104")).ShouldBe([4]);
        Found("S3.710", District("01", AtYearEnd), District("01", InMarch), School("104"), Care("104")).ShouldBe([4]);
    }

    [Theory]
    [InlineData("02", "2026")]
    [InlineData("01", "2025")]
    [InlineData("", "2026")]
    public void A_district_record_of_another_LEA_or_year_says_nothing_about_the_day(string lea, string year) =>
        Found("S3.710", District("01", InMarch), District(lea, AtYearEnd, year), School("104"), Care("104")).ShouldBeEmpty();

    [Fact]
    public void A_blank_LEA_leaves_the_batch_to_the_first_that_is_none()
    {
        string[] batch = [District("", InMarch), District("02", InMarch), District("01", InMarch), District("02", InMarch)];

        Found("DI.103", batch).ShouldBe([3]);
        Found("DI.102", batch).ShouldBe([2, 3]);
    }

    [Fact]
    public void Nobody_knows_the_last_day_of_a_school_that_has_not_come() =>
        Found("S3.710", District("01", AtYearEnd), School("104"), Care("999"), Care("104")).ShouldBe([4]);

    [Fact]
    public void Of_several_records_of_a_school_the_first_says_its_last_day()
    {
        Found("S3.710", District("01", AtYearEnd), School("104"), School("104", last: "0630"), Care("104")).ShouldBe([4]);
        Found("S3.710", District("01", AtYearEnd), School("104", last: "0630"), School("104"), Care("104")).ShouldBeEmpty();
    }

    private static string District(string lea, string asOf, string year = "2026") => $"DI=\t{lea}\tYR=\t{year}\tOK=\tOCT\t{asOf}";

    private static string School(string number, string last = "0529") => $"SC=\t{number}\t180\t{last}\tS\tE\t01";

    private static string Care(string school)
    {
        var record = YouthInCareRecord.Info;
        var values = record.Fields.Select(_ => "").ToArray();
        values[0] = "S3=";
        values[record.FindKey(FieldKey.Student)!.Number] = "1";
        values[record.FindKey(FieldKey.School)!.Number] = school;
        values[record.FindProperty(nameof(YouthInCareRecord.YicMembership)).Number] = "000";
        return string.Join('\t', values);
    }

    /// <summary>The lines on which a rule is broken.</summary>
    private static List<int> Found(string rule, params string[] lines)
    {
        var found = new List<int>();
        using var reader = BatchReader.Open(Encoding.UTF8.GetBytes(string.Join('\n', lines)), UtrexSpecification.Current);
        new BatchValidator(UtrexSpecification.Current, new SubmissionContext(2026, new DateOnly(2026, 6, 15))).Validate(reader, finding =>
        {
            if (finding.Rule.Id == rule)
            {
                found.Add(finding.Line);
            }
        });
        return found;
    }
}
