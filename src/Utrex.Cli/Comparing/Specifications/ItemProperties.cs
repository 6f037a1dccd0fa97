using System.Text.Json;
using System.Text.Json.Nodes;

namespace Utrex.Cli.Comparing.Specifications;

/// <summary>The properties of an item that count: what tells of the text's lines or of the class that evaluates a rule does not.</summary>
internal static class ItemProperties
{
    private static readonly HashSet<string> Everywhere = new(StringComparer.Ordinal) { "$schema", "source", "describedAt", "implementation" };

    /// <summary>The properties of an object, sorted by name.</summary>
    /// <param name="json">The object.</param>
    /// <param name="others">Names that do not count here: the id, and what are items of their own.</param>
    /// <exception cref="InvalidOperationException">A text is no text, but half a character.</exception>
    public static SortedDictionary<string, JsonNode> Of(JsonObject json, params string[] others)
    {
        var properties = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var (name, value) in json)
        {
            if (value is not null && Counts(name) && !others.Contains(name, StringComparer.Ordinal))
            {
                properties.Add(name, Copy(value)!);
            }
        }

        return properties;
    }

    private static bool Counts(string name) => !Everywhere.Contains(name);

    /// <summary>A copy in which every text has been read and so can be written.</summary>
    private static JsonNode? Copy(JsonNode? node) => node switch
    {
        JsonObject json => new JsonObject(json.Where(property => Counts(property.Key)).Select(property => KeyValuePair.Create(property.Key, Copy(property.Value)))),
        JsonArray json => new JsonArray([.. json.Select(Copy)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(value.GetValue<string>()),
        _ => node?.DeepClone(),
    };
}
