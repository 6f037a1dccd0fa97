using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Utrex.Cli.Rules;
using Utrex.Cli.SchoolYears;
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
                WriteRecord(json, record, SifPlaces.Of(specification));
            }

            json.WriteEndArray();
            json.WriteStartArray("codeTables");
            foreach (var table in specification.CodeTables)
            {
                WriteTable(json, table);
            }

            json.WriteEndArray();
            WriteRules(json, "rules", specification.EveryRule.Except(specification.EveryFileRule));
            WriteRules(json, "fileRules", specification.EveryFileRule);
            json.WriteStartArray("lookups");
            foreach (var lookup in specification.Lookups)
            {
                WriteLookup(json, lookup);
            }

            json.WriteEndArray();
            json.WriteStartArray("submissions");
            foreach (var submission in specification.Submissions)
            {
                WriteSubmission(json, submission);
            }

            json.WriteEndArray();
            WriteFacts(json, specification.Facts);
            WriteReconstruction(json, specification.Reconstruction);
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
    }

    private static void WriteRecord(Utf8JsonWriter json, RecordInfo record, SifPlaces places)
    {
        json.WriteStartObject();
        json.WriteString("id", record.Id);
        json.WriteString("name", record.Name);
        json.WriteString("typeName", record.TypeName.Length == 0 ? null : record.TypeName);
        json.WriteString("description", record.Description);
        WriteSource(json, record.Source);
        WriteFacts(json, record.Facts);
        json.WriteStartArray("fields");
        foreach (var field in record.Fields)
        {
            WriteField(json, field, places[record, field]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, FieldInfo field, IReadOnlyList<string> sif)
    {
        json.WriteStartObject();
        json.WriteString("name", field.Name);
        json.WriteString("property", field.Property);
        json.WriteString("title", field.Title);
        json.WriteString("type", Name(field.Type));
        json.WriteNumber("position", field.Offset + 1);
        json.WriteNumber("width", field.Width);
        WriteNumber(json, "exactLength", field.ExactLength);
        WriteNumber(json, "maxLength", field.MaxLength);
        json.WriteString("required", Name(field.Presence));
        json.WriteString("requiredWhen", field.RequiredWhen);
        json.WriteString("codes", field.Codes?.Id);
        WriteTexts(json, "sif", sif);
        json.WriteString("description", field.Description);
        WriteTexts(json, "notes", field.Notes);
        WritePeriod(json, field.Since, field.Until);
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
            WritePeriod(json, code.Since, code.Until);
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
            json.WriteString("kind", Name(rule.Kind));
            json.WriteString("status", Name(rule.Status));
            if (rule.Status == RuleStatus.Inactive)
            {
                json.WriteString("reason", Name(rule.InactiveReason));
            }

            if (rule.DuplicateOf is { } of)
            {
                json.WriteString("of", of);
            }

            json.WriteString("needs", rule.Needs);
            json.WriteBoolean("added", rule.IsAdded);
            json.WriteString("basis", Name(rule.Basis));
            json.WriteString("text", rule.Text);
            json.WriteString("message", rule.Message);
            json.WriteString("extendedDescription", rule.ExtendedDescription);
            json.WriteString("advice", rule.Advice);
            WriteSource(json, rule.Source);
            json.WriteString("note", rule.Note);
            WritePeriod(json, rule.Since, rule.Until);
            WriteEarlier(json, rule.Earlier);
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

    private static void WriteSubmission(Utf8JsonWriter json, SubmissionInfo submission)
    {
        json.WriteStartObject();
        json.WriteString("id", submission.Id);
        json.WriteString("title", submission.Title);
        json.WriteString("description", submission.Description);
        WriteTexts(json, "records", submission.Records);
        WriteTexts(json, "optional", submission.OptionalRecords);
        WriteFacts(json, submission.Facts);
        json.WriteStartArray("dates");
        foreach (var date in submission.Dates)
        {
            json.WriteStartObject();
            json.WriteString("title", date.Title);
            json.WriteString("date", date.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("time", date.Time?.ToString("HH:mm", CultureInfo.InvariantCulture));
            WriteFact(json, date.Rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFacts(Utf8JsonWriter json, IReadOnlyList<FactInfo> facts)
    {
        json.WriteStartArray("facts");
        foreach (var fact in facts)
        {
            json.WriteStartObject();
            WriteFact(json, fact);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFact(Utf8JsonWriter json, FactInfo fact)
    {
        json.WriteString("text", fact.Text);
        json.WriteString("standing", Name(fact.Standing));
        WriteSource(json, fact.Source);
    }

    private static void WritePeriod(Utf8JsonWriter json, string? since, string? until)
    {
        json.WriteString("since", since);
        json.WriteString("until", until);
    }

    private static void WriteEarlier(Utf8JsonWriter json, IReadOnlyList<EarlierRule> earlier)
    {
        if (earlier.Count == 0)
        {
            return;
        }

        json.WriteStartArray("earlier");
        foreach (var entry in earlier)
        {
            json.WriteStartObject();
            json.WriteString("until", entry.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("level", entry.Severity == Severity.Error ? "error" : "warning");
            if (entry.Limit is { } limit)
            {
                json.WriteNumber("limit", limit);
            }

            json.WriteString("note", entry.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteReconstruction(Utf8JsonWriter json, ReconstructionInfo? reconstruction)
    {
        if (reconstruction is null)
        {
            return;
        }

        json.WriteStartObject("reconstruction");
        json.WriteString("from", reconstruction.From);
        json.WriteStartArray("entries");
        foreach (var entry in reconstruction.Entries)
        {
            json.WriteStartObject();
            WriteSource(json, entry.Source);
            json.WriteString("date", entry.Date);
            json.WriteString("change", entry.Change);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "uncertain", reconstruction.Uncertain);
        json.WriteEndObject();
    }

    private static string Name<T>(T value) => JsonNamingPolicy.CamelCase.ConvertName(value!.ToString()!);

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
