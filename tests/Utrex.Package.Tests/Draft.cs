using System.Text.Json;
using Utrex.Tests;

namespace Utrex.Package.Tests;

/// <summary>Next year's specification as somebody drafts it by <c>docs/new-year.md</c> who has the folder and the packages, and not the code of the state's rules.</summary>
internal static class Draft
{
    private static IEnumerable<(string Name, string Text)> Files =>
        from path in Repository.SpecificationFiles(NewYearPage.Copied.Split('/'))
        let name = Path.GetRelativePath(Repository.PathOf(NewYearPage.Copied), path).Replace('\\', '/')
        where !name.StartsWith("maps/", StringComparison.Ordinal) && !name.StartsWith("samples/", StringComparison.Ordinal)
        select (name, NewYearPage.TextOf($"{NewYearPage.Folder}/{name}").Replace("  \"batchRules\": \"Utrex.Sdk.Utah.Rules.UtrexBatchRules\",\n", "", StringComparison.Ordinal));

    /// <summary>The rules that only a class could evaluate, row by row; those about the file itself are the library's, and those of level 2 need more than a batch.</summary>
    public static IReadOnlyList<string> RulesAcrossRecords { get; } =
    [
        .. from file in Files
           where file.Name.StartsWith("rules/", StringComparison.Ordinal) && file.Name != "rules/FILE.json"
           let root = JsonDocument.Parse(file.Text).RootElement
           from rule in root.GetProperty("rules").EnumerateArray()
           where rule.TryGetProperty("implementation", out _) && rule.GetProperty("kind").GetString() != "level2"
           select $"{root.GetProperty("record").GetString()}.{rule.GetProperty("number").GetString()}",
    ];

    /// <summary>Writes the folder.</summary>
    public static void Write(string folder)
    {
        foreach (var (name, text) in Files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }
}
