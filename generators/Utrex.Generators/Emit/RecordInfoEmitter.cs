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

        writer.Line("Fields =").Indent("[");
        foreach (var field in unit.Fields)
        {
            EmitField(writer, unit, field);
        }

        writer.Close("],").Line("Rules =").Indent("[");
        foreach (var rule in unit.Rules)
        {
            writer.Line(Rule(rule) + ",");
        }

        writer.Close("],");
    }

    private static void EmitField(CodeWriter writer, RecordUnit unit, FieldUnit field)
    {
        var model = field.Model;
        writer.Open("new()")
            .Line($"Name = {Literal(model.Name)},")
            .Line($"Property = {Literal(model.Property)},")
            .Line($"Title = {Literal(model.Title)},")
            .Line($"Number = {field.Number},")
            .Line($"Type = global::Utrex.Sdk.Specification.FieldType.{model.Kind},")
            .Line($"Presence = global::Utrex.Sdk.Specification.Presence.{Capitalize(model.Presence)},")
            .Line($"Offset = {field.Offset},")
            .Line($"Width = {field.Width},");
        Optional("ExactLength", model.ExactLength?.ToString(CultureInfo.InvariantCulture));
        Optional("MaxLength", model.MaxLength?.ToString(CultureInfo.InvariantCulture));
        Optional("Digits", model.Digits > 0 ? model.Digits.ToString(CultureInfo.InvariantCulture) : null);
        Optional("Decimals", model.Decimals > 0 ? model.Decimals.ToString(CultureInfo.InvariantCulture) : null);
        var (least, greatest) = NumbersOf(unit, model);
        Optional("LeastNumber", least?.ToString(CultureInfo.InvariantCulture));
        Optional("GreatestNumber", greatest?.ToString(CultureInfo.InvariantCulture));
        Optional("Constant", model.Value is null ? null : Literal(model.Value));
        Optional("Codes", model.Codes is null ? null : $"global::{unit.Namespace}.Codes.CodeTables.{model.Codes}");
        Optional("Key", model.Key is null ? null : "global::Utrex.Sdk.Specification.FieldKey." + Capitalize(model.Key));
        Optional("Personal", model.Personal is null ? null : "global::Utrex.Sdk.Specification.PersonalData." + Capitalize(model.Personal));
        Optional("GenericIn", model.GenericIn.Count > 0 ? Literals(model.GenericIn) : null);
        Optional("RequiredWhen", model.RequiredWhen is null ? null : Literal(model.RequiredWhen));
        writer.Line($"Description = {Literal(model.Description)},");
        Optional("Notes", model.Notes.Count > 0 ? Literals(model.Notes) : null);
        Optional("Since", model.Period.Since is null ? null : Literal(model.Period.Since));
        Optional("Until", model.Period.Until is null ? null : Literal(model.Period.Until));
        writer.Line($"Source = {model.Source},").Close("},");

        void Optional(string property, string? value)
        {
            if (value is not null)
            {
                writer.Line($"{property} = {value},");
            }
        }
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

    /// <summary>The expression that creates a rule.</summary>
    public static string Rule(RuleUnit unit)
    {
        var rule = unit.Model;
        var note = rule.Inactive is null ? rule.Note : rule.Note is null ? rule.Inactive.Why : rule.Inactive.Why + " " + rule.Note;
        return "new() { "
            + $"Id = {Literal(rule.Id)}, Record = {Literal(rule.Record)}, Number = {Literal(rule.Number)}, "
            + (rule.Name is null ? "" : $"Name = {Literal(rule.Name)}, ")
            + (rule.Field is null ? "" : $"Field = {Literal(rule.Field)}, ")
            + (rule.Fields.Count == 0 ? "" : $"Fields = {Literals(rule.Fields)}, ")
            + $"Severity = global::Utrex.Sdk.Specification.Severity.{(rule.IsWarning ? "Warning" : "Error")}, "
            + $"Kind = global::Utrex.Sdk.Specification.RuleKind.{Capitalize(rule.Kind)}, "
            + $"Status = global::Utrex.Sdk.Specification.RuleStatus.{rule.Status}, "
            + $"Text = {Literal(unit.Text)}, Message = {Literal(unit.Message)}, ExtendedDescription = {Literal(unit.ExtendedDescription)}, Advice = {Literal(unit.Advice)}, "
            + (note is null ? "" : $"Note = {Literal(note)}, ")
            + (rule.Check?.Min is { } min ? $"MinValue = {Literal(Number(min))}, " : "")
            + (rule.Check?.Max is { } max ? $"MaxValue = {Literal(Number(max))}, " : "")
            + (rule.ImplementedBy is null ? "" : $"Implementation = {Literal(rule.ImplementedBy)}, ")
            + (rule.Condition is null ? "" : $"Applies = {Literal(ConditionText.When(rule.Condition))}, Demands = {Literal(ConditionText.Require(rule.Condition))}, ")
            + (rule.Check?.Guard is { } guard ? $"Applies = {Literal($"{guard.Field} is {(guard.IsUnless ? "not " : "")}{string.Join(" or ", guard.Codes.Select(code => $"'{code}'"))}")}, " : "")
            + (rule.Values.Count == 0 ? "" : $"Values = {Literals(rule.Values)}, ")
            + (rule.Limit is { } limit ? $"Limit = {Number(limit)}m, " : "")
            + (rule.Step is { } step ? $"Step = {Number(step)}m, " : "")
            + (rule.DependsOn is null ? "" : $"DependsOn = {Literal(rule.DependsOn)}, ")
            + (rule.Also.Count == 0 ? "" : $"Also = {Literals(rule.Also)}, ")
            + (rule.MessageField is null ? "" : $"MessageField = {Literal(rule.MessageField)}, ")
            + (rule.Inactive is null ? "" : $"InactiveReason = global::Utrex.Sdk.Specification.InactiveReason.{Capitalize(rule.Inactive.Reason)}, ")
            + (rule.Inactive?.Of is null ? "" : $"DuplicateOf = {Literal(rule.Inactive.Of)}, ")
            + (rule.Needs is null ? "" : $"Needs = {Literal(rule.Needs)}, ")
            + (rule.Basis is null ? "" : $"Basis = global::Utrex.Sdk.Specification.RuleBasis.{Capitalize(rule.Basis)}, ")
            + (rule.Period.Since is null ? "" : $"Since = {Literal(rule.Period.Since)}, ")
            + (rule.Period.Until is null ? "" : $"Until = {Literal(rule.Period.Until)}, ")
            + (rule.Earlier.Count == 0 ? "" : $"Earlier = {HistoryEmitter.List(rule.Earlier)}, ")
            + $"Order = {unit.Order}, Source = {rule.Source} }}";
    }

    public static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Capitalize(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
