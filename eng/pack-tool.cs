// The packages of the tool: one that points to the others, a native one for this kind of machine, and a portable one for any.
//
//     dotnet run eng/pack-tool.cs -- FOLDER [ARGUMENTS OF dotnet pack]
//
// 'dotnet tool install' takes the native package where there is one for the machine, and else the portable one. Native code is linked on its own
// kind of system: packages that were made on other machines and are copied into FOLDER before are pointed to as well, and those that are
// not there are named at the end.
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

(string Identifier, string Machine)[] kinds =
[
    ("linux-x64", "Linux on x86-64, with clang or gcc"),
    ("linux-arm64", "Linux on Arm, with clang or gcc"),
    ("win-x64", "Windows on x86-64, with the C++ tools of Visual Studio"),
    ("win-arm64", "Windows on Arm, with the C++ tools of Visual Studio"),
    ("osx-arm64", "a Mac, with the tools of Xcode"),
];

if (args.Length == 0)
{
    Console.Error.WriteLine("usage: dotnet run eng/pack-tool.cs -- FOLDER [ARGUMENTS OF dotnet pack]");
    return 2;
}

var folder = Path.GetFullPath(args[0]);
var project = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Script())!, "..", "src", "Utrex.Cli"));
var more = args[1..];
Directory.CreateDirectory(folder);

// The others need not be made anew because of these: which package is made is all that they say.
const string All = "-p:ToolPackageRuntimeIdentifiers=";
if (kinds.Any(kind => kind.Identifier == RuntimeInformation.RuntimeIdentifier))
{
    Pack("-r", RuntimeInformation.RuntimeIdentifier, $"{All}\"{RuntimeInformation.RuntimeIdentifier};any\"");
}

Pack("-r", "any", $"{All}any");

// Other machines' packages and ours are of one version, or the one that points to them would be wrong.
var version = Directory.EnumerateFiles(folder, "utrex.any.*.nupkg").OrderBy(File.GetLastWriteTimeUtc).Select(Path.GetFileNameWithoutExtension).Last()!["utrex.any.".Length..];
var packed = kinds.Where(kind => File.Exists(Path.Combine(folder, $"utrex.{kind.Identifier}.{version}.nupkg"))).ToList();
// It holds no code: there is nothing to be built for it.
Pack($"{All}\"{string.Join(';', packed.Select(kind => kind.Identifier).Append("any"))}\"", "-p:NoBuild=true");
Console.WriteLine($"utrex {version}: {string.Join(", ", packed.Select(kind => kind.Identifier).Append("any"))}");
foreach (var (identifier, machine) in kinds.Except(packed))
{
    Console.WriteLine($"no {identifier}, where the portable one will be installed; its native one is packed by this script on {machine}");
}

return 0;

void Pack(params string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo("dotnet", ["pack", project, .. arguments, "-o", folder, "-v", "q", "--nologo", .. more]) { UseShellExecute = false })!;
    process.WaitForExit();
    if (process.ExitCode != 0)
    {
        Environment.Exit(process.ExitCode);
    }
}

static string Script([CallerFilePath] string path = "") => path;
