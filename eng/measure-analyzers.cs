// What the analyzers of Utrex.Sdk cost a build.
//
//     dotnet run eng/measure-analyzers.cs [FILES] [ROUNDS]
//
// Packs the SDK, writes a project of FILES files (1,000) with 20 assignments to fields of records in each, and builds it by turns with
// the package's analyzers and without them. Prints the medians, their ratio, and what the compiler reports of each analyzer.
// The files are ordinary code: records, mapping tables, comparisons, codes in local variables, and as many lines that have nothing to do with the SDK.
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

var files = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
var root = Path.GetFullPath(Path.Combine(Folder(), ".."));
var folder = Directory.CreateTempSubdirectory("utrex-analyzers-").FullName;
try
{
    foreach (var package in new[] { "Utrex.Sdk.Runtime", "Utrex.Sdk.Utah", "Utrex.Sdk.Y2026", "Utrex.Sdk" })
    {
        Dotnet(root, $"pack src/{package} -c Release -o \"{folder}/feed\" -p:Version=0.0.1-measure --nologo -v q");
    }

    Write();
    var with = new List<double>();
    var without = new List<double>();
    foreach (var assets in new[] { "none", "analyzers" })
    {
        Dotnet(folder, $"restore -p:Excluded={assets} --nologo -v q -p:BaseIntermediateOutputPath=obj-{assets}/");
        Build(assets);
    }

    for (var round = 0; round < rounds; round++)
    {
        without.Add(Build("analyzers"));
        with.Add(Build("none"));
    }

    var (medianWith, medianWithout) = (Median(with), Median(without));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"build of {files} files: {medianWithout:F2} s without, {medianWith:F2} s with the analyzers: {(medianWith / medianWithout) - 1:+0.0%;-0.0%} (best rounds: {without.Min():F2} s, {with.Min():F2} s: {(with.Min() / without.Min()) - 1:+0.0%;-0.0%})"));
    var report = Dotnet(folder, "build --no-restore --no-incremental --nologo -v:d -p:Excluded=none -p:BaseIntermediateOutputPath=obj-none/ -p:ReportAnalyzer=true");
    foreach (Match match in Regex.Matches(report, @"^ *(Total analyzer execution time.*|<?[\d.]+ +<?\d+ +Utrex\..*)$", RegexOptions.Multiline))
    {
        Console.WriteLine(match.Value.Trim());
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

double Build(string excluded)
{
    var watch = Stopwatch.StartNew();
    Dotnet(folder, $"build --no-restore --no-incremental --nologo -v q -p:Excluded={excluded} -p:BaseIntermediateOutputPath=obj-{excluded}/");
    return watch.Elapsed.TotalSeconds;
}

void Write()
{
    File.WriteAllText(Path.Combine(folder, "Exporter.csproj"), """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
          </PropertyGroup>
          <ItemGroup>
            <Compile Include="src/*.cs" />
            <PackageReference Include="Utrex.Sdk" Version="0.0.1-measure" ExcludeAssets="$(Excluded)" />
          </ItemGroup>
        </Project>
        """);
    File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="{folder}/packages" /></config>
          <packageSources><add key="measured" value="{folder}/feed" /></packageSources>
          <fallbackPackageFolders><add key="user" value="{Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)}/.nuget/packages" /></fallbackPackageFolders>
        </configuration>
        """);
    Directory.CreateDirectory(Path.Combine(folder, "src"));
    for (var i = 0; i < files; i++)
    {
        File.WriteAllText(Path.Combine(folder, "src", $"Exporter{i}.cs"), Source(i));
    }
}

static string Source(int number)
{
    var code = new StringBuilder();
    code.Append(CultureInfo.InvariantCulture, $$"""
        using Utrex.Sdk.IO;
        using Utrex.Sdk.Records;
        using Utrex.Sdk.Y2026.Codes;
        using Utrex.Sdk.Y2026.Records;

        namespace Exporter{{number % 10}};

        internal sealed class Exporter{{number}}
        {
            private static readonly Dictionary<string, ExitCode> Exits = new() { ["01"] = "TD", ["02"] = "WP", ["03"] = "AE" };

            private readonly Dictionary<string, int> _counts = [];

            public static void Export(BatchWriter writer, string number, string name, DateOnly birth, decimal days)
            {
                writer.Write(new StudentRecord
                {
                    SchoolNumber = "104", StudentNumber = number, LastName = name, FirstName = "Emma", BirthDate = birth, GradeLevel = "05",
                    EntryDate = new DateOnly(2025, 8, 18), ResidentStatus = "U", StatewideStudentId = "1234567", LeaNumber = "01", Sex = "F", Ethnicity = "N",
                    White = "Y", SchoolMembership = days,
                });
                var old = new StudentRecord { LeaNumber = "01", SchoolNumber = "104" };
                var status = "GR";
                var sex = number.Length > 3 ? "F" : "M";
                _ = old with { HighSchoolCompletionStatus = status, Sex = sex };
                _ = old with { ExitCode = Exits[number], ExitDate = birth, GradeLevel = number.Length > 3 ? "11" : "12" };
            }

        """);
    for (var i = 0; i < 4; i++)
    {
        code.Append(CultureInfo.InvariantCulture, $$"""

                public int Count{{i}}(IEnumerable<string> rows, int limit)
                {
                    var total = 0;
                    foreach (var row in rows)
                    {
                        var parts = row.Split(',', StringSplitOptions.TrimEntries);
                        if (parts.Length < {{i + 2}} || !int.TryParse(parts[0], out var count))
                        {
                            continue;
                        }

                        total += count;
                        _counts[parts[1]] = _counts.TryGetValue(parts[1], out var before) ? before + count : count;
                        if (total > limit)
                        {
                            throw new InvalidOperationException($"More than {limit} in {parts[1]}: {string.Join("; ", parts)}");
                        }
                    }

                    return rows.Where(row => row.Length > limit).Select(row => row.Length).DefaultIfEmpty(0).Max() + total;
                }

            """);
    }

    return code.Append("}\n").ToString();
}

static string Dotnet(string folder, string arguments)
{
    using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false })!;
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 ? output : throw new InvalidOperationException($"dotnet {arguments}: {output}");
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
