using System.Text;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>What stands around objects, as agents send it: packets, events, versions, other messages, encodings. Nothing passes in silence.</summary>
public sealed class EnvelopeTests
{
    private const string Request = "AB34DC093261545A31905937B265CE01";
    private const string Other = "CD34DC093261545A31905937B265CE02";

    [Theory]
    [InlineData("1Y 2Y 3N")]
    [InlineData("1N")]
    [InlineData("")]
    public void Packets_that_are_all_there_are_taken_as_they_are(string packets)
    {
        var (batch, collector) = Collect(Responses(packets));

        collector.ProblemCount.ShouldBe(0);
        batch.ShouldContain("\nSC=\t104");
    }

    [Theory]
    [InlineData("1Y 3N", "FILE.030 a.xml 3 packet 2 of the response to R is missing before packet 3")]
    [InlineData("1Y 5N", "FILE.030 a.xml 3 packets 2 to 4 of the response to R are missing before packet 5")]
    [InlineData("2N", "FILE.030 a.xml 2 packet 1 of the response to R is missing before packet 2")]
    [InlineData("1Y 2Y", "FILE.030 a.xml 3 packet 2 of the response to R says that more follow, but packet 3 was not sent")]
    [InlineData("1Y", "FILE.030 a.xml 2 packet 1 of the response to R says that more follow, but packet 2 was not sent")]
    [InlineData("1Y 2N 2N", "FILE.031w a.xml 4 packet 2 of the response to R was sent already")]
    [InlineData("2N 1Y", "FILE.031w a.xml 3 packet 1 of the response to R comes after packet 2")]
    [InlineData("1N 2N", "FILE.031w a.xml 2 packet 1 of the response to R says that it is the last, but packet 2 was sent too")]
    public void Packets_that_are_not_are_named_by_file_and_number(string packets, string expected)
    {
        var (_, collector) = Collect(Responses(packets));

        Problems(collector).ShouldBe([expected.Replace("response to R", "response to " + Request, StringComparison.Ordinal)]);
    }

    [Fact]
    public void Packets_of_several_requests_are_told_apart()
    {
        var (_, collector) = Collect(Sent.District + Response(Request, "1", "Yes"), Response(Other, "1", "Yes") + Response(Request, "2", "No"), Response(Other, "3", "No"));

        Problems(collector).ShouldBe([$"FILE.030 c.xml 1 packet 2 of the response to {Other} is missing before packet 3"]);
    }

    [Theory]
    [InlineData("0", "the number of a packet is '0'")]
    [InlineData("one", "the number of a packet is 'one'")]
    [InlineData("-3", "the number of a packet is '-3'")]
    public void A_packet_without_a_number_is_doubtful(string number, string expected)
    {
        var (_, collector) = Collect(Sent.District + Response(Request, number, "No"));

        Problems(collector).ShouldBe(["FILE.031w a.xml 1 " + expected]);
    }

    [Theory]
    [InlineData("2.4", "")]
    [InlineData("2.0r1", "")]
    [InlineData("2.*", "")]
    [InlineData("3.0", "FILE.031w a.xml 1 the message is of version '3.0'; its objects were read as those of 2.4")]
    [InlineData("1.5r1", "FILE.031w a.xml 1 the message is of version '1.5r1'; its objects were read as those of 2.4")]
    public void A_version_that_is_not_ours_is_named(string version, string expected)
    {
        var (batch, collector) = Collect($"<SIF_Message Version='{version}' xmlns='{SifRun.Namespace}'><SIF_ObjectData>{Sent.District}</SIF_ObjectData></SIF_Message>");

        string.Join('\n', Problems(collector)).ShouldBe(expected);
        batch.ShouldContain("\nSC=\t104");
    }

