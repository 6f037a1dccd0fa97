using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Utrex.Tests;

namespace Utrex.Package.Tests;

/// <summary>The SDK as a package in a folder, and projects that use it from there.</summary>
public sealed class PackedSdk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("utrex-packages-").FullName;
    private readonly string _version = $"0.0.1-test.{Guid.NewGuid():N}";
    private readonly Dictionary<(string Consumer, string Arguments, string EditorConfig), (int ExitCode, string Output, string Folder)> _built = [];
    private readonly Lazy<string> _again;
    private readonly SharedCompiler _compiler = new();
    private string? _tool;

    /// <summary>Packs the SDK under a version of its own, so that no cache has it.</summary>
    public PackedSdk()
    {
        Pack(Feed);
        _again = new Lazy<string>(() =>
        {
            var feed = Path.Combine(_folder, "again");
            Pack(feed);
            return feed;
        });
    }

    /// <summary>The folder with the packages.</summary>
    public string Feed => Path.Combine(_folder, "feed");

    /// <summary>Copies a consumer out of the repository and builds it, once.</summary>
    public (int ExitCode, string Output, string Folder) Build(string consumer, string arguments = "", string editorConfig = "") =>
        _built.TryGetValue((consumer, arguments, editorConfig), out var built) ? built : _built[(consumer, arguments, editorConfig)] = Make("build", consumer, arguments, editorConfig);

    /// <summary>Copies a consumer out of the repository and publishes it; gives the folder with the program.</summary>
    public (int ExitCode, string Output, string Folder) Publish(string consumer, string arguments)
    {
        var output = Path.Combine(_folder, "published");
        var (exitCode, said, _) = Make("publish", consumer, $"-c Release -o \"{output}\" {arguments}", editorConfig: "");
        return (exitCode, said, output);
    }

    /// <summary>Makes a solution of the template in an empty folder beside the packages, and gives the folder.</summary>
    public string Create(string template, string name)
    {
        var folder = Path.Combine(_folder, name);
        var hive = $"--debug:custom-hive \"{Path.Combine(_folder, "templates")}\"";
        Copy(Repository.PathOf("tests", "consumers"), _folder, recurse: false);
        UsePackages();
        foreach (var command in (string[])[$"new install \"{PathOf("Utrex.Templates")}\" {hive}", $"new {template} --output \"{folder}\" {hive}"])
        {
            var (exitCode, output) = Dotnet(_folder, command);
            exitCode.ShouldBe(0, output);
        }

        return folder;
    }

    /// <summary>Runs a command of the .NET SDK.</summary>
    public static (int ExitCode, string Output) Dotnet(string folder, string arguments) => ProgramRun.Of("dotnet", folder, arguments);

    /// <summary>Installs the tool from the packages and gives the path of its command.</summary>
    public string InstallTool() => _tool ??= InstallTool(Feed, Path.Combine(_folder, "tool"));

    /// <summary>Packs the tool for every kind of machine that can be packed here, and gives the folder with the packages.</summary>
    public string PackNative()
    {
        var feed = Path.Combine(_folder, "native");
        NativeTool.Make($"run eng/pack-tool.cs -- \"{feed}\" -p:PackageVersion={_version}");
        return feed;
    }

    /// <summary>The portable package of a folder, and one that points to it and to native code for a machine that this one is not.</summary>
    public string PackForOthers(string feed)
    {
        var others = Path.Combine(_folder, "others");
        NativeTool.Make($"pack src/Utrex.Cli -p:ToolPackageRuntimeIdentifiers=\\\"win-x64;any\\\" -p:NoBuild=true -o \"{others}\" -p:PackageVersion={_version}");
        var portable = Directory.EnumerateFiles(feed, "utrex.any.*.nupkg").Single();
        File.Copy(portable, Path.Combine(others, Path.GetFileName(portable)));
        return others;
    }

    /// <summary>Installs the tool from a folder of packages and gives the path of its command.</summary>
    public string InstallTool(string feed, string to)
    {
        var folder = Directory.CreateDirectory(to).FullName;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{feed}" />
              </packageSources>
            </configuration>
            """);
        var (exitCode, output) = Dotnet(folder, $"tool install utrex --version {_version} --tool-path \"{folder}\"");
        exitCode.ShouldBe(0, output);
        return Path.Combine(folder, OperatingSystem.IsWindows() ? "utrex.exe" : "utrex");
    }

    /// <summary>Packs and installs the tool with commands as the documentation has them, and gives the path of its command.</summary>
    public string InstallFromClone(string pack, string install)
    {
        var folder = Path.Combine(_folder, "clone");
        var (exitCode, output) = Dotnet(Repository.Root, $"{pack["dotnet ".Length..].Replace("packages", $"\"{folder}\"", StringComparison.Ordinal)} --no-build -c {ProgramRun.Configuration}");
        exitCode.ShouldBe(0, output);
        (exitCode, output) = Dotnet(folder, install["dotnet ".Length..].Replace("packages", $"\"{folder}\"", StringComparison.Ordinal).Replace("--global", $"--tool-path \"{folder}\"", StringComparison.Ordinal));
        exitCode.ShouldBe(0, output);
        return Path.Combine(folder, OperatingSystem.IsWindows() ? "utrex.exe" : "utrex");
    }

    /// <summary>The file of a package.</summary>
    public string PathOf(string package) => Path.Combine(Feed, $"{package}.{_version}.nupkg");

    /// <summary>The bytes of a package when all are packed once more.</summary>
    public byte[] PackAgain(string package) => File.ReadAllBytes(Path.Combine(_again.Value, Path.GetFileName(PathOf(package))));

    /// <summary>The assemblies in a package.</summary>
    public IReadOnlyList<(string Name, byte[] Bytes)> Assemblies(string package)
    {
        using var archive = ZipFile.OpenRead(PathOf(package));
        return [.. archive.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)).Select(entry => (entry.Name, Read(entry)))];
    }

    /// <summary>The bytes of a file in a package.</summary>
    public byte[] Read(string package, string file)
    {
        using var archive = ZipFile.OpenRead(PathOf(package));
        return Read(archive.GetEntry(file)!);
    }

    /// <summary>The names of the source files that an assembly's debug information has.</summary>
    public static IReadOnlyList<string> SourcesOf(byte[] assembly)
    {
        using var image = new PEReader(new MemoryStream(assembly));
        var embedded = image.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = image.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
        var reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
    }

    /// <summary>What a package of this name consists of.</summary>
    public IReadOnlyList<string> Entries(string package)
    {
        using var archive = ZipFile.OpenRead(PathOf(package));
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>The description of a package.</summary>
    public XDocument Manifest(string package)
    {
        using var archive = ZipFile.OpenRead(PathOf(package));
        using var manifest = archive.GetEntry($"{package}.nuspec")!.Open();
        return XDocument.Load(manifest);
    }

    /// <summary>Runs a consumer that was built.</summary>
    public static (int ExitCode, string Output) Run(string folder) => Dotnet(folder, "run --no-build");

    /// <inheritdoc/>
    public void Dispose()
    {
        _compiler.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private (int ExitCode, string Output, string Folder) Make(string command, string consumer, string arguments, string editorConfig)
    {
        var folder = Path.Combine(_folder, consumer);
        Copy(Repository.PathOf("tests", "consumers"), _folder, recurse: false);
        Copy(Repository.PathOf("tests", "consumers", consumer), folder, recurse: true);
        Copy(Repository.PathOf("tests", "library-spec"), Path.Combine(_folder, "library-spec"), recurse: true);
        Copy(Repository.PathOf("tests", "Utrex.Integration.Tests", "Snippets"), Path.Combine(_folder, "Snippets"), recurse: false);
        Draft.Write(Path.Combine(_folder, "draft"));
        File.WriteAllText(Path.Combine(folder, ".editorconfig"), "root = true\n[*.cs]\n" + editorConfig);
        UsePackages();
        var (exitCode, output) = Dotnet(folder, $"{command} --nologo -v q -clp:NoSummary -p:UtrexSdkVersion={_version} {arguments}");
        return (exitCode, output, folder);
    }

    /// <summary>Packs all that is a package, in one run: most of the time of a run is not the packing.</summary>
    private void Pack(string feed)
    {
        var (exitCode, output) = Dotnet(Repository.Root, $"pack Utrex.Sdk.sln --no-build -c {ProgramRun.Configuration} -o \"{feed}\" -p:Version={_version} --nologo");
        exitCode.ShouldBe(0, output);
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string UserPackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Lets projects beside the packages take them, and all others from where the user has them.</summary>
    private void UsePackages() =>
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
