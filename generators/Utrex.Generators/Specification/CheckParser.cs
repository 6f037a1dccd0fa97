using System.Text;
using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads what a rule checks. The set of checks is closed; docs/specification-format.md lists them.</summary>
internal static class CheckParser
{
    private const string Bounds = "min max exclusiveMin exclusiveMax";

    private const int LongestPattern = 200;

    // The most digits that a number of a field has.
    private const decimal Greatest = 999_999_999_999_999_999m;

    /// <summary>Every type of check with the parameters that it has, in the order of the documentation.</summary>
    private static readonly Dictionary<string, string[]> Parameters = new (string Type, string Names)[]
    {
        ("present", ""), ("numeric", ""), ("date", ""), ("monthDay", ""), ("minLength", "length"), ("maxLength", "length"), ("exactLength", "length"), ("codes", ""),
        ("equals", "values"), ("range", Bounds), ("increment", "step"), ("characters", "set"), ("notAllZeros", ""), ("startsWith", "values"), ("contains", "values"),
        ("substring", "start length in notIn"), ("shape", "pattern"), ("plusCode", ""), ("notFuture", ""), ("future", ""), ("currentSchoolYear", ""), ("inSchoolYear", ""),
    }.ToDictionary(entry => entry.Type, entry => entry.Names.Split(' '), StringComparer.Ordinal);

    /// <summary>Every type of check, in the order of the documentation.</summary>
    public static readonly string[] Types = [.. Parameters.Keys];

    /// <summary>The check, or <see langword="null"/> where a parameter is missing or impossible: that is reported, and the rule is then not evaluated.</summary>
    public static CheckModel? Read(ObjectReader reader)
    {
        var faults = reader.Faults;
        var type = reader.Choice("type", "type of check", Types);
        var isSubstring = string.Equals(type, "substring", StringComparison.Ordinal);
        var isNegated = isSubstring && reader.Node["notIn"] is not null;
        var check = new CheckModel(
            type,
            reader.OptionalNumber("length", 1, RecordParser.LongestField),
            reader.OptionalDecimal("min", -Greatest, Greatest),
            reader.OptionalDecimal("max", -Greatest, Greatest),
            reader.Flag("exclusiveMin"),
            reader.Flag("exclusiveMax"),
            reader.Flag("numbersOnly"),
            reader.OptionalText("set"),
            reader.OptionalNumber("start", 1, RecordParser.LongestField) ?? 1,
            isSubstring ? reader.SomeTexts(isNegated ? "notIn" : "in") : reader.SomeTexts("values"),
            isNegated,
            reader.OptionalDecimal("step", 0, Greatest),
            reader.OptionalText("pattern"),
            ReadGuard(reader));
        reader.End();
        if (reader.Faults == faults)
        {
            ReportUnused(reader, type);
        }

        if (reader.Faults == faults && Lack(check) is { } lack)
        {
            reader.Report(lack.Id, reader.Node, lack.Arguments);
        }

        return reader.Faults > faults ? null : check;
    }

    private static GuardModel? ReadGuard(ObjectReader reader)
    {
        var unless = reader.OptionalObject("unless");
        var when = reader.OptionalObject("when");
        if (when is not null && unless is not null)
        {
            reader.Report("UTREX9009", reader.Node, "a check has both 'when' and 'unless'; only one can count");
        }

        var guard = when ?? unless;
        if (guard is null)
        {
            return null;
        }

        var model = new GuardModel(guard.Text("field"), guard.SomeTexts("in"), guard == unless);
        if (guard.Node["in"] is null)
        {
            guard.Report("UTREX9002", guard.Node, "in", "is missing: the check depends on codes of the field");
        }

        guard.End();
        return model;
    }

    /// <summary>Reports parameters that other types of check have: they would be ignored.</summary>
    private static void ReportUnused(ObjectReader reader, string type)
    {
        foreach (var property in reader.Node.Properties)
        {
            if (property.Name is not ("type" or "when" or "unless") && !Parameters[type].Contains(property.Name, StringComparer.Ordinal) && Parameters.Values.Any(names => names.Contains(property.Name, StringComparer.Ordinal)))
            {
                reader.Report("UTREX9009", property.Value, $"a check of type {type} has no '{property.Name}'");
            }
        }
    }

    /// <summary>What a check of its type needs and has not.</summary>
    private static (string Id, string[] Arguments)? Lack(CheckModel check)
    {
        var missing = check.Type switch
        {
            "range" when check.Min is null && check.Max is null => "min or max",
            "minLength" when check.Length is null => "length",
            "increment" when check.Step is null or <= 0 => "step",
            "characters" when string.IsNullOrEmpty(check.Set) => "set",
            "shape" when string.IsNullOrEmpty(check.Pattern) => "pattern",
            "equals" or "startsWith" or "contains" when check.Values.Count == 0 => "values",
            "substring" when check.Values.Count == 0 => "in or notIn",
            "substring" when check.Length is null => "length",
            _ => null,
        };
        if (missing is not null)
        {
            return ("UTREX9002", [missing, $"is missing or impossible: a check of type {check.Type} needs it"]);
        }

        var wrong = check.Type switch
        {
            "range" when check.Min > check.Max => "the least number of a range is greater than the greatest",
            "substring" when check.Values.Any(value => Encoding.UTF8.GetByteCount(value) != check.Length) => $"a text of a check of type substring does not have its {check.Length} characters",
            "shape" when !IsShape(check.Pattern!) => $"the pattern '{check.Pattern}' must have 1 to {LongestPattern} printable ASCII characters, and '[' only in a range such as [A-F]",
            _ => null,
        };
        return wrong is null ? null : ("UTREX9009", [wrong]);
    }

    private static bool IsShape(string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '[')
            {
                if (i + 4 >= pattern.Length || pattern[i + 2] != '-' || pattern[i + 4] != ']' || pattern[i + 1] > pattern[i + 3])
                {
                    return false;
                }

                i += 4;
            }
        }

        return pattern.Length <= LongestPattern && pattern.All(c => c is >= ' ' and <= '~');
    }
}
