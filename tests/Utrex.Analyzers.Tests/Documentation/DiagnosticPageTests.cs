using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Utrex.Tests;

namespace Utrex.Analyzers.Tests.Documentation;

/// <summary>Each diagnostic has a page; its facts are generated, and its examples are run.</summary>
public partial class DiagnosticPageTests
{
    public static TheoryData<string> Ids { get; } = [.. DiagnosticFacts.Descriptors.Select(descriptor => descriptor.Id)];

    [Fact]
    public void The_index_is_up_to_date() => Repository.Compare(DiagnosticFacts.Index(), Repository.PathOf("docs", "diagnostics", "README.md"));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_help_link_leads_to_a_page_with_the_title_of_the_diagnostic(string id)
    {
        var descriptor = Find(id);

        descriptor.HelpLinkUri.ShouldStartWith(Diagnostics.HelpLinks);
        Diagnostics.HelpLinks.ShouldEndWith("/docs/diagnostics/");
        var page = File.ReadAllText(Repository.PathOf("docs", "diagnostics", descriptor.HelpLinkUri[Diagnostics.HelpLinks.Length..]));
        page.ShouldStartWith($"# {id}: {descriptor.Title}\n");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_facts_of_a_page_are_up_to_date(string id)
    {
        var path = PathOf(id);
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var facts = $"{DiagnosticFacts.Begin}\n{DiagnosticFacts.Of(Find(id))}{DiagnosticFacts.End}\n";
        var generated = Generated().Replace(page, _ => facts, count: 1);
        var rules = DiagnosticFacts.Rules(Find(id));
        var end = generated.IndexOf("\n## Rules\n", StringComparison.Ordinal);
        generated = (end < 0 ? generated : generated[..end]).TrimEnd('\n') + "\n" + (rules.Length == 0 ? "" : $"\n## Rules\n\n{rules}");

        Repository.Compare(generated, path);
        page.ShouldContain(DiagnosticFacts.Begin);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_wrong_example_shows_the_diagnostic_and_nothing_else(string id)
    {
        foreach (var example in Examples(id, "Wrong"))
        {
            var found = Run(example, id);
            found.ShouldNotBeEmpty(example);
            found.Distinct(StringComparer.Ordinal).ShouldBe([id], example);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_right_example_shows_nothing(string id)
    {
        foreach (var example in Examples(id, "Right"))
        {
            Run(example, id).ShouldBeEmpty(example);
        }
    }

    [Fact]
    public void Every_diagnostic_is_listed_with_its_release()
    {
        var released = File.ReadAllText(Repository.PathOf("generators", "Utrex.Analyzers", "AnalyzerReleases.Shipped.md"));
        foreach (var descriptor in DiagnosticFacts.Descriptors)
        {
            released.ShouldContain($"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | ");
        }
    }

    private static DiagnosticDescriptor Find(string id) => DiagnosticFacts.Descriptors.Single(descriptor => descriptor.Id == id);

    private static string PathOf(string id) => Repository.PathOf("docs", "diagnostics", id + ".md");

    /// <summary>The code blocks below a heading of a page.</summary>
    private static IReadOnlyList<string> Examples(string id, string heading)
    {
        var page = File.ReadAllText(PathOf(id)).ReplaceLineEndings("\n");
        var section = page.Split($"\n## {heading}\n")[1].Split("\n## ")[0];
        var blocks = Code().Matches(section).Select(match => match.Groups["code"].Value).ToList();
        blocks.ShouldNotBeEmpty();
        return blocks;
    }

    /// <summary>The ids in a body of statements; what is hidden or a suggestion counts only where the page is about it.</summary>
    private static IReadOnlyList<string> Run(string statements, string id)
    {
        var code = $$"""
            static class Example
            {
                static void Run(BatchWriter writer, BatchReader reader, SubmissionContext context, StudentRecord record)
                {
            {{statements}}
                }
                static void Main() { }
            }
            """;
        return [.. AnalyzerRun.DiagnoseAll(AnalyzerRun.Compile(OutputKind.ConsoleApplication, code)).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning || diagnostic.Id == id).Select(diagnostic => diagnostic.Id)];
    }

    [GeneratedRegex("<!-- generated: facts -->\n.*?<!-- end -->\n", RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Generated();

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();
}
