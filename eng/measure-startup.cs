// What it costs to start the tool: CPU seconds of small commands, portable and native.
//
//     dotnet run eng/measure-startup.cs [ROUNDS]
//
// Publishes the tool as portable code, as portable code that is ready to run on this kind of machine, and as native code, and runs each command
// with each by turns, ROUNDS times (20). Prints the medians of CPU seconds and of seconds. Needs Linux with a linker (clang or gcc).
using System.Globalization;

var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20;
var root = MeasuredRun.Root();
var folder = Directory.CreateTempSubdirectory("utrex-startup-").FullName;
try
{
    (string Name, string Program, string First)[] tools =
    [
        ("portable", "dotnet", $"\"{PublishedTool.Portable($"{folder}/portable")}\" "),
        ("ready to run", PublishedTool.ReadyToRun($"{folder}/ready"), ""),
        ("native", PublishedTool.Native($"{folder}/native"), ""),
    ];
    foreach (var command in (string[])[$"validate \"{root}/samples/mistakes.utrex\" --today 2025-10-01", "explain S1.324", "--help"])
    {
        var results = tools.Select(_ => new List<MeasuredRun>()).ToList();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < tools.Length; i++)
            {
                results[i].Add(MeasuredRun.Of(tools[i].Program, tools[i].First + command, mostExitCode: 1));
            }
        }

        for (var i = 0; i < tools.Length; i++)
        {
            var processor = results[i].Select(result => result.Processor).Order().ElementAt(rounds / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{command.Split(' ')[0]}, {tools[i].Name}: {processor:F3} CPU s, {MeasuredRun.Median(results[i]):F3} s, at most {results[i].Max(result => result.Bytes) / 1e6:F0} MB"));
        }
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
