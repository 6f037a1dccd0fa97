using System.Globalization;
using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads the properties of a JSON object and reports those that are missing, wrong or unknown.</summary>
internal sealed class ObjectReader(JsonNode node, string path, List<DiagnosticModel> diagnostics)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public JsonNode Node { get; } = node;

    public string Text(string name, string fallback = "") => OptionalText(name) ?? Missing(name, fallback);

    public string? OptionalText(string name)
    {
        var value = Find(name);
        if (value is null or { Kind: JsonKind.Null })
        {
            return null;
        }

        if (value.Kind == JsonKind.String)
        {
            return value.Text;
        }

        Report("UTREX9002", value, name, "must be a text");
        return null;
    }

    public int Number(string name) => OptionalNumber(name) ?? Missing(name, 0);

    public int? OptionalNumber(string name)
    {
        var value = Find(name);
        if (value is null or { Kind: JsonKind.Null })
        {
            return null;
        }

        if (value.Kind == JsonKind.Number && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Report("UTREX9002", value, name, "must be a whole number");
        return null;
    }

    public decimal? OptionalDecimal(string name)
    {
        var value = Find(name);
        if (value is null or { Kind: JsonKind.Null })
        {
            return null;
        }

        if (value.Kind == JsonKind.Number)
        {
            return decimal.Parse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        Report("UTREX9002", value, name, "must be a number");
        return null;
    }

    public bool Flag(string name)
    {
        var value = Find(name);
        if (value is null or { Kind: JsonKind.False or JsonKind.Null })
        {
            return false;
        }

        if (value.Kind != JsonKind.True)
        {
            Report("UTREX9002", value, name, "must be true or false");
        }

        return value.Kind == JsonKind.True;
    }

    /// <summary>A value out of a closed set; the set's order is the order of <paramref name="known"/>.</summary>
    public string Choice(string name, string what, IReadOnlyList<string> known)
    {
        var text = OptionalText(name);
        if (text is null)
        {
            return Missing(name, known[0]);
        }

        if (known.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        Report("UTREX9004", Find(name)!, text, what, string.Join(", ", known));
        return known[0];
    }

    public EquatableArray<string> Texts(string name) => Array(name)
        .Select(item =>
        {
            if (item.Kind != JsonKind.String)
            {
                Report("UTREX9002", item, name, "must be a list of texts");
            }

            return item.Text;
        })
        .ToEquatableArray();

    public IReadOnlyList<ObjectReader> Objects(string name) => [.. Array(name).Select(item => AsObject(item, name))];

    public ObjectReader? OptionalObject(string name)
    {
        var value = Find(name);
        return value is null or { Kind: JsonKind.Null } ? null : AsObject(value, name);
    }

    /// <summary>Accepts a property that the generator has no use for.</summary>
    public void Skip(params string[] names)
    {
        foreach (var name in names)
        {
            _known.Add(name);
        }
    }

    /// <summary>Reports the properties that nobody asked for.</summary>
    public void End()
    {
        foreach (var property in Node.Properties)
        {
            if (!_known.Contains(property.Name))
            {
                diagnostics.Add(new DiagnosticModel("UTREX9003", path, property.Line, property.Column, new[] { property.Name }.ToEquatableArray()));
            }
        }
    }

    public void Report(string id, JsonNode place, params string[] arguments) =>
        diagnostics.Add(new DiagnosticModel(id, path, place.Line, place.Column, arguments.ToEquatableArray()));

    private ObjectReader AsObject(JsonNode value, string name)
    {
        if (value.Kind != JsonKind.Object)
        {
            Report("UTREX9002", value, name, "must be an object");
        }

        return new ObjectReader(value, path, diagnostics);
    }

    private IReadOnlyList<JsonNode> Array(string name)
    {
        var value = Find(name);
        if (value is not null and not { Kind: JsonKind.Array or JsonKind.Null })
        {
            Report("UTREX9002", value, name, "must be a list");
        }

        return value?.Items ?? [];
    }

    private JsonNode? Find(string name)
    {
        _known.Add(name);
        return Node[name];
    }

    private T Missing<T>(string name, T fallback)
    {
        if (Node[name] is null)
        {
            Report("UTREX9002", Node, name, "is missing");
        }

        return fallback;
    }
}
