using System.Globalization;
using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads the properties of a JSON object and reports those that are missing, wrong or unknown.</summary>
internal sealed class ObjectReader(JsonNode node, string path, List<DiagnosticModel> diagnostics)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public JsonNode Node { get; } = node;

    /// <summary>How much has been found wrong so far: what was read since then is whole only if nothing was.</summary>
    public int Faults => diagnostics.Count;

    /// <summary>A text that must be there and say something.</summary>
    public string Text(string name)
    {
        var text = OptionalText(name);
        if (text is { Length: 0 })
        {
            Report("UTREX9002", Find(name)!, name, "must not be empty");
        }

        return text ?? Missing(name, "");
    }

    /// <summary>A text of one line that must be there: what has a name stands in messages and tables.</summary>
    public string Name(string name) => OneLine(name, Text(name));

    /// <inheritdoc cref="Name"/>
    public string? OptionalName(string name) => OptionalText(name) is { } text ? OneLine(name, text) : null;

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

    /// <summary>A number within bounds; one that lies outside is reported, and counts as missing.</summary>
    public int? OptionalNumber(string name, int least, int most)
    {
        var number = OptionalNumber(name);
        if (number < least || number > most)
        {
            Report("UTREX9009", Find(name)!, $"'{name}' is {number}; it must lie between {least} and {most}");
            return null;
        }

        return number;
    }

    /// <summary>A number within bounds that may have decimals; one that lies outside is reported, and counts as missing.</summary>
    public decimal? OptionalDecimal(string name, decimal least, decimal most)
    {
        var number = OptionalDecimal(name);
        if (number < least || number > most)
        {
            Report("UTREX9009", Find(name)!, string.Format(CultureInfo.InvariantCulture, "'{0}' is {1}; it must lie between {2} and {3}", name, number, least, most));
            return null;
        }

        return number;
    }

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

    /// <summary>A list of texts, none of them empty unless <paramref name="mayBeEmpty"/>; what is no such text is reported and left out.</summary>
    public EquatableArray<string> Texts(string name, bool mayBeEmpty = false)
    {
        var texts = new List<string>();
        foreach (var item in Array(name))
        {
            if (item.Kind == JsonKind.String && (mayBeEmpty || item.Text.Length > 0))
            {
                texts.Add(item.Text);
            }
            else
            {
                Report("UTREX9002", item, name, mayBeEmpty ? "must be a list of texts" : "must be a list of texts that are not empty");
            }
        }

        return texts.ToEquatableArray();
    }

    /// <summary>A list that must have something in it where it is given at all.</summary>
    public EquatableArray<string> SomeTexts(string name)
    {
        var texts = Texts(name);
        if (Find(name) is { Kind: JsonKind.Array, Items.Count: 0 } list)
        {
            Report("UTREX9002", list, name, "must not be empty");
        }

        return texts;
    }

    /// <summary>A list of objects; what is none is reported and left out.</summary>
    public IReadOnlyList<ObjectReader> Objects(string name) => [.. Array(name).Select(item => AsObject(item, name)).OfType<ObjectReader>()];

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

    private ObjectReader? AsObject(JsonNode value, string name)
    {
        if (value.Kind == JsonKind.Object)
        {
            return new ObjectReader(value, path, diagnostics);
        }

        Report("UTREX9002", value, name, "must be an object");
        return null;
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

    private string OneLine(string name, string text)
    {
        if (text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'))
        {
            Report("UTREX9002", Find(name)!, name, "must be a text of one line without control characters");
        }

        return text;
    }

    private JsonNode? Find(string name)
    {
        _known.Add(name);
        return Node[name];
    }

    private T Missing<T>(string name, T fallback)
    {
        if (Node[name] is null or { Kind: JsonKind.Null })
        {
            Report("UTREX9002", Node, name, "is missing");
        }

        return fallback;
    }
}
