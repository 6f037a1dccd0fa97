using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads a record type and its fields.</summary>
internal static class RecordParser
{
    private static readonly string[] Kinds =
        ["text", "constant", "code", "integer", "decimal", "numberOrCode", "date", "isoDate", "dateTime", "monthDay", "partialDate"];

    private static readonly string[] Presences = ["optional", "conditional", "always"];

    private static readonly string[] Keys =
        ["lea", "school", "student", "statewideStudentId", "entryDate", "incident", "course", "distinction", "asOfDate", "lastDayOfSchool"];

    private static readonly string[] PersonalKinds = ["name", "number", "date", "postalCode", "coordinate", "plusCode", "text"];

    public static RecordModel Read(ObjectReader reader, List<Anchor> anchors)
    {
        var id = reader.Text("id");
        var name = reader.Text("name");
        var typeName = reader.OptionalText("typeName") ?? "";
        reader.Skip("derivedFrom");
        var change = reader.OptionalObject("changeRecord");
        var changeModel = change is null ? null : new ChangeRecordModel(change.Text("field"), change.Text("code"), change.Texts("fields"));
        change?.End();
        var fields = reader.Objects("fields").Select(field => ReadField(field, anchors)).ToEquatableArray();
        if (fields.Count > 0)
        {
            Identifier.Check(reader, typeName, "type");
            if (id.Length != 2)
            {
                reader.Report("UTREX9009", reader.Node, $"the id '{id}' of a record in files must have two characters: a line begins with them and '='");
            }
        }

        return new RecordModel(id, name, typeName, reader.Text("description"), reader.OptionalNumber("source") ?? 0, reader.OptionalText("sifProgramType"), changeModel, fields);
    }

    private static FieldModel ReadField(ObjectReader reader, List<Anchor> anchors)
    {
        var name = reader.Text("name");
        anchors.Add(new Anchor("field " + name, reader.Node.Line, reader.Node.Column));
        reader.Skip("printed", "sifPrinted", "describedAt");
        var kind = (FieldKind)Array.IndexOf(Kinds, reader.Choice("type", "type of field", Kinds));
        var property = reader.Text("property");
        Identifier.Check(reader, property, "property");
        var field = new FieldModel(
            name,
            property,
            reader.OptionalText("title") ?? name,
            kind,
            reader.OptionalText("value"),
            reader.OptionalText("blank"),
            reader.OptionalText("codes"),
            reader.OptionalNumber("digits") ?? 0,
            reader.OptionalNumber("decimals") ?? 0,
            reader.OptionalNumber("exactLength"),
            reader.OptionalNumber("maxLength"),
            reader.OptionalNumber("width"),
            reader.OptionalNumber("printedLength"),
            reader.OptionalNumber("position"),
            reader.Choice("required", "presence", Presences),
            reader.OptionalText("requiredWhen"),
            reader.Node["personal"] is null ? null : reader.Choice("personal", "kind of personal value", PersonalKinds),
            reader.Texts("genericIn"),
            reader.Node["key"] is null ? null : reader.Choice("key", "key", Keys),
            reader.Texts("sif"),
            ReadSif(reader),
            reader.Text("description"),
            reader.Texts("notes"),
            reader.OptionalNumber("source") ?? 0);
        CheckShape(reader, field);
        reader.End();
        return field;
    }

    private static SifFieldModel? ReadSif(ObjectReader reader)
    {
        var mapping = new SifFieldModel(reader.OptionalText("sifKey"), reader.OptionalNumber("sifWrite") ?? 0, reader.Flag("sifJoined"), reader.Texts("sifBlank"));
        return mapping == new SifFieldModel(null, 0, IsJoined: false, default) ? null : mapping;
    }

    private static void CheckShape(ObjectReader reader, FieldModel field)
    {
        switch (field.Kind)
        {
            case FieldKind.Constant when string.IsNullOrEmpty(field.Value):
                reader.Report("UTREX9002", reader.Node, "value", "is missing: a constant needs its literal");
                break;
            case FieldKind.Code or FieldKind.NumberOrCode when field.Codes is null:
                reader.Report("UTREX9002", reader.Node, "codes", "is missing: the field needs the id of its code table");
                break;
            case FieldKind.Integer when field.Digits is < 1 or > 18:
            case FieldKind.Decimal or FieldKind.NumberOrCode when field.Digits + field.Decimals is < 1 or > 18 || field.Digits < 0 || field.Decimals < 0:
                reader.Report("UTREX9009", reader.Node, $"field '{field.Name}' must have between 1 and 18 digits");
                break;
        }

        foreach (var length in new[] { field.ExactLength, field.MaxLength, field.Width, field.PrintedLength, field.Position })
        {
            if (length is < 1 or > 10_000)
            {
                reader.Report("UTREX9009", reader.Node, $"a length or position of field '{field.Name}' is not between 1 and 10000");
            }
        }

        if (field.ExactLength > field.MaxLength)
        {
            reader.Report("UTREX9009", reader.Node, $"the exact length of field '{field.Name}' is greater than its maximum length");
        }
    }
}
