using System.Text.Json.Nodes;
using Utrex.Cli.Comparing.Specifications;

namespace Utrex.Cli.Reports.Changes;

/// <summary>Kinds, changes, properties and their values in words.</summary>
internal static class ChangeWords
{
    private const string None = "none";

    // Where the name of the property in the JSON would not tell a reader what it is.
    private static readonly Dictionary<string, string> Properties = new(StringComparer.Ordinal)
    {
        ["aliases"] = "other spellings",
        ["characters"] = "characters allowed",
        ["check"] = "what is checked",
        ["codes"] = "code table",
        ["condition"] = "what must hold",
        ["decimals"] = "digits after the point",
        ["digits"] = "digits before the point",
        ["earlier"] = "what it was before",
        ["fields"] = "fields, in order",
        ["inactive"] = "not evaluated",
        ["maxLength"] = "greatest length",
        ["member"] = "C# member",
        ["property"] = "C# property",
        ["requiredWhen"] = "required when",
        ["retired"] = "no longer taken",
        ["sif"] = "SIF 2.4",
        ["typeName"] = "C# type",
    };

    /// <summary>What a part is.</summary>
    public static string Of(ItemKind kind) => kind switch
    {
        ItemKind.Record => "record",
        ItemKind.Field => "field",
        ItemKind.Code => "code",
        ItemKind.Rule => "rule",
        _ => "lookup",
    };

    /// <summary>What has happened to a part.</summary>
    public static string Of(ChangeKind change) => change switch
    {
        ChangeKind.Added => "added",
        ChangeKind.Removed => "removed",
        _ => "changed",
    };

    /// <summary>A property for people.</summary>
    public static string Property(string name) => Properties.TryGetValue(name, out var words)
        ? words
        : string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));

    /// <summary>A value for people: texts as they are, and what has parts by their names.</summary>
    public static string Value(JsonNode? value) => value switch
    {
        null => None,
        JsonArray { Count: 0 } => None,
        JsonArray list => List(list),
        JsonObject json => string.Join("; ", json.Select(property => $"{Property(property.Key)}: {Nested(property.Value)}")),
        JsonValue text when text.TryGetValue<string>(out var content) => content,
        JsonValue flag when flag.TryGetValue<bool>(out var isSo) => isSo ? "yes" : "no",
        _ => value.ToJsonString(),
    };

    /// <summary>The values of a changed property: of long lists only what one has and the other has not.</summary>
    public static (string Before, string Now) Values(SpecificationChange change)
    {
        if (change.Kind == ItemKind.Lookup && change.Old is JsonArray before && change.New is JsonArray now)
        {
            return (Only(before, now), Only(now, before));
        }

        return (Value(change.Old), Value(change.New));
    }

    private static string Only(JsonArray list, JsonArray other)
    {
        var known = other.Select(Value).ToHashSet(StringComparer.Ordinal);
        var own = list.Select(Value).Where(item => !known.Contains(item)).ToList();
        return own.Count == 0 ? "(the same in another order)" : string.Join("; ", own);
    }

    /// <summary>The items that say something: sentences follow each other as they are, everything else is told apart.</summary>
    private static string List(JsonArray list)
    {
        var items = list.Select(Value).Where(item => item.Length > 0).ToList();
        return string.Join(list.Any(item => item is JsonArray or JsonObject) ? "; " : items.TrueForAll(item => item[^1] == '.') ? " " : ", ", items);
    }

    /// <summary>A value within another one: what has several parts stands in parentheses.</summary>
    private static string Nested(JsonNode? value) => value is JsonObject or JsonArray { Count: > 1 } ? $"({Value(value)})" : Value(value);
}
