using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Utrex.Cli.Terminal;

/// <summary>Whole numbers, as options take them and sentences have them.</summary>
internal static class Numbers
{
    /// <summary>An option that takes a whole number within bounds.</summary>
    public static Option<int> Option(string name, string description, int value, int min, int max) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
        CustomParser = result => Parse(result, name, min, max),
    };

    /// <summary>A count with its noun, such as <c>3 findings</c>.</summary>
    /// <param name="count">The count.</param>
    /// <param name="noun">The noun in the singular; the plural has an s.</param>
    public static string Of(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static int Parse(ArgumentResult result, string name, int min, int max)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a whole number from {min} to {max}, not '{text}'."));
        return min;
    }
}
