using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Utrex.Fuzzing.Specifications;

/// <summary>A JSON value that may be damaged in ways that a library's would not allow: a key twice, a number that is none, half a character.</summary>
internal sealed class JsonTree
{
    private JsonTree(JsonValueKind kind, string text = "")
    {
        Kind = kind;
        Text = text;
    }

    public JsonValueKind Kind { get; private set; }

    /// <summary>The text of a string; of a number and anything else how it is written.</summary>
    public string Text { get; private set; }

    public List<(string Name, JsonTree Value)> Properties { get; } = [];

    public List<JsonTree> Items { get; } = [];

    public static JsonTree Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    public static JsonTree String(string text) => new(JsonValueKind.String, text);

    /// <summary>A value as it is written, whether it is JSON or not.</summary>
    public static JsonTree Raw(string text) => new(JsonValueKind.Number, text);

    public static JsonTree Array(params IEnumerable<JsonTree> items)
    {
        var tree = new JsonTree(JsonValueKind.Array);
        tree.Items.AddRange(items);
        return tree;
    }

    public static JsonTree Object(params IEnumerable<(string Name, JsonTree Value)> properties)
    {
        var tree = new JsonTree(JsonValueKind.Object);
        tree.Properties.AddRange(properties);
        return tree;
    }

    /// <summary>The first value of a name, or <see langword="null"/>.</summary>
    public JsonTree? this[string name] => Properties.Find(property => string.Equals(property.Name, name, StringComparison.Ordinal)).Value;

    /// <summary>This value and everything in it.</summary>
    public IEnumerable<JsonTree> All => Items.Concat(Properties.Select(property => property.Value)).SelectMany(child => child.All).Prepend(this);

    public JsonTree Clone()
    {
        var clone = new JsonTree(Kind, Text);
        clone.Items.AddRange(Items.Select(item => item.Clone()));
        clone.Properties.AddRange(Properties.Select(property => (property.Name, property.Value.Clone())));
        return clone;
    }

    /// <summary>Makes this value another one.</summary>
    public void Become(JsonTree other)
    {
        var clone = other.Clone();
        (Kind, Text) = (clone.Kind, clone.Text);
        Items.Clear();
        Items.AddRange(clone.Items);
        Properties.Clear();
        Properties.AddRange(clone.Properties);
    }

    /// <summary>The value as text, a line for each property and item of the outer two levels.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        Write(text, 0);
        return text.Append('\n').ToString();
    }

    private static JsonTree Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Object(element.EnumerateObject().Select(property => (property.Name, Of(property.Value)))),
        JsonValueKind.Array => Array(element.EnumerateArray().Select(Of)),
        JsonValueKind.String => String(element.GetString()!),
        _ => new JsonTree(element.ValueKind, element.GetRawText()),
    };

    private void Write(StringBuilder text, int depth)
    {
        switch (Kind)
        {
            case JsonValueKind.Object:
                Write(text, depth, '{', Properties.Count, i =>
                {
                    Quote(text, Properties[i].Name);
                    text.Append(": ");
                    Properties[i].Value.Write(text, depth + 1);
                }, '}');
                break;
            case JsonValueKind.Array:
                Write(text, depth, '[', Items.Count, i => Items[i].Write(text, depth + 1), ']');
                break;
            case JsonValueKind.String:
                Quote(text, Text);
                break;
            default:
                text.Append(Text);
                break;
        }
    }

    private static void Write(StringBuilder text, int depth, char open, int count, Action<int> write, char close)
    {
        const int MostLines = 2;
        text.Append(open);
        for (var i = 0; i < count; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(depth < MostLines ? "\n" + new string(' ', 2 * (depth + 1)) : i == 0 ? "" : " ");
            write(i);
        }

        text.Append(depth < MostLines && count > 0 ? "\n" + new string(' ', 2 * depth) : "").Append(close);
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var isPair = i + 1 < value.Length && char.IsSurrogatePair(value[i], value[i + 1]);
            if (isPair)
            {
                text.Append(value, i++, 2);
            }
            else if (value[i] is '"' or '\\')
            {
                text.Append('\\').Append(value[i]);
            }
            else if (value[i] < ' ' || char.IsSurrogate(value[i]))
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)value[i]:x4}");
            }
            else
            {
                text.Append(value[i]);
            }
        }

        text.Append('"');
    }
}
