using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Tests;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>What agents really send: order, wrappers, misprints, alternative places, SIF's codes, events.</summary>
public sealed class CollectorTests
{
    private const string Lea = "<LEAInfo RefId='11111111111111111111111111111111'><StateProvinceId>01</StateProvinceId><LEAName>District</LEAName></LEAInfo>";
    private const string School = "<SchoolInfo RefId='22222222222222222222222222222222'><StateProvinceId>104</StateProvinceId><SchoolName>School</SchoolName><LEAInfoRefId>11111111111111111111111111111111</LEAInfoRefId><SessionType>0828</SessionType></SchoolInfo>"
        + "<CalendarSummary RefId='2A222222222222222222222222222222' SchoolInfoRefId='22222222222222222222222222222222' SchoolYear='2026'><LocalId>1</LocalId><DaysInSession>180</DaysInSession><LastInstructionDate>2026-05-29</LastInstructionDate></CalendarSummary>";

    private const string Enrollment = "<StudentSchoolEnrollment RefId='44444444444444444444444444444444' StudentPersonalRefId='33333333333333333333333333333333' SchoolInfoRefId='22222222222222222222222222222222' MembershipType='Home' TimeFrame='Current' SchoolYear='2026'><EntryDate>2025-08-18</EntryDate></StudentSchoolEnrollment>";

    private static readonly XNamespace Sif = SifRun.Namespace;

    [Fact]
    public void The_district_record_comes_from_the_message()
    {
        var batch = SifRun.Collect(SifRun.Message(Lea + School));

        batch.Split('\n')[0].ShouldBe("DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 08:30:00.000");
        batch.Split('\n')[1].ShouldBe("SC=\t104\t180\t0529\tS\t\t01");
    }

    [Theory]
    [InlineData("0829", "T")]
    [InlineData("0837", "Y")]
    [InlineData("9999", "O")]
    [InlineData("0830", "O")]
    [InlineData("S", "S")]
    public void A_session_type_is_read(string sif, string code) =>
        SifRun.Value(SifRun.Collect(SifRun.Message(Lea + School.Replace("0828", sif, StringComparison.Ordinal))), "SC", "SCHEDULE YEAR TYPE").ShouldBe(code);

