using System.Globalization;
using Utrex.Generators.Model;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Emit;

/// <summary>Writes the rules of a record type, those of single fields first, as straight code over the bytes of a line.</summary>
internal static class FieldRulesEmitter
{
    public static void Emit(CodeWriter writer, RecordUnit unit)
    {
        writer.Line(GeneratedCode)
            .Open($"internal static class {unit.Record.TypeName}Rules")
            .Open("public static void Apply(global::Utrex.Sdk.Text.RecordLine line, global::Utrex.Sdk.Generated.FindingCollector findings)")
            .Line("global::System.ReadOnlySpan<byte> value;")
            .Line("var context = findings.Context;");
        var change = unit.Record.ChangeRecord;
        if (change is not null && unit.Fields.FirstOrDefault(field => string.Equals(field.Model.Name, change.Field, StringComparison.Ordinal)) is { } marker)
        {
            writer.Line($"// A record with {Comment(change.Code)} in {Comment(change.Field)} only changes an earlier one; the rules of most fields do not apply to it.")
                .Line($"var isFull = {IsFull(marker, change)};");
        }

        foreach (var field in unit.Fields)
        {
            var rules = unit.Rules.Where(rule => rule.Model.Checks(field.Model.Name)).ToList();
            if (rules.Count > 0)
            {
                var counts = change is null || change.Fields.Contains(field.Model.Name, StringComparer.Ordinal);
                EmitField(writer, unit, field, rules, counts ? null : "isFull");
            }
        }

        writer.Close();
        RecordRulesEmitter.Emit(writer, unit);
        writer.Close();
    }

    /// <summary>The expression that is false for a record that only changes an earlier one.</summary>
    public static string IsFull(FieldUnit marker, ChangeRecordModel change) =>
        $"!global::System.MemoryExtensions.SequenceEqual(line.Field({FieldTypes.Place(marker)}), {Utf8(change.Code)})";

    private static void EmitField(CodeWriter writer, RecordUnit unit, FieldUnit field, List<RuleUnit> rules, string? condition)
    {
        writer.Line().Line($"// {Comment(field.Model.Name)}");
        if (condition is not null)
        {
            writer.Open($"if ({condition})");
        }

        writer.Line($"value = line.Field({FieldTypes.Place(field)});");
        var presence = rules.Where(rule => string.Equals(rule.Model.Check!.Type, "present", StringComparison.Ordinal)).ToList();
        var others = rules.Except(presence).ToList();
        if (presence.Count > 0)
        {
            writer.Open("if (value.IsEmpty)");
            foreach (var rule in presence)
            {
                var guard = Guard(unit, rule.Model.Check!.Guard);
                Report(writer, field, rule, guard);
            }

            writer.Close();
        }

        if (others.Count > 0)
        {
            writer.Open(presence.Count > 0 ? "else" : "if (!value.IsEmpty)");
            foreach (var rule in others)
            {
                Report(writer, field, rule, Violation(unit, field, rule));
            }

            writer.Close();
        }

        if (condition is not null)
        {
            writer.Close();
        }
    }

    private static void Report(CodeWriter writer, FieldUnit field, RuleUnit rule, string violation)
    {
        var add = $"findings.Add(line, {rule.Order}, {field.Number}, value); // {Comment(rule.Model.Id)}";
        if (violation.Length == 0)
        {
            writer.Line(add);
        }
        else
        {
            writer.Open($"if ({violation})").Line(add).Close();
        }
    }

    /// <summary>The expression that is true where a value that is not blank breaks a rule.</summary>
    public static string Violation(RecordUnit unit, FieldUnit field, RuleUnit rule)
    {
        var check = rule.Model.Check!;
        var order = rule.Order.ToString(CultureInfo.InvariantCulture);
        var violation = CheckEmitter.Violation(unit, field, check, order);
        var guard = Guard(unit, check.Guard);
        if (guard.Length > 0 && check is { Type: "range", Guard.IsUnless: true, Min: not null, Max: not null })
        {
            // Of a range, the exception lifts only the maximum: no exception makes a number of what is none.
            var atLeast = CheckEmitter.Violation(unit, field, check with { Max = null }, order);
            return $"({atLeast} || ({CheckEmitter.Violation(unit, field, check with { Min = null }, order + "Lifted")} && {guard}))";
        }

        return guard.Length == 0 ? violation : $"{violation} && {guard}";
    }

    private static string Guard(RecordUnit unit, GuardModel? guard)
    {
        if (guard is null || unit.Fields.FirstOrDefault(field => string.Equals(field.Model.Name, guard.Field, StringComparison.Ordinal)) is not { } other)
        {
            return "";
        }

        var isOne = CheckEmitter.IsOneOf($"line.Field({FieldTypes.Place(other)})", guard.Codes);
        return guard.IsUnless ? $"!({isOne})" : $"({isOne})";
    }
}
