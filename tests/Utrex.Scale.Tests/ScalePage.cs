using System.Text.RegularExpressions;
using Utrex.Tests;

namespace Utrex.Scale.Tests;

/// <summary>The examples of <c>docs/scale.md</c>, which are run as they stand there.</summary>
internal static class ScalePage
{
    private static readonly string Text = File.ReadAllText(Repository.PathOf("docs", "scale.md")).ReplaceLineEndings("\n");

    /// <summary>An example by the name in the comment above it.</summary>
    public static string Example(string name)
    {
        var match = Regex.Match(Text, $"<!-- example: {Regex.Escape(name)} -->\n```\\w+\n(.*?)```", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
        match.Success.ShouldBeTrue(name);
        return match.Groups[1].Value;
    }

    /// <summary>The examples that there are.</summary>
    public static IEnumerable<string> Names => Regex.Matches(Text, "<!-- example: (.*?) -->", RegexOptions.None, TimeSpan.FromSeconds(5)).Select(match => match.Groups[1].Value);

    /// <summary>How many blocks of a language there are, examples or not.</summary>
    public static int Count(string language) => Regex.Count(Text, $"^```{language}$", RegexOptions.Multiline, TimeSpan.FromSeconds(5));
}
