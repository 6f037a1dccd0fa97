using System.Text.Json;
using System.Text.Json.Nodes;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Comparing.Specifications;

/// <summary>
/// Makes a catalogue of a specification's files. What a file is shows in its properties, as for the generator; what the generator would refuse
/// is refused here only where it leaves no id to compare by.
/// </summary>
internal sealed class CatalogueReader
{
    private const string Schema = "specification.schema.json";

    private readonly List<SpecificationItem> _items = [];
    private readonly HashSet<(ItemKind Kind, string Id)> _ids = [];
    private readonly Dictionary<string, string> _templates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonNode> _characterSets = new(StringComparer.Ordinal);
    private readonly List<(string File, JsonObject Rules)> _rules = [];
    private readonly List<(string File, JsonObject Map)> _maps = [];
    private Reconstruction? _reconstruction;
    private string? _schoolYear;
    private string _file = "";

    /// <summary>The specification that an argument names: a school year that the tool holds, or a folder.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="open">Opens a file of a folder.</param>
    /// <exception cref="CommandException">There is no such year or folder, or what is there is no specification.</exception>
    public static SpecificationCatalogue Read(string argument, Func<string, Stream> open) =>
        Years.All.FirstOrDefault(year => year.IsCalled(argument)) is { } held ? Read(held.Files, argument)
        : HeldYear.IsYear(argument) ? throw new CommandException($"the school year '{argument}' is not held; those that are: {string.Join(", ", Years.All.Select(year => year.Name))}. A folder with its specification will do.")
        : Read(SpecificationFolder.Read(argument, open), argument);

    /// <summary>The specification of some files.</summary>
    /// <exception cref="CommandException">They are none.</exception>
    public static SpecificationCatalogue Read(IEnumerable<SpecificationFile> files, string name)
    {
        var reader = new CatalogueReader();
        foreach (var file in files)
        {
            reader.Add(file);
        }

        return reader.Complete(name);
    }

    private SpecificationCatalogue Complete(string name)
    {
        // A rule is read last: the set of characters that it names may stand in a file that comes later.
        foreach (var (file, rules) in _rules)
        {
            _file = file;
            Guarded(() => AddRules(rules));
        }

        foreach (var (file, map) in _maps)
        {
            _file = file;
            Guarded(() => AddMap(map));
        }

        return new SpecificationCatalogue(_schoolYear ?? throw new CommandException($"'{name}' does not say its schoolYear in specification.json."), _items, _templates, _reconstruction);
    }

