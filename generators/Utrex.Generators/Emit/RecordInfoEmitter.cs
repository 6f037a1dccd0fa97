using System.Globalization;
using Utrex.Generators.Model;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Emit;

/// <summary>Writes what is known of a record type at run time.</summary>
internal static class RecordInfoEmitter
{
    // What a 64-bit integer holds of nines.
    private const int MostDigits = 18;

    public static void Emit(CodeWriter writer, RecordUnit unit)
    {
        writer.Line(GeneratedCode)
            .Open($"internal static class {unit.Record.InfoName}")
            .Open($"public static global::Utrex.Sdk.Specification.RecordInfo Value {{ get; }} = new global::Utrex.Sdk.{(unit.Record.IsInFiles ? "Generated.CompiledRecord" : "Specification.RecordInfo")}");
        EmitBody(writer, unit);
        writer.Close("};").Close();
    }

    private static void EmitBody(CodeWriter writer, RecordUnit unit)
    {
        var record = unit.Record;
        writer.Line($"Id = {Literal(record.Id)},")
            .Line($"Name = {Literal(record.Name)},")
            .Line($"TypeName = {Literal(record.TypeName)},")
            .Line($"Description = {Literal(record.Description)},")
            .Line($"Source = {record.Source},");
        if (record.Facts.Count > 0)
        {
            writer.Line($"Facts = {FactEmitter.List(record.Facts)},");
        }

        if (record.IsInFiles)
        {
            writer.Line($"FieldRules = {record.TypeName}Rules.Apply,");
            if (unit.Rules.Any(rule => rule.Model.Condition is not null))
            {
                writer.Line($"RecordRules = {record.TypeName}Rules.ApplyConditions,")
                    .Line($"RuleFilter = {record.TypeName}Rules.Filter,");
            }

            writer.Line($"LineCheck = {record.TypeName}Check.Value,")
                .Line($"Evaluated = [{string.Join(", ", unit.Rules.Select((rule, place) => (rule, place)).Where(item => item.rule.Model.IsGenerated).Select(item => item.place))}],");
        }

        EmitFields(writer, unit);
        writer.Line("Rules = global::Utrex.Sdk.Generated.Facts.Rules(").Indented(() => Rules(unit.Rules).Write(writer, "),"));
    }

    private static void EmitFields(CodeWriter writer, RecordUnit unit)
    {
        var facts = new FactText();
        foreach (var field in unit.Fields)
        {
            AddField(facts, unit, field);
        }

        var tables = unit.Fields.Select(field => field.Model.Codes).OfType<string>().Distinct(StringComparer.Ordinal).Select(table => $"global::{unit.Namespace}.Codes.CodeTables.{table}");
        writer.Line("Fields = global::Utrex.Sdk.Generated.Facts.Fields(").Indented(() => facts.Write(writer, $", [{string.Join(", ", tables)}]),"));
    }

    private static void AddField(FactText facts, RecordUnit unit, FieldUnit field)
    {
        var model = field.Model;
        var (least, greatest) = NumbersOf(unit, model);
        facts.Item()
            .Add("Name", model.Name)
            .Add("Property", model.Property)
            .Add("Title", model.Title)
            .Add("Type", model.Kind.ToString())
            .Add("Presence", Capitalize(model.Presence))
            .Add("Offset", field.Offset)
            .Add("Width", field.Width)
            .Add("ExactLength", model.ExactLength)
            .Add("MaxLength", model.MaxLength)
            .Add("Digits", model.Digits > 0 ? model.Digits : null)
            .Add("Decimals", model.Decimals > 0 ? model.Decimals : null)
            .Add("LeastNumber", least)
            .Add("GreatestNumber", greatest)
            .Add("Constant", model.Value)
            .Add("Codes", model.Codes)
            .Add("Key", model.Key is null ? null : Capitalize(model.Key))
            .Add("Personal", model.Personal is null ? null : Capitalize(model.Personal))
            .Add("GenericIn", model.GenericIn)
            .Add("RequiredWhen", model.RequiredWhen)
            .Add("Description", model.Description)
            .Add("Notes", model.Notes)
            .Add("Since", model.Period.Since)
            .Add("Until", model.Period.Until)
            .Add("Source", model.Source);
    }

    /// <summary>
    /// The least and the greatest whole number of a field whose values have a fixed number of digits. Where a rule sets the least number
    /// itself, lesser ones than all digits make are meant to have zeros before them.
    /// </summary>
    private static (long? Least, long? Greatest) NumbersOf(RecordUnit unit, FieldModel field)
    {
        if (field is not { Kind: FieldKind.Integer, ExactLength: > 0 and <= MostDigits and var digits })
        {
            return (null, null);
        }

        var least = 1L;
        for (var i = 1; i < digits; i++)
        {
            least *= 10;
        }

        var hasZeros = digits == 1 || unit.Rules.Any(rule => rule.Model.Checks(field.Name) && rule.Model.Check!.Min is not null);
        return (hasZeros ? null : least, (least * 10) - 1);
    }

    /// <summary>Rules as text.</summary>
    public static FactText Rules(IEnumerable<RuleUnit> rules)
    {
        var facts = new FactText();
        foreach (var rule in rules)
        {
            AddRule(facts, rule);
        }

        return facts;
    }

    private static void AddRule(FactText facts, RuleUnit unit)
    {
        var rule = unit.Model;
        facts.Item()
            .Add("Id", rule.Id)
            .Add("Record", rule.Record)
            .Add("Number", rule.Number)
            .Add("Name", rule.Name)
            .Add("Field", rule.Field)
            .Add("Fields", rule.Fields)
            .Add("Severity", rule.IsWarning ? "Warning" : "Error")
            .Add("Kind", Capitalize(rule.Kind))
            .Add("Status", rule.Status.ToString())
            .Add("Text", unit.Text)
            .Add("Message", unit.Message)
            .Add("ExtendedDescription", unit.ExtendedDescription)
            .Add("Advice", unit.Advice)
            .Add("Note", rule.Inactive is null ? rule.Note : rule.Note is null ? rule.Inactive.Why : rule.Inactive.Why + " " + rule.Note)
            .Add("MinValue", rule.Check?.Min)
            .Add("MaxValue", rule.Check?.Max)
            .Add("Implementation", rule.ImplementedBy)
            .Add("Applies", rule.Check?.Guard is { } guard
                ? $"{guard.Field} is {(guard.IsUnless ? "not " : "")}{string.Join(" or ", guard.Codes.Select(code => $"'{code}'"))}"
                : rule.Condition is null ? null : ConditionText.When(rule.Condition))
            .Add("Demands", rule.Condition is null ? null : ConditionText.Require(rule.Condition))
            .Add("Values", rule.Values)
            .Add("Limit", rule.Limit)
            .Add("Step", rule.Step)
            .Add("DependsOn", rule.DependsOn)
            .Add("Also", rule.Also)
            .Add("MessageField", rule.MessageField)
            .Add("InactiveReason", rule.Inactive is null ? null : Capitalize(rule.Inactive.Reason))
            .Add("DuplicateOf", rule.Inactive?.Of)
            .Add("Needs", rule.Needs)
            .Add("Basis", rule.Basis is null ? null : Capitalize(rule.Basis))
            .Add("Since", rule.Period.Since)
            .Add("Until", rule.Period.Until);
        HistoryEmitter.Add(facts, rule.Earlier);
        facts.Add("Source", rule.Source);
    }

    public static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Capitalize(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
