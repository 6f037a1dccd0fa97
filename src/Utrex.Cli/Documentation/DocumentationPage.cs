using System.Globalization;
using System.Text;
using Utrex.Cli.Reports;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Documentation;

/// <summary>A page of Markdown.</summary>
/// <param name="Path">Its path below the folder of the pages, with forward slashes.</param>
/// <param name="Title">Its title.</param>
/// <param name="Text">The Markdown, with its title.</param>
/// <param name="Entries">What it can be found by: an anchor of the page and words.</param>
internal sealed record DocumentationPage(string Path, string Title, string Text, IReadOnlyList<(string Anchor, string Words)> Entries)
{
    /// <summary>The beginning of every generated page.</summary>
    public static StringBuilder Begin(SpecificationInfo specification, string title) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"# {MarkdownText.Escape(title)}\n\n<!-- Generated from spec-schema/utah/{specification.SchoolYear}. Do not edit; see CONTRIBUTING.md. -->\n");

    /// <summary>A labelled line, unless there is nothing to say.</summary>
    public static void Line(StringBuilder page, string label, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n- **{label}**: {text}");
            page.Append('\n');
        }
    }

    /// <summary>A name as an anchor: letters and digits, and a hyphen for what is between.</summary>
    public static string Anchor(string name) =>
        string.Join('-', string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
