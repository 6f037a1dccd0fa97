using Utrex.Cli.Sampling.Violations;
using static Utrex.Cli.Tests.Boundary;

namespace Utrex.Cli.Tests;

/// <summary>Boundaries of the rules on youth in care (S3) and summer benefits (S5).</summary>
public class CareBoundaryTests
{
    /// <summary>Any record of the student in the school says that the student has aged out.</summary>
    [Theory]
    [InlineData("", "AO", false)]
    [InlineData("AO", "", false)]
    [InlineData("", "", true)]
    public void Aged_out(string status, string otherStatus, bool breaks) => Expect(YearEnd, "S3.708", breaks, batch =>
    {
        var care = batch.First("S3");
        (care["YIC EXIT REASON"], care["YIC EXIT DATE"]) = ("D", "20260301");
        var student = batch.First("S1", student => student.IsAt(care));
        batch.CopyOf(student)["HIGH SCHL COMP STATUS"] = otherStatus;
        student["HIGH SCHL COMP STATUS"] = status;
    });

    /// <summary>In one school equal dates overlap, as the row says; over the schools of the LEA they do not.</summary>
    [Theory]
    [InlineData("S3.702", true, 1, false)]
    [InlineData("S3.702", true, 0, true)]
    [InlineData("S3.702", false, -5, false)]
    [InlineData("S3.X03", false, 0, false)]
    [InlineData("S3.X03", false, -1, true)]
    [InlineData("S3.X03", true, -1, false)]
    public void One_record_at_a_time(string rule, bool isSameSchool, int days, bool breaks) => Expect(October, rule, breaks, batch =>
    {
        var care = batch.First("S3");
        (care["YIC EXIT DATE"], care["YIC EXIT REASON"]) = ("20250915", "S");
        var next = batch.CopyOf(care);
        (next["YIC ENTRY DATE"], next["YIC EXIT DATE"], next["YIC EXIT REASON"]) = (Days("20250915", days), "", "");
        next["SCHOOL NUMBER"] = isSameSchool ? care["SCHOOL NUMBER"] : batch.First("SC", school => school["SCHOOL NUMBER"] != care["SCHOOL NUMBER"])["SCHOOL NUMBER"];
    });

    /// <summary>A self-contained SCRAM record of the same time, in whatever school. Exit dates are the days after the last ones.</summary>
    [Theory]
    [InlineData("C", -1, "", "S3.720", true)]
    [InlineData("C", 0, "", "S3.720", false)]
    [InlineData("C", -1, "N", "S3.720", true)]
    [InlineData("C", -1, "Y", "S3.720", false)]
    [InlineData("A", -1, "", "S3.720", false)]
    [InlineData("C", -1, "Y", "S3.721", false)]
    [InlineData("C", 0, "Y", "S3.721", true)]
    [InlineData("A", -1, "Y", "S3.721", true)]
    [InlineData("Z", -1, "Y", "S3.721", false)]
    public void Scram_and_care(string time, int days, string exclude, string rule, bool breaks) => Expect(October, rule, breaks, ScramAndCare(time, days, exclude));

    /// <summary>The finding shows what was submitted.</summary>
    [Fact]
    public void What_was_submitted() =>
        Findings(October, ScramAndCare("C", -1, "N")).Find(finding => finding.Rule.Id == "S3.720").Value.ShouldBe("N");

    /// <summary>An exit date of the enrolment that cannot be read is not blank: the care must be closed too.</summary>
    [Theory]
    [InlineData("20259999", "", true)]
    [InlineData("20259999", "20260101", false)]
    [InlineData("", "", false)]
    public void Care_of_a_closed_enrolment(string exit, string careExit, bool breaks) => Expect(October, "S3.715", breaks, batch =>
    {
        var care = batch.First("S3");
        care["YIC EXIT DATE"] = careExit;
        batch.First("S1", student => student.IsAt(care))["EXIT DATE"] = exit;
    });

    /// <summary>At year end, and only where the batch has summer benefits at all.</summary>
    [Theory]
    [InlineData("F", "100", true, true)]
    [InlineData("Y", "100", true, false)]
    [InlineData("F", "PVT", true, false)]
    [InlineData("F", "100", false, false)]
    public void A_student_without_summer_benefits(string status, string membership, bool hasOthers, bool breaks) =>
        Expect(YearEnd, "S1.X61", breaks, WithoutBenefits(status, membership, hasOthers));

    [Fact]
    public void Summer_benefits_are_expected_at_year_end_only() => Expect(October, "S1.X61", breaks: false, WithoutBenefits("F", "020", hasOthers: true));

    private static Action<EditableBatch> WithoutBenefits(string status, string membership, bool hasOthers) => batch =>
    {
        var benefit = batch.First("S5");
        batch.Records.RemoveAll(record => record.Info.Id == "S5" && (!hasOthers || record.IsOf(benefit)));
        foreach (var student in batch.All("S1", student => student.IsOf(benefit)))
        {
            (student["ECONOMIC DISADV"], student["SCHOOL MEMBERSHIP"]) = (status, membership);
        }
    };

    private static Action<EditableBatch> ScramAndCare(string time, int days, string exclude) => batch =>
    {
        var care = batch.First("S3");
        (care["TIME"], care["EXCLUDE YIC MEMBERSHIP"], care["YIC ENTRY DATE"], care["YIC EXIT DATE"]) = ("C", exclude, "20250910", "");
        var scram = batch.CopyOf(batch.First("S2", scram => scram["SCHOOL NUMBER"] != care["SCHOOL NUMBER"]));
        (scram["STUDENT NUMBER"], scram["TIME"], scram["SCRAM ENTRY DATE"], scram["SCRAM EXIT DATE"]) = (care["STUDENT NUMBER"], time, "20250820", Days("20250910", -days));
    };
}
