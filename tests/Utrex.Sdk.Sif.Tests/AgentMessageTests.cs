using System.Text;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>Messages as agents send them, whole: every message of the infrastructure and every damage of an envelope, with what is said of it. Nothing passes in silence.</summary>
public sealed class AgentMessageTests
{
    private const string Header = "<SIF_Header><SIF_MsgId>AB34DC093261545A31905937B265CE01</SIF_MsgId><SIF_Timestamp>2025-10-01T08:30:00-06:00</SIF_Timestamp><SIF_SourceId>SIS</SIF_SourceId></SIF_Header>";
    private const string Packet = "<SIF_RequestMsgId>CD34DC093261545A31905937B265CE02</SIF_RequestMsgId>";
    private const string Response = "the response to CD34DC093261545A31905937B265CE02";
    private const string Object = "<SIF_Object ObjectName=\"StudentPersonal\" />";
    private const string Zone = "<SIF_ZoneStatus ZoneId=\"1\"><SIF_Name>Zone</SIF_Name></SIF_ZoneStatus>";

    /// <summary>What a message holds, and every word that is said: problems by rule and line, then what was left out and how often.</summary>
    public static TheoryData<string, string, string> Messages() => new()
    {
        // The infrastructure: no objects, and no harm.
        { "acknowledgement", $"<SIF_Ack>{Header}<SIF_OriginalSourceId>SIS</SIF_OriginalSourceId><SIF_OriginalMsgId>1</SIF_OriginalMsgId><SIF_Status><SIF_Code>0</SIF_Code></SIF_Status></SIF_Ack>", "SIF_Ack 1" },
        { "registration", $"<SIF_Register>{Header}<SIF_Name>SIS</SIF_Name><SIF_Version>2.4</SIF_Version><SIF_MaxBufferSize>32768</SIF_MaxBufferSize><SIF_Mode>Pull</SIF_Mode></SIF_Register>", "SIF_Register 1" },
        { "its end", $"<SIF_Unregister>{Header}</SIF_Unregister>", "SIF_Unregister 1" },
        { "subscription", $"<SIF_Subscribe>{Header}{Object}{Object}</SIF_Subscribe>", "SIF_Subscribe 1" },
        { "end of a subscription", $"<SIF_Unsubscribe>{Header}{Object}</SIF_Unsubscribe>", "SIF_Unsubscribe 1" },
        { "offer", $"<SIF_Provide>{Header}{Object}</SIF_Provide>", "SIF_Provide 1" },
        { "end of an offer", $"<SIF_Unprovide>{Header}{Object}</SIF_Unprovide>", "SIF_Unprovide 1" },
        { "provision", $"<SIF_Provision>{Header}<SIF_ProvideObjects>{Object}</SIF_ProvideObjects><SIF_SubscribeObjects /></SIF_Provision>", "SIF_Provision 1" },
        { "request", $"<SIF_Request>{Header}<SIF_Version>2.*</SIF_Version><SIF_MaxBufferSize>32768</SIF_MaxBufferSize><SIF_Query><SIF_QueryObject ObjectName=\"StudentPersonal\" /></SIF_Query></SIF_Request>", "SIF_Request 1" },
        { "ping", $"<SIF_SystemControl>{Header}<SIF_SystemControlData><SIF_Ping /></SIF_SystemControlData></SIF_SystemControl>", "SIF_SystemControl 1" },
        { "end of requests", $"<SIF_CancelRequests>{Header}<SIF_NotificationType>None</SIF_NotificationType></SIF_CancelRequests>", "SIF_CancelRequests 1" },
        { "call of a service", $"<SIF_ServiceInput>{Header}<SIF_Service>s</SIF_Service><SIF_Operation>o</SIF_Operation></SIF_ServiceInput>", "SIF_ServiceInput 1" },
        { "answer of a service", $"<SIF_ServiceOutput>{Header}<SIF_Service>s</SIF_Service></SIF_ServiceOutput>", "SIF_ServiceOutput 1" },
        { "notice of a service", $"<SIF_ServiceNotify>{Header}<SIF_Service>s</SIF_Service></SIF_ServiceNotify>", "SIF_ServiceNotify 1" },
        { "end of calls", $"<SIF_CancelServiceInputs>{Header}</SIF_CancelServiceInputs>", "SIF_CancelServiceInputs 1" },
        { "answer in columns", $"<SIF_Response>{Header}{Packet}<SIF_PacketNumber>1</SIF_PacketNumber><SIF_MorePackets>No</SIF_MorePackets><SIF_ExtendedQueryResults><SIF_Rows><SIF_R><SIF_C>7</SIF_C></SIF_R></SIF_Rows></SIF_ExtendedQueryResults></SIF_Response>", "SIF_ExtendedQueryResults 1" },

        // Responses.
        { "answer of nothing", Answer("1", "No", ""), "" },
        { "answer of another's objects", Answer("1", "No", "<StaffPersonal RefId=\"9\"><LocalId>1</LocalId></StaffPersonal>"), "StaffPersonal 1" },
        { "answer of the zone", Answer("1", "No", Zone), "SIF_ZoneStatus without RefId 1" },
        { "error in an answer", $"<SIF_Response>{Header}{Packet}<SIF_PacketNumber>1</SIF_PacketNumber><SIF_MorePackets>No</SIF_MorePackets><SIF_Error><SIF_Category>8</SIF_Category><SIF_Code>4</SIF_Code><SIF_Desc>No provider</SIF_Desc></SIF_Error></SIF_Response>", "FILE.020 1 Category 8, Code 4, Desc No provider" },
        { "error in an acknowledgement", $"<SIF_Ack>{Header}<SIF_Error><SIF_Category>1</SIF_Category><SIF_Code>3</SIF_Code><SIF_Desc>Not valid</SIF_Desc><SIF_ExtendedDesc>at line 7</SIF_ExtendedDesc></SIF_Error></SIF_Ack>", "FILE.020 1 Category 1, Code 3, Desc Not valid, ExtendedDesc at line 7\nSIF_Ack 1" },
        { "packets that are all there", Answer("1", "Yes", "") + Answer("2", "No", ""), "" },
        { "the first packet is missing", Answer("2", "No", ""), $"FILE.030 1 packet 1 of {Response} is missing before packet 2" },
        { "packets in the middle are missing", Answer("1", "Yes", "") + Answer("4", "No", ""), $"FILE.030 2 packets 2 to 3 of {Response} are missing before packet 4" },
        { "the last packet is missing", Answer("1", "Yes", ""), $"FILE.030 1 packet 1 of {Response} says that more follow, but packet 2 was not sent" },
        { "a packet comes twice", Answer("1", "Yes", "") + Answer("1", "Yes", "") + Answer("2", "No", ""), $"FILE.031w 2 packet 1 of {Response} was sent already" },
        { "packets out of order", Answer("2", "No", "") + Answer("1", "Yes", ""), $"FILE.031w 2 packet 1 of {Response} comes after packet 2" },
        { "a last packet that is none", Answer("1", "No", "") + Answer("2", "No", ""), $"FILE.031w 1 packet 1 of {Response} says that it is the last, but packet 2 was sent too" },
        { "a packet without a number", Answer("first", "No", ""), "FILE.031w 1 the number of a packet is 'first'" },
        { "packets of no request", Answer("2", "No", "").Replace(Packet, "", StringComparison.Ordinal), "FILE.030 1 packet 1 of the response without SIF_RequestMsgId is missing before packet 2" },

        // Events.
        { "an event of an unknown action", Event("Update", "StudentPersonal", "<StudentPersonal RefId=\"8\"><LocalId>8</LocalId></StudentPersonal>"), "FILE.031w 1 an event has the action 'Update', which is none of Add, Change and Delete; it was read as a change\nFILE.032w 1 StudentPersonal 8 was changed, but never sent" },
        { "an event without an action", $"<SIF_Event>{Header}<SIF_ObjectData><SIF_EventObject ObjectName=\"StudentPersonal\"><StudentPersonal RefId=\"8\"><LocalId>8</LocalId></StudentPersonal></SIF_EventObject></SIF_ObjectData></SIF_Event>", "FILE.031w 1 an event says no action; its objects were read as sent" },
        { "a change of what was never sent", Event("Change", "StudentPersonal", "<StudentPersonal RefId=\"8\"><LocalId>8</LocalId></StudentPersonal>"), "FILE.032w 1 StudentPersonal 8 was changed, but never sent" },
        { "a deletion of what was never sent", Event("Delete", "StudentPersonal", "<StudentPersonal RefId=\"8\" />"), "" },
        { "an event of another's object", Event("Add", "Zone", "<Zone><Name>1</Name></Zone>"), "Zone without RefId 1" },
        { "an object without a name", Event("Add", "StudentPersonal", "<StudentPersonal><LocalId>8</LocalId></StudentPersonal>"), "FILE.017 1 StudentPersonal has no RefId" },

        // Envelopes.
        { "no time", Answer("1", "No", "").Replace("2025-10-01T08:30:00-06:00", "yesterday", StringComparison.Ordinal), "SIF_Timestamp that is no time 1" },
        { "no message at all", "", "" },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_is_read_or_named(string name, string content, string expected)
    {
        var messages = content.Split('\n').Select(body => $"<SIF_Message Version=\"2.4\" xmlns=\"{SifRun.Namespace}\">{body}</SIF_Message>");

        name.ShouldNotBeEmpty();
        Said(Encoding.UTF8.GetBytes(string.Join('\n', messages))).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Version=\"2.4\"", "Version=\"3.0\"", "FILE.031w 1 the message is of version '3.0'; its objects were read as those of 2.4")]
    [InlineData("Version=\"2.4\"", "Version=\"1.1\"", "FILE.031w 1 the message is of version '1.1'; its objects were read as those of 2.4")]
    [InlineData("Version=\"2.4\"", "Version=\"2.0r1\"", "")]
    [InlineData("Version=\"2.4\" ", "", "")]
    [InlineData("infrastructure/2.x", "infrastructure/1.x", "FILE.031w 0 objects of the namespace 'http://www.sifinfo.org/infrastructure/1.x', which is not that of SIF 2.4, 'http://www.sifinfo.org/infrastructure/2.x', were not read\nStudentPersonal 1")]
    [InlineData("encoding=\"utf-8\"", "encoding=\"utf-16\"", "FILE.033w 1 declared as 'utf-16', read as UTF-8")]
    [InlineData("<SIF_Message ", "<!DOCTYPE SIF_Message><SIF_Message ", "FILE.011 1 Unexpected DTD declaration.")]
    [InlineData("</SIF_Message>", "", "FILE.011 2 Unexpected end of file has occurred")]
    [InlineData("</SIF_ObjectData>", "</SIF_Objectdata>", "FILE.011 1 The 'SIF_ObjectData' start tag")]
    [InlineData("<SIF_Response>", "<SIF_Response>&nbsp;", "FILE.011 1 Reference to undeclared entity 'nbsp'")]
    [InlineData("<?xml", "\n<?xml", "FILE.011 2 An XML declaration (<?xml ...?>) may stand only at the very beginning of a file")]
    public void An_envelope_that_is_damaged_is_read_or_named(string whole, string damaged, string expected)
    {
        var message = $"<?xml version=\"1.0\" encoding=\"utf-8\"?><SIF_Message Version=\"2.4\" xmlns=\"{SifRun.Namespace}\">{Answer("1", "No", "<StudentPersonal RefId=\"8\"><LocalId>8</LocalId></StudentPersonal>")}</SIF_Message>";
        var changed = message.Replace(whole, damaged, StringComparison.Ordinal);

        changed.ShouldNotBe(message);
        var said = Said(Encoding.UTF8.GetBytes(changed));
        (expected.StartsWith("FILE.011", StringComparison.Ordinal) ? said[..Math.Min(said.Length, expected.Length)] : said).ShouldBe(expected);
    }

    [Fact]
    public void There_are_thirty_and_more() => Messages().Count.ShouldBeGreaterThanOrEqualTo(30);

    private static string Answer(string number, string more, string objects) =>
        $"<SIF_Response>{Header}{Packet}<SIF_PacketNumber>{number}</SIF_PacketNumber><SIF_MorePackets>{more}</SIF_MorePackets><SIF_ObjectData>{objects}</SIF_ObjectData></SIF_Response>\n";

    private static string Event(string action, string name, string item) =>
        $"<SIF_Event>{Header}<SIF_ObjectData><SIF_EventObject ObjectName=\"{name}\" Action=\"{action}\">{item}</SIF_EventObject></SIF_ObjectData></SIF_Event>";

    /// <summary>What is said of a file beside one with a district, which is whole and makes a batch.</summary>
    private static string Said(byte[] file)
    {
        using var collector = new SifCollector();
        collector.Add(new MemoryStream(file), "sent.xml");
        collector.Add(new MemoryStream(Encoding.UTF8.GetBytes(SifRun.Message(Sent.District))), "district.xml").ShouldBeTrue();
        SifRun.Write(collector).ShouldContain("\nSC=\t104");
        return string.Join('\n', collector.Problems.Select(problem => $"{problem.Rule.Id} {problem.Line} {problem.Detail}").Concat(collector.LeftOut.Select(pair => $"{pair.Key} {pair.Value}")));
    }
}
