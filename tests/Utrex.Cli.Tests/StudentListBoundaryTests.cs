using Utrex.Cli.Sampling.Violations;
using static Utrex.Cli.Tests.Boundary;

namespace Utrex.Cli.Tests;

/// <summary>Boundaries of the rules on the student list (SL), schools (SC) and the district (DI).</summary>
public class StudentListBoundaryTests
{
    /// <summary>Names are compared without regard to case, and only where both have them.</summary>
    [Theory]
    [InlineData("LAST NAME", "o'neil", "O'Neil", false)]
    [InlineData("LAST NAME", "Neil", "O'Neil", true)]
    [InlineData("LAST NAME", "", "O'Neil", false)]
    [InlineData("MIDDLE NAME", "", "Lee", false)]
    [InlineData("MIDDLE NAME", "Ann", "Lee", true)]
    [InlineData("BIRTH DATE", "20150230", "20150228", false)]
    [InlineData("BIRTH DATE", "20150227", "20150228", true)]
    public void One_number_is_one_student(string field, string value, string other, bool breaks) => Expect(October, "SL.501", breaks, Twice(field, value, other));

    [Theory]
    [InlineData("F", "M", true)]
    [InlineData("F", "", false)]
    [InlineData("F", "?", false)]
    public void One_number_is_of_one_sex(string sex, string other, bool breaks) => Expect(October, "SL.X01", breaks, Twice("SEX", sex, other));

    /// <summary>All S1 with an SSID are compared, those of later records and those without a student number too.</summary>
    [Theory]
    [InlineData(false, "STUDENT NUMBER", "9999998", true)]
    [InlineData(true, "STUDENT NUMBER", "9999998", true)]
    [InlineData(false, "STUDENT NUMBER", "", false)]
    [InlineData(true, "BIRTH DATE", "20110101", true)]
    [InlineData(true, "FIRST NAME", "Somebody", true)]
    [InlineData(true, "MIDDLE NAME", "Somebody", false)]
    public void One_SSID_is_one_student(bool isLater, string field, string value, bool breaks) => Expect(October, "SL.503", breaks, batch =>
    {
        var student = Student(batch);
        var other = Elsewhere(batch, student);
        other[field] = value;
        if (isLater)
        {
            // Another record of the student stands before it.
            Elsewhere(batch, student);
        }
    });

    /// <summary>All who share an SSID are invalid, and so is what depends on them.</summary>
    [Fact]
    public void Dependents_of_both_students_fall()
    {
        var first = "";
        var findings = Findings(October, batch =>
        {
            var student = Student(batch);
            first = student["STUDENT NUMBER"];
            var other = batch.First("S1", other => other["GRADE LEVEL"] == "05" && other["EXIT DATE"] == "" && !other.IsOf(student));
            other["STATEWIDE STUDENT ID"] = student["STATEWIDE STUDENT ID"];
        }, includesCascades: true);

        findings.Count(finding => finding.Rule.Id == "SL.503").ShouldBe(1);
        findings.ShouldContain(finding => finding.Rule.Id == "AM.Dep" && finding.Keys.Student == first);
    }

    [Fact]
    public void Dependents_of_both_schools_fall()
    {
        var findings = Findings(October, batch => batch.CopyOf(batch.First("SC")), includesCascades: true);

        findings.Count(finding => finding.Rule.Id == "SC.208").ShouldBe(1);
        findings.ShouldContain(finding => finding.Rule.Id == "S1.Dep");
    }

    /// <summary>From ten students on, all Y is no default that a school may have.</summary>
    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(10, 9, false)]
    [InlineData(9, 9, false)]
    public void All_are_disadvantaged(int students, int disadvantaged, bool breaks) => Expect(October, "SC.X02", breaks, batch =>
    {
        var school = batch.First("SC")["SCHOOL NUMBER"];
        var all = batch.All("S1", student => student["SCHOOL NUMBER"] == school);
        batch.Records.RemoveAll(record => record.Info.Id == "S1" && record["SCHOOL NUMBER"] == school && all.IndexOf(record) >= students);
        for (var i = 0; i < students; i++)
        {
            all[i]["ECONOMIC DISADV"] = i < disadvantaged ? "Y" : "";
        }
    });

    private static Action<EditableBatch> Twice(string field, string value, string other) => batch =>
    {
        var student = Student(batch);
        student[field] = value;
        Elsewhere(batch, student)[field] = other;
    };

    private static EditableRecord Student(EditableBatch batch) =>
        batch.First("S1", student => student["GRADE LEVEL"] == "05" && student["EXIT DATE"] == "" && batch.All("S1", other => other.IsOf(student)).Count == 1);

    private static EditableRecord Elsewhere(EditableBatch batch, EditableRecord student)
    {
        var other = batch.CopyOf(student);
        other["SCHOOL NUMBER"] = batch.First("SC", school => school["SCHOOL NUMBER"] != student["SCHOOL NUMBER"])["SCHOOL NUMBER"];
        return other;
    }
}
