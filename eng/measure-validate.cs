// What a whole run of 'utrex validate' takes, against gunzip and on one core.
//
//     dotnet run eng/measure-validate.cs [STUDENTS] [ROUNDS]
//
// Publishes the tool ready to run and as native code, writes a district of STUDENTS students (90,000) at year end with the state's registers, and by turns
// unzips the batch (gzip -6), validates it on all cores, validates it on one, and does both with native code. Prints the medians, the best rounds, their ratios, and the
// greatest resident memory. Needs Linux: gzip and taskset.
using System.Globalization;
using System.Runtime.InteropServices;

var students = args.Length > 0 ? args[0] : "90000";
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
var root = MeasuredRun.Root();
var folder = Directory.CreateTempSubdirectory("utrex-validate-").FullName;
try
{
    MeasuredRun.Of("dotnet", $"publish \"{root}/src/Utrex.Cli\" -c Release -r {RuntimeInformation.RuntimeIdentifier} --self-contained false -p:PublishAot=false -p:PublishReadyToRun=true -o \"{folder}/tool\" -v q --nologo");
    MeasuredRun.Of("dotnet", $"publish \"{root}/src/Utrex.Cli\" -c Release -r {RuntimeInformation.RuntimeIdentifier} -o \"{folder}/native\" -v q --nologo");
    var tool = $"\"{folder}/tool/utrex.dll\"";
    var batch = $"{folder}/district.utrex";
    MeasuredRun.Of("dotnet", $"{tool} sample --students {students} --schools 60 --as-of 2026-06-15 --output \"{batch}\" --reference-output \"{folder}/reference\"");
    MeasuredRun.Of("gzip", $"-6 -k \"{batch}\"");
    var validate = $"validate \"{batch}\" --reference \"{folder}/reference\" --today 2026-06-15 --format jsonl --output \"{folder}/findings.jsonl\"";
    var measures = new (string Name, string Command, string Arguments, List<MeasuredRun> Results)[]
    {
        ("gunzip", "gzip", $"-d -k -f -c \"{batch}.gz\"", []),
        ("validate", "dotnet", $"{tool} {validate}", []),
        ("validate, one core", "taskset", $"-c 0 dotnet {tool} {validate}", []),
        ("native", $"{folder}/native/utrex", validate, []),
        ("native, one core", "taskset", $"-c 0 \"{folder}/native/utrex\" {validate}", []),
    };
    for (var round = 0; round < rounds; round++)
    {
        foreach (var measure in measures)
        {
            measure.Results.Add(MeasuredRun.Of(measure.Command, measure.Arguments));
        }
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{students} students, {File.ReadLines(batch).Count():N0} records, {new FileInfo(batch).Length / 1e6:F0} MB, {new FileInfo(batch + ".gz").Length / 1e6:F0} MB zipped; findings: {File.ReadLines($"{folder}/findings.jsonl").Count()}"));
    var unit = MeasuredRun.Median(measures[0].Results);
    foreach (var (name, _, _, results) in measures)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: median {MeasuredRun.Median(results):F2} s, best {results.Min(result => result.Seconds):F2} s, {MeasuredRun.Median(results) / unit:F2} x gunzip, at most {results.Max(result => result.Bytes) / 1e6:F0} MB"));
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
