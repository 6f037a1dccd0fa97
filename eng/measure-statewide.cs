// What a store of a state costs: loading all of it, validating it, and loading one LEA anew.
//
//     dotnet run eng/measure-statewide.cs [PARTS] [ROUNDS] [STORE] [TOOL]
//
// Publishes the tool as native code, unless TOOL is the path of one, and makes one of PARTS parts (1: the whole) of a state of 41 districts, 100 charters and 700,000 students in two school years
// (eng/statewide). Loads it into STORE (sqlite, which is a file of its own, or the postgres:// address of an empty database), validates it with all registers, and loads the
// largest and the smallest LEA anew, with a line less. Prints time, processor time of the tool, and the greatest resident memory. Needs Linux and, for the whole, 6 GB of disk.
#:project ../src/Utrex.Sdk.Y2026/Utrex.Sdk.Y2026.csproj
#:project ../src/Utrex.Sdk.Y2025/Utrex.Sdk.Y2025.csproj
#:property PublishAot=false
using System.Globalization;

var parts = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 8;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var folder = Directory.CreateTempSubdirectory("utrex-statewide-").FullName;
try
{
    var store = args.Length > 2 && args[2] is not "sqlite" ? args[2] : $"{folder}/state.db";
    var tool = args.Length > 3 ? args[3] : PublishedTool.Native($"{folder}/tool");
    var state = new SyntheticState(folder, tool);
    state.Make(parts);
    int[] years = [2025, 2026];
    var batches = years.SelectMany(year => state.Leas.Select(lea => state.Batch(lea, year))).ToList();
    var records = batches.Sum(batch => File.ReadLines(batch).LongCount());
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"1/{parts} of a state: {state.Leas.Count} LEAs, {batches.Count} batches, {records:N0} records, {batches.Sum(batch => new FileInfo(batch).Length) / 1e6:F0} MB"));

    var loading = $"--store {store} --reference \"{state.Registers}\" --today 2026-06-15";
    var load = MeasuredRun.Of(tool, $"statewide load {string.Join(' ', batches)} {loading}");
    Tell("load", load, $"{records / load.Seconds:N0} records/s{(File.Exists(store) ? string.Create(CultureInfo.InvariantCulture, $", {new FileInfo(store).Length / 1e6:F0} MB") : "")}");

    var validating = $"statewide validate --store {store} --reference \"{state.Registers}\" --today 2026-06-15 --format jsonl --output \"{folder}/findings.jsonl\"";
    for (var round = 0; round < rounds; round++)
    {
        var validate = MeasuredRun.Of(tool, validating, mostExitCode: 1);
        Tell("validate", validate, $"{File.ReadLines($"{folder}/findings.jsonl").Count():N0} findings");
        foreach (var lea in new[] { state.Leas[0], state.Leas[^1] })
        {
            var batch = state.Batch(lea, 2026);
            var lines = File.ReadAllLines(batch);
            File.WriteAllLines(batch, lines[..^1]);
            var again = MeasuredRun.Of(tool, $"statewide load {batch} {loading}");
            Tell($"load LEA {lea} anew", again, $"{lines.Length:N0} records, {lines.Length / again.Seconds:N0} records/s");
        }
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static void Tell(string what, MeasuredRun run, string more) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {run.Seconds:F1} s, {run.Processor:F1} CPU s, at most {run.Bytes / 1e6:F0} MB; {more}"));
