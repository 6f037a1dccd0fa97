using System.Globalization;
using Utrex.Cli.Reports;
using Utrex.Cli.Workbooks;

namespace Utrex.Cli.Reconciling;

/// <summary>
/// Whose record a finding is about, as both sides can spell it: numbers by their value, days by the day. A key that one side does not give is
/// no difference.
/// </summary>
internal static class FindingKeys
{
    private static readonly string[] DayFormats = ["yyyyMMdd", "yyyy-MM-dd", "M/d/yyyy"];
    private static readonly char[] AfterDay = [' ', 'T'];

    /// <summary>The keys, by the names of the state's columns in letters alone.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["leanumber", "schoolnumber", "studentnumber", "statewidestudentid", "entrydate", "scramentrydate", "yicentrydate", "incidentid", "courserecordid"];

    private static int FirstColumn { get; } = StateColumns.Names.ToList().FindIndex(name => string.Equals(name, Names[0], StringComparison.OrdinalIgnoreCase));

    /// <summary>Those of a finding of ours.</summary>
    public static string[] Of(ReportRow row)
    {
        var values = StateColumns.Of(row);
        return [.. Names.Select((name, i) => Normal(name, values[FirstColumn + i]))];
    }

    /// <summary>A key as it is compared; empty for a blank.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its text.</param>
    public static string Normal(string name, string? text) => Normal(name, new WorkbookCell(text ?? "", IsDay: false));

    /// <inheritdoc cref="Normal(string, string)"/>
    public static string Normal(string name, WorkbookCell cell)
    {
        if (cell.IsBlank)
        {
            return "";
        }

        var text = Plain(cell.Text);
        if (!name.EndsWith("date", StringComparison.Ordinal))
        {
            var number = text.TrimStart('0');
            return number.Length == 0 ? "0" : number.ToUpperInvariant();
        }

        var day = text.IndexOfAny(AfterDay) is > 0 and var end ? text[..end] : text;
        return DateOnly.TryParseExact(day, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date.ToString("yyyyMMdd", CultureInfo.InvariantCulture) : text.ToUpperInvariant();
    }

    /// <summary>A text without line breaks and blanks at its ends; a number that a workbook has made a decimal or a power of ten is whole again.</summary>
    public static string Plain(string text)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var isNumber = text.Length is > 0 and <= 25 && char.IsAsciiDigit(text[0]) && text.AsSpan().ContainsAny('.', 'E', 'e');
        return isNumber && decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number)
            ? decimal.Truncate(number).ToString(CultureInfo.InvariantCulture)
            : text;
    }
}
