using System.Text.Json;
using System.Xml.Linq;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Tests;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>What is written is what SIF 2.4 demands: names, order, mandatory elements and attributes, references that resolve.</summary>
public sealed class SifSchemaTests
{
    private static readonly XNamespace Sif = SifRun.Namespace;

    public static TheoryData<string> Batches() => [.. All()];

    /// <summary>Every element that is written, in its place: order, occurrence, attributes, and what stands in it.</summary>
    [Theory]
    [MemberData(nameof(Batches))]
    public void What_is_written_keeps_to_SIF(string batch)
    {
        var (xml, report) = SifRun.ToSif(batch);

        ObjectsOf(xml).SelectMany(item => SifFacts.Check(item, report.Unknown.Keys.ToHashSet(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal))).CountBy(problem => problem, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key} ({pair.Value})").ShouldBeEmpty();
    }

    /// <summary>What is looked at is every object, and every value that a code list or a pattern is known of.</summary>
    [Fact]
    public void Everything_that_SIF_says_of_values_is_looked_at()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var objects = new HashSet<string>(StringComparer.Ordinal);
        foreach (var batch in All())
        {
            var (xml, report) = SifRun.ToSif(batch);
            foreach (var item in ObjectsOf(xml))
            {
                objects.Add(item.Name.LocalName);
                SifFacts.Check(item, report.Unknown.Keys.ToHashSet(StringComparer.Ordinal), seen).ShouldBeEmpty();
            }
        }