    [Fact]
    public void Objects_of_another_namespace_among_ours_are_named()
    {
        var (_, collector) = Collect(Sent.District, "<x xmlns='http://www.sifassociation.org/datamodel/na/3.3'><StudentPersonal RefId='1'/></x>");

        Problems(collector).ShouldBe([$"FILE.031w a.xml 0 objects of the namespace 'http://www.sifassociation.org/datamodel/na/3.3', which is not that of SIF 2.4, '{SifRun.Namespace}', were not read"]);
        collector.LeftOut["StudentPersonal"].ShouldBe(1);
    }

    [Theory]
    [InlineData("Update", "FILE.031w a.xml 1 an event has the action 'Update', which is none of Add, Change and Delete; it was read as a change")]
    [InlineData("Remove", "FILE.031w a.xml 1 an event has the action 'Remove', which is none of Add, Change and Delete; it was read as a change")]
    public void An_unknown_action_takes_nothing_away(string action, string expected)
    {
        var student = Sent.Student.Replace("</LocalId>", "</LocalId><Name><LastName>Roe</LastName></Name>", StringComparison.Ordinal);
        var (batch, collector) = Collect(Sent.District + student + Sent.Enrollment() + Sent.Event(action, $"<StudentPersonal RefId='{Sent.StudentId}'><Name><FirstName>Ann</FirstName></Name></StudentPersonal>"));

        Problems(collector).ShouldBe([expected]);
        SifRun.Value(batch, "S1", "LAST NAME").ShouldBe("Roe");
        SifRun.Value(batch, "S1", "FIRST NAME").ShouldBe("Ann");
    }

    [Fact]
    public void A_change_of_what_was_never_sent_is_named()
    {
        var (batch, collector) = Collect(Sent.District + Sent.Event("Change", Sent.Student) + Sent.Enrollment());

        Problems(collector).ShouldBe([$"FILE.032w a.xml 1 StudentPersonal {Sent.StudentId} was changed, but never sent"]);
        SifRun.Value(batch, "S1", "STUDENT NUMBER").ShouldBe("7");
    }

    /// <summary>The command line may name the files in any order, as a folder lists them.</summary>
    [Fact]
    public void Events_count_in_the_order_of_their_time_stamps()
    {
        var first = At("2025-09-01T08:00:00Z", Sent.District + Named("Roe") + Sent.Enrollment());
        var second = At("2025-09-01T02:30:00-06:00", Sent.Event("Change", Named("Doe")));
        var third = At("2025-09-01T09:00:00Z", Sent.Event("Change", Named("Poe")));
        string[][] orders = [[first, second, third], [third, second, first], [second, third, first], [third, first, second]];

        foreach (var files in orders)
        {
            var (batch, collector) = Collect(files);
            SifRun.Value(batch, "S1", "LAST NAME").ShouldBe("Poe");
            collector.ProblemCount.ShouldBe(0);
        }

        Collect(At("2025-09-01T08:00:00Z", Sent.District + Named("Roe") + Sent.Enrollment()), At("2025-09-01T08:00:00Z", Sent.Event("Change", Named("Doe"))))
            .Batch.ShouldContain("\tDoe\t", Case.Sensitive, "a tie is decided by the order of the files");

        static string Named(string name) => Sent.Student.Replace("</LocalId>", $"</LocalId><Name><LastName>{name}</LastName></Name>", StringComparison.Ordinal);
    }

    [Fact]
    public void A_deletion_that_is_older_than_the_object_takes_nothing_away()
    {
        var batch = Collect(At("2025-09-02T08:00:00Z", Sent.District + Sent.Student + Sent.Enrollment()), At("2025-09-01T08:00:00Z", Sent.Event("Delete", Sent.Student))).Batch;

        SifRun.Value(batch, "S1", "STUDENT NUMBER").ShouldBe("7");
    }

