using System.Xml.Linq;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>SIF's codes and lexical forms: written as SIF has them, read in every form that agents send.</summary>
public sealed class CodeTests
{
    private static readonly XNamespace Sif = SifRun.Namespace;

    [Theory]
    [InlineData("spa", "SPA")]
    [InlineData("SPA", "SPA")]
    [InlineData("nav", "NAV")]
    public void A_language_is_read_in_small_and_in_capital_letters(string sent, string code) =>
        Student("ELL NATIVE LANGUAGE", $"<Demographics><LanguageList><Language><Code>{sent}</Code><LanguageType>1038</LanguageType></Language></LanguageList></Demographics>").ShouldBe(code);

    [Theory]
    [InlineData("Yes", "Y")]
    [InlineData("yes", "Y")]
    [InlineData("true", "Y")]
    [InlineData("1", "Y")]
    [InlineData("Y", "Y")]
    [InlineData("y", "Y")]
    [InlineData("No", "")]
    [InlineData("false", "")]
    [InlineData("0", "")]
    [InlineData("Unknown", "")]
    public void A_boolean_is_read_in_each_of_its_forms(string sent, string code) => Student("MIGRANT", $"<Migrant>{sent}</Migrant>").ShouldBe(code);

    [Theory]
    [InlineData("Yes", "Y")]
    [InlineData("F", "F")]
    [InlineData("f", "F")]
    [InlineData("R", "R")]
    [InlineData("No", "")]
    public void Economic_disadvantage_is_SIFs_or_the_states(string sent, string code) => Student("ECONOMIC DISADV", $"<EconomicDisadvantage>{sent}</EconomicDisadvantage>").ShouldBe(code);

    [Theory]
    [InlineData("2012-07-08", "20120708")]
    [InlineData("2012-07-08Z", "20120708")]
    [InlineData("2012-07-08-07:00", "20120708")]
    [InlineData("2012-07-08+13:00", "20120708")]
    [InlineData("2012-07-08-7:00", "2012-07-08-7:00")]
    [InlineData("20120708", "20120708")]
    public void A_day_may_have_a_time_zone(string sent, string day) => Student("BIRTH DATE", $"<Demographics><BirthDate>{sent}</BirthDate></Demographics>").ShouldBe(day);

    [Theory]
    [InlineData("173", "173")]
    [InlineData("+173", "173")]
    [InlineData("173.00", "173")]
    [InlineData("173.50", "173.50")]
    [InlineData("0173", "0173")]
    [InlineData("-3", "-3")]
    [InlineData("+", "+")]
    [InlineData("PVT", "PVT")]
    [InlineData("pvt", "pvt")]
    public void A_number_is_read_in_its_lexical_forms(string sent, string number)
    {
        var batch = SifRun.Collect(Sent.District + Sent.Student + Sent.Enrollment()
            + $"<StudentAttendanceSummary StudentPersonalRefId='{Sent.StudentId}' SchoolInfoRefId='{Sent.SchoolId}' SchoolYear='2026'><StartDate>2025-08-18</StartDate><DaysInMembership>{sent}</DaysInMembership></StudentAttendanceSummary>");

        SifRun.Value(batch, "S1", "SCHOOL MEMBERSHIP").ShouldBe(number);
    }

    [Theory]
    [InlineData("<RelatedToList><RelatedTo>3068</RelatedTo></RelatedToList>", "Y")]
    [InlineData("<RelatedToList><RelatedTo>Y</RelatedTo></RelatedToList>", "Y")]
    [InlineData("<RelatedToList><RelatedTo>N</RelatedTo></RelatedToList>", "N")]
    [InlineData("<RelatedToList/>", "N")]
    [InlineData("", "N")]
    public void Gangs_are_what_an_incident_is_related_to(string related, string code)
    {
        var batch = SifRun.Collect(Sent.District + $"<DisciplineIncident RefId='99' SchoolYear='2026'><AgencyReporting SIF_RefObject='SchoolInfo'>{Sent.SchoolId}</AgencyReporting><IncidentNumber>5</IncidentNumber><IncidentDate>2025-09-02</IncidentDate>{related}</DisciplineIncident>");

        SifRun.Value(batch, "I1", "GANG RELATED").ShouldBe(code);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("Primary")]
    public void The_first_exceptionality_is_the_disability(string priority)
    {
        var batch = SifRun.Collect(Sent.District + Sent.Student + Sent.Enrollment()
            + $"<StudentParticipation RefId='50' StudentPersonalRefId='{Sent.StudentId}'><ProgramType><Code>0270</Code></ProgramType><ExceptionalityCategories><ExceptionalityCategory><Code>AU</Code><ExceptionalityPriority>{priority}</ExceptionalityPriority></ExceptionalityCategory></ExceptionalityCategories></StudentParticipation>");

        SifRun.Value(batch, "S2", "DISABILITY TYPE").ShouldBe("AU");
    }