        objects.ShouldBe(SifFacts.Objects, ignoreOrder: true);
        SifFacts.PathsOfValues.Except(seen).ShouldBe(["StudentSpecialEducationFTE"], "the number is not known, and the state's code is none");
    }

    /// <summary>The check is no check if it takes anything: each of these is found.</summary>
    [Theory]
    [InlineData("LocalId", "Name", "StudentPersonal/LocalId: stands too late")]
    [InlineData("LocalId", "", "StudentPersonal/LocalId: is missing")]
    [InlineData("StateProvinceId", "LocalId", "StudentPersonal/LocalId: stands there twice")]
    [InlineData("Migrant", "Nomad", "StudentPersonal/Nomad: is not of SIF there")]
    [InlineData("Migrant", "=Y", "StudentPersonal/Migrant: is 'Y'")]
    [InlineData("Name", "@Kind", "StudentPersonal/Name/@Kind: is not of SIF there")]
    [InlineData("Name", "-Type", "StudentPersonal/Name/@Type: is missing")]
    [InlineData("Demographics", "=", "StudentPersonal/Demographics: is empty")]
    [InlineData("LocalId", "nil", "StudentPersonal/LocalId: is nil")]
    public void What_does_not_keep_to_SIF_is_found(string element, string change, string expected)
    {
        var (xml, report) = SifRun.ToSif(FilledBatch.Full(1));
        var item = ObjectsOf(xml).First(item => item.Name.LocalName == "StudentPersonal");
        var child = item.Element(Sif + element)!;
        switch (change)
        {
            case "Name":
                child.Remove();
                item.Element(Sif + "Name")!.AddAfterSelf(child);
                break;
            case "":
                child.Remove();
                break;
            case "nil":
                child.ReplaceNodes();
                child.SetAttributeValue(XName.Get("nil", "http://www.w3.org/2001/XMLSchema-instance"), "true");
                break;
            case ['@', .. var name]:
                child.SetAttributeValue(name, "1");
                break;
            case ['-', .. var name]:
                child.SetAttributeValue(name, value: null);
                break;
            case ['=', .. var text]:
                child.ReplaceNodes(text);
                break;
            default:
                child.Name = Sif + change;
                break;
        }

        SifFacts.Check(item, report.Unknown.Keys.ToHashSet(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal)).ShouldContain(expected);
    }

    /// <summary>The map's own types are those of SIF, also where the same name is another type in another place.</summary>
    [Theory]
    [InlineData("2023-24")]
    [InlineData("2024-25")]
    [InlineData("2025-26")]
    public void The_map_has_the_types_of_SIF(string year)
    {
        var map = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("spec-schema", "utah", year, "maps", "sif.json"))).RootElement;
        var names = map.GetProperty("typeOf").EnumerateArray().ToLookup(pair => pair.GetProperty("type").GetString()!, pair => pair.GetProperty("element").GetString()!, StringComparer.Ordinal);
        var types = map.GetProperty("types").EnumerateArray().ToList();

        foreach (var type in types)
        {
            var name = type.GetProperty("name").GetString()!;
            foreach (var place in names[name].DefaultIfEmpty(name))
            {
                var parts = place.Split('/');
                var known = SifFacts.TypeOf(parts.Length > 1 ? parts[0] : null, parts[^1]).ShouldNotBeNull(place);

                // An element that an earlier year had no field in is not in its map.
                Names(type, "elements").ShouldBe(known.Elements.Select(element => element.TrimEnd('*')).Where(element => year == "2025-26" || Names(type, "elements").Contains(element)), place);
                Names(type, "attributes").Except(["xsi:type", "SIF_Action"]).ShouldBe(known.Attributes.Except(["xsi:type", "SIF_Action"]), place);
            }
        }

        map.GetProperty("objects").EnumerateArray().Select(item => item.GetProperty("name").GetString()).ShouldBe(SifFacts.Objects);
        names["CourseOfHistory"].ShouldBe(["Courses/Course"]);
        names["MarkingPeriodOfHistory"].ShouldBe(["MarkingPeriods/MarkingPeriod"]);
        names["TermInfoDataOfMarkingPeriod"].ShouldBe(["MarkingPeriod/TermInfoData"]);
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void References_resolve_and_identifiers_are_unique(string batch)
    {
        var objects = ObjectsOf(SifRun.ToSif(batch).Xml).ToList();
        var ids = objects.Where(item => item.Attribute("RefId") is not null).ToLookup(item => item.Name.LocalName, item => item.Attribute("RefId")!.Value, StringComparer.Ordinal);

        ids.SelectMany(group => group).ShouldBeUnique();
        ids.SelectMany(group => group).ShouldAllBe(id => System.Text.RegularExpressions.Regex.IsMatch(id, "^[0-9A-F]{32}$"));
        foreach (var (name, value) in objects.SelectMany(References))
        {
            ids[name].ShouldContain(value, name);
        }

        objects.SelectMany(References).Count().ShouldBeGreaterThan(objects.Count, "most objects refer to others");
    }

    [Fact]
    public void What_nobody_knows_is_nil_unless_somebody_tells()
    {
        var batch = FilledBatch.Full(3);

        var (xml, report) = SifRun.ToSif(batch);
        var (told, rest) = SifRun.ToSif(batch, new SifWriterOptions { Defaults = new Dictionary<string, string> { ["DisciplineIncident/IncidentLocation"] = "0599" } });

        report.Unknown["DisciplineIncident/IncidentLocation"].ShouldBe(8);
        XDocument.Parse(xml).Descendants(Sif + "IncidentLocation").ShouldAllBe(element => element.Attributes().Single().Name.LocalName == "nil" && element.IsEmpty);
        rest.Unknown.Keys.ShouldNotContain("DisciplineIncident/IncidentLocation");
        XDocument.Parse(told).Descendants(Sif + "IncidentLocation").ShouldAllBe(element => element.Value == "0599");
    }

    [Fact]
    public void The_days_of_attendance_are_counted_from_the_first_day_of_school()
    {
        const string Batch = "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nSC=\t104\t180\t0529\tS\tE\t01\n";
        var lines = Batch + Student("1", "20250818", "20250901", "010") + Student("2", "20250825", "", "020");

        var (xml, report) = SifRun.ToSif(lines);

        Days(xml).ShouldBe(["1-10 2025-08-18 2025-08-31", "6-25 2025-08-25 2025-10-01"]);
        report.Derived["StudentAttendanceSummary/StartDay"].ShouldBe(2);
        Days(SifRun.ToSif(lines, new SifWriterOptions { FirstDayOfSchool = new DateOnly(2025, 8, 14) }).Xml).ShouldBe(["3-12 2025-08-18 2025-08-31", "8-27 2025-08-25 2025-10-01"]);

        static string Student(string number, string entry, string exit, string membership)
        {
            var values = new string[UtrexSpecification.Current.FindRecord("S1")!.Fields.Count];
            Array.Fill(values, "");
            foreach (var (name, value) in new[] { ("RECORD ID", "S1="), ("SCHOOL NUMBER", "104"), ("STUDENT NUMBER", number), ("ENTRY DATE", entry), ("EXIT DATE", exit), ("SCHOOL MEMBERSHIP", membership), ("LEA NUMBER", "01") })
            {
                values[UtrexSpecification.Current.FindRecord("S1")!.FindField(name)!.Number] = value;
            }

            return string.Join('\t', values) + "\n";
        }

        static List<string> Days(string xml) => [.. XDocument.Parse(xml).Descendants(Sif + "StudentAttendanceSummary").Select(summary =>
            $"{summary.Element(Sif + "StartDay")!.Value}-{summary.Element(Sif + "EndDay")!.Value} {summary.Element(Sif + "StartDate")!.Value} {summary.Element(Sif + "EndDate")!.Value}")];
    }

    [Fact]
    public void Whatever_is_derived_is_in_the_table_of_what_is_derived()
    {
        var batches = new[] { FilledBatch.Full(1), FilledBatch.Full(2), FilledBatch.Wild(1), "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nS1=\t104\n" };

        var derived = batches.SelectMany(batch => SifRun.ToSif(batch).Report.Derived.Keys).Distinct().Order(StringComparer.Ordinal);

        derived.ShouldBe(SifMap.Derived.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("20250818", "", "Current")]
    [InlineData("20250818", "20251002", "Current")]
    [InlineData("20250818", "20251001", "Historical")]
    [InlineData("20251002", "", "Future")]
    public void The_time_frame_follows_from_the_day_of_the_extract(string entry, string exit, string expected)
    {
        var row = new string[UtrexSpecification.Current.FindRecord("S1")!.Fields.Count];
        (row[0], row[1], row[Field("ENTRY DATE")], row[Field("EXIT DATE")]) = ("S1=", "104", entry, exit);

        var (xml, _) = SifRun.ToSif("DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nSC=\t104\t180\t0529\tS\tE\t01\n" + string.Join('\t', row) + "\n");

        XDocument.Parse(xml).Descendants(Sif + "StudentSchoolEnrollment").Single().Attribute("TimeFrame")!.Value.ShouldBe(expected);

        static int Field(string name) => UtrexSpecification.Current.FindRecord("S1")!.FindField(name)!.Number;
    }

    private static string[] All() => [SifRun.Sample(1), SifRun.Sample(2, isYearEnd: true), FilledBatch.Full(1), FilledBatch.Wild(2), FilledBatch.Wild(3)];

    private static IEnumerable<(string Name, string Id)> References(XElement item)
    {
        foreach (var attribute in item.Attributes().Where(attribute => attribute.Name.LocalName.EndsWith("RefId", StringComparison.Ordinal) && attribute.Name.LocalName.Length > 5))
        {
            yield return attribute.Name.LocalName == "SIF_RefId"
                ? (item.Attribute("SIF_RefObject")!.Value, attribute.Value)
                : (attribute.Name.LocalName[..^5], attribute.Value);
        }

        foreach (var element in item.Elements().Where(element => element.Name.LocalName.EndsWith("RefId", StringComparison.Ordinal) && element.Value.Length > 0))
        {
            yield return (element.Name.LocalName[..^5], element.Value);
        }

        foreach (var element in item.Elements().Where(element => element.Attribute("SIF_RefObject") is not null && element.Value.Length > 0))
        {
            yield return (element.Attribute("SIF_RefObject")!.Value, element.Value);
        }
    }

    private static IEnumerable<XElement> ObjectsOf(string xml) => XDocument.Parse(xml).Descendants(Sif + "SIF_ObjectData").Elements();

    private static IEnumerable<string> Names(JsonElement type, string list) => type.TryGetProperty(list, out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];
}