    [Theory]
    [InlineData("<Demographics><Birthdate>2010-03-04</Birthdate></Demographics>", "BIRTH DATE", "20100304")]
    [InlineData("<Demographics><BirthDate>2010-03-04</BirthDate></Demographics>", "BIRTH DATE", "20100304")]
    [InlineData("<Demographics><RaceList><Race><Code>1000</Code></Race><Race><Code>1002</Code></Race></RaceList></Demographics>", "WHITE", "Y")]
    [InlineData("<Demographics><RaceList><Race><Code>1000</Code></Race></RaceList></Demographics>", "ASIAN", "")]
    [InlineData("<Demographics><RaceList><Race><Code>0998</Code><OtherCodeList CodeSet='StateProvince'>N</OtherCodeList></Race></RaceList></Demographics>", "TRIBAL AFFILIATION", "N")]
    [InlineData("<Demographics><RaceList><Race><Code>0998</Code><OtherCodeList><OtherCode Codeset='Text'>x</OtherCode><OtherCode Codeset='StateProvince'>U</OtherCode></OtherCodeList></Race></RaceList></Demographics>", "TRIBAL AFFILIATION", "U")]
    [InlineData("<Demographics><HispanicLatino>Yes</HispanicLatino></Demographics>", "ETHNICITY", "Y")]
    [InlineData("<Demographics><HispanicLatino>No</HispanicLatino></Demographics>", "ETHNICITY", "N")]
    [InlineData("<Demographics><LanguageList><Language><Code>SPA</Code><LanguageType>1037</LanguageType></Language><Language><LanguageType>1038</LanguageType><Code>NAV</Code></Language></LanguageList></Demographics>", "ELL NATIVE LANGUAGE", "NAV")]
    [InlineData("<MostRecent><GradeLevel><Code>KG</Code></GradeLevel></MostRecent>", "GRADE LEVEL", "00")]
    [InlineData("<MostRecent><GradeLevel>09</GradeLevel></MostRecent>", "GRADE LEVEL", "09")]
    [InlineData("<MostRecent><GradeLevel><Code>-1</Code></GradeLevel></MostRecent>", "GRADE LEVEL", "PK")]
    [InlineData("<MostRecent><GradeLevel><Code>Other</Code><OtherCodeList><OtherCode Codeset='StateProvince'>PK</OtherCode></OtherCodeList></GradeLevel></MostRecent>", "GRADE LEVEL", "PK")]
    [InlineData("<MostRecent><GradeLevel><Code>77</Code></GradeLevel></MostRecent>", "GRADE LEVEL", "77")]
    [InlineData("<EconomicDisadvantage>F</EconomicDisadvantage>", "ECONOMIC DISADV", "F")]
    [InlineData("<EconomicDisadvantage>Yes</EconomicDisadvantage>", "ECONOMIC DISADV", "Y")]
    [InlineData("<EconomicDisadvantage>Unknown</EconomicDisadvantage>", "ECONOMIC DISADV", "")]
    [InlineData("<Migrant>No</Migrant>", "MIGRANT", "")]
    [InlineData("<Migrant>yes</Migrant>", "MIGRANT", "Y")]
    [InlineData("<PhoneNumberList><PhoneNumber Type='0350'><Number>8015550001</Number></PhoneNumber><PhoneNumber Type='0096'><Number>8015550002</Number></PhoneNumber></PhoneNumberList>", "PHONE NUMBER", "8015550002")]
    [InlineData("<PhoneNumberList><PhoneNumber Type='0350'><Number>8015550001</Number></PhoneNumber></PhoneNumberList>", "PHONE NUMBER", "8015550001")]
    [InlineData("<AddressList><Address Type='0123'><City>Provo</City></Address><Address Type='0765'><Street><Line1>1 Main</Line1></Street><City>Lehi</City></Address></AddressList>", "STUDENT PHYSICAL CITY", "Lehi")]
    [InlineData("<SIF_ExtendedElements><SIF_ExtendedElement Name='UTEExtensions'><StudentPersonalExtensions><MilitaryChild>Y</MilitaryChild></StudentPersonalExtensions></SIF_ExtendedElement></SIF_ExtendedElements>", "MILITARY CHILD", "Y")]
    [InlineData("<Name><LastName>O<![CDATA[']]>Br<!-- a comment -->i&#101;n</LastName></Name>", "LAST NAME", "O'Brien")]
    [InlineData("<Gifted/><GiftedTalented xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'></GiftedTalented>", "GIFTED", "")]
    public void A_students_value_is_read(string elements, string field, string value)
    {
        var student = $"<StudentPersonal RefId='33333333333333333333333333333333'><LocalId>7</LocalId>{elements}</StudentPersonal>";

        SifRun.Value(SifRun.Collect(SifRun.Message(Lea + School + student + Enrollment)), "S1", field).ShouldBe(value);
    }

    [Theory]
    [InlineData("<SectionInfo RefId='66' SchoolCourseInfoRefId='55' SchoolYear='2026'><CourseSectionCode>02</CourseSectionCode></SectionInfo>", "123402")]
    [InlineData("<SectionInfo RefId='66' SchoolCourseInfoRefId='55' SchoolYear='2026'><SectionCode>12340203</SectionCode></SectionInfo>", "12340203")]
    [InlineData("<SectionInfo RefId='66' SchoolCourseInfoRefId='55' SchoolYear='2026'/>", "1234")]
    public void Course_and_section_are_read_from_where_they_may_stand(string section, string number)
    {
        var batch = SifRun.Collect(SifRun.Message(Lea + School + "<SchoolCourseInfo RefId='55' SchoolInfoRefId='22222222222222222222222222222222' SchoolYear='2026'><CourseCode>1234</CourseCode><StateCourseCode>22010000009</StateCourseCode></SchoolCourseInfo>" + section));

        SifRun.Value(batch, "AC", "COURSE & SECTION").ShouldBe(number);
        SifRun.Value(batch, "AC", "INSTRUCT SETTING").ShouldBe("FF", "an elementary course is taught face to face unless somebody says otherwise");
    }

