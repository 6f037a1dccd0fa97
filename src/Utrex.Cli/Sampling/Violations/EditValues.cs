using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>
/// The values of edits. <c>{FIELD}</c> is the record's own value, <c>{S1.FIELD}</c> that of the record of an earlier edit.
/// <c>{asOf}</c>, <c>{today}</c>, <c>{firstDay}</c>, <c>{firstDayOfSchool}</c>, <c>{september1}</c> and <c>{lastDayOfSchool}</c> are days;
/// <c>+3</c> and <c>-3</c> before the brace move a day, or a number, and <c>-9y</c> moves a day by years. <c>{otherLea}</c> is an LEA that is not that of the
/// batch, <c>{otherDistrict}</c> one in which no student of the sample lives either; <c>{newStudent}</c>, <c>{newSection}</c> and <c>{newIncident}</c> are numbers that nobody has. They are other ones for each violation.
/// </summary>
/// <param name="sample">The sample that is edited.</param>
/// <param name="violation">The number of the violation among those of the batch, from 0.</param>
internal sealed partial class EditValues(CleanSample sample, int violation)
{
    private const int LastStudent = 9_999_999;
    private const int LastSection = 9_999;
    private const int LastIncident = 9_999_999;

    private ImmutableDictionary<string, EditableRecord> Edited { get; init; } = ImmutableDictionary<string, EditableRecord>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>The values after an edit of a record.</summary>
    public EditValues With(EditableRecord record) => new(sample, violation) { Edited = Edited.SetItem(record.Info.Id, record) };

    /// <summary>The text with its references filled.</summary>
    public string Fill(string text, EditableRecord? own = null) => Reference().Replace(text, match =>
    {
        var value = Resolve(match.Groups["name"].Value, own);
        return match.Groups["shift"].Success ? Shift(value, match.Groups["shift"].Value) : value;
    });

    /// <summary>
    /// What tells whether a value of a record is what an edit looks for: a text, <c>*</c> for any, an empty text for a blank,
    /// <c>!x</c>, <c>&gt;9</c>, or several with a bar between.
    /// </summary>
    public Func<string, EditableRecord, bool> Pattern(string pattern)
    {
        if (!IsSettled(pattern))
        {
            return (value, own) => Fits(Fill(pattern, own), value);
        }

        var wanted = Fill(pattern);
        return (value, _) => Fits(wanted, value);
    }

    /// <summary>The one value that a pattern looks for, or <see langword="null"/> if others fit too, or it depends on the record.</summary>
    public string? OnlyValue(string pattern) => pattern is "*" or ['!' or '>' or '<', ..] || pattern.Contains('|', StringComparison.Ordinal) || !IsSettled(pattern) ? null : Fill(pattern);

    private static bool Fits(string wanted, string value) => wanted switch
    {
        "*" => value.Length > 0,
        ['!', .. var other] => !string.Equals(value, other, StringComparison.Ordinal),
        ['>', .. var number] => decimal.TryParse(value, CultureInfo.InvariantCulture, out var have) && have > decimal.Parse(number, CultureInfo.InvariantCulture),
        ['<', .. var number] => decimal.TryParse(value, CultureInfo.InvariantCulture, out var have) && have < decimal.Parse(number, CultureInfo.InvariantCulture),
        _ => wanted.Split('|').Contains(value, StringComparer.Ordinal),
    };

    [GeneratedRegex(@"\{(?<name>[^{}+]*?)(?<shift>[+-]\d+y?)?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();

    /// <summary>Whether a text means the same for every record.</summary>
    private bool IsSettled(string text) => Reference().Matches(text).All(match => Of(match.Groups["name"].Value) is not null);

    private string Resolve(string name, EditableRecord? own) =>
        Of(name) ?? own?[name] ?? throw new InvalidOperationException($"The edit names '{name}', which is unknown at that point.");

    /// <summary>The value of a name that does not depend on the record, or <see langword="null"/>.</summary>
    private string? Of(string name)
    {
        var calendar = sample.Calendar;
        return name switch
        {
            "asOf" or "today" => Text(calendar.AsOf),
            "firstDay" => Text(new DateOnly(calendar.SchoolYear - 1, 7, 1)),
            "firstDayOfSchool" => Text(calendar.First),
            "september1" => Text(new DateOnly(calendar.SchoolYear - 1, 9, 1)),
            "lastDayOfSchool" => Text(calendar.Last),
            "otherLea" => Pick(OtherLeas()),
            "otherDistrict" => Pick(OtherLeas().Where(district => district != DistrictOfResidence.All[0])),
            "newStudent" => Number(LastStudent - violation),
            "newSection" => "ZZ" + Number(LastSection - violation),
            "newIncident" => Number(LastIncident - violation),
            [_, _, '.', .. var field] when Edited.TryGetValue(name[..2], out var record) => record[field],
            _ => null,
        };
    }

    private IEnumerable<DistrictOfResidence> OtherLeas() => DistrictOfResidence.All.Where(district => !string.Equals(district.Code, sample.Options.Lea, StringComparison.Ordinal));

    private string Pick(IEnumerable<DistrictOfResidence> districts)
    {
        List<DistrictOfResidence> all = [.. districts];
        return all[violation % all.Count].Code;
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

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
