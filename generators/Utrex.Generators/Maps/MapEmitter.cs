using Utrex.Generators.Emit;
using Utrex.Generators.Model;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Maps;

/// <summary>Writes where each field of each record stands in the objects of a standard, and its codes of the code tables.</summary>
internal static class MapEmitter
{
    /// <summary>Where the types stand that a map is made of, whatever its standard.</summary>
    public const string Documents = "global::Utrex.Documents.";

    public static string Emit(MapUnit unit)
    {
        var writer = new CodeWriter().Header(Comment($"maps/{unit.Name}.json"));
        writer.Open($"namespace {unit.Namespace}")
            .Summary($"The map `{unit.Name}`, version {unit.Version}: its objects, and where each field of each record stands in them.")
            .Line(GeneratedCode)
            .Open($"internal static partial class {unit.Prefix}Map")
            .Line($"public const string Version = {Literal(unit.Version)};")
            .Line($"public const string Namespace = {Literal(unit.XmlNamespace)};")
            .Line();
        Texts(writer, "Aliases", unit.Aliases);
        Texts(writer.Line(), "Derived", unit.Derived);
        writer.Line().Line($"public static global::System.Collections.Generic.IReadOnlyList<{Documents}DocumentShape> Shapes {{ get; }} =").Indent("[");
        foreach (var shape in unit.Shapes)
        {
            writer.Line($"{shape}Shape.Shape,");
        }

        writer.Close("];");
        foreach (var record in unit.Records)
        {
            Record(writer.Line(), unit, record);
        }

        writer.Line().Line($"public static global::System.Collections.Generic.IReadOnlyList<{Documents}RecordMap> Records {{ get; }} = [{string.Join(", ", unit.Records.Select(record => MemberOf(record.RecordId)))}];");
        writer.Line().Summary("The codes of the code tables.").Open("private static class CodeTables");
        foreach (var table in unit.Codes)
        {
            Codes(writer, table);
        }

        return writer.Close().Close().Close().ToString();
    }

    private static void Texts(CodeWriter writer, string name, EquatableArray<Pair> pairs)
    {
        writer.Open($"public static global::System.Collections.Generic.IReadOnlyDictionary<string, string> {name} {{ get; }} = new global::System.Collections.Generic.Dictionary<string, string>(global::System.StringComparer.Ordinal)");
        foreach (var pair in pairs)
        {
            writer.Line($"[{Literal(pair.From)}] = {Literal(pair.To)},");
        }

        writer.Close("};");
    }

    private static void Record(CodeWriter writer, MapUnit unit, RecordMapUnit record)
    {
        var info = $"{record.RecordType}.Info";
        writer.Open($"public static {Documents}RecordMap {MemberOf(record.RecordId)} {{ get; }} = new(global::{info})")
            .Line($"Type = {Literal(record.Type)},")
            .Line("Bindings =")
            .Indent("[");
        foreach (var binding in record.Bindings)
        {
            var table = unit.Codes.Any(candidate => string.Equals(candidate.Table.Table, binding.Codes, StringComparison.Ordinal)) ? "CodeTables." + binding.Codes : "null";
            writer.Line($"new(global::{info}.FindProperty({Literal(binding.Property)}), {table}, {Literals(binding.Blank)}, {binding.Write}, [{string.Join(", ", binding.Paths.Select(Path))}]),");
        }

        writer.Close("],").Line("Made =").Indent("[");
        foreach (var made in record.Made)
        {
            writer.Line($"new({Number(info, made.Field)}, {Literal(made.How)}),");
        }

        writer.Close("],").Line("WhenBlank =").Indent("[");
        foreach (var blank in record.WhenBlank)
        {
            writer.Line($"new({Number(info, blank.Field)}, {Literal(blank.Value)}, {(blank.When is null ? "-1" : Number(info, blank.When))}, {Literals(blank.Is)}, {Literals(blank.IsNot)}),");
        }

        writer.Close("],").Close("};");
    }

    private static string MemberOf(string record) => record[0] is >= '0' and <= '9' ? "_" + record : record;

    private static string Number(string info, string field) => $"global::{info}.FindField({Literal(field)})!.Number";

    private static string Path(PathUnit path) =>
        $"new({path.Shape}Shape.Shape, [{string.Join(", ", path.Steps.Select(step => $"new({step.Part}, {Literal(step.Key)})"))}], {path.Slot}, {path.OwnSlot}, {Bool(path.IsSet)}, {Bool(path.HasDefault)})";

    private static void Codes(CodeWriter writer, CodesMapUnit unit)
    {
        var table = unit.Table;
        writer.Open($"public static {Documents}DocumentCodes {table.Table} {{ get; }} = new(global::{unit.Namespace}.Codes.CodeTables.{table.Table})")
            .Line($"Blank = {Literals(table.Blank)},")
            .Line("Codes =")
            .Indent("[");
        foreach (var code in table.Codes)
        {
            writer.Line($"new({Literal(code.Code)}, {Literals(code.As)}, {Bool(code.IsOther)}, {Bool(code.IsAbsent)}),");
        }

        writer.Close("],").Close("};");
    }
}
