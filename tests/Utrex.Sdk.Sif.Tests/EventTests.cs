namespace Utrex.Sdk.Sif.Tests;

/// <summary>Events that change what was sent: values, parts with a key, lists.</summary>
public sealed class EventTests
{
    private const string Addresses = "<AddressList><Address Type='0123'><Street><Line1>Box 1</Line1></Street><City>Provo</City></Address><Address Type='0765'><Street><Line1>1 Main</Line1><Line2>Apt 2</Line2></Street><City>Lehi</City></Address></AddressList>";
    private const string Phones = "<PhoneNumberList><PhoneNumber Type='0096'><Number>8015550001</Number></PhoneNumber><PhoneNumber Type='0350'><Number>8015550002</Number></PhoneNumber></PhoneNumberList>";
    private const string Races = "<Demographics><RaceList><Race><Code>1000</Code></Race></RaceList><Gender>F</Gender></Demographics>";
    private const string Nil = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil";

    [Theory]
    [InlineData("<AddressList><Address Type='0765'><City>Orem</City></Address></AddressList>", "STUDENT PHYSICAL CITY", "Orem")]
    [InlineData("<AddressList><Address Type='0765'><City>Orem</City></Address></AddressList>", "STUDENT PHYSICAL ADDRESS 1", "1 Main")]
    [InlineData("<AddressList><Address Type='0123'><City>Orem</City></Address></AddressList>", "STUDENT PHYSICAL CITY", "Lehi")]
    [InlineData("<AddressList><Address Type='0765' SIF_Action='Delete'/></AddressList>", "STUDENT PHYSICAL CITY", "")]
    [InlineData("<AddressList " + Nil + "='true'/>", "STUDENT PHYSICAL CITY", "")]
    [InlineData("<AddressList " + Nil + "='true'/>", "PHONE NUMBER", "8015550001")]
    [InlineData("<AddressList><Address Type='0765'><Street><Line2 " + Nil + "='true'/></Street></Address></AddressList>", "STUDENT PHYSICAL ADDRESS 2", "")]
    [InlineData("<PhoneNumberList><PhoneNumber Type='0350'><Number>8015550009</Number></PhoneNumber></PhoneNumberList>", "PHONE NUMBER", "8015550001")]
    [InlineData("<PhoneNumberList><PhoneNumber Type='0096' SIF_Action='Delete'><Number>8015550001</Number></PhoneNumber></PhoneNumberList>", "PHONE NUMBER", "8015550002")]
    [InlineData("<PhoneNumberList><PhoneNumber Type='0096'><Number>8015550009</Number></PhoneNumber></PhoneNumberList>", "PHONE NUMBER", "8015550009")]
    [InlineData("<Demographics><RaceList><Race><Code>1002</Code></Race></RaceList></Demographics>", "WHITE", "Y")]
    [InlineData("<Demographics><RaceList><Race><Code>1002</Code></Race></RaceList></Demographics>", "BLACK OR AFRICAN AMERICAN", "")]
    [InlineData("<Demographics><RaceList><Race><Code>1002</Code></Race></RaceList></Demographics>", "SEX", "F")]
    [InlineData("<Demographics><Gender " + Nil + "='1'/></Demographics>", "SEX", "")]
    [InlineData("<Demographics><Gender " + Nil + "='false'>M</Gender></Demographics>", "SEX", "M")]
    [InlineData("<Demographics " + Nil + "='true'/>", "SEX", "")]
    [InlineData("<Demographics " + Nil + "='true'/>", "BLACK OR AFRICAN AMERICAN", "")]
    [InlineData("<Name SIF_Action='Delete'/>", "LAST NAME", "")]
    [InlineData("<Name><FirstName>Ann</FirstName></Name>", "LAST NAME", "Roe")]
    public void A_change_says_what_is_new(string change, string field, string value)
    {
        var student = Student($"<Name><LastName>Roe</LastName></Name>{Races}{Addresses}{Phones}");

        var batch = SifRun.Collect(Sent.District + student + Sent.Enrollment() + Sent.Event("Change", Student(change)));

        SifRun.Value(batch, "S1", field).ShouldBe(value);
    }

    [Fact]
    public void A_list_without_keys_is_replaced()
    {
        var batch = SifRun.Collect(Sent.District + Sent.Student + Sent.Enrollment() + Transcript("A", "B") + Sent.Event("Change", Transcript("C")));

        SifRun.Value(batch, "TA", "TEST NAME").ShouldBe("C");

        static string Transcript(params string[] tests) => $"<StudentAcademicRecord RefId='8' SIF_RefId='{Sent.StudentId}'><AssessmentPerformanceHistory>{string.Concat(tests.Select(test => $"<Assessment><Name>{test}</Name></Assessment>"))}</AssessmentPerformanceHistory></StudentAcademicRecord>";
    }

    [Fact]
    public void Many_changes_of_one_object_are_followed_to_the_end()
    {
        var changes = Enumerable.Range(1, 300).Select(i => Sent.Event("Change", Student($"<Name><LastName>Roe{i}</LastName></Name>")));

        var batch = SifRun.Collect(Sent.District + Student(Phones) + Sent.Enrollment() + string.Concat(changes), out var collector);

        SifRun.Value(batch, "S1", "LAST NAME").ShouldBe("Roe300");
        SifRun.Value(batch, "S1", "PHONE NUMBER").ShouldBe("8015550001");
        collector.Reads.ShouldBeLessThan(400, "each change is read once");
    }

    [Fact]
    public void What_is_sent_again_costs_nothing_later()
    {
        SifRun.Collect(Sent.District + string.Concat(Enumerable.Repeat(Sent.Student + Sent.Enrollment() + Sent.Attendance(10), 2000)), out var collector);

        collector.Reads.ShouldBeLessThan(100);
        collector.Objects["StudentPersonal"].ShouldBe(2000);
    }

    [Fact]
    public void A_change_of_what_was_never_sent_stands_for_itself()
    {
        var batch = SifRun.Collect(Sent.District + Sent.Event("Change", Student("<LocalId>7</LocalId><Name><LastName>Roe</LastName><FirstName " + Nil + "='true'/></Name>")) + Sent.Enrollment());

        SifRun.Value(batch, "S1", "LAST NAME").ShouldBe("Roe");
        SifRun.Value(batch, "S1", "FIRST NAME").ShouldBe("");
    }

    [Fact]
    public void An_empty_event_says_nothing_of_what_follows()
    {
        var batch = SifRun.Collect(Sent.District + "<SIF_Event><SIF_ObjectData><SIF_EventObject ObjectName='x' Action='Delete'/></SIF_ObjectData></SIF_Event>" + Sent.Student + Sent.Enrollment());

        SifRun.Value(batch, "S1", "STUDENT NUMBER").ShouldBe("7");
    }

    [Fact]
    public void Deleted_is_what_was_deleted_last()
    {
        var batch = SifRun.Collect(Sent.District + Sent.Student + Sent.Enrollment() + Sent.Event("Delete", Sent.Student) + Sent.Event("Change", Student("<LocalId>8</LocalId>")));

        SifRun.Value(batch, "S1", "STUDENT NUMBER").ShouldBe("8");
    }

    private static string Student(string elements) => $"<StudentPersonal RefId='{Sent.StudentId}'>{(elements.Contains("LocalId", StringComparison.Ordinal) ? "" : "<LocalId>7</LocalId>")}{elements}</StudentPersonal>";
}
