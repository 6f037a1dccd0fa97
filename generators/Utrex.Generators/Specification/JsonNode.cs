namespace Utrex.Generators.Specification;

internal enum JsonKind
{
    Null,
    True,
    False,
    Number,
    String,
    Array,
    Object,
}

/// <summary>A JSON value that knows where it stands, so that a diagnostic can point to it.</summary>
internal sealed class JsonNode(JsonKind kind, int line, int column)
{
    private static readonly JsonNode[] NoItems = [];

    public JsonKind Kind { get; } = kind;

    /// <summary>0-based, as Roslyn counts.</summary>
    public int Line { get; } = line;

    /// <summary>0-based, as Roslyn counts.</summary>
    public int Column { get; } = column;

    /// <summary>The text of a string or a number.</summary>
    public string Text { get; set; } = "";

    public IReadOnlyList<JsonNode> Items { get; set; } = NoItems;

    public IReadOnlyList<JsonProperty> Properties { get; set; } = [];

    public JsonNode? this[string name]
    {
        get
        {
            foreach (var property in Properties)
            {
                if (string.Equals(property.Name, name, StringComparison.Ordinal))
                {
                    return property.Value;
                }
            }

            return null;
        }
    }
}

internal readonly record struct JsonProperty(string Name, JsonNode Value, int Line, int Column);
