using System.Text.Json;

namespace Utrex.Sdk.Sif;

/// <summary>
/// What SIF demands and no batch tells, as one LEA or one vendor knows it: the values of elements and attributes by path, in a file that is
/// kept beside the export. What is read of it goes into <see cref="SifWriterOptions.Defaults"/>.
/// </summary>
public static class SifProfile
{
    /// <summary>Reads a profile: a JSON object whose properties are paths, such as <c>DisciplineIncident/IncidentTime/@Type</c>, and whose values are texts.</summary>
    /// <param name="json">The JSON, in UTF-8; comments and a comma at the end are allowed.</param>
    /// <exception cref="FormatException">It is no such JSON; the message says where.</exception>
    public static IReadOnlyDictionary<string, string> Read(Stream json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException("a profile is a JSON object with a text for each path");
            }

            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind != JsonValueKind.String)
                {
                    throw new FormatException($"the value of {PrintableText.Quote(property.Name)} is no text");
                }

                if (!values.TryAdd(property.Name, property.Value.GetString()!))
                {
                    throw new FormatException($"{PrintableText.Quote(property.Name)} stands there twice");
                }
            }
        }
        catch (JsonException e)
        {
            throw new FormatException($"it is no JSON (line {e.LineNumber + 1})", e);
        }

        return values;
    }
}
