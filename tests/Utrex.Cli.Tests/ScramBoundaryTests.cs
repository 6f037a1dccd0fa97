using Utrex.Cli.Sampling.Violations;
using static Utrex.Cli.Tests.Boundary;

namespace Utrex.Cli.Tests;

/// <summary>Boundaries of the rules on SCRAM records (S2).</summary>
public class ScramBoundaryTests
{
    /// <summary>The day of a record decides which list of environments counts: the date of the district record, or the last day of a closed one.</summary>
    [Theory]
    [InlineData("00", "20200920", "", "C", "S2.621", false)]
    [InlineData("00", "20200920", "", "C", "S2.622", true)]
    [InlineData("00", "20200920", "20250920", "C", "S2.622", false)]
    [InlineData("00", "20200920", "20250921", "C", "S2.622", true)]
    [InlineData("00", "20200920", "20250920", "H", "S2.621", true)]
    [InlineData("00", "20201002", "", "H", "S2.621", true)]
    [InlineData("PK", "20191001", "", "C", "S2.622", true)]
    [InlineData("PK", "20191002", "", "C", "S2.622", false)]
    [InlineData("05", "20150101", "", "?", "S2.622", true)]
    [InlineData("PK", "20210101", "", "?", "S2.621", true)]
    [InlineData("05", "20150101", "", "?", "S2.X02", false)]
    [InlineData("05", "20020101", "", "?", "S2.X02", true)]
    [InlineData("PK", "20230101", "", "?", "S2.X02", true)]
    public void Environments(string grade, string birth, string exit, string environment, string rule, bool breaks) => Expect(October, rule, breaks, batch =>
    {
        var scram = Scram(batch);
        foreach (var student in batch.All("S1", student => student.IsOf(scram)))
        {
            (student["GRADE LEVEL"], student["BIRTH DATE"]) = (grade, birth);
        }

        (scram["ENVIRONMENT"], scram["SCRAM EXIT DATE"], scram["SCRAM EXIT REASON"]) = (environment, exit, exit.Length > 0 ? "S" : "");
    });

    /// <summary>Any record of the student in the school may say when special education ended.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void After_the_end_of_special_education(int days, bool breaks) => Expect(October, "S2.610", breaks, batch =>
    {
        var scram = Scram(batch);
        var student = batch.First("S1", student => student.IsAt(scram));
        batch.CopyOf(student)["SPECIAL ED EXIT DATE"] = "20250915";
        (scram["SCRAM EXIT DATE"], scram["SCRAM EXIT REASON"]) = (Days("20250915", days), "A");
    });

    [Theory]
    [InlineData("", true)]
    [InlineData("20250915", false)]
    [InlineData("2025-09-15", false)]
    public void Special_education_that_has_ended(string exit, bool breaks) => Expect(October, "S2.X07", breaks, batch =>
    {
        var scram = Scram(batch);
        batch.First("S1", student => student.IsAt(scram))["SPECIAL ED EXIT DATE"] = "20250915";
        scram["SCRAM EXIT DATE"] = exit;
    });

    /// <summary>A placement by the parents and PVT go together; a part-time student of a private school is not PVT.</summary>
    [Theory]
    [InlineData("P", "PVT", "", false)]
    [InlineData("P", "100", "", true)]
    [InlineData("P", "100", "P", false)]
    [InlineData("V", "PVT", "", true)]
    [InlineData("V", "100", "", false)]
    public void Placed_by_the_parents(string environment, string membership, string partTime, bool breaks) => Expect(October, "S2.X06", breaks, batch =>
    {
        var scram = Scram(batch);
        var student = batch.First("S1", student => student.IsAt(scram));
        (student["SCHOOL MEMBERSHIP"], student["PART-TIME"]) = (membership, partTime);
        batch.All("S2", other => other.IsAt(student)).ForEach(other => other["ENVIRONMENT"] = environment);
    });

    /// <summary>Services end with the enrolment in which they began, three days later at most, also where the student comes back.</summary>
    [Theory]
    [InlineData("S2", 3, "S2.X08", false)]
    [InlineData("S2", 4, "S2.X08", true)]
    [InlineData("S2", null, "S2.X08", true)]
    [InlineData("S3", 3, "S3.X10", false)]
    [InlineData("S3", 4, "S3.X10", true)]
    public void Services_end_with_their_enrollment(string type, int? days, string rule, bool breaks) => Expect(October, rule, breaks, batch =>
    {
        var (entryField, exitField, reason) = type == "S2" ? ("SCRAM ENTRY DATE", "SCRAM EXIT DATE", "SCRAM EXIT REASON") : ("YIC ENTRY DATE", "YIC EXIT DATE", "YIC EXIT REASON");
        var service = batch.First(type, service => service[exitField].Length == 0);
        var student = batch.First("S1", student => student.IsAt(service) && student["EXIT DATE"].Length == 0);
        var exit = Days(service[entryField], 5);
        var again = batch.CopyOf(student);
        again["ENTRY DATE"] = Days(exit, 10);
        (student["EXIT DATE"], student["EXIT CODE"]) = (exit, "UN");
        (service[exitField], service[reason]) = days is { } after ? (Days(exit, after), "S") : ("", "");
    });

    [Fact]
    public void A_service_has_an_entry_date() => Expect(October, "S2.X05", true, batch => Scram(batch)["SCRAM ENTRY DATE"] = "");

    private static EditableRecord Scram(EditableBatch batch) => batch.First("S2", scram => scram["SCRAM EXIT DATE"].Length == 0 && batch.All("S2", other => other.IsOf(scram)).Count == 1);
}
