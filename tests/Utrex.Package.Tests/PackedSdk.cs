using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using Utrex.Tests;

namespace Utrex.Package.Tests;

/// <summary>The SDK as a package in a folder, and projects that use it from there.</summary>
public sealed class PackedSdk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("utrex-packages-").FullName;
    private readonly string _version = $"0.0.1-test.{Guid.NewGuid():N}";

    /// <summary>Packs the SDK under a version of its own, so that no cache has it.</summary>
    public PackedSdk()
    {
        var configuration = typeof(PackedSdk).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key is "Configuration").Value;
        foreach (var project in new[] { "src/Utrex.Sdk", "src/Utrex.Sdk.Sif", "generators/Utrex.Generators", "src/Utrex.Cli" })
        {
            var (exitCode, output) = Dotnet(Repository.Root, $"pack {project} --no-build -c {configuration} -o \"{Feed}\" -p:Version={_version} --nologo");
            exitCode.ShouldBe(0, output);
        }
    }

    /// <summary>The folder with the packages.</summary>
    public string Feed => Path.Combine(_folder, "feed");

    /// <summary>Copies a consumer out of the repository and builds it.</summary>
    public (int ExitCode, string Output, string Folder) Build(string consumer, string arguments = "", string editorConfig = "")
    {
        var folder = Path.Combine(_folder, consumer);
        Copy(Repository.PathOf("tests", "consumers"), _folder, recurse: false);
        Copy(Repository.PathOf("tests", "consumers", consumer), folder, recurse: true);
        Copy(Repository.PathOf("tests", "library-spec"), Path.Combine(_folder, "library-spec"), recurse: true);
        File.WriteAllText(Path.Combine(folder, ".editorconfig"), "root = true\n[*.cs]\n" + editorConfig);
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(_folder, "packages")}" />
              </config>
              <packageSources>
                <add key="packed" value="{Feed}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="user" value="{UserPackages}" />
              </fallbackPackageFolders>
            </configuration>
            """);
        var (exitCode, output) = Dotnet(folder, $"build --nologo -v q -clp:NoSummary -p:UtrexSdkVersion={_version} {arguments}");
        return (exitCode, output, folder);
    }

    /// <summary>Installs the tool from the packages and gives the path of its command.</summary>
    public string InstallTool()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "tool")).FullName;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
        var (exitCode, output) = Dotnet(folder, $"tool install utrex --version {_version} --tool-path \"{folder}\"");
        exitCode.ShouldBe(0, output);
        return Path.Combine(folder, OperatingSystem.IsWindows() ? "utrex.exe" : "utrex");
    }

    /// <summary>What a package of this name consists of.</summary>
    public IReadOnlyList<string> Entries(string package)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{_version}.nupkg"));
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>The description of a package.</summary>
    public XDocument Manifest(string package)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{_version}.nupkg"));
        using var manifest = archive.GetEntry($"{package}.nuspec")!.Open();
        return XDocument.Load(manifest);
    }

    /// <summary>Runs a program.</summary>
    public static (int ExitCode, string Output) Execute(string program, string folder, string arguments) => Start(program, folder, arguments);

    /// <summary>Runs a consumer that was built.</summary>
    public static (int ExitCode, string Output) Run(string folder) => Dotnet(folder, "run --no-build");

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string UserPackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static (int ExitCode, string Output) Dotnet(string folder, string arguments) => Start("dotnet", folder, arguments);

    private static (int ExitCode, string Output) Start(string program, string folder, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    private static void Copy(string from, string to, bool recurse)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from, "*", recurse ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
