using Utrex.Generators.Model;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Emit;

/// <summary>Writes the file of a record type: the record, the view, the rules of its fields and its description.</summary>
internal static class RecordEmitter
{
    // As many neighbouring codes has one call of the writer.
    private const int CodesAtOnce = 4;

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
        LineCheckEmitter.Emit(writer, unit);
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
            .Line($"[global::Utrex.Sdk.Generated.Record({Literal(record.Id)}, {Literal(record.Name)}, typeof(global::{unit.Namespace}.{unit.ClassName}), Constants = {Literals(unit.Fields.Where(field => field.Model.Kind == FieldKind.Constant).Select(field => field.Model.Name))}{Change(record.ChangeRecord)})]");
        foreach (var rule in unit.Rules.Where(rule => rule.Model.Condition is not null))
        {
            EmitRule(writer, unit, rule, rule.Model.Field, RuleTestEmitter.Condition(rule.Model));
        }

        writer.Line("[global::System.Diagnostics.DebuggerDisplay(\"{ToString(),nq}\")]")
            .Open($"public readonly partial record struct {record.TypeName} : global::Utrex.Sdk.Records.IRecord<{record.TypeName}>")
            .Line("/// <inheritdoc/>")
            .Line($"public static global::Utrex.Sdk.Specification.RecordInfo Info => {record.TypeName}Info.Value;")
            .Line();
        foreach (var field in unit.Fields.Where(field => field.Model.Kind != FieldKind.Constant))
        {
            EmitProperty(writer, unit, field);
        }

        EmitRead(writer, unit);
        EmitWrite(writer, unit);
        EmitText(writer, unit);
        writer.Close();
    }

    private static void EmitText(CodeWriter writer, RecordUnit unit)
    {
        writer.Line("/// <summary>The record type and the fields that have a value; of a personal one, only that it has.</summary>")
            .Open("public override string ToString()")
            .Line($"var text = new global::Utrex.Sdk.Generated.RecordText({Literal($"{unit.Record.Name} ({unit.Record.Id})")});");
        foreach (var field in unit.Fields.Where(field => field.Model.Kind != FieldKind.Constant))
        {
            writer.Line($"text.{(field.Model.Personal is null ? "Add" : "Mask")}({Literal(field.Model.Name)}, {field.Model.Property});");
        }

        writer.Line("return text.ToString();").Close();
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
            .Line($"[global::Utrex.Sdk.Generated.Field({Attribute(field)})]");
        foreach (var rule in unit.Rules.Where(rule => rule.Model.Checks(model.Name)))
        {
            EmitRule(writer, unit, rule, model.Name, RuleTestEmitter.Check(field, rule.Model.Check!));
        }

        writer.Line($"public {FieldTypes.Property(field, Codes(unit))} {model.Property} {{ get; init; }}")
            .Line();
    }

    private static string Attribute(FieldUnit field)
    {
        var model = field.Model;
        return $"{field.Number}, {Literal(model.Name)}, global::Utrex.Sdk.Specification.FieldType.{model.Kind}"
            + $", Presence = global::Utrex.Sdk.Specification.Presence.{RecordInfoEmitter.Capitalize(model.Presence)}"
            + (model.Key is null ? "" : $", Key = global::Utrex.Sdk.Specification.FieldKey.{RecordInfoEmitter.Capitalize(model.Key)}")
            + (model.Digits > 0 ? $", Digits = {model.Digits}" : "")
            + (model.Decimals > 0 ? $", Decimals = {model.Decimals}" : "")
            + (model.Blank is null ? "" : $", Blank = {Literal(model.Blank)}")
            + (model.Codes is null ? "" : $", CodeTable = {Literal(model.Codes)}")
            + (field.OnlyCodes.Count == 0 ? "" : $", Codes = {Literals(field.OnlyCodes)}");
    }

    private static string Change(ChangeRecordModel? change) => change is null
        ? ""
        : $", ChangeField = {Literal(change.Field)}, ChangeCode = {Literal(change.Code)}, ChangeFields = {Literals(change.Fields)}";

    private static void EmitRule(CodeWriter writer, RecordUnit unit, RuleUnit rule, string? field, string test) =>
        writer.Line($"[global::Utrex.Sdk.Generated.Rule({Literal(rule.Model.Id)}, {Literal(test)}, "
            + (rule.Model.Condition is null || field is null ? "" : $"Field = {Literal(field)}, ")
            + $"Severity = global::Utrex.Sdk.Specification.Severity.{(rule.Model.IsWarning ? "Warning" : "Error")}, "
            + $"Text = {Literal(rule.Text)}, Message = {Literal(RuleMessage.Of(unit, rule, field))})]");

    private static void EmitRead(CodeWriter writer, RecordUnit unit)
    {
        var name = unit.Record.TypeName;
        writer.Line("/// <inheritdoc/>")
            .Open($"public static bool TryRead(global::Utrex.Sdk.Text.RecordLine line, out {name} record, out global::Utrex.Sdk.Text.FieldError error)")
            .Line("var reader = new global::Utrex.Sdk.Generated.FieldReader(line, Info);")
            .Line($"record = new {name}")
            .Indent("{");
        foreach (var field in unit.Fields.Where(field => field.Model.Kind != FieldKind.Constant))
        {
            writer.Line($"{field.Model.Property} = reader.{FieldTypes.Read(field, Codes(unit))},");
        }

        writer.Close("};");
        foreach (var field in unit.Fields.Where(field => field.Model.Kind == FieldKind.Constant && field.Number > 0))
        {
            writer.Line($"reader.Constant({FieldTypes.Place(field)}, {Utf8(field.Model.Value ?? "")});");
        }

        writer.Line("error = reader.Error;")
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
            .Open("public void WriteTo(global::Utrex.Sdk.Records.RecordWriter writer)")
            .Line("global::System.ArgumentNullException.ThrowIfNull(writer);")
            .Line("var at = writer.Begin(Info);");
        for (var i = 0; i < unit.Fields.Count;)
        {
            var codes = unit.Fields.Skip(i).Take(CodesAtOnce).TakeWhile(field => field.Model.Kind == FieldKind.Code).ToList();
            writer.Line($"at = writer.{(codes.Count == CodesAtOnce ? FieldTypes.Write(codes) : FieldTypes.Write(unit.Fields[i]))};");
            i += codes.Count == CodesAtOnce ? CodesAtOnce : 1;
        }

        writer.Line("writer.End(at);").Close().Line();
    }

    private static string SourceOf(int line) => line > 0 ? $"Line {line} of the specification." : "";
}
