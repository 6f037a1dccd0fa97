using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;
using Utrex.Tests;

namespace Utrex.Package.Tests;

/// <summary>What is in the packages, and what somebody sees who installs them in an empty folder.</summary>
[Collection(nameof(PackedSdk))]
public sealed class PackageTests(PackedSdk packages)
{
    /// <summary>The packages with an assembly to program against.</summary>
    public static TheoryData<string> Libraries => ["Utrex.Sdk.Runtime", "Utrex.Sdk.Utah", "Utrex.Sdk.Y2026", "Utrex.Sdk.Y2025", "Utrex.Documents", "Utrex.Sdk.Sif", "Utrex.Transcripts", "Utrex.Statewide"];

    [Theory]
    [InlineData("Utrex.Sdk.Runtime", "lib/net10.0/Utrex.Sdk.Runtime.dll", "lib/net10.0/Utrex.Sdk.Runtime.xml")]
    [InlineData("Utrex.Sdk.Utah", "lib/net10.0/Utrex.Sdk.Utah.dll", "lib/net10.0/Utrex.Sdk.Utah.xml")]
    [InlineData("Utrex.Sdk.Y2026", "lib/net10.0/Utrex.Sdk.Y2026.dll", "lib/net10.0/Utrex.Sdk.Y2026.xml")]
    [InlineData("Utrex.Sdk.Y2025", "lib/net10.0/Utrex.Sdk.Y2025.dll", "lib/net10.0/Utrex.Sdk.Y2025.xml")]
    [InlineData("Utrex.Sdk", "analyzers/dotnet/cs/Utrex.Analyzers.dll", "analyzers/dotnet/cs/Utrex.Analyzers.CodeFixes.dll")]
    [InlineData("Utrex.Documents", "lib/net10.0/Utrex.Documents.dll", "lib/net10.0/Utrex.Documents.xml")]
    [InlineData("Utrex.Sdk.Sif", "lib/net10.0/Utrex.Sdk.Sif.dll", "lib/net10.0/Utrex.Sdk.Sif.xml")]
    [InlineData("Utrex.Transcripts", "lib/net10.0/Utrex.Transcripts.dll", "lib/net10.0/Utrex.Transcripts.xml", "fonts/LICENSE.txt")]
    [InlineData("Utrex.Statewide", "lib/net10.0/Utrex.Statewide.dll", "lib/net10.0/Utrex.Statewide.xml")]
    [InlineData("Utrex.Generators", "analyzers/dotnet/cs/Utrex.Generators.dll", "build/Utrex.Generators.props", "schema/specification.schema.json")]
    [InlineData("utrex", "tools/net10.0/any/utrex.dll", "tools/net10.0/any/DotnetToolSettings.xml")]
    [InlineData("Utrex.Templates", "content/utrex-exporter/.template.config/template.json", "content/utrex-exporter/.github/workflows/utrex.yml")]
    public void A_package_has_what_belongs_to_it_and_says_what_it_is(string package, params string[] files)
    {
        files.Concat(["PACKAGE.md", "icon.png", "LICENSE"]).ShouldBeSubsetOf(packages.Entries(package));
        var metadata = packages.Manifest(package).Root!.Elements().Single();
        var values = metadata.Elements().ToDictionary(element => element.Name.LocalName, element => element.Value, StringComparer.Ordinal);
        values["readme"].ShouldBe("PACKAGE.md");
        values["icon"].ShouldBe("icon.png");
        values["license"].ShouldBe("MIT");
        values["description"].Length.ShouldBeGreaterThan(40);
        values["tags"].ShouldContain("utrex");
        values["projectUrl"].ShouldStartWith("https://");
        values["releaseNotes"].ShouldBe(values["projectUrl"] + "/blob/main/CHANGELOG.md");
        var repository = metadata.Elements().Single(element => element.Name.LocalName == "repository");
        (repository.Attribute("type")!.Value, repository.Attribute("url")!.Value).ShouldBe(("git", values["projectUrl"]));
        packages.Read(package, "icon.png")[1..4].ShouldBe("PNG"u8.ToArray());
        Encoding.UTF8.GetString(packages.Read(package, "PACKAGE.md")).ShouldStartWith("# ");
        Encoding.UTF8.GetString(packages.Read(package, "LICENSE")).ShouldContain("MIT");
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    [InlineData("Utrex.Sdk")]
    [InlineData("Utrex.Generators")]
    [InlineData("utrex")]
    [InlineData("Utrex.Templates")]
    public void Packing_again_gives_the_same_bytes(string package) => packages.PackAgain(package).ShouldBe(File.ReadAllBytes(packages.PathOf(package)));

    [Theory]
    [MemberData(nameof(Libraries))]
    [InlineData("Utrex.Generators")]
    [InlineData("utrex")]
    public void No_assembly_says_where_it_was_built(string package)
    {
        var assemblies = packages.Assemblies(package).Where(assembly => assembly.Name.StartsWith("utrex", StringComparison.OrdinalIgnoreCase)).ToList();

        assemblies.ShouldNotBeEmpty();
        foreach (var (name, bytes) in assemblies)
        {
            bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Repository.Root)).ShouldBe(-1, name);
            bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Repository.Root)).ShouldBe(-1, name);
            PackedSdk.SourcesOf(bytes).ShouldAllBe(source => source.StartsWith("/_/", StringComparison.Ordinal), name);
        }
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_package_documents_what_its_users_see_and_nothing_else(string package)
    {
        var documentation = XDocument.Parse(Encoding.UTF8.GetString(packages.Read(package, $"lib/net10.0/{package}.xml")).TrimStart('\uFEFF'));
        var documented = documentation.Descendants("member").Select(member => member.Attribute("name")!.Value).Where(name => name.StartsWith("T:", StringComparison.Ordinal)).Select(name => name[2..]).ToList();
        using var assembly = new PEReader(new MemoryStream(packages.Read(package, $"lib/net10.0/{package}.dll")));
        var metadata = assembly.GetMetadataReader();
        var types = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(type => type.GetDeclaringType().IsNil)
            .ToLookup(type => type.Attributes.HasFlag(TypeAttributes.Public), type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}");

        types[true].ShouldBeSubsetOf(documented);
        types[false].ShouldNotBeEmpty();
        types[false].ShouldNotContain(type => documented.Contains(type) || documented.Exists(name => name.StartsWith(type + ".", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_tool_has_no_documentation_of_types() => packages.Entries("utrex").ShouldNotContain(entry => entry.StartsWith("tools/", StringComparison.Ordinal) && entry.EndsWith(".xml", StringComparison.Ordinal) && !entry.EndsWith("DotnetToolSettings.xml", StringComparison.Ordinal));

    [Fact]
    public void The_generator_is_no_dependency_of_who_uses_it() => packages.Manifest("Utrex.Generators").Descendants().ShouldNotContain(element => element.Name.LocalName == "dependency");

    [Fact]
    public void The_packages_turn_a_specification_of_ones_own_into_records()
    {
        var (exitCode, output, folder) = packages.Build("OwnSpecification");

        exitCode.ShouldBe(0, output);
        var (runExitCode, printed) = PackedSdk.Run(folder);
        printed.Trim().ShouldBe("LN=\tReader 7\t20260102");
        runExitCode.ShouldBe(0);
    }

    /// <summary>Utah's rules across records are compiled into the packages of its years: whoever has only the folder is told what nobody evaluates.</summary>
    [Fact]
    public void The_packages_turn_next_years_draft_into_a_validator_that_names_what_it_cannot_evaluate()
    {
        var (exitCode, output, folder) = packages.Build("NextYear");

        exitCode.ShouldBe(0, output);
        var (runExitCode, printed) = PackedSdk.Run(folder);
        runExitCode.ShouldBe(0, printed);
        var lines = printed.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.TakeWhile(line => line != "---").ShouldBe(["T: Transferred to a state program", "line 1: I1.002", "line 2: I1.1002"]);
        Draft.RulesAcrossRecords.ShouldContain("I1.1003");
        lines.Where(line => line.Contains(": no code evaluates it", StringComparison.Ordinal)).Select(line => line.Split(':')[0]).ShouldBe(Draft.RulesAcrossRecords, ignoreOrder: true);
    }

    /// <summary>The template, as somebody takes it who has nothing yet: made, built, tested, run, and its SIF read by the tool.</summary>
    [Fact]
    public void The_template_makes_an_exporter_that_is_tested_and_exports()
    {
        var folder = packages.Create("utrex-exporter", "MyExporter");

        var (exitCode, output) = PackedSdk.Dotnet(folder, "test --nologo");
        exitCode.ShouldBe(0, output);
        output.ShouldNotContain("warning");
        output.ShouldMatch(@"Passed: +3");
        (exitCode, output) = PackedSdk.Dotnet(folder, "run --project src/MyExporter --no-build");
        exitCode.ShouldBe(0, output);
        output.ShouldMatch(@"4 records, \d+ SIF objects, 0 errors, \d+ warnings\n$");
        var workflow = File.ReadAllLines(Path.Combine(folder, ".github", "workflows", "utrex.yml"));
        var validate = workflow.Single(line => line.Contains("utrex validate", StringComparison.Ordinal)).Split("utrex ", 2)[1];
        var tool = packages.InstallTool();
        (exitCode, output) = ProgramRun.Of(tool, folder, validate);
        exitCode.ShouldBe(0, output);
        File.ReadAllText(Path.Combine(folder, "utrex.sarif")).ShouldContain("\"2.1.0\"");
        File.ReadAllText(Path.Combine(folder, "README.md")).ShouldStartWith("# MyExporter\n");
    }

    [Fact]
    public void A_project_knows_where_the_schema_of_its_specification_is()
    {
        var (exitCode, output, folder) = packages.Build("OwnSpecification");
        exitCode.ShouldBe(0, output);

        var (_, printed) = ProgramRun.Of("dotnet", folder, "msbuild -getProperty:UtrexSpecificationSchema");

        File.ReadAllText(printed.Trim()).ShouldBe(File.ReadAllText(Repository.PathOf("spec-schema", "specification.schema.json")));
    }

    [Fact]
    public void The_package_of_SIF_brings_the_SDK_and_carries_a_batch_there_and_back()
    {
        packages.Manifest("Utrex.Sdk.Sif").Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).ShouldBe(["Utrex.Documents", "Utrex.Sdk"], ignoreOrder: true);
        var (exitCode, output, folder) = packages.Build("SifExporter", "-warnaserror");

        exitCode.ShouldBe(0, output);
        var (runExitCode, printed) = PackedSdk.Run(folder);
        runExitCode.ShouldBe(0, printed);
        printed.Trim().ShouldBe("StudentSchoolEnrollment 2, 0 lost, the same batch");
    }

    [Fact]
    public void The_tool_is_installed_writes_a_report_and_knows_SIF()
    {
        var tool = packages.InstallTool();
        var folder = Path.GetDirectoryName(tool)!;

        ProgramRun.Of(tool, folder, "sample --schools 1 --students 20 --output batch.utrex").ExitCode.ShouldBe(0);
        var (exitCode, output) = ProgramRun.Of(tool, folder, "validate batch.utrex --today 2025-10-01 --format html --output report.html");

        exitCode.ShouldBe(0, output);
        File.ReadAllText(Path.Combine(folder, "report.html")).ShouldContain("<title>UTREx validation report</title>");
        ProgramRun.Of(tool, folder, "validate nothing.utrex").ExitCode.ShouldBe(2);

        ProgramRun.Of(tool, folder, "convert batch.utrex --to sif --output batch.xml").ExitCode.ShouldBe(0);
        ProgramRun.Of(tool, folder, "validate batch.xml --today 2025-10-01").ExitCode.ShouldBe(0);
        ProgramRun.Of(tool, folder, "collect batch.xml --output collected.utrex").ExitCode.ShouldBe(0);
        ProgramRun.Of(tool, folder, "convert collected.utrex --to sif --output again.xml").ExitCode.ShouldBe(0);
        File.ReadAllText(Path.Combine(folder, "again.xml")).ShouldBe(File.ReadAllText(Path.Combine(folder, "batch.xml")));
    }

    /// <summary>Who installs it gets native code where there is a package of it, and else the portable tool, from the same name.</summary>
    [NativeFact]
    public void The_tool_is_native_where_a_package_fits_and_portable_elsewhere()
    {
        var feed = packages.PackNative();
        using (var archive = ZipFile.OpenRead(Directory.EnumerateFiles(feed, "utrex.linux-x64.*.nupkg").Single()))
        {
            archive.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("tools/", StringComparison.Ordinal)).ShouldBe(["tools/any/linux-x64/DotnetToolSettings.xml", "tools/any/linux-x64/libe_sqlite3.so", "tools/any/linux-x64/utrex"], ignoreOrder: true);
        }

        var tool = packages.InstallTool(feed, Path.Combine(feed, "tool"));
        IsNative(tool).ShouldBeTrue();
        ProgramRun.Of(tool, Repository.Root, "validate samples/mistakes.utrex --today 2025-10-01").ExitCode.ShouldBe(1);

        var portable = packages.InstallTool(packages.PackForOthers(feed), Path.Combine(feed, "portable"));
        IsNative(portable).ShouldBeFalse();
        ProgramRun.Of(portable, Repository.Root, "validate samples/mistakes.utrex --today 2025-10-01").ExitCode.ShouldBe(1);
    }

    /// <summary>Whether a command needs no assemblies beside it.</summary>
    private static bool IsNative(string tool) => !Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(tool)!, ".store"), "utrex.dll", SearchOption.AllDirectories).Any();

    /// <summary>The README's commands, with what the tests have built, and in a folder of the test instead of the user's.</summary>
    [Fact]
    public void The_README_says_how_to_install_the_tool_from_a_clone()
    {
        var readme = File.ReadAllLines(Repository.PathOf("README.md"));
        readme.ShouldContain("dotnet tool install --global utrex");

        var tool = packages.InstallFromClone(
            readme.Single(line => line.StartsWith("dotnet pack ", StringComparison.Ordinal)),
            readme.Single(line => line.StartsWith("dotnet tool install ", StringComparison.Ordinal) && line.Contains("packages", StringComparison.Ordinal)));

        ProgramRun.Of(tool, Path.GetDirectoryName(tool)!, "--version").Output.ShouldStartWith("0.2.0");
    }
}