    [Theory]
    [InlineData("<StudentGrade RefId='88' ><StudentPersonalRefId>33333333333333333333333333333333</StudentPersonalRefId><SectionInfoRefId>66</SectionInfoRefId><Grade><Letter>PASS</Letter></Grade></StudentGrade>", "", "P")]
    [InlineData("", "<SIF_ExtendedElements><SIF_ExtendedElement Name='UTExtensions'><StudentSectionEnrollmentExtensions><GradeEarned>3.7000</GradeEarned></StudentSectionEnrollmentExtensions></SIF_ExtendedElement></SIF_ExtendedElements>", "3.7000")]
    [InlineData("", "", "")]
    public void A_grade_is_read_from_where_it_may_stand(string grade, string extension, string earned)
    {
        var objects = Lea + School + "<StudentPersonal RefId='33333333333333333333333333333333'><LocalId>7</LocalId></StudentPersonal>" + grade
            + "<SchoolCourseInfo RefId='55' SchoolInfoRefId='22222222222222222222222222222222' SchoolYear='2026'><CourseCode>1234</CourseCode></SchoolCourseInfo><SectionInfo RefId='66' SchoolCourseInfoRefId='55'/>"
            + $"<StudentSectionEnrollment RefId='77' StudentPersonalRefId='33333333333333333333333333333333' SectionInfoRefId='66' SchoolYear='2026'>{extension}</StudentSectionEnrollment>";

        SifRun.Value(SifRun.Collect(SifRun.Message(objects)), "AM", "GRADE EARNED").ShouldBe(earned);
    }

