using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads a record type and its fields.</summary>
internal static class RecordParser
{
    /// <summary>The most characters of a value.</summary>
    public const int LongestField = 10_000;

    private const int LongestLine = 1_000_000;
    private const int MostDigits = 18;

    public static readonly string[] Kinds =
        ["text", "constant", "code", "integer", "decimal", "numberOrCode", "date", "isoDate", "dateTime", "monthDay", "partialDate"];

    public static readonly string[] Presences = ["optional", "conditional", "always"];

    public static readonly string[] Keys =
        ["lea", "school", "student", "statewideStudentId", "entryDate", "incident", "course", "distinction", "asOfDate", "lastDayOfSchool", "schoolYear"];

    public static readonly string[] PersonalKinds = ["name", "number", "date", "postalCode", "coordinate", "plusCode", "text"];

    public static RecordModel Read(ObjectReader reader, List<Anchor> anchors)
    {
        var id = reader.Text("id");
        var name = reader.Name("name");
        var typeName = reader.OptionalText("typeName") ?? "";
        reader.Skip("derivedFrom");
        var change = reader.OptionalObject("changeRecord");
        var changeModel = change is null ? null : new ChangeRecordModel(change.Text("field"), change.Text("code"), change.Texts("fields"));
        change?.End();
        var fields = reader.Objects("fields").Select(field => ReadField(field, anchors)).ToEquatableArray();
        if (fields.Count > 0 && reader.Node["typeName"] is null)
        {
            reader.Report("UTREX9002", reader.Node, "typeName", "is missing: a record in files needs the name of its C# type");
        }

        return new RecordModel(id, name, typeName, reader.Text("description"), FactParser.Read(reader, "facts"), reader.OptionalNumber("source") ?? 0, changeModel, fields);
    }

    private static FieldModel ReadField(ObjectReader reader, List<Anchor> anchors)
    {
        var name = reader.Name("name");
        anchors.Add(new Anchor("field " + name, reader.Node.Line, reader.Node.Column));
        reader.Skip("printed", "describedAt");
        var kind = (FieldKind)Array.IndexOf(Kinds, reader.Choice("type", "type of field", Kinds));
        var property = reader.Text("property");
        var field = new FieldModel(
            name,
            property,
            reader.OptionalName("title") ?? name,
            kind,
            reader.OptionalName("value"),
            reader.OptionalText("blank"),
            reader.OptionalText("codes"),
            reader.OptionalNumber("digits") ?? 0,
            reader.OptionalNumber("decimals") ?? 0,
            reader.OptionalNumber("exactLength", 1, LongestField),
            reader.OptionalNumber("maxLength", 1, LongestField),
            reader.OptionalNumber("width", 1, LongestField),
            reader.OptionalNumber("printedLength", 1, LongestField),
            reader.OptionalNumber("position", 1, LongestLine),
            reader.Choice("required", "presence", Presences),
            reader.OptionalText("requiredWhen"),
            reader.Node["personal"] is null ? null : reader.Choice("personal", "kind of personal value", PersonalKinds),
            reader.Texts("genericIn"),
            reader.Node["key"] is null ? null : reader.Choice("key", "key", Keys),
            reader.Text("description"),
            reader.Texts("notes"),
            HistoryParser.ReadPeriod(reader),
            reader.OptionalNumber("source") ?? 0);
        reader.End();
        return Shaped(reader, field);
    }

    /// <summary>The field, with what its type needs and lacks reported and made up for.</summary>
    private static FieldModel Shaped(ObjectReader reader, FieldModel field)
    {
        if (field.ExactLength > field.MaxLength)
        {
            reader.Report("UTREX9009", reader.Node, $"the exact length of field '{field.Name}' is greater than its maximum length");
        }

        switch (field.Kind)
        {
            case FieldKind.Constant when string.IsNullOrEmpty(field.Value):
                reader.Report("UTREX9002", reader.Node, "value", "is missing: a constant needs its literal");
                return field with { Value = "?" };
            case FieldKind.Constant when field.Value!.Any(c => c is < ' ' or > '~'):
                reader.Report("UTREX9009", reader.Node, $"the value of field '{field.Name}' must have printable ASCII characters only");
                return field with { Value = "?" };
            case FieldKind.Code or FieldKind.NumberOrCode when field.Codes is null:
                reader.Report("UTREX9002", reader.Node, "codes", "is missing: the field needs the id of its code table");
                return field with { Kind = FieldKind.Text };
            case FieldKind.Integer when field.Digits is < 1 or > MostDigits:
            case FieldKind.Decimal or FieldKind.NumberOrCode when field.Digits < 0 || field.Decimals < 0 || (long)field.Digits + field.Decimals is < 1 or > MostDigits:
                reader.Report("UTREX9009", reader.Node, $"field '{field.Name}' must have between 1 and {MostDigits} digits");
                return field with { Digits = 1, Decimals = 0 };
            default:
                return field;
        }
    }
}
