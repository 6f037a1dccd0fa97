// What an editor gets that speaks the language server protocol: csharp-ls over a project that uses the packages.
//
//     dotnet run eng/drive-language-server.cs [COMMAND OF csharp-ls]
//
// Packs the SDK, writes a project beside the packages, installs csharp-ls there unless its command is given, and asks it as an editor does: for
// completion inside texts, for diagnostics with and without its setting, and for fixes. Exit code 1 if an answer is not what docs/editors.md says.
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

const string Version = "0.0.1-editor";
const string ServerVersion = "0.28.0";
const string Source = """
    using Utrex.Sdk.Y2026.Codes;
    using Utrex.Sdk.Y2026.Records;

    var old = new StudentRecord();
    ExitCode assigned = "";
    var initialized = new StudentRecord { ExitCode = "" };
    var compared = old.ExitCode.Code == "";
    var chosen = old.ExitCode.Code switch { "" => 1, _ => 0 };
    const string Constant = "";
    ExitCode later = Constant;
    Console.WriteLine("");
    var wrong = new StudentRecord { ExitCode = "td" };
    var impossible = new StudentRecord { ExitCode = "WP", GradeLevel = "12" };

    """;

var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Script())!, ".."));
var folder = Directory.CreateTempSubdirectory("utrex-editor-").FullName;
var failures = 0;
try
{
    foreach (var project in (string[])["Utrex.Sdk.Runtime", "Utrex.Sdk.Utah", "Utrex.Sdk.Y2026", "Utrex.Sdk"])
    {
        Run(root, "dotnet", $"pack src/{project} -c Release -o \"{folder}/feed\" -p:Version={Version} --nologo -v q");
    }

    WriteProject();
    Run(folder, "dotnet", "build --nologo -v q");
    var command = args.Length > 0 ? Path.GetFullPath(args[0]) : Install();

    using (var server = new LanguageServer(command, folder, analyzersEnabled: true))
    {
        await server.OpenAsync("Program.cs", Source);
        Expect("lists of codes come some seconds after the project has been loaded", await server.CompletesAsync("Program.cs", Source, "ExitCode assigned = \""));
        foreach (var place in (string[])["ExitCode assigned = \"", "initialized = new StudentRecord { ExitCode = \"", "compared = old.ExitCode.Code == \"", "Code switch { \"", "Constant = \""])
        {
            var items = await server.CompleteAsync("Program.cs", Source, place);
            var item = items.FirstOrDefault(candidate => Text(candidate, "label").StartsWith("TD", StringComparison.Ordinal));
            Expect($"completion behind {place} has the code", item is not null);
            Expect("its label is the code alone", Text(item, "label") is "TD");
            Expect("typing a part of the meaning finds it", item is not null && Text(item, "filterText").Contains("Transferred within", StringComparison.Ordinal));
            Expect("what is put in is the code", Text(item, "insertText") is "TD");
            Expect("there are only codes", items.Count is > 30 and < 80);
        }

        Expect("completion in another text has no codes", !(await server.CompleteAsync("Program.cs", Source, "WriteLine(\"")).Any(item => Text(item, "label").StartsWith("TD", StringComparison.Ordinal)));
        var diagnostics = await server.DiagnoseAsync("Program.cs");
        Expect("diagnostics have UTREX1001 and UTREX2001", Ids(diagnostics.Where(diagnostic => Text(diagnostic, "code") is not "UTREX1011")) is "UTREX1001 UTREX2001");
        Expect("they link to their pages", diagnostics.All(diagnostic => diagnostic["codeDescription"]?["href"]?.GetValue<string>().EndsWith(".md", StringComparison.Ordinal) == true));
        Expect("the server offers no fix of a package", !(await server.FixAsync("Program.cs", diagnostics[0])).Contains("Use \"TD\""));
    }

    using (var server = new LanguageServer(command, folder, analyzersEnabled: false))
    {
        await server.OpenAsync("Program.cs", Source);
        Expect("without the setting there are no diagnostics", Ids(await server.DiagnoseAsync("Program.cs")) is "");
        Expect("completion needs no setting", await server.CompletesAsync("Program.cs", Source, "ExitCode assigned = \""));
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

Console.WriteLine(failures == 0 ? "All as docs/editors.md says." : $"{failures} answers are not as docs/editors.md says.");
return failures == 0 ? 0 : 1;

void Expect(string what, bool isSo)
{
    Console.WriteLine($"{(isSo ? "yes" : "NO ")} {what}");
    failures += isSo ? 0 : 1;
}

static string Text(JsonNode? item, string name) => item?[name]?.GetValue<string>() ?? "";

static string Ids(IEnumerable<JsonNode> diagnostics) => string.Join(' ', diagnostics.Select(diagnostic => Text(diagnostic, "code")));

void WriteProject()
{
    File.WriteAllText(Path.Combine(folder, "Exporter.csproj"), $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Utrex.Sdk" Version="{Version}" />
          </ItemGroup>
        </Project>
        """);
    File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="{folder}/packages" /></config>
          <packageSources><add key="packed" value="{folder}/feed" /></packageSources>
          <fallbackPackageFolders><add key="user" value="{Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)}/.nuget/packages" /></fallbackPackageFolders>
        </configuration>
        """);
    File.WriteAllText(Path.Combine(folder, "Program.cs"), Source);
}

string Install()
{
    Run(root, "dotnet", $"tool install csharp-ls --version {ServerVersion} --tool-path \"{folder}/tools\"");
    return Path.Combine(folder, "tools", OperatingSystem.IsWindows() ? "csharp-ls.exe" : "csharp-ls");
}

static void Run(string folder, string program, string arguments)
{
    using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
    var said = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    if (process.ExitCode != 0)
    {
        throw new InvalidOperationException($"{program} {arguments}: {said}");
    }
}

static string Script([CallerFilePath] string path = "") => path;
