using Utrex.Cli.Sampling.Violations;
using static Utrex.Cli.Tests.Boundary;

namespace Utrex.Cli.Tests;

/// <summary>Boundaries of the rules on incidents (I1) and the students who took part (I2).</summary>
public class IncidentBoundaryTests
{
    /// <summary>An association in the wrong school is one mistake, and found once.</summary>
    [Fact]
    public void An_association_in_another_school()
    {
        var rules = Findings(October, batch =>
        {
            var incident = batch.First("I1");
            var other = batch.First("SC", school => school["SCHOOL NUMBER"] != incident["SCHOOL NUMBER"]);
            foreach (var part in batch.All("I2", part => part["INCIDENT ID"] == incident["INCIDENT ID"]))
            {
                part["SCHOOL NUMBER"] = other["SCHOOL NUMBER"];
            }
        }).Select(finding => finding.Rule.Id);

        rules.ShouldContain("I2.1101");
        rules.ShouldNotContain("I1.1001");
    }

    /// <summary>The number of the incident tells, also where the school is missing.</summary>
    [Fact]
    public void An_incident_without_a_school_and_without_students() => Expect(October, "I1.1001", breaks: true, batch =>
    {
        var incident = batch.First("I1");
        incident["SCHOOL NUMBER"] = "";
        batch.Records.RemoveAll(record => record.Info.Id == "I2" && record["INCIDENT ID"] == incident["INCIDENT ID"]);
    });

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void An_association_before_its_incident(bool isBefore, bool breaks) => Expect(October, "I2.X02", breaks, batch =>
    {
        var incident = batch.First("I1");
        batch.Records.Remove(incident);
        var part = batch.Records.FindIndex(record => record.Info.Id == "I2" && record["INCIDENT ID"] == incident["INCIDENT ID"]);
        batch.Records.Insert(isBefore ? part + 1 : part, incident);
    });

    [Theory]
    [InlineData("", true)]
    [InlineData("3000999", false)]
    public void The_same_student_twice(string student, bool breaks) => Expect(October, "I2.X03", breaks, batch =>
    {
        var part = batch.First("I2");
        batch.CopyOf(part)["STUDENT NUMBER"] = student == "" ? part["STUDENT NUMBER"] : student;
    });

    [Theory]
    [InlineData("I2.X04", "", "IN SCHOOL", "Y", true)]
    [InlineData("I2.X04", "", "IN SCHOOL", "N", false)]
    [InlineData("I2.X04", "", "IN SCHOOL", "U", false)]
    [InlineData("I2.X04", "S", "IN SCHOOL", "Y", false)]
    [InlineData("I2.X05", "", "SERVICES OFFERED", "Y", true)]
    [InlineData("I2.X05", "", "SERVICES OFFERED", "N", false)]
    [InlineData("I2.X05", "", "SERVICES OFFERED", "U", false)]
    [InlineData("I2.X05", "E", "SERVICES OFFERED", "Y", false)]
    public void Without_discipline(string rule, string method, string field, string value, bool breaks) => Expect(October, rule, breaks, batch =>
    {
        var part = batch.First("I2");
        (part["DISCIPLINE METHOD"], part[field]) = (method, value);
    });

    /// <summary>The two-digit form of a weapon is the same code; a blank is left to the rules of presence.</summary>
    [Theory]
    [InlineData("PI", "29", "9", true)]
    [InlineData("PI", "29", "09", true)]
    [InlineData("PI", "29", "8", false)]
    [InlineData("PI", "29", "", false)]
    [InlineData("PI", "28", "9", false)]
    [InlineData("SI4", "29", "9", true)]
    [InlineData("SI4", "29", "5", false)]
    public void A_weapon_that_is_none(string place, string infraction, string weapon, bool breaks) => Expect(October, "I2.X07", breaks, batch =>
    {
        var part = batch.First("I2");
        (part[place + " INFRACTION TYPE"], part[place + " WEAPON"]) = (infraction, weapon);
    });

    /// <summary>A SCRAM record in whatever school, a Section 504 record, or the mark on the student record.</summary>
    [Theory]
    [InlineData("", "Y", true)]
    [InlineData("", "N", false)]
    [InlineData("", "U", false)]
    [InlineData("S2", "Y", false)]
    [InlineData("S4", "Y", false)]
    [InlineData("S1", "Y", false)]
    public void Removal_by_a_hearing_officer(string record, string value, bool breaks) => Expect(October, "I2.X06", breaks, batch =>
    {
        var part = Part(batch);
        part["HEARING OFFICER REMOVAL"] = value;
        Serve(batch, part, record);
    });

