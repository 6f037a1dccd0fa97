using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Utrex.Cli.Comparing.Specifications;

namespace Utrex.Cli.Reports.Changes;

/// <summary>The changes of a specification for programs: an object for each, whose keys are always the same.</summary>
internal static class ChangeJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the changes.</summary>
    public static void Write(Stream stream, SpecificationDiff diff)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("old", diff.Old.SchoolYear);
            json.WriteString("new", diff.New.SchoolYear);
            json.WriteStartArray("changes");
            foreach (var change in diff.Changes)
            {
                json.WriteStartObject();
                json.WriteString("kind", ChangeWords.Of(change.Kind));
                json.WriteString("change", ChangeWords.Of(change.Change));
                json.WriteString("id", change.Pair.Id);
                json.WriteString("property", change.Property);
                Write(json, "old", change.Old);
                Write(json, "new", change.New);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, string name, JsonNode? value)
    {
        json.WritePropertyName(name);
        if (value is null)
        {
            json.WriteNullValue();
        }
        else
        {
            value.WriteTo(json);
        }
    }
}
