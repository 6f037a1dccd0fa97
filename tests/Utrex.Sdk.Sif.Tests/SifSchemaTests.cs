using System.Text.Json;
using System.Xml.Linq;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Tests;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>What is written is what SIF 2.4 demands: names, order, mandatory elements and attributes, references that resolve.</summary>
public sealed class SifSchemaTests
{
    private static readonly XNamespace Sif = SifRun.Namespace;

    private static readonly JsonElement Model = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("spec-schema", "utah", "2025-26", "maps", "sif.json"))).RootElement;

    private static readonly Dictionary<string, JsonElement> Types = Model.GetProperty("types").EnumerateArray().ToDictionary(type => type.GetProperty("name").GetString()!, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> TypeOf = Model.GetProperty("typeOf").EnumerateArray().ToDictionary(pair => pair.GetProperty("element").GetString()!, pair => pair.GetProperty("type").GetString()!, StringComparer.Ordinal);

    private static readonly string[] Objects = [.. Model.GetProperty("objects").EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    public static TheoryData<string> Batches() => [SifRun.Sample(1), SifRun.Sample(2, isYearEnd: true), FilledBatch.Full(1), FilledBatch.Wild(2), FilledBatch.Wild(3)];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Elements_stand_in_the_order_of_SIF_and_none_is_missing(string batch)
    {
        var data = XDocument.Parse(SifRun.ToSif(batch).Xml).Descendants(Sif + "SIF_ObjectData");

        var problems = data.Elements().SelectMany(element => Check(element, element.Name.LocalName)).Distinct().ToList();

        problems.ShouldBeEmpty();
        data.Elements().Select(element => element.Name.LocalName).Distinct().ShouldBeSubsetOf(Objects);
    }

    [Fact]
    public void Every_object_of_SIF_is_written() =>
        XDocument.Parse(SifRun.ToSif(FilledBatch.Full(1)).Xml).Descendants(Sif + "SIF_ObjectData").Elements().Select(element => element.Name.LocalName).Distinct()
            .Order(StringComparer.Ordinal).ShouldBe(Objects.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Batches))]
    public void References_resolve_and_identifiers_are_unique(string batch)
    {
        var objects = XDocument.Parse(SifRun.ToSif(batch).Xml).Descendants(Sif + "SIF_ObjectData").Elements().ToList();
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

    /// <summary>Compares an element with its type in the model, which this reads anew: the code that writes has its own.</summary>
    private static IEnumerable<string> Check(XElement element, string path)
    {
        var name = element.Name.LocalName;
        if (name == "SIF_ExtendedElement" || !Types.TryGetValue(TypeOf.GetValueOrDefault($"{element.Parent!.Name.LocalName}/{name}") ?? TypeOf.GetValueOrDefault(name) ?? name, out var type))
        {
            yield break;
        }

        if (element.Attribute(XName.Get("nil", "http://www.w3.org/2001/XMLSchema-instance")) is not null)
        {
            yield break;
        }

        foreach (var attribute in Names(type, "attributes").Where(attribute => attribute.EndsWith('!') && element.Attribute(attribute.TrimEnd('!')) is null))
        {
            yield return $"{path}: @{attribute} is missing";
        }

        foreach (var attribute in element.Attributes().Where(attribute => attribute.Name.Namespace == XNamespace.None && !Names(type, "attributes").Any(known => known.TrimEnd('!') == attribute.Name.LocalName)))
        {
            yield return $"{path}: @{attribute.Name} is not of SIF";
        }

        var order = Names(type, "elements").Append("SIF_Metadata").Append("SIF_ExtendedElements").Select(item => item.TrimEnd('!')).Distinct().ToList();
        var last = -1;
        foreach (var child in element.Elements())
        {
            var at = order.IndexOf(child.Name.LocalName);
            if (at < 0 || at < last)
            {
                yield return $"{path}/{child.Name.LocalName}: {(at < 0 ? "is not of SIF" : "stands too late")}";
            }

            last = Math.Max(last, at);
        }

        foreach (var mandatory in Names(type, "elements").Where(item => item.EndsWith('!') && element.Element(Sif + item.TrimEnd('!')) is null))
        {
            yield return $"{path}: {mandatory} is missing";
        }

        foreach (var problem in element.Elements().SelectMany(child => Check(child, $"{path}/{child.Name.LocalName}")))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> Names(JsonElement type, string list) => type.TryGetProperty(list, out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];
}
