// Writes what the packages promise: PublicAPI.Unshipped.txt of each project under src that has one.
//
//     dotnet run eng/public-api.cs
//
// Builds them as the gate does and takes over what the analyzer misses or no longer finds. Read the difference before you commit it.
// (The analyzer's own fix loses what the compiler adds to records.)
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

var root = Path.GetFullPath(Path.Combine(Folder(), ".."));
foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "src"), "PublicAPI.Unshipped.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
{
    var project = Path.GetDirectoryName(file)!;
    var start = new ProcessStartInfo("dotnet", ["build", project, "--no-incremental", "--nologo", "-p:TreatWarningsAsErrors=false"]) { RedirectStandardOutput = true, Environment = { ["CI"] = "true" } };
    using var build = Process.Start(start)!;
    var said = await build.StandardOutput.ReadToEndAsync();
    await build.WaitForExitAsync();
    if (build.ExitCode != 0)
    {
        Console.Error.WriteLine(said);
        return 1;
    }

    // A build of a project builds those below it: only its own messages are about its file.
    var own = said.Split('\n').Where(line => line.TrimEnd().EndsWith($"[{project}{Path.DirectorySeparatorChar}{Path.GetFileName(project)}.csproj]", StringComparison.Ordinal)).ToList();
    var promised = File.ReadLines(file).Skip(1).ToHashSet(StringComparer.Ordinal);
    var before = promised.Count;
    var added = Symbols("RS0016").Except(promised).ToList();
    var gone = Symbols("RS0017").Intersect(promised).ToList();
    promised.UnionWith(added);
    promised.ExceptWith(gone);
    File.WriteAllText(file, string.Concat(promised.Order(StringComparer.Ordinal).Prepend("#nullable enable").Select(line => line + "\n")));
    Console.WriteLine($"{Path.GetRelativePath(root, file)}: {before} lines, {added.Count} more, {gone.Count} gone");

    IEnumerable<string> Symbols(string id) => own.Select(line => Regex.Match(line, id + ": Symbol '(.*?)' is (not )?part of the declared")).Where(match => match.Success).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
}

return 0;

static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
