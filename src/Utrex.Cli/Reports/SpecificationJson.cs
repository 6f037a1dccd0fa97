using System.Text.Encodings.Web;
using System.Text.Json;
using Utrex.Sdk;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>Writes the compiled specification as JSON, for tools.</summary>
internal static class SpecificationJson
{
    public static void Write(Stream stream, SpecificationInfo specification)
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("specification", specification.Id);
            json.WriteString("schoolYear", specification.SchoolYear);
            json.WriteStartArray("records");
            foreach (var record in specification.Records)
            {
                WriteRecord(json, record);
            }

            json.WriteEndArray();
            json.WriteStartArray("codeTables");
            foreach (var table in specification.CodeTables)
            {
                WriteTable(json, table);
            }

            json.WriteEndArray();
            WriteRules(json, "rules", specification.Rules.Where(rule => !IsAboutFile(rule)));
            WriteRules(json, "fileRules", specification.Rules.Where(IsAboutFile));
            json.WriteStartArray("lookups");
            foreach (var lookup in specification.Lookups)
            {
                WriteLookup(json, lookup);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
    }

    private static bool IsAboutFile(RuleInfo rule) => FileRules.All.Contains(rule);

    private static void WriteRecord(Utf8JsonWriter json, RecordInfo record)
    {
        json.WriteStartObject();
        json.WriteString("id", record.Id);
        json.WriteString("name", record.Name);
        json.WriteString("typeName", record.TypeName.Length == 0 ? null : record.TypeName);
        json.WriteString("description", record.Description);
        WriteSource(json, record.Source);
        json.WriteStartArray("fields");
        foreach (var field in record.Fields)
        {
            WriteField(json, field);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, FieldInfo field)
    {
        json.WriteStartObject();
        json.WriteString("name", field.Name);
        json.WriteString("property", field.Property);
        json.WriteString("title", field.Title);
        json.WriteString("type", JsonNamingPolicy.CamelCase.ConvertName(field.Type.ToString()));
        json.WriteNumber("position", field.Offset + 1);
        json.WriteNumber("width", field.Width);
        WriteNumber(json, "exactLength", field.ExactLength);
        WriteNumber(json, "maxLength", field.MaxLength);
        json.WriteString("required", JsonNamingPolicy.CamelCase.ConvertName(field.Presence.ToString()));
        json.WriteString("requiredWhen", field.RequiredWhen);
        json.WriteString("codes", field.Codes?.Id);
        WriteTexts(json, "sif", field.Sif);
        json.WriteString("description", field.Description);
        WriteTexts(json, "notes", field.Notes);
        WriteSource(json, field.Source);
        json.WriteEndObject();
    }

    private static void WriteTable(Utf8JsonWriter json, CodeTableInfo table)
    {
        json.WriteStartObject();
        json.WriteString("id", table.Id);
        json.WriteString("title", table.Title);
        json.WriteString("typeName", table.TypeName);
        json.WriteString("description", table.Description);
        WriteSource(json, table.Source);
        json.WriteStartArray("codes");
        foreach (var code in table.Codes)
        {
            json.WriteStartObject();
            json.WriteString("code", code.Code);
            json.WriteString("meaning", code.Meaning);
            json.WriteString("member", code.Member);
            json.WriteString("status", code.IsRetired ? "retired" : "active");
            json.WriteString("retiredSince", code.RetiredSince);
            json.WriteString("replacement", code.Replacement);
            WriteTexts(json, "aliases", code.Aliases);
            json.WriteString("note", code.Note);
            WriteSource(json, code.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteMeaning(json, "blank", table.BlankMeaning, table.BlankSource);
        WriteMeaning(json, "numbers", table.NumberMeaning, table.NumberSource);
        json.WriteEndObject();
    }

    private static void WriteMeaning(Utf8JsonWriter json, string name, string? meaning, int source)
    {
        if (meaning is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("meaning", meaning);
        WriteSource(json, source);
        json.WriteEndObject();
    }

    private static void WriteRules(Utf8JsonWriter json, string name, IEnumerable<RuleInfo> rules)
    {
        json.WriteStartArray(name);
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("record", rule.Record);
            json.WriteString("field", rule.Field);
            json.WriteString("number", rule.Number);
            json.WriteString("id", rule.Id);
            json.WriteString("name", rule.Name);
            json.WriteString("level", rule.Severity == Severity.Error ? "error" : "warning");
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(rule.Kind.ToString()));
            json.WriteString("status", JsonNamingPolicy.CamelCase.ConvertName(rule.Status.ToString()));
            json.WriteBoolean("added", rule.IsAdded);
            json.WriteString("text", rule.Text);
            json.WriteString("message", rule.Message);
            json.WriteString("extendedDescription", rule.ExtendedDescription);
            json.WriteString("advice", rule.Advice);
            WriteSource(json, rule.Source);
            json.WriteString("note", rule.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLookup(Utf8JsonWriter json, LookupInfo lookup)
    {
        json.WriteStartObject();
        json.WriteString("id", lookup.Id);
        json.WriteString("title", lookup.Title);
        json.WriteString("description", lookup.Description);
        WriteSource(json, lookup.Source);
        WriteTexts(json, "columns", lookup.Columns);
        json.WriteStartArray("rows");
        for (var i = 0; i < lookup.Rows.Count; i++)
        {
            json.WriteStartObject();
            WriteTexts(json, "values", lookup.Rows[i]);
            WriteSource(json, lookup.RowSources[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteSource(Utf8JsonWriter json, int line) => WriteNumber(json, "source", line > 0 ? line : null);
}
