using System.Text;

namespace Utrex.Cli.Reports;

/// <summary>Texts in Markdown, where some characters steer instead of showing.</summary>
internal static class MarkdownText
{
    /// <summary>Text that Markdown takes as it is, also in a table.</summary>
    public static string Escape(string? text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text ?? "")
        {
            _ = c switch
            {
                '\n' => escaped.Append(' '),
                '|' or '*' or '_' or '<' or '>' or '[' or ']' or '\\' or '#' => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
