using Utrex.Generators.Model;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Emit;

/// <summary>Writes the view: a record's fields read from a line on access, without allocation.</summary>
internal static class ViewEmitter
{
    public static void Emit(CodeWriter writer, RecordUnit unit)
    {
        var record = unit.Record;
        var name = record.ViewName;
        writer.Summary($"{record.Name} (`{record.Id}=`) as it stands in a line: fields are cut and parsed on access, and nothing is allocated. Valid until the next line is read.")
            .Line(GeneratedCode)
            .Open($"public readonly ref struct {name}")
            .Line("private readonly global::Utrex.Sdk.Text.RecordLine _line;")
            .Line()
            .Line("/// <summary>Looks at a line as this record type.</summary>")
            .Line($"/// <exception cref=\"global::System.ArgumentException\">The line does not begin with <c>{record.Id}=</c>.</exception>")
            .Open($"public {name}(global::Utrex.Sdk.Text.RecordLine line)")
            .Open($"if (!global::System.MemoryExtensions.StartsWith(line.Bytes, {Utf8(record.Id + "=")}))")
            .Line($"throw new global::System.ArgumentException({Literal($"The line is no {record.Name}: it does not begin with {record.Id}=.")}, nameof(line));")
            .Close()
            .Line()
            .Line("_line = line;")
            .Close()
            .Line()
            .Line("/// <summary>The line itself.</summary>")
            .Line("public global::Utrex.Sdk.Text.RecordLine Line => _line;")
            .Line()
            .Line("/// <summary>The bytes of a field by its number, from 0 (the record id), without trailing blanks.</summary>")
            .Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The record has no field of this number.</exception>")
            .Line($"public global::System.ReadOnlySpan<byte> this[int number] => _line.Field({record.TypeName}.Info.GetField(number));")
            .Line()
            .Line("/// <summary>The bytes of a field by its name in the specification, such as <c>" + Doc(unit.Fields[unit.Fields.Count - 1].Model.Name) + "</c>, without trailing blanks.</summary>")
            .Line("/// <exception cref=\"global::System.ArgumentException\">The record has no field of this name.</exception>")
            .Line($"public global::System.ReadOnlySpan<byte> this[string name] => _line.Field({record.TypeName}.Info.GetField(name));")
            .Line();
        foreach (var field in unit.Fields)
        {
            EmitProperty(writer, unit, field);
        }

        writer.Line("/// <summary>The typed record.</summary>")
            .Line("/// <param name=\"record\">The record, or the default.</param>")
            .Line("/// <param name=\"error\">The first malformed field.</param>")
            .Line("/// <returns>Whether every field could be read.</returns>")
            .Line($"public bool TryGetRecord(out {record.TypeName} record, out global::Utrex.Sdk.Text.FieldError error) => {record.TypeName}.TryRead(_line, out record, out error);")
            .Close();
    }

    private static void EmitProperty(CodeWriter writer, RecordUnit unit, FieldUnit field)
    {
        var codes = RecordEmitter.Codes(unit);
        var isBytes = field.Model.Kind is FieldKind.Text or FieldKind.Constant;
        var type = FieldTypes.Value(field, codes);
        writer.Summary(field.Model.Description)
            .Line($"public {(isBytes ? type : $"global::Utrex.Sdk.Text.FieldValue<{type}>")} {field.Model.Property} => {FieldTypes.Parse(field, codes, $"_line.Field({FieldTypes.Place(field)})")};")
            .Line();
    }
}
