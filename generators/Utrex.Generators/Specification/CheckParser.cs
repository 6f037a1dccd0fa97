using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads what a rule checks. The set of checks is closed; docs/specification-format.md lists them.</summary>
internal static class CheckParser
{
    /// <summary>Every type of check, in the order of the documentation.</summary>
    public static readonly string[] Types =
    [
        "present", "numeric", "date", "monthDay", "minLength", "maxLength", "exactLength", "codes", "equals", "range", "increment",
        "characters", "notAllZeros", "startsWith", "contains", "substring", "shape", "plusCode",
        "notFuture", "future", "currentSchoolYear", "inSchoolYear",
    ];

    /// <summary>The check, or <see langword="null"/> where a parameter is missing: that is reported, and the rule is then not evaluated.</summary>
    public static CheckModel? Read(ObjectReader reader)
    {
        var type = reader.Choice("type", "type of check", Types);
        var isSubstring = string.Equals(type, "substring", StringComparison.Ordinal);
        var isNegated = isSubstring && reader.Node["notIn"] is not null;
        var check = new CheckModel(
            type,
            reader.OptionalNumber("length"),
            reader.OptionalDecimal("min"),
            reader.OptionalDecimal("max"),
            reader.Flag("exclusiveMin"),
            reader.Flag("exclusiveMax"),
            reader.OptionalText("set"),
            reader.OptionalNumber("start") ?? 1,
            isSubstring ? reader.Texts(isNegated ? "notIn" : "in") : reader.Texts("values"),
            isNegated,
            reader.OptionalDecimal("step"),
            reader.OptionalText("pattern"),
            ReadGuard(reader));
        reader.End();
        return HasParameters(reader, check) ? check : null;
    }

    private static GuardModel? ReadGuard(ObjectReader reader)
    {
        var unless = reader.OptionalObject("unless");
        var guard = reader.OptionalObject("when") ?? unless;
        if (guard is null)
        {
            return null;
        }

        var model = new GuardModel(guard.Text("field"), guard.Texts("in"), guard == unless);
        guard.End();
        return model;
    }

    private static bool HasParameters(ObjectReader reader, CheckModel check)
    {
        var missing = check.Type switch
        {
            "range" when check.Min is null && check.Max is null => "min or max",
            "minLength" when check.Length is null => "length",
            "increment" when check.Step is null or <= 0 => "step",
            "characters" when check.Set is null => "set",
            "shape" when string.IsNullOrEmpty(check.Pattern) => "pattern",
            "equals" or "startsWith" or "contains" or "substring" when check.Values.Count == 0 => "values",
            "substring" when check.Length is null || check.Start < 1 => "start and length",
            _ => null,
        };
        if (missing is not null)
        {
            reader.Report("UTREX9002", reader.Node, missing, $"is missing or impossible: a check of type {check.Type} needs it");
        }

        return missing is null;
    }
}
