using System.Globalization;
using System.Text.Json;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>Values that may break a rule: those that the rule names, those of the field's table, and the usual ways to be wrong.</summary>
internal sealed class Candidates(SampleCalendar calendar, Violation violation)
{
    private static readonly string[] Usual =
    [
        "", "X", "x", "#", "é", "~", "9", "0", "00", "000", "0000", "1", "2", "10", "11", "31", "180", "181", "999", "4.001", "5.5", "-1", "1.25", "91", "12", "123", "1234567", "80000000001",
        "22000000000", "12345678000", "00000000000", "1 2", "A1", "AB", "0000000000", "1115551234", "8015550123456", "90.1", "-181", "41.1", "30.0", "-100.0", "-112.0", "99999", "12345", "999999",
        "20250230", "2025-02-30", "202x", "0431", "0101", "-1.0",
    ];

    /// <summary>The candidates of a field.</summary>
    public IReadOnlyList<string> Of(EditableRecord record, FieldInfo field)
    {
        var value = record[field];
        var all = new List<string>();
        all.AddRange(Named(field.Name));
        all.AddRange(field.Codes?.Codes.Select(code => code.Code) ?? []);
        all.AddRange(Days(record, field));
        all.AddRange(Usual);
        all.Add(value + "X");
        all.Add(value + "9");
        all.Add(value.Length > 0 ? value[..^1] : "");
        foreach (var length in new[] { field.ExactLength, field.MaxLength, Length() })
        {
            if (length is { } number)
            {
                all.AddRange([new string('7', number + 1), new string('A', number + 1), new string('7', number), new string('7', Math.Max(1, number - 1))]);
            }
        }

        return [.. all.Distinct(StringComparer.Ordinal).Where(candidate => !string.Equals(candidate, value, StringComparison.Ordinal))];
    }

    /// <summary>The fields that a condition reads.</summary>
    public IEnumerable<string> Fields => violation.Condition is { } condition ? Named(condition).Distinct(StringComparer.Ordinal) : [];

    private static IEnumerable<string> Named(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => property.Name switch
        {
            "field" or "age" or "weekdaysFrom" or "to" => [property.Value.GetString()!],
            "fields" => property.Value.EnumerateArray().Select(name => name.GetString()!),
            _ => Named(property.Value),
        }),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Named),
        _ => [],
    };

    /// <summary>The texts that a condition names for a field.</summary>
    private IEnumerable<string> Named(string field) => violation.Condition is { } condition ? Texts(condition, field) : [];

    private static IEnumerable<string> Texts(JsonElement element, string field)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            return element.EnumerateArray().SelectMany(item => Texts(item, field));
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var isField = element.TryGetProperty("field", out var name) && string.Equals(name.GetString(), field, StringComparison.Ordinal);
        return element.EnumerateObject().SelectMany(property => isField && property.Name is "in" or "notIn"
            ? property.Value.EnumerateArray().Select(item => element.TryGetProperty("start", out var start) ? Embed(start.GetInt32(), item.GetString()!) : item.GetString()!)
            : Texts(property.Value, field));
    }

    // A core code with the part in its place.
    private static string Embed(int start, string part) => new string('4', start - 1) + part + new string('1', Math.Max(0, 12 - start - part.Length));

    private int? Length() => violation.Check is { } check && check.TryGetProperty("length", out var length) ? length.GetInt32() : null;

    private IEnumerable<string> Days(EditableRecord record, FieldInfo field)
    {
        var format = field.Type switch
        {
            FieldType.Date or FieldType.PartialDate => "yyyyMMdd",
            FieldType.IsoDate => "yyyy-MM-dd",
            FieldType.DateTime => "yyyy-MM-dd HH:mm:ss.fff",
            _ => null,
        };
        if (format is null)
        {
            return [];
        }

        var first = new DateOnly(calendar.SchoolYear - 1, 7, 1);
        var days = new List<DateOnly> { calendar.AsOf, calendar.AsOf.AddDays(1), first.AddDays(-1), first, calendar.Last, calendar.Last.AddDays(1), calendar.Last.AddDays(2), first.AddYears(1), new(calendar.SchoolYear - 1, 6, 29) };
        days.AddRange(new[] { 1, 2, 3, 4, 5, 6, 7, 10, 19, 20, 22, 23 }.SelectMany(years => new[] { first.AddYears(-years), first.AddYears(-years).AddDays(1), first.AddYears(-years).AddMonths(4) }));
        foreach (var other in record.Info.Fields.Where(other => other.Type == FieldType.Date))
        {
            if (DateOnly.TryParseExact(record[other], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                days.AddRange([day, day.AddDays(1), day.AddDays(-1)]);
            }
        }

        return days.Select(day => day.ToDateTime(TimeOnly.MinValue).ToString(format, CultureInfo.InvariantCulture));
    }
}
