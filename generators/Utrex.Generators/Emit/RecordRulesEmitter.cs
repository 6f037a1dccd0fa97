using Utrex.Generators.Model;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Emit;

/// <summary>Writes the rules over several fields of a record as straight code over the bytes of a line.</summary>
internal static class RecordRulesEmitter
{
    public static void Emit(CodeWriter writer, RecordUnit unit)
    {
        var rules = unit.Rules.Where(rule => rule.Model.Condition is not null).ToList();
        if (rules.Count == 0)
        {
            return;
        }

        var read = rules.SelectMany(rule => rule.Model.Condition!.Tests.SelectMany(test => test.Reads).Append(rule.Model.Field ?? ""))
            .ToEquatableArray();
        writer.Line()
            .Open("public static void ApplyConditions(global::Utrex.Sdk.Text.RecordLine line, global::Utrex.Sdk.Generated.FindingCollector findings)");
        if (unit.Record.ChangeRecord is { } change && unit.Fields.FirstOrDefault(field => string.Equals(field.Model.Name, change.Field, StringComparison.Ordinal)) is { } marker)
        {
            writer.Line($"// The rules over several fields do not apply to a record that only changes an earlier one.")
                .Open($"if (!({FieldRulesEmitter.IsFull(marker, change)}))")
                .Line("return;")
                .Close()
                .Line();
        }

        if (rules.Exists(rule => rule.Model.Condition!.Tests.Any(ConditionEmitter.NeedsDays)))
        {
            writer.Line("var days = findings.DaysOf(line);");
        }

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
        var violations = rules.ConvertAll(rule => (Rule: rule, Violation: emitter.Violation(rule.Model)));
        foreach (var measure in emitter.Measures)
        {
            writer.Line(measure);
        }

        foreach (var (rule, violation) in violations)
        {
            var field = unit.Fields.FirstOrDefault(candidate => string.Equals(candidate.Model.Name, rule.Model.Field, StringComparison.Ordinal));
            writer.Line()
                .Line($"// {Comment(rule.Model.Id)}: {Comment(rule.Text)}")
                .Open($"if ({violation})")
                .Line(field is null
                    ? $"findings.Add(line, {unit.Record.TypeName}Info.Value.Rules[{rule.Order}], value: null);"
                    : $"findings.Add(line, {rule.Order}, {field.Number}, {ConditionEmitter.Local(field)});")
                .Close();
        }

        writer.Close();
    }
}
