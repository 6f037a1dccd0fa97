using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Markdig;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Documentation;

/// <summary>The pages of the specification as a site that needs no server: HTML files, one stylesheet, and a search over an index in a script.</summary>
internal static class SpecificationSite
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    /// <summary>The files of the site, by their path.</summary>
    public static IEnumerable<(string Path, string Text)> Write(SpecificationInfo specification)
    {
        var pages = SpecificationPages.Write(specification).ToList();
        foreach (var page in pages)
        {
            yield return (Html(page.Path), Page(page, specification));
        }

        yield return ("site.css", Resource("site.css"));
        yield return ("search.js", $"const entries = {Index(pages)};\n{Resource("search.js")}");
    }

    private static string Page(DocumentationPage page, SpecificationInfo specification)
    {
        var root = page.Path.Contains('/', StringComparison.Ordinal) ? "../" : "";
        var body = Markdown.ToHtml(page.Text, Pipeline).Replace(".md\"", ".html\"", StringComparison.Ordinal).Replace(".md#", ".html#", StringComparison.Ordinal);
        return Resource("page.html").ReplaceLineEndings("\n")
            .Replace("{title}", WebUtility.HtmlEncode(page.Title), StringComparison.Ordinal)
            .Replace("{specification}", WebUtility.HtmlEncode($"{specification.Name} {specification.SchoolYear}"), StringComparison.Ordinal)
            .Replace("{root}", root, StringComparison.Ordinal)
            .Replace("{body}", body, StringComparison.Ordinal);
    }

    private static string Html(string path) => Path.ChangeExtension(path, ".html");

    /// <summary>What can be found: words and where they stand.</summary>
    private static string Index(IEnumerable<DocumentationPage> pages)
    {
        var index = new MemoryStream();
        using (var json = new Utf8JsonWriter(index))
        {
            json.WriteStartArray();
            foreach (var page in pages)
            {
                foreach (var (anchor, words) in page.Entries)
                {
                    json.WriteStartArray();
                    json.WriteStringValue(Html(page.Path) + (anchor.Length > 0 ? "#" + anchor : ""));
                    json.WriteStringValue(words);
                    json.WriteEndArray();
                }
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(index.ToArray());
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Utrex.Cli.Documentation.Site." + name)!);
        return reader.ReadToEnd();
    }
}
