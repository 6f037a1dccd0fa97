using Utrex.Tests;

namespace Utrex.Integration.Tests;

/// <summary>What the page shows is what the tests here run.</summary>
public class SnippetTests
{
    private static readonly string Page = Path.Combine("docs", "codes-elsewhere.md");

    public static TheoryData<string> Snippets() => [.. Directory.EnumerateFiles(Repository.PathOf("tests", "Utrex.Integration.Tests", "Snippets")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Snippets))]
    public void The_page_shows_the_snippet_as_it_is(string file) =>
        File.ReadAllText(Repository.PathOf(Page)).ShouldContain("```csharp\n" + File.ReadAllText(Repository.PathOf("tests", "Utrex.Integration.Tests", "Snippets", file)) + "```");
}
