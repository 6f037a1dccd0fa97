using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Utrex.Cli.Terminal;

/// <summary>Dates on the command line, as YYYY-MM-DD.</summary>
internal static class Dates
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>The day it is where the command runs.</summary>
    public static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);

    /// <summary>The option for the day that counts as today.</summary>
    /// <param name="description">What the day is for, where more is to be said than that.</param>
    public static Option<DateOnly?> TodayOption(string description = "The day that counts as today, as YYYY-MM-DD; the system's date by default.") => new("--today") { Description = description, CustomParser = Parse };

    /// <summary>Reads an option's date.</summary>
    public static DateOnly? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (!DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            result.AddError($"'{text}' is no date; write it as YYYY-MM-DD, such as 2025-10-01.");
            return null;
        }

        // The first day of all is what a date is that nobody set, and the SDK takes it for that.
        if (date == default)
        {
            result.AddError($"'{text}' lies before every school year; give a day of one, such as 2025-10-01.");
            return null;
        }

        return date;
    }
}
