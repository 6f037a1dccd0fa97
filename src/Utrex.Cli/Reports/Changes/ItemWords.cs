using System.Text.Json.Nodes;
using Utrex.Cli.Comparing.Specifications;

namespace Utrex.Cli.Reports.Changes;

/// <summary>A record, field, code, rule or list in a few sentences, for who has never heard of it.</summary>
internal static class ItemWords
{
    private const string Description = "description";

    /// <summary>What stands before the id: a table of codes is no code.</summary>
    public static string Kind(SpecificationItem item) => item.Kind switch
    {
        ItemKind.Code when !item.Id.Contains('.', StringComparison.Ordinal) => "code table",
        ItemKind.Lookup => "list",
        var kind => ChangeWords.Of(kind),
    };

    /// <summary>The sentences.</summary>
    public static string Of(SpecificationItem item, SpecificationCatalogue catalogue) => item.Kind switch
    {
        ItemKind.Record => Sentences(item.Text("name"), item.Text(Description), Period(item)),
        ItemKind.Field => Sentences(item.Text("title"), Form(item), item.Text(Description), Period(item)),
        ItemKind.Code => Sentences(item.Text("meaning") ?? item.Text("title"), item.Text("note") ?? item.Text(Description), Period(item)),
        ItemKind.Rule => Sentences(new RuleSentence(item, catalogue).Text(), Inactive(item), Period(item)),
        _ => Sentences(item.Text("title"), item.Text(Description)),
    };

    /// <summary>Why a code may no longer be sent, and what to send instead.</summary>
    public static string Retired(JsonNode? retired) => retired is JsonObject json
        ? Sentences($"Not taken since {ChangeWords.Value(json["since"])}", json["replacement"] is { } instead ? $"Send {ChangeWords.Value(instead)}" : null, json["reason"] is { } reason ? ChangeWords.Value(reason) : null)
        : "";

    /// <summary>How a field is written, and when.</summary>
    private static string Form(SpecificationItem field)
    {
        List<string> parts = [field.Text("codes") is { } table ? $"a code of {table}" : ChangeWords.Property(field.Text("type") ?? "")];
        Add("exactLength", length => $"exactly {length} characters");
        Add("maxLength", length => $"at most {length} characters");
        Add("digits", digits => $"digits before the point: {digits}");
        Add("decimals", digits => $"after it: {digits}");
        parts.Add(field.Text("required") switch
        {
            "always" => "required",
            "conditional" => field.Text("requiredWhen") is { } when ? $"required in some cases ({when.TrimEnd('.')})" : "required in some cases",
            _ => "optional",
        });
        return string.Join(", ", parts);

        void Add(string property, Func<string, string> words)
        {
            if (field[property] is { } value)
            {
                parts.Add(words(ChangeWords.Value(value)));
            }
        }
    }

    /// <summary>The school years or days between which there is something.</summary>
    private static string? Period(SpecificationItem item) => (item.Text("since"), item.Text("until")) switch
    {
        (null, null) => null,
        ({ } since, null) => $"Since {since}",
        (null, { } until) => $"Until {until}",
        var (since, until) => $"From {since} until {until}",
    };

    private static string? Inactive(SpecificationItem rule) => rule["inactive"] is JsonObject json ? $"Not evaluated: {ChangeWords.Value(json["why"])}" : null;

    private static string Sentences(params IEnumerable<string?> parts) =>
        string.Join(' ', parts.OfType<string>().Where(part => part.Length > 0).Select(part => part[^1] is '.' or '!' or '?' ? part : part + "."));
}