    [Theory]
    [InlineData("<Code>3101</Code><Duration>2.5</Duration>", "S", "N", "Y")]
    [InlineData("<Code>3100</Code>", "S", "Y", "N")]
    [InlineData("<Code>3086</Code>", "E", "N", "Y")]
    [InlineData("<Code>3090</Code>", "", "N", "N")]
    public void Disciplinary_actions_are_read(string action, string method, string inSchool, string services)
    {
        var batch = SifRun.Collect(SifRun.Message(Lea + School + "<StudentPersonal RefId='33333333333333333333333333333333'><LocalId>7</LocalId></StudentPersonal>" + Enrollment
            + $"<DisciplineIncident RefId='99' SchoolYear='2026'><AgencyReporting SIF_RefObject='SchoolInfo'>22222222222222222222222222222222</AgencyReporting><IncidentNumber>5</IncidentNumber><IncidentDate>2025-09-02</IncidentDate><OffenderList><Offender Type='Student'><SIF_RefId SIF_RefObject='StudentPersonal'>33333333333333333333333333333333</SIF_RefId><Injury>3065</Injury><ActionList><Action>{action}</Action></ActionList></Offender></OffenderList></DisciplineIncident>"));

        SifRun.Value(batch, "I2", "DISCIPLINE METHOD").ShouldBe(method);
        SifRun.Value(batch, "I2", "IN SCHOOL").ShouldBe(inSchool);
        SifRun.Value(batch, "I2", "SERVICES OFFERED").ShouldBe(services);
        SifRun.Value(batch, "I2", "INJURED").ShouldBe("N");
        SifRun.Value(batch, "I2", "STUDENT NUMBER").ShouldBe("7");
        SifRun.Value(batch, "I1", "INCIDENT DATE").ShouldBe("20250902");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_order_of_objects_and_elements_means_nothing(int seed)
    {
        var document = XDocument.Parse(SifRun.ToSif(FilledBatch.Full(seed)).Xml);
        var expected = Sorted(SifRun.Collect(document.ToString()));
        var random = new Random(seed);
        foreach (var element in document.Descendants().Where(element => element.Elements().Skip(1).Any()).ToList())
        {
            // What repeats keeps its order: the first test is the first record.
            var groups = element.Elements().GroupBy(child => element.Name.LocalName == "SIF_ObjectData" ? child.Attribute("RefId")?.Value ?? "" : child.Name.LocalName).OrderBy(_ => random.Next()).ToList();
            element.ReplaceNodes(groups.SelectMany(group => group));
        }

        Sorted(SifRun.Collect(document.ToString())).ShouldBe(expected);

        static string[] Sorted(string batch) => [.. batch.Split('\n').Select(line => line.StartsWith("TC", StringComparison.Ordinal) || line.StartsWith("TG", StringComparison.Ordinal) ? System.Text.RegularExpressions.Regex.Replace(line, "\t0000\\d{8}", "\tid") : line).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Names_are_read_as_the_specification_misprints_them()
    {
        var batch = FilledBatch.Full(3);
        var document = XDocument.Parse(SifRun.ToSif(batch).Xml);
        foreach (var (printed, name) in SifMap.Aliases)
        {
            var elements = document.Descendants(Sif + name).ToList();
            var values = document.Descendants().Attributes().Where(attribute => attribute.Value == name).ToList();
            var attributes = document.Descendants().Where(element => element.Attribute(name) is not null).ToList();
            (elements.Count + values.Count + attributes.Count).ShouldBePositive(name);
            attributes.ForEach(element => element.ReplaceAttributes(element.Attributes().Select(attribute => attribute.Name == name ? new XAttribute(printed, attribute.Value) : attribute)));
            elements.ForEach(element => element.Name = Sif + printed);
            values.ForEach(attribute => attribute.Value = printed);
        }

        SifRun.ShouldComeBack(batch, SifRun.Collect(document.ToString(SaveOptions.DisableFormatting)), SifRun.ToSif(batch).Report);
    }

    [Fact]
    public void Every_misprint_of_a_path_is_an_alias()
    {
        var fields = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("spec-schema", "utah", "2025-26", "maps", "sif.json"))).RootElement
            .GetProperty("records").EnumerateArray().SelectMany(record => record.GetProperty("fields").EnumerateArray()).ToList();
        var known = fields.SelectMany(field => field.GetProperty("paths").EnumerateArray()).SelectMany(path => Names(path.GetString()!)).Concat(SifMap.Aliases.Keys).ToHashSet(StringComparer.Ordinal);

        var printed = fields.Where(field => field.TryGetProperty("printed", out _)).SelectMany(field => Names(field.GetProperty("printed").GetString()!)).ToList();

        printed.Count.ShouldBeGreaterThan(100);
        printed.Except(known).ShouldBeEmpty();

        static IEnumerable<string> Names(string path) =>
            Regex.Replace(path.Replace("** ALTERNATIVE MAPPING **", "/", StringComparison.Ordinal), @"\s|\[[^]]*\]", "").Split('/').Where(name => !name.StartsWith('@'));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("<Export>{0}</Export>")]
    [InlineData("<a><b>{0}</b></a><c/>")]
    [InlineData("<SIF_Message xmlns='http://www.sifinfo.org/infrastructure/2.x'><SIF_Event><SIF_ObjectData><SIF_EventObject ObjectName='x' Action='Add'>{0}</SIF_EventObject></SIF_ObjectData></SIF_Event></SIF_Message>")]
    [InlineData("<x:SIF_Message xmlns:x='http://www.sifinfo.org/infrastructure/2.x'>{0}</x:SIF_Message>")]
    public void Any_wrapper_will_do(string wrapper)
    {
        var batch = SifRun.Collect(wrapper.Replace("{0}", Lea + School + "<StudentPersonal RefId='33333333333333333333333333333333'><LocalId>7</LocalId></StudentPersonal>" + Enrollment, StringComparison.Ordinal));

        SifRun.Value(batch, "S1", "STUDENT NUMBER").ShouldBe("7");
    }

    [Fact]
    public void An_event_changes_or_deletes_what_was_sent()
    {
        const string Event = "<SIF_Event><SIF_ObjectData><SIF_EventObject ObjectName='o' Action='{0}'>{1}</SIF_EventObject></SIF_ObjectData></SIF_Event>";
        var student = "<StudentPersonal RefId='33333333333333333333333333333333'><LocalId>7</LocalId><Name><LastName>Roe</LastName><FirstName>Ann</FirstName></Name></StudentPersonal>";
        var change = Event.Replace("{0}", "Change", StringComparison.Ordinal).Replace("{1}", "<StudentPersonal RefId='33333333333333333333333333333333'><Name><LastName>Doe</LastName></Name></StudentPersonal>", StringComparison.Ordinal);
        var delete = Event.Replace("{0}", "Delete", StringComparison.Ordinal).Replace("{1}", "<StudentSchoolEnrollment RefId='44444444444444444444444444444444'/>", StringComparison.Ordinal);

        var changed = SifRun.Collect(Lea + School + student + Enrollment + change);
        var deleted = SifRun.Collect(Lea + School + student + Enrollment + change + delete);
        var again = SifRun.Collect(Lea + School + student + Enrollment + delete + Enrollment + student.Replace("Roe", "Poe", StringComparison.Ordinal));

        SifRun.Value(changed, "S1", "LAST NAME").ShouldBe("Doe");
        SifRun.Value(changed, "S1", "FIRST NAME").ShouldBe("Ann");
        SifRun.Records(deleted).ShouldNotContain(item => item.Record.Id == "S1");
        SifRun.Value(again, "S1", "LAST NAME").ShouldBe("Poe");
    }

    [Fact]
    public void A_concurrent_enrollment_is_at_no_school_of_record() =>
        SifRun.Value(SifRun.Collect(Lea + School + "<StudentPersonal RefId='33333333333333333333333333333333'><LocalId>7</LocalId></StudentPersonal>" + Enrollment.Replace("Home", "Concurrent", StringComparison.Ordinal)), "S1", "SCHOOL OF RECORD").ShouldBe("N");

    [Fact]
    public void Blanks_are_filled_as_the_state_fills_them()
    {
        var batch = SifRun.Collect(Lea + School.Replace("104", "990", StringComparison.Ordinal) + "<StudentPersonal RefId='33333333333333333333333333333333'><LocalId>7</LocalId></StudentPersonal>" + Enrollment);

        SifRun.Value(batch, "S1", "SCHOOL MEMBERSHIP").ShouldBe("000");
        SifRun.Value(batch, "S1", "EXCUSED ABSENCES").ShouldBe("000");
        SifRun.Value(batch, "S1", "DAYS ATTENDED").ShouldBe("");
    }

    [Fact]
    public void Several_files_make_one_batch_and_what_is_missing_is_named()
    {
        using var collector = new SifCollector();
        Add(Lea + School, "a.xml").ShouldBeTrue();
        Add("<StudentPersonal RefId='33333333333333333333333333333333'><LocalId>7</LocalId><EmailList><Email>x</Email></EmailList></StudentPersonal><StaffPersonal RefId='1'><Name/></StaffPersonal>", "b.xml").ShouldBeTrue();
        Add(Enrollment + "\n" + Enrollment.Replace("44444444", "4A444444", StringComparison.Ordinal).Replace("33333333333333333333333333333333", "3A", StringComparison.Ordinal), "c.xml").ShouldBeTrue();

        var batch = SifRun.Write(collector);

        SifRun.Value(batch, "S1", "STUDENT NUMBER").ShouldBe("7");
        var problem = collector.Problems.ShouldHaveSingleItem();
        (problem.File, problem.Line, problem.Rule.Id).ShouldBe(("c.xml", 2, "FILE.013"));
        problem.Detail.ShouldBe("StudentSchoolEnrollment 4A4444444A4444444A4444444A444444 needs StudentPersonal");
        collector.LeftOut["StudentPersonal/EmailList"].ShouldBe(1);
        collector.LeftOut["StaffPersonal"].ShouldBe(1);
        collector.FindOrigin(3).ShouldBe(new SifOrigin("c.xml", 1, "StudentSchoolEnrollment", "44444444444444444444444444444444"));
        collector.FindOrigin(3, UtrexSpecification.Current.FindRecord("S1")!.FindField("STUDENT NUMBER")).ShouldBe(new SifOrigin("b.xml", 1, "StudentPersonal", "33333333333333333333333333333333"));
        collector.FindOrigin(1).ShouldBe(new SifOrigin("a.xml", 1, "LEAInfo", "11111111111111111111111111111111"));
        collector.FindOrigin(4).ShouldBeNull();

        bool Add(string xml, string file) => collector.Add(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(xml)), file);
    }
}
