using System.Globalization;
using System.Xml.Linq;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>What is written is what an agent sends: responses in packets, bare objects, or events.</summary>
public sealed class FormTests
{
    private static readonly XNamespace Sif = SifRun.Namespace;

    public static TheoryData<SifForm, int> Forms() => new() { { SifForm.Responses, 500 }, { SifForm.Responses, 7 }, { SifForm.Responses, 1 }, { SifForm.Responses, int.MaxValue }, { SifForm.Objects, 7 }, { SifForm.Events, 7 } };

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_same_batch_comes_back_from_each_without_a_complaint(SifForm form, int packetSize)
    {
        var batch = FilledBatch.Full(1);
        var (xml, report) = SifRun.ToSif(batch, new SifWriterOptions { Form = form, PacketSize = packetSize });
        var back = SifRun.Collect(xml, out var collector);

        collector.Problems.ShouldBeEmpty();
        collector.LeftOut.ShouldBeEmpty();
        collector.Objects.ShouldBe(report.Objects, ignoreOrder: true);
        SifRun.ShouldComeBack(batch, back, report);
        Records(back).ShouldBe(Records(SifRun.Collect(SifRun.ToSif(batch).Xml)));

        // Bare objects say no time, so that the day of the extract is another one.
        string Records(string records) => form == SifForm.Objects ? records[records.IndexOf('\n', StringComparison.Ordinal)..] : records;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    public void A_response_has_one_type_in_packets_that_are_counted(int packetSize)
    {
        var responses = Write(new SifWriterOptions { PacketSize = packetSize, SourceId = "SIS", DestinationId = "State" }).Descendants(Sif + "SIF_Response").ToList();

        responses.ShouldAllBe(response => response.Parent!.Name == Sif + "SIF_Message" && response.Parent.Attribute("Version")!.Value == "2.4");
        responses.Select(response => Header(response, "SIF_MsgId")).ShouldBeUnique();
        responses.ShouldAllBe(response => Header(response, "SIF_SourceId") == "SIS" && Header(response, "SIF_DestinationId") == "State" && Header(response, "SIF_Timestamp") == "2025-10-01T00:00:00.000");
        var requests = responses.GroupBy(response => response.Element(Sif + "SIF_RequestMsgId")!.Value).ToList();
        requests.Select(packets => string.Join(' ', packets.SelectMany(Objects).Select(item => item.Name.LocalName).Distinct())).ShouldBeUnique();
        foreach (var packets in requests)
        {
            packets.SelectMany(Objects).Select(item => item.Name).Distinct().Count().ShouldBe(1);
            packets.SkipLast(1).ShouldAllBe(packet => Objects(packet).Count() == packetSize);
            Objects(packets.Last()).Count().ShouldBeInRange(1, packetSize);
            packets.Select(packet => packet.Element(Sif + "SIF_PacketNumber")!.Value).ShouldBe(Enumerable.Range(1, packets.Count()).Select(number => number.ToString(CultureInfo.InvariantCulture)));
            packets.Select(packet => packet.Element(Sif + "SIF_MorePackets")!.Value).ShouldBe([.. Enumerable.Repeat("Yes", packets.Count() - 1), "No"]);
        }
    }

    [Fact]
    public void An_event_adds_one_object_to_whoever_listens()
    {
        var events = Write(new SifWriterOptions { Form = SifForm.Events }).Descendants(Sif + "SIF_Event").ToList();

        events.Count.ShouldBeGreaterThan(100);
        events.Select(item => Header(item, "SIF_MsgId")).ShouldBeUnique();
        events.ShouldAllBe(item => item.Element(Sif + "SIF_Header")!.Element(Sif + "SIF_DestinationId") == null);
        foreach (var item in events.Select(item => Objects(item).ShouldHaveSingleItem()))
        {
            (item.Name, item.Attribute("Action")!.Value, item.Elements().ShouldHaveSingleItem().Name.LocalName).ShouldBe((Sif + "SIF_EventObject", "Add", item.Attribute("ObjectName")!.Value));
        }
    }

    [Fact]
    public void Bare_objects_stand_under_one_element()
    {
        var root = Write(new SifWriterOptions { Form = SifForm.Objects }).Root!;

        root.Name.ShouldBe(Sif + "SIF_ObjectData");
        root.Elements().ShouldAllBe(item => item.Attribute("RefId") != null || item.Name == Sif + "StudentAttendanceSummary");
        root.Descendants(Sif + "SIF_Message").ShouldBeEmpty();
    }

    /// <summary>Messages are told apart by what is in them, and the same batch makes the same ones.</summary>
    [Theory]
    [InlineData(SifForm.Responses)]
    [InlineData(SifForm.Events)]
    public void Identifiers_of_messages_depend_on_their_content(SifForm form)
    {
        var batch = SifRun.Sample(1);
        var student = batch.Split('\n').First(line => line.StartsWith("S1=", StringComparison.Ordinal)).Split('\t')[3];
        var first = Ids(batch);

        Ids(batch).ShouldBe(first);
        var changed = Ids(batch.Replace($"\t{student}\t", "\tZzyzx\t", StringComparison.Ordinal));
        changed.Except(first).ShouldNotBeEmpty();
        changed.Intersect(first).ShouldNotBeEmpty("what has not changed keeps its name");
        Ids(batch.Replace("2025-10-01 00:00:00.000", "2025-10-02 00:00:00.000", StringComparison.Ordinal)).Intersect(first).ShouldBeEmpty();

        List<string> Ids(string of) => [.. XDocument.Parse(SifRun.ToSif(of, new SifWriterOptions { Form = form }).Xml).Descendants(Sif + "SIF_MsgId").Select(id => id.Value)];
    }

    /// <summary>Two batches of one LEA in one collection are answers to two requests, not the same packets twice.</summary>
    [Fact]
    public void Batches_of_one_day_do_not_take_each_other_for_the_same()
    {
        var (first, second) = (SifRun.ToSif(FilledBatch.Full(1)).Xml, SifRun.ToSif(FilledBatch.Full(2)).Xml);

        SifRun.Collect(first[..first.LastIndexOf("</Messages>", StringComparison.Ordinal)] + second[(second.IndexOf("<Messages>", StringComparison.Ordinal) + "<Messages>".Length)..], out var collector);

        collector.Problems.Select(problem => problem.Rule.Id).ShouldNotContain("FILE.030");
        collector.Problems.Select(problem => problem.Rule.Id).ShouldNotContain("FILE.031w");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void References_come_after_what_they_refer_to(SifForm form, int packetSize)
    {
        var file = Write(new SifWriterOptions { Form = form, PacketSize = packetSize }, isYearEnd: true);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var objects = file.Descendants().Where(item => item.Parent is { } parent && parent.Name.LocalName is "SIF_ObjectData" or "SIF_EventObject" && item.Name.LocalName != "SIF_EventObject").ToList();

        objects[0].Name.LocalName.ShouldBe("LEAInfo");
        foreach (var item in objects)
        {
            foreach (var (name, value) in References(item))
            {
                seen.ShouldContain(value, $"{item.Name.LocalName} {name}");
            }

            seen.Add(item.Attribute("RefId")?.Value ?? "");
        }
    }

    /// <summary>What does not fit into memory waits in a file; the objects are the same ones.</summary>
    [Fact]
    public void A_district_is_written_as_its_schools_are()
    {
        var batch = SifRun.Sample(3, students: 3000);

        var xml = SifRun.ToSif(batch, new SifWriterOptions { PacketSize = 1000 });
        var events = SifRun.ToSif(batch, new SifWriterOptions { Form = SifForm.Events });

        xml.Xml.Length.ShouldBeGreaterThan(10_000_000);
        Objects(xml.Xml).ShouldBe(Objects(events.Xml));

        static IEnumerable<string> Objects(string text) => XDocument.Parse(text).Descendants().Where(item => item.Attribute("RefId") != null && item.Name.LocalName != "SchoolAttended").Select(item => item.ToString());
    }

    [Fact]
    public void A_batch_without_records_is_nothing()
    {
        foreach (var form in Enum.GetValues<SifForm>())
        {
            SifRun.ToSif("", new SifWriterOptions { Form = form }).Xml.ShouldBeEmpty();
        }
    }

    [Fact]
    public void What_is_no_form_and_no_size_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new SifWriterOptions { Form = (SifForm)9 }).Message.ShouldContain("There is no such form.");
        Should.Throw<ArgumentOutOfRangeException>(() => new SifWriterOptions { PacketSize = 0 });
    }

