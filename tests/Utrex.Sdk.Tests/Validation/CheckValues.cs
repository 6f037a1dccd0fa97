using System.Globalization;
using System.Text.Json;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Tests.Validation;

/// <summary>Values that break a check and values at its boundary that keep it, worked out from the check's JSON.</summary>
internal sealed record CheckValues(IReadOnlyList<string> Broken, IReadOnlyList<string> Kept)
{
    private const string AnyCharacters = "~ é7a-Z'";

    public static CheckValues Of(JsonElement check, FieldInfo field, SubmissionContext context)
    {
        var length = check.TryGetProperty("length", out var own) ? own.GetInt32() : 0;
        return check.GetProperty("type").GetString() switch
        {
            "present" => new([""], ["x", "é"]),
            "numeric" => field.Type == FieldType.Text ? new(["12A4", "1 2", "-1", "1.5"], ["0", "0012"]) : new(["x", "1.2.3", "-1"], ["0", "1"]),
            "date" => Dates(field),
            "monthDay" => new(["0431", "0229", "1301", "xx"], ["0601", "0531"]),
            "minLength" => new([Text(length - 1)], [Text(length), Text(length + 1)]),
            "maxLength" => new([Text(Max(length, field) + 1)], [Text(Max(length, field)), "x"]),
            "exactLength" => new([Text(Exact(length, field) + 1), Text(Exact(length, field) - 1)], [Text(Exact(length, field))]),
            "codes" => Codes(field),
            "equals" => new(["~", "é"], Values(check, "values")),
            "range" => Range(check, field),
            "increment" => Increment(check.GetProperty("step").GetDecimal()),
            "characters" => Characters(check.GetProperty("set").GetString()!),
            "notAllZeros" => new(["0", "000"], ["001", "100"]),
            "startsWith" => new(["~"], [.. Values(check, "values").Select(value => value + "x")]),
            "contains" => new(["~"], [.. Values(check, "values").Select(value => "x" + value + "x")]),
            "substring" => Substring(check, length),
            "shape" => Shape(check.GetProperty("pattern").GetString()!),
            "plusCode" => new(["x", "85GCQ2RFXJ"], ["85GCQ2RF+XJ", "2RF+XJ".Insert(0, "Q")]),
            "notFuture" => new([Day(field, context.Today.AddDays(1))], [Day(field, context.Today)]),
            "future" => new([Day(field, context.Today)], [Day(field, context.Today.AddDays(1))]),
            "currentSchoolYear" => new([Number(context.SchoolYear - 1), Number(context.SchoolYear + 1)], [Number(context.SchoolYear)]),
            "inSchoolYear" => new([Day(field, context.FirstDay.AddDays(-1)), Day(field, context.LastDay.AddDays(1))], [Day(field, context.FirstDay), Day(field, context.LastDay)]),
            var type => throw new InvalidOperationException($"The test does not know checks of type {type}."),
        };
    }

    private static CheckValues Dates(FieldInfo field) => field.Type switch
    {
        FieldType.IsoDate => new(["2025-02-30", "20250201", "x"], ["2024-02-29"]),
        FieldType.DateTime => new(["2025-02-30 00:00:00.000", "2025-10-01", "x"], ["2024-02-29 23:59:59.999"]),
        FieldType.PartialDate => new(["202513", "2025-00", "20250230", "x"], ["202512", "2025-01", "20240229"]),
        _ => new(["20250230", "2025021", "x"], ["20240229", "19991231"]),
    };

    private static CheckValues Codes(FieldInfo field)
    {
        var codes = field.Codes!.Codes;
        var kept = codes.Where(code => !code.IsRetired).SelectMany(code => code.Aliases.Prepend(code.Code)).ToList();
        if (field.Type == FieldType.NumberOrCode)
        {
            kept.Add("1");
        }

        return new([.. codes.Where(code => code.IsRetired).Select(code => code.Code), "~", "é"], kept);
    }

