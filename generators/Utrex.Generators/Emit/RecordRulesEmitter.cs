using System.Globalization;
using Utrex.Generators.Model;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Emit;

/// <summary>
/// Writes the rules over several fields of a record as straight code over the bytes of a line, each in a method of its own: of those that
/// are not excluded for a record, only these few run.
/// </summary>
internal static class RecordRulesEmitter
{
    private const string Parameters = "global::Utrex.Sdk.Text.RecordLine line, global::Utrex.Sdk.Generated.FindingCollector findings";

    /// <summary>The rules over several fields, in the order of their bits.</summary>
    public static List<RuleUnit> RulesOf(RecordUnit unit) => unit.Rules.Where(rule => rule.Model.Condition is not null).ToList();

    public static void Emit(CodeWriter writer, RecordUnit unit)
    {
        var rules = RulesOf(unit);
        if (rules.Count == 0)
        {
            return;
        }

        RuleFilterEmitter.Emit(writer, unit, rules);
        EmitChoice(writer, unit, rules);
        for (var i = 0; i < rules.Count; i++)
        {
            EmitRule(writer, unit, rules[i], i);
        }
    }

    private static void EmitChoice(CodeWriter writer, RecordUnit unit, List<RuleUnit> rules)
    {
        writer.Line()
            .Open($"public static void ApplyConditions(in {Parameters}, in global::Utrex.Sdk.Generated.RuleSet rules)");
        if (unit.Record.ChangeRecord is { } change && unit.Fields.FirstOrDefault(field => string.Equals(field.Model.Name, change.Field, StringComparison.Ordinal)) is { } marker)
        {
            writer.Line($"// The rules over several fields do not apply to a record that only changes an earlier one.")
                .Open($"if (!({FieldRulesEmitter.IsFull(marker, change)}))")
                .Line("return;")
                .Close()
                .Line();
        }

        writer.Open("foreach (var rule in rules)")
            .Open("switch (rule)");
        for (var i = 0; i < rules.Count; i++)
        {
            writer.Line($"case {Number(i)}: Apply{Number(i)}(in line, findings); break; // {Comment(rules[i].Model.Id)}");
        }

        writer.Close().Close().Close();
    }

    private static void EmitRule(CodeWriter writer, RecordUnit unit, RuleUnit rule, int number)
    {
        writer.Line()
            .Line($"// {Comment(rule.Model.Id)}: {Comment(rule.Text)}")
            .Open($"private static void Apply{Number(number)}(in {Parameters})");
        var condition = rule.Model.Condition!;
        if (condition.Tests.Any(ConditionEmitter.NeedsDays))
        {
            writer.Line("var days = findings.DaysOf(line);");
        }

        var read = condition.Tests.SelectMany(test => test.Reads).Append(rule.Model.Field ?? "").ToEquatableArray();
        foreach (var field in unit.Fields.Where(field => read.Contains(field.Model.Name, StringComparer.Ordinal)))
        {
            var local = ConditionEmitter.Local(field);
            writer.Line($"var {local} = line.Field({FieldTypes.Place(field)}); // {Comment(field.Model.Name)}");
            if (field.Model.Blank is { } blank)
            {
                writer.Line($"{local} = {local}.IsEmpty ? {Utf8(blank)} : {local};");
            }
        }

        var emitter = new ConditionEmitter(unit);
        var violation = emitter.Violation(rule.Model);
        foreach (var measure in emitter.Measures)
        {
            writer.Line(measure);
        }

        var own = unit.Fields.FirstOrDefault(candidate => string.Equals(candidate.Model.Name, rule.Model.Field, StringComparison.Ordinal));
        writer.Open($"if ({violation})")
            .Line(own is null
                ? $"findings.Add(line, {unit.Record.TypeName}Info.Value.Rules[{rule.Order}], value: null);"
                : $"findings.Add(line, {rule.Order}, {own.Number}, {ConditionEmitter.Local(own)});")
            .Close()
            .Close();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