    /// <summary>What another program's model and the public schema demand of our objects.</summary>
    [Fact]
    public void What_is_written_is_as_SIF_has_it()
    {
        var objects = XDocument.Parse(SifRun.ToSif(FilledBatch.Full(1)).Xml);

        Values(objects, "LanguageList", "Code").ShouldAllBe(code => code == code.ToLowerInvariant());
        Values(objects, "RelatedToList", "RelatedTo").ShouldAllBe(code => code == "3068");
        Values(objects, "ExceptionalityCategory", "ExceptionalityPriority").ShouldAllBe(priority => priority == "Primary");
        objects.Descendants().Where(element => element.Name.LocalName is "Offender" or "Victim").ShouldNotBeEmpty();
        objects.Descendants().Where(element => element.Name.LocalName is "Offender" or "Victim").ShouldAllBe(person =>
            person.Attribute("Type")!.Value == "0126" && person.Element(Sif + "SIF_RefId")!.Attribute("SIF_RefObject")!.Value == "StudentPersonal");
        objects.Descendants(Sif + "CourseHistory").Descendants(Sif + "Course").ShouldNotBeEmpty();
        objects.Descendants(Sif + "CourseHistory").Descendants(Sif + "Course").ShouldAllBe(course => course.Element(Sif + "MarkingPeriod") == null && course.Element(Sif + "MarkingPeriods") != null);
        objects.Descendants(Sif + "MarkingPeriod").Elements(Sif + "TermInfoData").ShouldAllBe(term => !term.HasAttributes);
        objects.Descendants(Sif + "StudentGradeLevelWhenAssessed").ShouldAllBe(grade => grade.Element(Sif + "Code")!.Value.Length > 0);
    }

    /// <summary>What the batch does not tell is told by a profile: elements and attributes alike.</summary>
    [Fact]
    public void A_profile_says_what_a_batch_does_not()
    {
        var profile = SifProfile.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes("""
            {
              // The office reports all incidents so.
              "DisciplineIncident/IncidentTime": "00:00:00",
              "DisciplineIncident/IncidentTime/@Type": "0587",
              "DisciplineIncident/IncidentLocation": "0599",
            }
            """)));
        var batch = FilledBatch.Full(1);
        var (xml, report) = SifRun.ToSif(batch, new SifWriterOptions { Defaults = profile });
        var (_, without) = SifRun.ToSif(batch);

        var objects = XDocument.Parse(xml);
        objects.Descendants(Sif + "IncidentTime").ShouldNotBeEmpty();
        objects.Descendants(Sif + "IncidentTime").ShouldAllBe(time => time.Value == "00:00:00" && time.Attribute("Type")!.Value == "0587" && time.Attributes().Count() == 1);
        without.Unknown.Keys.Except(report.Unknown.Keys).ShouldBe(profile.Keys, ignoreOrder: true);
        without.Unknown.Keys.ShouldContain("DisciplineIncident/IncidentLocation/@Type");
        SifRun.ShouldComeBack(batch, SifRun.Collect(xml), report);
    }

    [Theory]
    [InlineData("[]", "a profile is a JSON object")]
    [InlineData("{ \"a\": 1 }", "the value of 'a' is no text")]
    [InlineData("{ \"a\": \"1\", \"a\": \"2\" }", "'a' stands there twice")]
    [InlineData("{\n\"a\" }", "it is no JSON (line 2)")]
    public void What_is_no_profile_is_refused_in_words(string json, string expected) =>
        Should.Throw<FormatException>(() => SifProfile.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)))).Message.ShouldStartWith(expected);

    private static IEnumerable<string> Values(XDocument objects, string list, string name)
    {
        var values = objects.Descendants(Sif + list).Descendants(Sif + name).Select(element => element.Value).ToList();
        values.ShouldNotBeEmpty();
        return values;
    }

    private static string Student(string field, string content) =>
        SifRun.Value(SifRun.Collect(Sent.District + Sent.Student.Replace("</LocalId>", "</LocalId>" + content, StringComparison.Ordinal) + Sent.Enrollment()), "S1", field);
}