    [Theory]
    [InlineData("<SIF_Ack><SIF_OriginalMsgId>1</SIF_OriginalMsgId><SIF_Status><SIF_Code>0</SIF_Code></SIF_Status></SIF_Ack>", "SIF_Ack")]
    [InlineData("<SIF_Provide><SIF_Object ObjectName='StudentPersonal'/></SIF_Provide>", "SIF_Provide")]
    [InlineData("<SIF_Subscribe><SIF_Object ObjectName='StudentPersonal'/></SIF_Subscribe>", "SIF_Subscribe")]
    [InlineData("<SIF_Unsubscribe><SIF_Object ObjectName='StudentPersonal'/></SIF_Unsubscribe>", "SIF_Unsubscribe")]
    [InlineData("<SIF_Register><SIF_Name>SIS</SIF_Name><SIF_Version>2.4</SIF_Version></SIF_Register>", "SIF_Register")]
    [InlineData("<SIF_Unregister/>", "SIF_Unregister")]
    [InlineData("<SIF_Unprovide><SIF_Object ObjectName='StudentPersonal'/></SIF_Unprovide>", "SIF_Unprovide")]
    [InlineData("<SIF_Provision><SIF_ProvideObjects/></SIF_Provision>", "SIF_Provision")]
    [InlineData("<SIF_Request><SIF_Version>2.*</SIF_Version><SIF_Query><SIF_QueryObject ObjectName='StudentPersonal'/></SIF_Query></SIF_Request>", "SIF_Request")]
    [InlineData("<SIF_SystemControl><SIF_SystemControlData><SIF_Ping/></SIF_SystemControlData></SIF_SystemControl>", "SIF_SystemControl")]
    [InlineData("<SIF_ServiceInput><SIF_Service>s</SIF_Service></SIF_ServiceInput>", "SIF_ServiceInput")]
    [InlineData("<SIF_CancelRequests><SIF_NotificationType>None</SIF_NotificationType></SIF_CancelRequests>", "SIF_CancelRequests")]
    [InlineData("<SIF_ObjectData><Zone><a/></Zone></SIF_ObjectData>", "Zone without RefId")]
    [InlineData("<SIF_ObjectData><Zone/></SIF_ObjectData>", "Zone without RefId")]
    [InlineData("<SIF_ObjectData><StaffPersonal RefId='9'><LocalId>1</LocalId></StaffPersonal></SIF_ObjectData>", "StaffPersonal")]
    public void Messages_without_objects_and_unknown_objects_are_counted(string message, string name)
    {
        var (batch, collector) = Collect(Sent.District, $"<SIF_Message Version='2.4' xmlns='{SifRun.Namespace}'>{message}</SIF_Message>");

        collector.LeftOut.ShouldBe(new Dictionary<string, int> { [name] = 1 });
        collector.ProblemCount.ShouldBe(0);
        batch.ShouldContain("\nSC=\t104");
    }

    [Fact]
    public void An_error_in_an_acknowledgement_is_the_agents()
    {
        var (_, collector) = Collect(Sent.District, "<SIF_Message><SIF_Ack><SIF_Error><SIF_Category>8</SIF_Category><SIF_Code>4</SIF_Code><SIF_Desc>No provider</SIF_Desc></SIF_Error></SIF_Ack></SIF_Message>");

        Problems(collector).ShouldBe(["FILE.020 b.xml 1 Category 8, Code 4, Desc No provider"]);
    }

    [Fact]
    public void A_wrapper_among_objects_is_no_object()
    {
        var (batch, collector) = Collect($"<SIF_Message><SIF_ObjectData><Objects>{Sent.District}</Objects></SIF_ObjectData></SIF_Message>");

        collector.LeftOut.ShouldBeEmpty();
        batch.ShouldContain("\nSC=\t104");
    }

    [Fact]
    public void A_second_address_of_a_type_is_counted()
    {
        const string Addresses = "<AddressList><Address Type='0765'><City>Lehi</City></Address><Address Type='0765'><City>Orem</City></Address><Address Type='0123'><City>Provo</City></Address></AddressList>";
        var (batch, collector) = Collect(Sent.District + Sent.Student.Replace("</LocalId>", "</LocalId>" + Addresses, StringComparison.Ordinal) + Sent.Enrollment());

        SifRun.Value(batch, "S1", "STUDENT PHYSICAL CITY").ShouldBe("Lehi");
        collector.LeftOut.ShouldBe(new Dictionary<string, int> { ["StudentPersonal/Address 0765 once more"] = 1 });
    }

