using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Utrex.Cli.Comparing.Specifications;

namespace Utrex.Cli.Reports.Changes;

/// <summary>What a rule demands: its own text or the general one of its number or check, with the rule's own field and limits in it.</summary>
/// <param name="rule">The rule.</param>
/// <param name="catalogue">The specification that it belongs to.</param>
internal sealed partial class RuleSentence(SpecificationItem rule, SpecificationCatalogue catalogue)
{
    private readonly string _record = rule.Id[..Math.Max(0, rule.Id.IndexOf('.', StringComparison.Ordinal))];
    private readonly JsonObject? _check = rule["check"] as JsonObject;

    /// <summary>The sentence, or <see langword="null"/> where nothing says it.</summary>
    public string? Text()
    {
        var template = rule.Text("text") ?? catalogue.Templates.GetValueOrDefault(rule.Id[(_record.Length + 1)..]) ?? catalogue.Templates.GetValueOrDefault(Parameter("type") ?? "");
        return template is null ? rule.Text("name") : Placeholder().Replace(template, match => Value(match.Groups["name"].Value) ?? match.Value);
    }

    [GeneratedRegex(@"\[(?<name>[A-Za-z0-9]+)\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    private string? Value(string name) => name switch
    {
        "ColumnName" => Title(rule.Field),
        "ColumnName2" => rule["fields"] is JsonArray { Count: > 0 } fields ? Title(ChangeWords.Value(fields[0])) : null,
        "TableName" => catalogue.Find(ItemKind.Record, _record)?.Text("name"),
        "CodeTable" => Field(rule.Field)?.Text("codes"),
        "CharacterSet" => (rule["characters"] as JsonObject)?["description"] is { } set ? ChangeWords.Value(set) : null,
        "Length" => Parameter("length") ?? (Field(rule.Field) is { } field && field[Parameter("type") ?? ""] is { } length ? ChangeWords.Value(length) : null),
        "Pattern" => Parameter("pattern"),
        "Step" => Parameter("step"),
        "Range" => Range(),
        "ValidValues" => Parameter("values") ?? (Field(rule.Field)?.Text("codes") is { } table ? $"the codes of {table}" : null),
        "DateFormat" => DateFormat(Field(rule.Field)?.Text("type")),
        _ => null,
    };

    private string? Parameter(string name) => _check?[name] is { } value ? ChangeWords.Value(value) : null;

    private SpecificationItem? Field(string? name) => name is null ? null : catalogue.Find(ItemKind.Field, $"{_record}.{name}");

    private string? Title(string? name) => Field(name)?.Text("title") ?? name;

    private string? Range()
    {
        var from = Parameter("min") is { } min ? $"{(Parameter("exclusiveMin") is null ? "from" : "above")} {min}" : null;
        var to = Parameter("max") is { } max ? $"{(Parameter("exclusiveMax") is null ? "to" : "below")} {max}" : null;
        return from is null && to is null ? null : string.Join(' ', new[] { from, to }.OfType<string>());
    }

    private static string DateFormat(string? type) => type switch
    {
        "isoDate" => "YYYY-MM-DD, perhaps with a time",
        "dateTime" => "YYYY-MM-DD HH:MM:SS.SSS",
        "monthDay" => "MMDD",
        "partialDate" => "YYYYMMDD, YYYYMM or YYYY-MM",
        _ => "YYYYMMDD",
    };
}