    private void Add(SpecificationFile file)
    {
        _file = file.Name;
        Guarded(() =>
        {
            if (JsonNode.Parse(file.Content.AsSpan(file.Content.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) is JsonObject json && ActionOf(json) is { } add)
            {
                if (!Optional(json, "$schema").EndsWith(Schema, StringComparison.Ordinal))
                {
                    throw Wrong($"looks like a file of a specification and has no $schema that ends with {Schema}");
                }

                add(json);
            }
        });
    }

    private Action<JsonObject>? ActionOf(JsonObject json) =>
        json.ContainsKey("map") ? map => _maps.Add((_file, map))
        : json.ContainsKey("fields") ? AddRecord
        : json.ContainsKey("rules") ? rules => _rules.Add((_file, rules))
        : json.ContainsKey("rows") ? AddLookup
        : json.ContainsKey("schoolYear") ? AddRoot
        : json.ContainsKey("codes") ? AddCodes
        : null;

    /// <summary>What the JSON is not, said as the fault of the file.</summary>
    private void Guarded(Action read)
    {
        try
        {
            read();
        }
        catch (JsonException e)
        {
            throw new CommandException($"'{_file}' is no JSON that can be read: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new CommandException($"'{_file}' has a text that is half a character.", e);
        }
    }

    private void AddRoot(JsonObject json)
    {
        _schoolYear = _schoolYear is null ? Text(json, "schoolYear") : throw Wrong("is the second file that says a schoolYear");
        foreach (var template in Objects(json, "texts", isOptional: true))
        {
            _templates[Text(template, "for")] = Optional(template, "text");
        }

        foreach (var set in Objects(json, "characterSets", isOptional: true))
        {
            _characterSets[Text(set, "name")] = new JsonObject(ItemProperties.Of(set, "name").Select(property => KeyValuePair.Create<string, JsonNode?>(property.Key, property.Value)));
        }

        if (json["reconstruction"] is JsonObject made)
        {
            _reconstruction = new Reconstruction(Text(made, "from"), Objects(made, "entries", isOptional: true).Count(), [.. Uncertain(made)]);
        }
    }

    private static IEnumerable<string> Uncertain(JsonObject made) => made["uncertain"] is JsonArray list
        ? list.Select(entry => entry is JsonObject json ? string.Join(": ", json.Select(property => TextOf(property.Value)).OfType<string>()) : TextOf(entry) ?? "").Where(text => text.Length > 0)
        : [];

    private void AddRecord(JsonObject json)
    {
        var id = Text(json, "id");
        var properties = ItemProperties.Of(json, "id", "fields");
        var names = new JsonArray();
        foreach (var field in Objects(json, "fields"))
        {
            var name = Text(field, "name");
            names.Add((JsonNode)name);
            Add(new SpecificationItem(ItemKind.Field, $"{id}.{name}", Field: null, ItemProperties.Of(field, "name")));
        }

        // Their order is that of a line.
        properties["fields"] = names;
        Add(new SpecificationItem(ItemKind.Record, id, Field: null, properties));
    }

    private void AddCodes(JsonObject json)
    {
        var id = Text(json, "id");
        Add(new SpecificationItem(ItemKind.Code, id, Field: null, ItemProperties.Of(json, "id", "codes")));
        foreach (var code in Objects(json, "codes"))
        {
            // The numbers of further lines mean no more than that of the first.
            Add(new SpecificationItem(ItemKind.Code, $"{id}.{Text(code, "code")}", Field: null, ItemProperties.Of(code, "code", "also")));
        }
    }

    private void AddLookup(JsonObject json)
    {
        var properties = ItemProperties.Of(json, "id", "rows");
        properties["rows"] = new JsonArray([.. Objects(json, "rows").Select(row => ItemProperties.Of(row).GetValueOrDefault("values") ?? throw Wrong("has a row without values"))]);
        Add(new SpecificationItem(ItemKind.Lookup, Text(json, "id"), Field: null, properties));
    }

    private void AddRules(JsonObject json)
    {
        var record = Text(json, "record");
        foreach (var rule in Objects(json, "rules"))
        {
            var properties = ItemProperties.Of(rule, "number");
            if (rule["check"] is JsonObject check && _characterSets.TryGetValue(Optional(check, "set"), out var set))
            {
                // What is checked changes with the set that is named.
                properties["characters"] = set.DeepClone();
            }

            // Several rows may share an id, and even a field.
            _items.Add(new SpecificationItem(ItemKind.Rule, $"{record}.{Text(rule, "number")}", rule.ContainsKey("field") ? Text(rule, "field") : null, properties));
        }
    }

    /// <summary>The paths of fields and what stands for codes are properties of these, by the name of the map; the rest is inside of an adapter.</summary>
    private void AddMap(JsonObject json)
    {
        var name = Text(json, "map");
        foreach (var record in Objects(json, "records", isOptional: true))
        {
            Set(ItemKind.Field, Text(record, "record"), "fields", "field", "paths", record);
        }

        foreach (var table in Objects(json, "codes", isOptional: true))
        {
            Set(ItemKind.Code, Text(table, "table"), "codes", "code", "as", table);
        }

        if (json["rules"] is JsonObject rules)
        {
            AddRules(rules);
        }

        void Set(ItemKind kind, string owner, string list, string key, string what, JsonObject parent)
        {
            foreach (var entry in Objects(parent, list, isOptional: true))
            {
                var id = $"{owner}.{Text(entry, key)}";
                var at = _items.FindIndex(item => item.Kind == kind && string.Equals(item.Id, id, StringComparison.Ordinal));
                if (at >= 0 && ItemProperties.Of(entry).TryGetValue(what, out var value))
                {
                    _items[at] = _items[at] with { Properties = new SortedDictionary<string, JsonNode>(_items[at].Properties.ToDictionary(), StringComparer.Ordinal) { [name] = value } };
                }
            }
        }
    }

    private void Add(SpecificationItem item)
    {
        if (!_ids.Add((item.Kind, item.Id)))
        {
            throw Wrong($"has '{item.Id}', which the specification has already");
        }

        _items.Add(item);
    }

    private IEnumerable<JsonObject> Objects(JsonObject json, string name, bool isOptional = false) => json[name] switch
    {
        JsonArray list => list.Select(item => item as JsonObject ?? throw Wrong($"has something in '{name}' that is no object")),
        null when isOptional => [],
        _ => throw Wrong($"needs a list '{name}'"),
    };

    private string Text(JsonObject json, string name) => TextOf(json[name]) is { Length: > 0 } text ? text : throw Wrong($"needs a text '{name}'");

    private static string Optional(JsonObject json, string name) => TextOf(json[name]) ?? "";

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private CommandException Wrong(string what) => new($"'{_file}' {what}.");
}
