using Utrex.Generators.Model;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Emit;

/// <summary>Writes the file of a record type: the record, the view, the rules of its fields and its description.</summary>
internal static class RecordEmitter
{
    public static string Emit(RecordUnit unit)
    {
        var writer = new CodeWriter().Header($"records/{unit.Record.Id}.json and rules/{unit.Record.Id}.json");
        writer.Line($"namespace {unit.Namespace}.Records;").Line();
        EmitRecord(writer, unit);
        writer.Line();
        ViewEmitter.Emit(writer, unit);
        writer.Line();
        FieldRulesEmitter.Emit(writer, unit);
        writer.Line();
        RecordInfoEmitter.Emit(writer, unit);
        return writer.ToString();
    }

    /// <summary>The prefix of the specification's code types.</summary>
    public static string Codes(RecordUnit unit) => $"global::{unit.Namespace}.Codes.";

    private static void EmitRecord(CodeWriter writer, RecordUnit unit)
    {
        var record = unit.Record;
        writer.Summary($"{record.Name} (`{record.Id}=`), typed. {record.Description}", [SourceOf(record.Source)])
            .Line(GeneratedCode)
            .Line($"[global::Utrex.Sdk.Specification.Record({Literal(record.Id)}, {Literal(record.Name)})]");
        foreach (var rule in unit.Rules.Where(rule => rule.Model.Check is not null))
        {
            writer.Line($"[global::Utrex.Sdk.Specification.Rule({Literal(rule.Model.Id)}, {Literal(rule.Model.Field)}, {Literal(Describe(rule.Model.Check!))}, Severity = global::Utrex.Sdk.Specification.Severity.{(rule.Model.IsWarning ? "Warning" : "Error")})]");
        }

        writer.Open($"public readonly partial record struct {record.TypeName} : global::Utrex.Sdk.Records.IRecord<{record.TypeName}>")
            .Line("/// <inheritdoc/>")
            .Line($"public static global::Utrex.Sdk.Specification.RecordInfo Info => {record.TypeName}Info.Value;")
            .Line();
        foreach (var field in unit.Fields.Where(field => field.Model.Kind != FieldKind.Constant))
        {
            EmitProperty(writer, unit, field);
        }

        EmitRead(writer, unit);
        EmitWrite(writer, unit);
        writer.Line("/// <summary>The record type, without its values: they may be personal.</summary>")
            .Line($"public override string ToString() => {Literal($"{record.Name} ({record.Id})")};")
            .Close();
    }

    private static void EmitProperty(CodeWriter writer, RecordUnit unit, FieldUnit field)
    {
        var model = field.Model;
        var remarks = new List<string>
        {
            model.Presence switch
            {
                "always" => "Required.",
                "conditional" => "Conditionally required" + (model.RequiredWhen is null ? "." : ": " + model.RequiredWhen),
                _ => "Optional.",
            },
        };
        remarks.AddRange(model.Notes);
        remarks.Add($"Field `{model.Name}`{(model.Source > 0 ? $", line {model.Source} of the specification" : "")}.");
        writer.Summary(model.Description, remarks)
            .Line($"[global::Utrex.Sdk.Specification.Field({Attribute(unit, field)})]")
            .Line($"public {FieldTypes.Property(field, Codes(unit))} {model.Property} {{ get; init; }}")
            .Line();
    }

    private static string Attribute(RecordUnit unit, FieldUnit field)
    {
        var model = field.Model;
        var checks = unit.Rules
            .Where(rule => rule.Model.Checks(model.Name) && rule.Model.Check!.Guard is null)
            .Select(rule => rule.Model.Check!)
            .ToList();
        var range = checks.Find(check => string.Equals(check.Type, "range", StringComparison.Ordinal));
        var set = checks.Find(check => check.Set is not null);
        return $"{field.Number}, {Literal(model.Name)}, global::Utrex.Sdk.Specification.FieldType.{model.Kind}"
            + $", Presence = global::Utrex.Sdk.Specification.Presence.{RecordInfoEmitter.Capitalize(model.Presence)}"
            + (model.ExactLength is { } exact ? $", ExactLength = {exact}" : "")
            + (model.MaxLength is { } max ? $", MaxLength = {max}" : "")
            + (set is null ? "" : $", Characters = {Literal(set.Set)}")
            + (range?.Min is { } least ? $", Min = {Literal(RecordInfoEmitter.Number(least))}" : "")
            + (range?.Max is { } most ? $", Max = {Literal(RecordInfoEmitter.Number(most))}" : "")
            + (model.Codes is null ? "" : $", CodeTable = {Literal(model.Codes)}")
            + (field.OnlyCodes.Count == 0 ? "" : $", Codes = {Literal(string.Join(" ", field.OnlyCodes))}");
    }

    private static void EmitRead(CodeWriter writer, RecordUnit unit)
    {
        var name = unit.Record.TypeName;
        writer.Line("/// <inheritdoc/>")
            .Open($"public static bool TryRead(global::Utrex.Sdk.Text.RecordLine line, out {name} record, out global::Utrex.Sdk.Records.FieldError error)")
            .Line("var reader = new global::Utrex.Sdk.Text.FieldReader(line, Info);")
            .Line($"record = new {name}")
            .Indent("{");
        foreach (var field in unit.Fields.Where(field => field.Model.Kind != FieldKind.Constant))
        {
            writer.Line($"{field.Model.Property} = reader.{FieldTypes.Read(field, Codes(unit))},");
        }

        writer.Close("};")
            .Line("error = reader.Error;")
            .Open("if (error.IsError)")
            .Line("record = default;")
            .Close()
            .Line()
            .Line("return !error.IsError;")
            .Close()
            .Line();
    }

    private static void EmitWrite(CodeWriter writer, RecordUnit unit)
    {
        writer.Line("/// <inheritdoc/>")
            .Open("public void WriteTo(global::Utrex.Sdk.IO.RecordWriter writer)");
        foreach (var field in unit.Fields)
        {
            writer.Line($"writer.{FieldTypes.Write(field)};");
        }

        writer.Close().Line();
    }

    /// <summary>A check as one line of text, for analyzers: its type, then its parameters as name=value.</summary>
    private static string Describe(CheckModel check)
    {
        var parts = new List<string> { check.Type };
        Add("length", check.Length?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Add("min", check.Min is { } min ? RecordInfoEmitter.Number(min) : null);
        Add("max", check.Max is { } max ? RecordInfoEmitter.Number(max) : null);
        Add("exclusiveMin", check.IsExclusiveMin ? "true" : null);
        Add("exclusiveMax", check.IsExclusiveMax ? "true" : null);
        Add("set", check.Set);
        Add("start", check.Start > 1 ? check.Start.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
        Add(check.IsNegated ? "notIn" : "in", check.Values.Count > 0 ? string.Join("|", check.Values) : null);
        Add("step", check.Step is { } step ? RecordInfoEmitter.Number(step) : null);
        Add("pattern", check.Pattern);
        if (check.Guard is { } guard)
        {
            Add(guard.IsUnless ? "unless" : "when", guard.Field + ":" + string.Join("|", guard.Codes));
        }

        return string.Join("; ", parts);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{name}={value}");
            }
        }
    }

    private static string SourceOf(int line) => line > 0 ? $"Line {line} of the specification." : "";
}
