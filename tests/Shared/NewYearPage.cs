using System.Text.RegularExpressions;

namespace Utrex.Tests;

/// <summary>The steps of <c>docs/new-year.md</c>, exactly as they are printed there.</summary>
internal static partial class NewYearPage
{
    /// <summary>The folder that the page copies, and the copy.</summary>
    public const string Copied = "spec-schema/utah/2025-26";
    public const string Folder = "spec-schema/utah/2026-27";

    private static readonly List<(string Path, string Kind, string Text)> Steps = Read();

    /// <summary>The files that the page changes.</summary>
    public static IEnumerable<string> Changed => Steps.Where(step => step.Kind == "diff").Select(step => step.Path).Distinct();

    /// <summary>The text of a new file.</summary>
    public static string NewFile(string path) => Steps.Single(step => step.Path == path && step.Kind != "diff").Text + "\n";

    /// <summary>The text of a file after the steps of the page; that of a file of the new folder before them is that of the folder which is copied.</summary>
    public static string TextOf(string path)
    {
        var text = File.ReadAllText(Repository.PathOf(path.Replace(Folder, Copied, StringComparison.Ordinal))).ReplaceLineEndings("\n");
        foreach (var lines in Steps.Where(step => step.Path == path && step.Kind == "diff").Select(step => step.Text.Split('\n')))
        {
            var before = Without('+', lines);
            text.Split(before).Length.ShouldBe(2, $"{path} has this once:\n{before}");
            text = text.Replace(before, Without('-', lines), StringComparison.Ordinal);
        }

        return text;
    }

    private static string Without(char sign, string[] lines) => string.Concat(lines.Where(line => !line.StartsWith(sign)).Select(line => (line.Length > 0 ? line[1..] : line) + "\n"));

    private static List<(string Path, string Kind, string Text)> Read()
    {
        // A block without a file of its own goes on with that of the block before.
        var path = "";
        return
        [
            .. Block().Matches(File.ReadAllText(Repository.PathOf("docs", "new-year.md")).ReplaceLineEndings("\n")).Select(match =>
                (path = match.Groups["path"] is { Success: true } named ? named.Value : path, match.Groups["kind"].Value, match.Groups["text"].Value)),
        ];
    }

    [GeneratedRegex(@"(`(?<path>[^`\s]+)`[^`\n]*:\n\n)?```(?<kind>\w+)\n(?<text>.*?)\n```\n", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Block();
}
