using Utrex.Generators.Model;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Emit;

/// <summary>Writes the specification as a whole: its lists by name, its derived records and its character sets.</summary>
internal static class SpecificationEmitter
{
    public static string Emit(SpecificationUnit unit)
    {
        var model = unit.Specification;
        var writer = new CodeWriter().Header("specification.json");
        writer.Open($"namespace {model.Namespace}")
            .Summary($"{model.Name}, {model.SchoolYear}.")
            .Line(GeneratedCode)
            .Line($"[global::Utrex.Sdk.Generated.Specification({Literal(model.Id)}, {Literal(model.SchoolYear)}, FirstRecord = {Literal(model.FirstRecord)}, GroupRecord = {Literal(model.GroupRecord)})]");
        foreach (var set in model.CharacterSets)
        {
            writer.Line($"[global::Utrex.Sdk.Generated.CharacterSet({Literal(set.Name)}, {Literal(set.Expand())}, {Literal(set.Description)}{(set.IsExcept ? ", IsExcept = true" : "")})]");
        }

        writer.Open($"public static partial class {model.ClassName}")
            .Line($"private static readonly int Agreement = global::Utrex.Sdk.Generated.GeneratedCode.Require({ProjectTypes.Agreement}, {Literal(model.Namespace + "." + model.ClassName)});")
            .Line()
            .Summary("What the specification says: records, fields, codes, rules and lists.")
            .Open("public static global::Utrex.Sdk.Validation.CompiledSpecification Current { get; } = new()")
            .Line($"Id = {Literal(model.Id)},")
            .Line($"Name = {Literal(model.Name)},")
            .Line($"SchoolYear = {Literal(model.SchoolYear)},")
            .Line($"EndingYear = {model.EndingYear},")
            .Line("Records =")
            .Indent("[");
        foreach (var id in model.Records)
        {
            EmitRecordReference(writer, unit, id);
        }

        writer.Close("],").Line("CodeTables =").Indent("[");
        foreach (var table in unit.CodeTables)
        {
            writer.Line($"global::{model.Namespace}.Codes.CodeTables.{table},");
        }

        writer.Close("],")
            .Line($"FirstRecord = {Literal(model.FirstRecord)},")
            .Line($"GroupRecord = {Literal(model.GroupRecord)},")
            .Line(model.BatchRules is { } type ? $"BatchRules = (specification, context, registers) => new global::{type}(specification, context, registers)," : "BatchRules = null,")
            .Line($"OtherRules = [{string.Join(", ", unit.RuleSets.Select(set => $".. global::{model.Namespace}.{set}.All"))}],")
            .Line("Lookups =")
            .Indent("[");
        foreach (var lookup in unit.Lookups)
        {
            writer.Line($"Lookups.{lookup.Id},");
        }

        writer.Close("],");
        FactEmitter.EmitSubmissions(writer, unit.Submissions);
        if (model.Facts.Count > 0)
        {
            writer.Line($"Facts = {FactEmitter.List(model.Facts)},");
        }

        HistoryEmitter.EmitReconstruction(writer, model.Reconstruction);

        writer.Close("};").Line();
        EmitCodeTypes(writer, unit);
        EmitLookups(writer, unit);
        writer.Close().Close().Line();
        EmitDerived(writer, unit);
        writer.Line()
            .Open($"namespace {model.Namespace}.Codes")
            .Summary("The code tables of the specification.")
            .Open("public static partial class CodeTables")
            .Close()
            .Close();
        return writer.ToString();
    }

    private static void EmitRecordReference(CodeWriter writer, SpecificationUnit unit, string id)
    {
        var entry = unit.RecordTypes.FirstOrDefault(candidate => candidate.StartsWith(id + ":", StringComparison.Ordinal));
        if (entry is not null)
        {
            writer.Line($"global::{unit.Specification.Namespace}.Records.{entry.Substring(id.Length + 1)}.Info,");
        }
        else if (unit.Derived.FirstOrDefault(derived => string.Equals(derived.Record.Id, id, StringComparison.Ordinal)) is { } derived)
        {
            writer.Line($"global::{unit.Specification.Namespace}.Records.{derived.Record.InfoName}.Value,");
        }
    }

    private static void EmitCodeTypes(CodeWriter writer, SpecificationUnit unit)
    {
        writer.Summary("Shows every code type of the specification, by name.")
            .Open("public static void VisitCodeTypes(global::Utrex.Sdk.Codes.ICodeVisitor visitor)")
            .Line("global::System.ArgumentNullException.ThrowIfNull(visitor);");
        foreach (var type in unit.CodeTypes)
        {
            writer.Line($"visitor.Visit<global::{unit.Specification.Namespace}.Codes.{type}>();");
        }

        writer.Close().Line();
    }

    private static void EmitLookups(CodeWriter writer, SpecificationUnit unit)
    {
        writer.Summary("The lists that change from year to year.")
            .Open("public static class Lookups");
        foreach (var lookup in unit.Lookups)
        {
            writer.Summary($"{lookup.Title}: {lookup.Description}")
                .Open($"public static global::Utrex.Sdk.Specification.LookupInfo {lookup.Id} {{ get; }} = new()")
                .Line($"Id = {Literal(lookup.Id)},")
                .Line($"Title = {Literal(lookup.Title)},")
                .Line($"Description = {Literal(lookup.Description)},")
                .Line($"Source = {lookup.Source},")
                .Line($"Columns = {Literals(lookup.Columns)},")
                .Line($"RowSources = [{string.Join(", ", lookup.Rows.Select(row => row.Source))}],")
                .Line("Rows =")
                .Indent("[");
            foreach (var row in lookup.Rows)
            {
                writer.Line(Literals(row.Values) + ",");
            }

            writer.Close("],").Close("};").Line();
        }

        writer.Close().Line();
    }

    private static void EmitCharacters(CodeWriter writer, SpecificationModel model)
    {
        writer.Summary("The characters that a value must not have, by character set.")
            .Open($"internal static class {model.ClassName}Characters");
        foreach (var set in model.CharacterSets)
        {
            writer.Summary($"The set `{set.Name}`: {set.Description}.")
                .Line($"public static readonly global::Utrex.Sdk.Generated.CharacterSet {RecordInfoEmitter.Capitalize(set.Name)} = new({Utf8(set.Expand())}, isExcept: {Bool(set.IsExcept)});")
                .Line();
        }

        writer.Close();
    }

    private static void EmitDerived(CodeWriter writer, SpecificationUnit unit)
    {
        writer.Open($"namespace {unit.Specification.Namespace}.Records");
        EmitCharacters(writer, unit.Specification);
        foreach (var derived in unit.Derived)
        {
            RecordInfoEmitter.Emit(writer, derived);
        }

        writer.Close();
    }
}