    private static CheckValues Range(JsonElement check, FieldInfo field)
    {
        // What is no number is a matter of the codes where the range speaks of numbers only.
        var isOfNumbers = check.TryGetProperty("numbersOnly", out var only) && only.GetBoolean();
        var broken = new List<string>();
        var kept = new List<string>();
        (isOfNumbers ? kept : broken).Add("x");
        foreach (var (bound, exclusive, direction) in new[] { ("min", "exclusiveMin", -1m), ("max", "exclusiveMax", 1m) })
        {
            if (!check.TryGetProperty(bound, out var element))
            {
                continue;
            }

            var value = element.GetDecimal();
            var step = field.Type == FieldType.Integer || (field.Type is FieldType.Decimal or FieldType.NumberOrCode && field.Decimals == 0) || (field.Type == FieldType.Text && value == decimal.Truncate(value)) ? 1m : 0.001m;
            var isExclusive = check.TryGetProperty(exclusive, out var flag) && flag.GetBoolean();
            (isExclusive ? broken : kept).Add(Literal(value, field));
            broken.Add(Literal(value + (direction * step), field));
            kept.Add(Literal(value - (direction * step), field));
        }

        if (field.Type == FieldType.NumberOrCode)
        {
            kept.AddRange(field.Codes!.Codes.Select(code => code.Code));
        }

        // A step inside one bound may lie outside the other.
        return new(broken, [.. kept.Where(text => IsInside(check, text))]);
    }

    private static bool IsInside(JsonElement check, string text) =>
        !decimal.TryParse(text, CultureInfo.InvariantCulture, out var number)
        || ((!check.TryGetProperty("min", out var min) || number >= min.GetDecimal()) && (!check.TryGetProperty("max", out var max) || number <= max.GetDecimal()));

    /// <summary>A number with a point unless the field holds whole ones, so that none is implied.</summary>
    private static string Literal(decimal value, FieldInfo field)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return field.Type is FieldType.Decimal or FieldType.NumberOrCode && field.Decimals > 0 && !text.Contains('.') ? text + ".0" : text;
    }

    private static CheckValues Increment(decimal step) =>
        new([Number(1 + (step / 2)), Number(step / 4)], [Number(1 + step), Number(step)]);

    private static CheckValues Characters(string name)
    {
        var set = (CharacterSet)typeof(Y2026.Records.UtrexSpecificationCharacters).GetField(name, System.Reflection.BindingFlags.IgnoreCase | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)!.GetValue(null)!;
        var bytes = AnyCharacters.Where(c => !set.ContainsAll(System.Text.Encoding.UTF8.GetBytes([c]))).ToList();
        var kept = AnyCharacters.Where(c => c != ' ' && set.ContainsAll(System.Text.Encoding.UTF8.GetBytes([c])));
        return new([.. bytes.Select(c => $"A{c}B")], [.. kept.Select(c => $"A{c}B")]);
    }

    private static CheckValues Substring(JsonElement check, int length)
    {
        var before = new string('9', check.TryGetProperty("start", out var start) ? start.GetInt32() - 1 : 0);
        var isNegated = check.TryGetProperty("notIn", out _);
        var listed = Values(check, isNegated ? "notIn" : "in").Select(value => before + value + "9").ToList();
        var other = before + new string('~', length) + "9";
        return isNegated ? new(listed, [other]) : new([other], listed);
    }

    private static CheckValues Shape(string pattern)
    {
        var kept = new System.Text.StringBuilder();
        var broken = new List<string>();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '[')
            {
                broken.Add(kept.ToString() + (char)(pattern[i + 1] - 1));
                kept.Append(pattern[i + 1]);
                i += 4;
            }
            else
            {
                kept.Append(pattern[i] == '#' ? '0' : pattern[i]);
            }
        }

        var right = kept.ToString();
        return new([.. broken.Select(text => text + right[text.Length..]), right + "0", right[..^1]], [right]);
    }

    private static string Day(FieldInfo field, DateOnly day) => day.ToString(
        field.Type switch
        {
            FieldType.IsoDate or FieldType.DateTime => "yyyy-MM-dd",
            _ => "yyyyMMdd",
        },
        CultureInfo.InvariantCulture) + (field.Type == FieldType.DateTime ? " 00:00:00.000" : "");

    private static string Text(int length) => new('x', length);

    private static int Max(int own, FieldInfo field) => own > 0 ? own : field.MaxLength!.Value;

    private static int Exact(int own, FieldInfo field) => own > 0 ? own : field.ExactLength ?? field.Width;

    private static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> Values(JsonElement check, string name) => [.. check.GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];
}
