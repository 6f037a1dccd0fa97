using Microsoft.CodeAnalysis;
using Utrex.Tests;

namespace Utrex.Analyzers.Tests;

/// <summary>Code in the middle of an edit: no analyzer throws, whatever is missing.</summary>
public class UnfinishedCodeTests
{
    private const int Edits = 80;

    public static TheoryData<string> Files { get; } =
    [
        .. new[] { "GoodExporter", "BadExporter" }
            .SelectMany(consumer => Directory.EnumerateFiles(Repository.PathOf("tests", "consumers", consumer), "*.cs"))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void No_analyzer_throws(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, file));
        var random = new Random(text.Length);
        var edited = Enumerable.Range(0, Edits).Select(_ =>
        {
            // Cut off in the middle, or a piece is gone.
            var start = random.Next(text.Length);
            return random.Next(2) == 0 ? text[..start] : text.Remove(start, random.Next(Math.Min(60, text.Length - start)));
        });

        // A failing analyzer is an exception of the run.
        Should.NotThrow(() => edited.ToList().ForEach(code => AnalyzerRun.DiagnoseAll(AnalyzerRun.Compile(OutputKind.ConsoleApplication, code), isEdited: true)));
    }
}
