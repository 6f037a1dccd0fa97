using System.Globalization;
using System.Text.RegularExpressions;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>
/// The values of edits. <c>{FIELD}</c> is the record's own value, <c>{S1.FIELD}</c> that of the record of an earlier edit, and
/// <c>{asOf}</c>, <c>{today}</c>, <c>{firstDay}</c>, <c>{september1}</c> and <c>{lastDayOfSchool}</c> are days. <c>+3</c> and
/// <c>-3</c> before the brace move a day, or a number, and <c>-9y</c> moves a day by years.
/// </summary>
internal sealed partial class EditValues(SampleCalendar calendar)
{
    private readonly Dictionary<string, EditableRecord> _edited = new(StringComparer.Ordinal);

    /// <summary>Remembers the record of an edit.</summary>
    public void Remember(EditableRecord record) => _edited[record.Info.Id] = record;

    /// <summary>The text with its references filled.</summary>
    public string Fill(string text, EditableRecord? own = null) => Reference().Replace(text, match =>
    {
        var value = Resolve(match.Groups["name"].Value, own);
        return match.Groups["shift"].Success ? Shift(value, match.Groups["shift"].Value) : value;
    });

    /// <summary>Whether a value is what an edit looks for: a text, <c>*</c> for any, an empty text for a blank, <c>!x</c>, <c>&gt;9</c>, or several with a bar between.</summary>
    public bool Fits(string pattern, string value, EditableRecord own)
    {
        var wanted = Fill(pattern, own);
        return wanted switch
        {
            "*" => value.Length > 0,
            ['!', .. var other] => !string.Equals(value, other, StringComparison.Ordinal),
            ['>', .. var number] => decimal.TryParse(value, CultureInfo.InvariantCulture, out var have) && have > decimal.Parse(number, CultureInfo.InvariantCulture),
            ['<', .. var number] => decimal.TryParse(value, CultureInfo.InvariantCulture, out var have) && have < decimal.Parse(number, CultureInfo.InvariantCulture),
            _ => wanted.Split('|').Contains(value, StringComparer.Ordinal),
        };
    }

    [GeneratedRegex(@"\{(?<name>[^{}+]*?)(?<shift>[+-]\d+y?)?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();

    private string Resolve(string name, EditableRecord? own)
    {
        DateOnly? day = name switch
        {
            "asOf" or "today" => calendar.AsOf,
            "firstDay" => new DateOnly(calendar.SchoolYear - 1, 7, 1),
            "september1" => new DateOnly(calendar.SchoolYear - 1, 9, 1),
            "lastDayOfSchool" => calendar.Last,
            _ => null,
        };
        if (day is { } value)
        {
            return Text(value);
        }

        return name.Length > 3 && name[2] == '.' && _edited.TryGetValue(name[..2], out var record) ? record[name[3..]] : own?[name] ?? throw new InvalidOperationException($"The edit names '{name}', which is unknown at that point.");
    }

    private static string Shift(string value, string shift)
    {
        var isYears = shift.EndsWith('y');
        var number = int.Parse(shift.TrimEnd('y'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (DateOnly.TryParseExact(value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return Text(isYears ? day.AddYears(number) : day.AddDays(number));
        }

        return decimal.TryParse(value, CultureInfo.InvariantCulture, out var amount) ? (amount + number).ToString(CultureInfo.InvariantCulture) : value;
    }

    private static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
