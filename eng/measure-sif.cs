// What SIF costs: a district's batch to SIF objects and back, against a bare XmlReader over the same objects.
//
//     dotnet run eng/measure-sif.cs [STUDENTS] [ROUNDS]
//
// Publishes the tool ready to run, writes a district of STUDENTS students (90,000) at year end, and by turns converts it to SIF, reads the
// XML with nothing but an XmlReader, collects a batch of it, and validates the objects themselves. Prints medians, best rounds, their
// ratios and the greatest resident memory, and holds what was collected to the batch. Needs Linux and some gigabytes of disk.
using System.Diagnostics;
using System.Globalization;
using System.Xml;

var students = args.Length > 0 ? args[0] : "90000";
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
var folder = Directory.CreateTempSubdirectory("utrex-sif-").FullName;
try
{
    var tool = PublishedTool.ReadyToRun($"{folder}/tool");
    var (batch, xml, collected) = ($"{folder}/district.utrex", $"{folder}/district.xml", $"{folder}/collected.utrex");
    MeasuredRun.Of(tool, $"sample --students {students} --schools 60 --as-of 2026-06-30 --output \"{batch}\"");
    var measures = new (string Name, Func<MeasuredRun> Run, List<MeasuredRun> Results)[]
    {
        ("convert --to sif", () => MeasuredRun.Of(tool, $"convert \"{batch}\" --to sif --output \"{xml}\""), []),
        ("bare XmlReader", () => ReadXml(xml), []),
        ("collect", () => MeasuredRun.Of(tool, $"collect \"{xml}\" --output \"{collected}\""), []),
        ("validate the objects", () => MeasuredRun.Of(tool, $"validate \"{xml}\" --today 2026-06-30 --format jsonl --output \"{folder}/findings.jsonl\""), []),
    };
    for (var round = 0; round < rounds; round++)
    {
        foreach (var measure in measures)
        {
            measure.Results.Add(measure.Run());
        }
    }

    // A field that SIF has no place for is lost on the way there, not on the way back.
    MeasuredRun.Of(tool, $"convert \"{collected}\" --to sif --output \"{folder}/again.xml\"");
    MeasuredRun.Of("cmp", $"\"{xml}\" \"{folder}/again.xml\"");

    var objects = Objects(xml);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{students} students, {File.ReadLines(batch).Count():N0} records, {new FileInfo(batch).Length / 1e6:F0} MB; {objects:N0} objects, {new FileInfo(xml).Length / 1e6:F0} MB of XML; what was collected makes the same XML"));
    var unit = MeasuredRun.Median(measures[1].Results);
    foreach (var (name, _, results) in measures)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: median {MeasuredRun.Median(results):F1} s, best {results.Min(result => result.Seconds):F1} s, {objects / MeasuredRun.Median(results):N0} objects/s, {MeasuredRun.Median(results) / unit:F2} x XmlReader, at most {results.Max(result => result.Bytes) / 1e6:F0} MB"));
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static XmlReader Open(Stream stream) => XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreWhitespace = true });

static MeasuredRun ReadXml(string path)
{
    var watch = Stopwatch.StartNew();
    var before = Environment.CpuUsage.TotalTime;
    using var stream = File.OpenRead(path);
    using var reader = Open(stream);
    while (reader.Read())
    {
        // Nothing is looked at: this is the limit.
    }

    return new MeasuredRun(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds, Environment.WorkingSet);
}

static long Objects(string path)
{
    using var stream = File.OpenRead(path);
    using var reader = Open(stream);
    long count = 0;
    var depth = -1;
    while (reader.Read())
    {
        depth = reader.NodeType == XmlNodeType.Element && reader.LocalName == "SIF_ObjectData" ? reader.Depth + 1 : depth;
        count += reader.NodeType == XmlNodeType.Element && reader.Depth == depth ? 1 : 0;
    }

    return count;
}