    [Theory]
    [InlineData("utf-16", "utf-8", "FILE.033w a.xml 1 declared as 'utf-16', read as UTF-8")]
    [InlineData("UTF-16LE", "utf-8", "FILE.033w a.xml 1 declared as 'UTF-16LE', read as UTF-8")]
    [InlineData("utf-8", "utf-16", "FILE.033w a.xml 1 declared as 'utf-8', read as UTF-16")]
    [InlineData("utf-8", "utf-16BE", "FILE.033w a.xml 1 declared as 'utf-8', read as UTF-16")]
    [InlineData("iso-8859-1", "utf-16", "FILE.033w a.xml 1 declared as 'iso-8859-1', read as UTF-16")]
    [InlineData("utf-16", "utf-16", "")]
    [InlineData("utf-8", "utf-8", "")]
    [InlineData("windows-1252", "windows-1252", "")]
    public void Bytes_are_right_where_the_declaration_contradicts_them(string declared, string actual, string expected)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(actual) ?? Encoding.GetEncoding(actual);
        var xml = $"<?xml version='1.0' encoding='{declared}'?><x>{Sent.District}{Sent.Student.Replace("</LocalId>", "</LocalId><Name><LastName>Nuñez</LastName></Name>", StringComparison.Ordinal)}{Sent.Enrollment()}</x>";
        foreach (var mark in new[] { encoding.GetPreamble(), [] })
        {
            using var collector = new SifCollector();
            collector.Add(new MemoryStream([.. mark, .. encoding.GetBytes(xml)]), "a.xml").ShouldBeTrue();

            SifRun.Value(SifRun.Write(collector), "S1", "LAST NAME").ShouldBe("Nuñez");
            string.Join('\n', Problems(collector)).ShouldBe(expected);
        }
    }

    [Fact]
    public void Bytes_in_no_encoding_end_the_file()
    {
        using var collector = new SifCollector();

        collector.Add(new MemoryStream([.. Encoding.UTF8.GetBytes("<?xml version='1.0' encoding='utf-16'?><x>"), 0xFF, 0xFF, 0xC0, .. Encoding.UTF8.GetBytes("</x>")]), "a.xml").ShouldBeFalse();

        collector.Problems.Select(problem => problem.Rule.Id).ShouldBe(["FILE.033w", "FILE.011"]);
    }

    private static List<string> Problems(SifCollector collector) =>
        [.. collector.Problems.Select(problem => $"{problem.Rule.Id} {problem.File} {problem.Line} {problem.Detail}")];

    /// <summary>A file with the packets of one response, such as "1Y 2N", after the district.</summary>
    private static string Responses(string packets) =>
        string.Join('\n', packets.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(packet => Response(Request, packet[..1], packet[1] == 'Y' ? "Yes" : "No")).Prepend(Sent.District));

    private static string Response(string request, string number, string more) =>
        $"<SIF_Message Version='2.4'><SIF_Response><SIF_Header/><SIF_RequestMsgId>{request}</SIF_RequestMsgId><SIF_PacketNumber>{number}</SIF_PacketNumber><SIF_MorePackets>{more}</SIF_MorePackets><SIF_ObjectData/></SIF_Response></SIF_Message>";

    private static string At(string time, string content) =>
        $"<SIF_Message Version='2.4'><SIF_Header><SIF_Timestamp>{time}</SIF_Timestamp></SIF_Header>{content}</SIF_Message>";

    private static (string Batch, SifCollector Collector) Collect(params string[] files)
    {
        var collector = new SifCollector();
        foreach (var (i, file) in files.Index())
        {
            collector.Add(new MemoryStream(Encoding.UTF8.GetBytes(file)), $"{(char)('a' + i)}.xml").ShouldBeTrue();
        }

        return (SifRun.Write(collector), collector);
    }
}
