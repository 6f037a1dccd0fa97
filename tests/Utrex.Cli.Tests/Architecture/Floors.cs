using Utrex.Tests;

namespace Utrex.Cli.Tests.Architecture;

/// <summary>The floors of the house, as docs/architecture.md lists them: what stands lower never names what stands higher.</summary>
internal static class Floors
{
    /// <summary>The page that lists them.</summary>
    public static string Path { get; } = Repository.PathOf("docs", "architecture.md");

    private static readonly string Page = File.ReadAllText(Path).ReplaceLineEndings("\n");

    /// <summary>The assemblies, the lowest first.</summary>
    public static IReadOnlyList<string> Assemblies { get; } = [.. Rows("assemblies").Select(cells => cells[0])];

    /// <summary>The namespaces, the lowest first.</summary>
    public static IReadOnlyList<string> Namespaces { get; } = [.. Rows("namespaces").Select(cells => cells[0])];

    /// <summary>The rows of a table that the page marks, without code marks.</summary>
    private static IEnumerable<string[]> Rows(string table)
    {
        var begin = Page.IndexOf($"<!-- floors: {table} -->", StringComparison.Ordinal);
        var end = Page.IndexOf("<!-- /floors -->", begin, StringComparison.Ordinal);
        return Page[begin..end].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(cell => cell.Trim('`')).ToArray());
    }
}
