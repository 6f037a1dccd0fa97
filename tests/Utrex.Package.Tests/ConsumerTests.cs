using System.Text.RegularExpressions;
using Utrex.Tests;

namespace Utrex.Package.Tests;

/// <summary>What a vendor sees who adds the package to an exporter.</summary>
[Collection(nameof(PackedSdk))]
public sealed partial class ConsumerTests(PackedSdk sdk)
{
    [Fact]
    public void A_good_exporter_builds_without_a_diagnostic_and_writes_a_clean_batch()
    {
        var (exitCode, output, folder) = sdk.Build("GoodExporter", "-warnaserror");

        Reported(output).ShouldBeEmpty();
        exitCode.ShouldBe(0, output);
        var (runExitCode, printed) = PackedSdk.Run(folder);
        runExitCode.ShouldBe(0, printed);
    }

    [Fact]
    public void A_bad_exporter_shows_exactly_what_is_wrong_where_it_is()
    {
        var (exitCode, output, _) = sdk.Build("BadExporter");

        exitCode.ShouldBe(0, output);
        var expected = Expected("BadExporter");
        expected.Count.ShouldBeGreaterThan(60);
        Reported(output).ShouldBe(expected);
    }

    [Fact]
    public void With_warnings_as_errors_a_wrong_code_fails_the_build()
    {
        var (exitCode, output, _) = sdk.Build("StrictExporter");

        exitCode.ShouldNotBe(0);
        Reported(output).ShouldBe(Expected("StrictExporter"));
        output.ShouldContain("error UTREX1001");
    }

    [Fact]
    public void The_package_of_SIF_brings_the_analyzers()
    {
        var (exitCode, output, _) = sdk.Build("SifBadExporter");

        exitCode.ShouldBe(0, output);
        Reported(output).ShouldBe(Expected("SifBadExporter"));
    }

    /// <summary>Rows of a data reader, JSON by a generated context, and the log, as native code: nothing warns, and it runs.</summary>
    [NativeFact]
    public void An_exporter_is_published_natively_and_runs()
    {
        var (exitCode, output, folder) = sdk.Publish("PublishedExporter", "-p:Native=true");

        exitCode.ShouldBe(0, output);
        output.ShouldNotContain("warning");
        File.Exists(Path.Combine(folder, "PublishedExporter.dll")).ShouldBeFalse();
        ShouldExport(folder);
    }

    /// <summary>The same trimmed, with Entity Framework Core, which warns of itself and of nothing of ours.</summary>
    [NativeFact]
    public void An_exporter_with_Entity_Framework_Core_is_trimmed_and_runs()
    {
        var (exitCode, output, folder) = sdk.Publish("PublishedExporter", "-p:Native=false");

        exitCode.ShouldBe(0, output);
        output.Split('\n').Where(line => line.Contains("warning", StringComparison.Ordinal)).ShouldNotContain(line =>
            line.Contains("Utrex.", StringComparison.Ordinal) || line.Contains("CodeConventions", StringComparison.Ordinal) || line.Contains("ValidationLog", StringComparison.Ordinal));
        new FileInfo(Path.Combine(folder, "Utrex.Sdk.Y2026.dll")).Length.ShouldBeLessThan(sdk.Assemblies("Utrex.Sdk.Y2026").Single().Bytes.Length);
        ShouldExport(folder);
    }

    [Fact]
    public void An_editorconfig_decides_the_severity()
    {
        var (exitCode, output, _) = sdk.Build("StrictExporter", editorConfig: "dotnet_diagnostic.UTREX1001.severity = suggestion");

        exitCode.ShouldBe(0, output);
        Reported(output).ShouldBeEmpty();
    }

    private static void ShouldExport(string folder)
    {
        var (exitCode, output) = ProgramRun.Of(Path.Combine(folder, "PublishedExporter"), folder, "");

        exitCode.ShouldBe(0, output);
        output.ShouldContain("\"StudentNumber\":\"2\"");
        output.ShouldContain("export[2001] Line 4, EXIT DATE, S1.319: ");
        output.ShouldContain("export[2000] UTREx validation: ");
    }

    /// <summary>The diagnostics of ours in a build's output, as <c>file(line) id</c>, in order.</summary>
    private static IReadOnlyList<string> Reported(string output) =>
    [
        .. Diagnostic().Matches(output)
            .Select(match => (File: match.Groups["file"].Value, Line: int.Parse(match.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture), Id: match.Groups["id"].Value))
            .Distinct()
            .OrderBy(item => item.File, StringComparer.Ordinal).ThenBy(item => item.Line).ThenBy(item => item.Id, StringComparer.Ordinal)
            .Select(item => $"{item.File}({item.Line}) {item.Id}"),
    ];

    /// <summary>What the comments of a consumer's code announce.</summary>
    private static IReadOnlyList<string> Expected(string consumer) =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("tests", "consumers", consumer), "*.cs")
            .Order(StringComparer.Ordinal)
            .SelectMany(file => File.ReadLines(file).SelectMany((line, i) => Announced(line).Select(id => $"{Path.GetFileName(file)}({i + 1}) {id}"))),
    ];

    private static IEnumerable<string> Announced(string line)
    {
        var start = line.IndexOf("// expect: ", StringComparison.Ordinal);
        return start < 0 ? [] : line[(start + "// expect: ".Length)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"(?<file>\w+\.cs)\((?<line>\d+),\d+\): (?:warning|error) (?<id>UTREX\d{4}):", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Diagnostic();
}