    /// <summary>Ten days are not more than ten; every day of the year counts, wherever it was.</summary>
    [Theory]
    [InlineData("10.0", "N", false)]
    [InlineData("10.1", "N", true)]
    [InlineData("10.1", "U", true)]
    [InlineData("10.1", "Y", false)]
    [InlineData("10.1", "", false)]
    [InlineData("x", "N", false)]
    public void Days_without_services(string days, string services, bool breaks) => Expect(October, "I2.X09", breaks, batch =>
    {
        var part = Part(batch);
        Discipline(part, days, services);
        Serve(batch, part, "S2");
    });

    [Theory]
    [InlineData("S1", true)]
    [InlineData("S4", false)]
    [InlineData("", false)]
    public void Services_for_whom(string record, bool breaks) => Expect(October, "I2.X09", breaks, batch =>
    {
        var part = Part(batch);
        Discipline(part, "10.1", "N");
        Serve(batch, part, record);
    });

    /// <summary>The record that passes ten days is found, in the order of the dates and not of the file, and each one after it.</summary>
    [Fact]
    public void Days_add_up_by_date()
    {
        var lines = new List<int>();

        var findings = Findings(October, batch =>
        {
            var part = Part(batch);
            Serve(batch, part, "S2");
            var incident = batch.First("I1", incident => incident["INCIDENT ID"] == part["INCIDENT ID"]);
            var parts = new List<EditableRecord>();
            foreach (var (date, days) in new[] { ("20250912", "6.0"), ("20250910", "5.0"), ("20250903", "5.0"), ("2025", "99.0") })
            {
                var (other, own) = (incident.Copy(), part.Copy());
                (other["INCIDENT ID"], other["INCIDENT DATE"], own["INCIDENT ID"]) = ("77" + date, date, "77" + date);
                Discipline(own, days, "N");
                batch.Records.AddRange([other, own]);
                parts.Add(own);
            }

            Discipline(part, "", "N");
            lines.Add(batch.Records.IndexOf(parts[0]) + 1);
        }).FindAll(finding => finding.Rule.Id == "I2.X09");

        findings.Select(finding => finding.Line).ShouldBe(lines);
    }

    /// <summary>Of two incidents with one number both are invalid, and so are the associations of both.</summary>
    [Fact]
    public void A_number_of_two_incidents()
    {
        var lines = new List<int>();

        var findings = Findings(
            October,
            batch =>
            {
                var incident = batch.First("I1");
                batch.CopyOf(incident);
                lines.AddRange(batch.All("I2", part => part["INCIDENT ID"] == incident["INCIDENT ID"]).Select(part => batch.Records.IndexOf(part) + 1));
            },
            includesCascades: true);

        findings.Count(finding => finding.Rule.Id == "I1.004").ShouldBe(1);
        findings.FindAll(finding => finding.Rule.Id == "I2.Dep").Select(finding => finding.Line).ShouldBe(lines);
    }

    /// <summary>A part of a student without any record of a disability.</summary>
    private static EditableRecord Part(EditableBatch batch) => batch.First("I2", part =>
        !batch.Records.Exists(record => record.Info.Id is "S2" or "S4" && record.IsOf(part))
        && !batch.Records.Exists(record => record.Info.Id == "S1" && record.IsOf(part) && record["504 SERVICES"] != ""));

    private static void Discipline(EditableRecord part, string days, string services) =>
        (part["DISCIPLINE METHOD"], part["NUMBER OF DAYS"], part["SERVICES OFFERED"]) = ("S", days, services);

    /// <summary>Gives the student a record of a disability, in another school where the record has one.</summary>
    private static void Serve(EditableBatch batch, EditableRecord part, string record)
    {
        if (record == "S1")
        {
            batch.First("S1", student => student.IsAt(part))["504 SERVICES"] = "Y";
        }
        else if (record != "")
        {
            var other = batch.First(record, other => other["SCHOOL NUMBER"] != part["SCHOOL NUMBER"]);
            batch.CopyOf(other)["STUDENT NUMBER"] = part["STUDENT NUMBER"];
        }
    }
}
