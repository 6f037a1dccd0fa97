// What a whole run of 'utrex validate' takes, against gunzip and 'wc -l', on all cores and on one.
//
//     dotnet run eng/measure-validate.cs [STUDENTS] [ROUNDS] [TOOL ...]
//
// Publishes the tool for this machine, as native code and ready to run, writes a district of STUDENTS students (90,000) at year end with the state's registers, and by turns
// unzips the batch (gzip -6), counts its lines, and validates it on all cores and on one. More tools (paths of programs, such as one of an
// earlier commit) are measured beside it, and what they find has to be the same. Prints medians of time and of processor time, ratios to
// gunzip, and the greatest resident memory. Needs Linux: gzip, wc and taskset.
using System.Globalization;

var students = args.Length > 0 ? args[0] : "90000";
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
var folder = Directory.CreateTempSubdirectory("utrex-validate-").FullName;
try
{
    var own = PublishedTool.Native($"{folder}/tool");
    var portable = PublishedTool.ReadyToRun($"{folder}/portable");
    var batch = $"{folder}/district.utrex";
    MeasuredRun.Of(own, $"sample --students {students} --schools 60 --as-of 2026-06-15 --output \"{batch}\" --reference-output \"{folder}/reference\"");
    MeasuredRun.Of("gzip", $"-6 -k \"{batch}\"");
    List<(string Name, string Command, string Arguments, List<MeasuredRun> Results)> measures =
    [
        ("gunzip", "gzip", $"-d -k -f -c \"{batch}.gz\"", []),
        ("wc -l", "wc", $"-l \"{batch}\"", []),
    ];
    foreach (var (tool, i) in args.Skip(2).Prepend(portable).Prepend(own).Select((tool, i) => (tool, i)))
    {
        var name = i switch { 0 => "native", 1 => "ready to run", _ => tool };
        var validate = $"validate \"{batch}\" --reference \"{folder}/reference\" --today 2026-06-15 --format jsonl --output \"{folder}/findings-{i}.jsonl\"";
        measures.Add((name, tool, validate, []));
        measures.Add(($"{name}, one core", "taskset", $"-c 0 \"{tool}\" {validate}", []));
    }

    for (var round = 0; round < rounds; round++)
    {
        foreach (var measure in measures)
        {
            measure.Results.Add(MeasuredRun.Of(measure.Command, measure.Arguments));
        }
    }

    var findings = Directory.GetFiles(folder, "findings-*.jsonl").Select(File.ReadAllBytes).ToArray();
    if (!findings.All(found => found.AsSpan().SequenceEqual(findings[0])))
    {
        throw new InvalidOperationException("The tools do not find the same.");
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{students} students, {File.ReadLines(batch).Count():N0} records, {new FileInfo(batch).Length / 1e6:F0} MB, {new FileInfo(batch + ".gz").Length / 1e6:F0} MB zipped; findings: {File.ReadLines($"{folder}/findings-0.jsonl").Count()}"));
    var unit = MeasuredRun.Median(measures[0].Results);
    foreach (var (name, _, _, results) in measures)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: median {MeasuredRun.Median(results):F2} s, best {results.Min(result => result.Seconds):F2} s, {MeasuredRun.Median(results) / unit:F2} x gunzip; {MeasuredRun.Median(results, result => result.Processor):F2} CPU s; at most {results.Max(result => result.Bytes) / 1e6:F0} MB"));
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
