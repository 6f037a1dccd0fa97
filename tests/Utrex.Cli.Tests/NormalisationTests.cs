using Utrex.Cli.Sampling;
using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Tests;

/// <summary>What the state's collector puts right before it validates is right here too, and findings show it as it was submitted.</summary>
public class NormalisationTests
{
    private static readonly string[] Absences = ["EXCUSED ABSENCES", "UNEXCUSED ABSENCES", "ABSENCES DUE TO SUSPENSION"];

    private static readonly SampleOptions October = new();

    private static readonly SampleOptions YearEnd = October with { AsOf = October.YearEnd };

    [Fact]
    public void Grade_minus_one_is_pre_kindergarten()
    {
        Broken(October, batch => All(batch, "S1").Where(student => student["GRADE LEVEL"] == "PK").ToList().ForEach(student => student["GRADE LEVEL"] = "-1")).ShouldBeEmpty();

        // It is shown as submitted.
        var finding = Findings(October, batch =>
        {
            var student = All(batch, "S1").First(student => student["GRADE LEVEL"] == "PK" && student["EXIT DATE"] == "");
            student["GRADE LEVEL"] = "-1";
            student["BIRTH DATE"] = "20180101";
        }).Single(finding => finding.Rule.Id == "S1.317");
        finding.Value.ShouldBe("-1");
    }

    [Theory]
    [InlineData("PASS")]
    [InlineData("P")]
    [InlineData("FAIL")]
    [InlineData("NOGRD")]
    public void Long_grades_are_short_ones(string grade) =>
        Broken(YearEnd, batch => All(batch, "AM").First(membership => membership["GRADE EARNED"] != "")["GRADE EARNED"] = grade).ShouldBeEmpty();

    [Fact]
    public void A_blank_membership_is_none()
    {
        Broken(October, batch => Blank(Child(batch), Absences.Append("DAYS ATTENDED").Append("SCHOOL MEMBERSHIP"))).ShouldBeEmpty();
        Broken(October, batch => Blank(Child(batch), Absences.Append("SCHOOL MEMBERSHIP"))).ShouldBe(["S1.365"], "the days attended are more than none");
    }

    /// <summary>A blank membership is neither PVT nor HSC: what holds for students of the school holds.</summary>
    [Fact]
    public void A_blank_membership_is_that_of_a_student_of_the_school()
    {
        Broken(YearEnd, batch => Blank(Child(batch), Absences.Append("SCHOOL MEMBERSHIP").Append("DAYS ATTENDED"))).ShouldBe(["S1.364", "S1.401"]);
        Broken(YearEnd, batch => Blank(All(batch, "S1").First(student => student["GRADE LEVEL"] == "12" && student["EXIT DATE"] == ""), ["SCHOOL MEMBERSHIP", "HIGH SCHL COMP STATUS"])).ShouldContain("S1.356");
    }

    /// <summary>A private school student may have no days and no absences even at year end; elsewhere they must be there.</summary>
    [Theory]
    [InlineData("995", "PVT", new string[0])]
    [InlineData("990", "HSC", new[] { "S1.364" })]
    [InlineData("992", "000", new[] { "S1.364" })]
    [InlineData("104", "000", new[] { "S1.364", "S1.401" })]
    public void Days_of_students_elsewhere(string school, string membership, string[] rules) => Broken(YearEnd, batch =>
    {
        var student = Child(batch);
        batch.Records.RemoveAll(record => record.Info.Id is "AM" or "S5" && record["STUDENT NUMBER"] == student["STUDENT NUMBER"]);
        student["ECONOMIC DISADV"] = "";
        if (school != "104")
        {
            var other = batch.Records.First(record => record.Info.Id == "SC").Copy();
            other["SCHOOL NUMBER"] = school;
            batch.Records.Add(other);

            // A record stands under its school.
            batch.Records.Remove(student);
            batch.Records.Add(student);
        }

        student["SCHOOL NUMBER"] = school;
        student["SCHOOL MEMBERSHIP"] = membership;
        Blank(student, Absences.Append("DAYS ATTENDED"));
    }).ShouldBe(rules);

    [Fact]
    public void The_setting_of_an_elementary_course_may_be_blank()
    {
        Broken(October, batch => All(batch, "AC").First(course => course["CORE CODE"].StartsWith("22", StringComparison.Ordinal))["INSTRUCT SETTING"] = "").ShouldBeEmpty();
        Broken(October, batch => All(batch, "AC").First(course => !course["CORE CODE"].StartsWith("22", StringComparison.Ordinal))["INSTRUCT SETTING"] = "").ShouldBe(["AC.819"]);
    }

    private static void Blank(EditableRecord record, IEnumerable<string> fields)
    {
        foreach (var field in fields)
        {
            record[field] = "";
        }
    }

    private static EditableRecord Child(EditableBatch batch) => All(batch, "S1").First(student =>
        student["GRADE LEVEL"] == "05" && student["EXIT DATE"] == "" && !batch.Records.Exists(record => record.Info.Id is "S2" or "S4" or "I2" && record["STUDENT NUMBER"] == student["STUDENT NUMBER"]));

    private static IEnumerable<EditableRecord> All(EditableBatch batch, string type) => batch.Records.Where(record => record.Info.Id == type);

    private static List<string> Broken(SampleOptions options, Action<EditableBatch> edit) => [.. Findings(options, edit).Select(finding => finding.Rule.Id).Distinct()];

    private static List<Finding> Findings(SampleOptions options, Action<EditableBatch> edit)
    {
        var clean = new System.Buffers.ArrayBufferWriter<byte>();
        new SampleGenerator(options).Write(new BatchWriter(clean, RecordLayout.Delimited), static () => { });
        var batch = EditableBatch.Read(clean.WrittenMemory);
        edit(batch);
        return batch.Validate(new SubmissionContext(options.SchoolYear, options.AsOf), reference: null);
    }
}