    private static XDocument Write(SifWriterOptions options, bool isYearEnd = false) => XDocument.Parse(SifRun.ToSif(SifRun.Sample(1, isYearEnd: isYearEnd), options).Xml);

    private static IEnumerable<XElement> Objects(XElement message) => message.Element(Sif + "SIF_ObjectData")!.Elements();

    private static string Header(XElement message, string name) => message.Element(Sif + "SIF_Header")!.Element(Sif + name)!.Value;

    private static IEnumerable<(string Name, string Value)> References(XElement item) => item.DescendantsAndSelf().SelectMany(element => element.Attributes())
        .Where(attribute => attribute.Name.LocalName is "StudentPersonalRefId" or "SchoolInfoRefId" or "SchoolCourseInfoRefId" or "SectionInfoRefId" or "SIF_RefId")
        .Select(attribute => (attribute.Name.LocalName, attribute.Value))
        .Concat(item.Descendants().Where(element => element.Name.LocalName is "LEAInfoRefId" or "StudentPersonalRefId" or "SchoolInfoRefId" or "SectionInfoRefId" or "StudentSchoolEnrollmentRefId" or "ManagingSchool" or "SIF_RefId")
            .Where(element => element.Value.Length > 0)
            .Select(element => (element.Name.LocalName, element.Value)));
}
