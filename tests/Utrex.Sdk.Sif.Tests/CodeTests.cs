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
    [InlineData("Unknown", "")]
    public void Economic_disadvantage_is_SIFs_or_the_states(string sent, string code) => Student("ECONOMIC DISADV", $"<EconomicDisadvantage>{sent}</EconomicDisadvantage>").ShouldBe(code);

    [Fact]
    public void The_states_code_beside_SIFs_says_more() =>
        Student("ECONOMIC DISADV", $"<EconomicDisadvantage>Yes</EconomicDisadvantage>{Extension("StudentPersonal", "<EconomicDisadvantageCode>R</EconomicDisadvantageCode>")}").ShouldBe("R");

    /// <summary>Agents send what their platform makes of a boolean.</summary>
    [Theory]
    [InlineData("Y", "Y")]
    [InlineData("y", "Y")]
    [InlineData("true", "Y")]
    [InlineData("True", "Y")]
    [InlineData("1", "Y")]
    [InlineData("Yes", "Y")]
    [InlineData("false", "")]
    [InlineData("0", "")]
    [InlineData("No", "")]
    [InlineData("maybe", "maybe")]
    public void A_boolean_in_the_extensions_is_read_in_each_of_its_forms(string sent, string code)
    {
        Student("MILITARY CHILD", Extension("StudentPersonal", $"<MilitaryChild>{sent}</MilitaryChild>")).ShouldBe(code);
        Student("READING INTERVENTION", Extension("StudentPersonal", $"<ReadingIntervention>{sent}</ReadingIntervention>")).ShouldBe(code.Length == 0 ? "N" : code);
        Student("LIMITED ENGLISH", Extension("StudentPersonal", "<LimitedEnglish>1</LimitedEnglish>")).ShouldBe("1", "a table with other codes is no boolean");
    }

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
    public void The_first_exceptionality_is_the_disability(string priority) => Disability("<Code>AU</Code>", priority).ShouldBe("AU");

    [Theory]
    [InlineData("<Code>2121</Code>", "AU")]
    [InlineData("<Code>2123</Code>", "HI")]
    [InlineData("<Code>2133</Code>", "HI")]
    [InlineData("<Code>2126</Code>", "BD")]
    [InlineData("<Code>au</Code>", "AU")]
    [InlineData("<Code>2121</Code><OtherCodeList><OtherCode Codeset='StateProvince'>DD</OtherCode></OtherCodeList>", "DD")]
    [InlineData("<Code>2121</Code><OtherCodeList><OtherCode Codeset='Text'>x</OtherCode></OtherCodeList>", "AU")]
    [InlineData("<Code>9999</Code><OtherCodeList><OtherCode Codeset='StateProvince'>BD</OtherCode></OtherCodeList>", "BD")]
    [InlineData("<Code>7777</Code>", "7777")]
    public void A_disability_is_SIFs_or_the_states(string sent, string code) => Disability(sent, "Primary").ShouldBe(code);

    /// <summary>Every disability of the state has a code of its own in SIF, and each is read from SIF's alone.</summary>
    [Fact]
    public void Every_disability_goes_there_and_back_by_SIFs_code_alone()
    {
        foreach (var code in UtrexSpecification.Current.FindRecord("S2")!.FindField("DISABILITY TYPE")!.Codes!.Codes.Select(code => code.Code))
        {
            var category = Participation("DISABILITY TYPE", code).Descendants(Sif + "ExceptionalityCategory").ShouldHaveSingleItem();

            category.Element(Sif + "Code")!.Value.ShouldMatch("^21(2[1-9]|3[0-5])$");
            category.Descendants(Sif + "OtherCode").ShouldHaveSingleItem().Value.ShouldBe(code);
            Disability($"<Code>{category.Element(Sif + "Code")!.Value}</Code>", "Primary").ShouldBe(code);
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    public void A_share_of_the_day_is_no_number(string code)
    {
        var written = Participation("REGULAR PERCENT", code);
        var stated = Participation("REGULAR PERCENT", code, new SifWriterOptions { PrefersStateCodes = true });

        written.Descendants(Sif + "StudentSpecialEducationFTE").ShouldBeEmpty();
        written.Descendants(Sif + "RegularPercentCode").ShouldHaveSingleItem().Value.ShouldBe(code);
        stated.Descendants(Sif + "StudentSpecialEducationFTE").ShouldHaveSingleItem().Value.ShouldBe(code);
        foreach (var place in new[] { $"<StudentSpecialEducationFTE>{code}</StudentSpecialEducationFTE>", Extension("StudentParticipation", $"<RegularPercentCode>{code}</RegularPercentCode>") })
        {
            SifRun.Value(SifRun.Collect(Sent.District + Sent.Student + Sent.Enrollment() + $"<StudentParticipation RefId='50' StudentPersonalRefId='{Sent.StudentId}'><ProgramType><Code>0270</Code></ProgramType>{place}</StudentParticipation>"), "S2", "REGULAR PERCENT").ShouldBe(code);
        }
    }

    /// <summary>SIF's code stands in the place, the state's beside it; or, where a collector asks for it, the state's in both.</summary>
    [Fact]
    public void The_states_codes_stand_where_its_document_prints_them_if_asked_for()
    {
        var batch = FilledBatch.Full(1);
        var (plain, report) = SifRun.ToSif(batch);
        var (stated, statedReport) = SifRun.ToSif(batch, new SifWriterOptions { PrefersStateCodes = true });

        Codes(plain, "EconomicDisadvantage").ShouldBe(["Yes"]);
        Codes(stated, "EconomicDisadvantage").ShouldBeSubsetOf(["F", "R", "Y"]);
        Codes(stated, "EconomicDisadvantage").ShouldBe(Codes(plain, "EconomicDisadvantageCode"));
        XDocument.Parse(stated).Descendants(Sif + "ExceptionalityCategory").ShouldAllBe(category => category.Element(Sif + "Code")!.Value == category.Descendants(Sif + "OtherCode").Single().Value);
        SifRun.ShouldComeBack(batch, SifRun.Collect(plain), report);
        SifRun.ShouldComeBack(batch, SifRun.Collect(stated), statedReport);
        SifRun.Collect(stated).ShouldBe(SifRun.Collect(plain));

        static List<string> Codes(string xml, string name) => [.. XDocument.Parse(xml).Descendants(Sif + name).Select(element => element.Value).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>A list of nobody is not there, and what nobody knows of an address is not said of it.</summary>
    [Fact]
    public void What_is_not_known_is_left_out_where_it_is_not_needed()
    {
        var batch = Sent.District + Sent.Student.Replace("</LocalId>", "</LocalId><AddressList><Address Type='0765'><City>Lehi</City><GridLocation><Latitude>40.3</Latitude></GridLocation></Address></AddressList>", StringComparison.Ordinal) + Sent.Enrollment()
            + $"<DisciplineIncident RefId='99' SchoolYear='2026'><AgencyReporting SIF_RefObject='SchoolInfo'>{Sent.SchoolId}</AgencyReporting><IncidentNumber>5</IncidentNumber><IncidentDate>2025-09-02</IncidentDate></DisciplineIncident>";
        var (xml, report) = SifRun.ToSif(SifRun.Collect(batch));
        var objects = XDocument.Parse(xml);

        objects.Descendants(Sif + "Address").ShouldHaveSingleItem().Elements().Select(element => element.Name.LocalName).ShouldBe(["City", "GridLocation"]);
        objects.Descendants(Sif + "GridLocation").ShouldHaveSingleItem().Elements().Select(element => element.Name.LocalName).ShouldBe(["Latitude"]);
        foreach (var path in new[] { "Street/Line1", "StateProvince", "Country", "PostalCode", "GridLocation/Longitude" })
        {
            report.Unknown["StudentPersonal/AddressList/Address/" + path].ShouldBe(1);
        }

        var incident = objects.Descendants(Sif + "DisciplineIncident").ShouldHaveSingleItem();
        incident.Elements().Select(element => element.Name.LocalName).ShouldBe(["AgencyReporting", "IncidentNumber", "IncidentDate", "IncidentTime", "IncidentLocation", "IncidentCategory"]);
        objects.Descendants().Where(element => element.Attributes().Any(attribute => attribute.Name.LocalName == "nil")).Select(element => element.Parent!.Name.LocalName).ShouldBeSubsetOf(["SchoolInfo", "CalendarSummary", "StudentPersonal", "Name", "LEAInfo", "DisciplineIncident", "StudentAttendanceSummary"]);
        var (told, _) = SifRun.ToSif(SifRun.Collect(batch), new SifWriterOptions { Defaults = new Dictionary<string, string>(StringComparer.Ordinal) { ["StudentPersonal/AddressList/Address/Country"] = "US", ["StudentPersonal/AddressList/Address/Street/Line1"] = "unknown" } });
        XDocument.Parse(told).Descendants(Sif + "Address").ShouldHaveSingleItem().Elements().Select(element => element.Name.LocalName + element.Value).ShouldBe(["Streetunknown", "CityLehi", "CountryUS", "GridLocation40.3"]);
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

    private static string Extension(string of, string content) =>
        $"<SIF_ExtendedElements><SIF_ExtendedElement Name='UTExtensions'><{of}Extensions>{content}</{of}Extensions></SIF_ExtendedElement></SIF_ExtendedElements>";

    private static string Disability(string category, string priority) =>
        SifRun.Value(SifRun.Collect(Sent.District + Sent.Student + Sent.Enrollment() + $"<StudentParticipation RefId='50' StudentPersonalRefId='{Sent.StudentId}'><ProgramType><Code>0270</Code></ProgramType><ExceptionalityCategories><ExceptionalityCategory>{category}<ExceptionalityPriority>{priority}</ExceptionalityPriority></ExceptionalityCategory></ExceptionalityCategories></StudentParticipation>"), "S2", "DISABILITY TYPE");

    /// <summary>The program of an S2 record of which nothing is known but one field.</summary>
    private static XElement Participation(string field, string value, SifWriterOptions? options = null)
    {
        var record = UtrexSpecification.Current.FindRecord("S2")!;
        var line = new string[record.Fields.Count];
        Array.Fill(line, "");
        (line[0], line[record.FindField("STUDENT NUMBER")!.Number], line[record.FindField(field)!.Number]) = ("S2=", "7", value);
        var (xml, _) = SifRun.ToSif("DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nSC=\t104\t180\t0529\tS\tE\t01\n" + string.Join('\t', line) + "\n", options);
        return XDocument.Parse(xml).Descendants(Sif + "StudentParticipation").ShouldHaveSingleItem();
    }

    private static IEnumerable<string> Values(XDocument objects, string list, string name)
    {
        var values = objects.Descendants(Sif + list).Descendants(Sif + name).Select(element => element.Value).ToList();
        values.ShouldNotBeEmpty();
        return values;
    }

    private static string Student(string field, string content) =>
        SifRun.Value(SifRun.Collect(Sent.District + Sent.Student.Replace("</LocalId>", "</LocalId>" + content, StringComparison.Ordinal) + Sent.Enrollment()), "S1", field);
}
