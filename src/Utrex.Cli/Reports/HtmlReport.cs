using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Utrex.Cli.Reports;

/// <summary>
/// One page that needs nothing else: the findings as data in it, and a script that groups, filters and draws those that are seen. The page
/// allows its own style and script and no other, and no network.
/// </summary>
internal sealed class HtmlReport(Stream stream, DateOnly today, bool isMasked, int mostRows = HtmlReport.MostRows) : IFindingReport
{
    // More findings than that make a page that a browser opens slowly; the sums count them all.
    private const int MostRows = 200_000;

    // The script, an idea a file, in the order in which they build on each other.
    private static readonly string[] Scripts = ["data.js", "groups.js", "filters.js", "totals.js", "list.js", "detail.js", "print.js", "page.js"];

    private readonly HtmlReportData _data = new(mostRows);

    public void BeginFile(string file) => _data.AddFile(file);

    public void Write(ReportRow row) => _data.Add(row);

    public void Complete(RunSummary summary)
    {
        var style = "\n" + Resource("report.css");
        var script = "\n'use strict';\n(() => {\n" + string.Concat(Scripts.Select(Resource)) + "})();\n";
        using var page = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        foreach (var line in Resource("report.html").TrimEnd('\n').Split('\n'))
        {
            switch (line)
            {
                case "<!--policy-->":
                    page.WriteLine($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; base-uri 'none'; form-action 'none'\">");
                    break;
                case "<!--style-->":
                    page.WriteLine($"<style>{style}</style>");
                    break;
                case "<!--script-->":
                    page.WriteLine($"<script>{script}</script>");
                    break;
                case "<!--data-->":
                    page.WriteLine("<script id=\"data\" type=\"application/json\">");
                    page.Flush();
                    _data.Write(page.BaseStream, summary, today, isMasked);
                    page.WriteLine();
                    page.WriteLine("</script>");
                    break;
                default:
                    page.WriteLine(line);
                    break;
            }
        }
    }

    public void Dispose() => _data.Clear();

    /// <summary>A text as a policy allows it by its hash.</summary>
    internal static string Hash(string content) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    /// <summary>A file of the reports, with the ends of lines that its hash expects.</summary>
    internal static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Utrex.Cli.Reports.Html." + name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
