using System.Collections.Concurrent;
using System.Text.Json;
using Utrex.Sdk;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>How a rule is broken: what the specification's JSON says of it, and what its condition reads.</summary>
internal sealed class Violation
{
    private static readonly ConcurrentDictionary<string, JsonElement[]> Rules = new(StringComparer.Ordinal);

    private readonly JsonElement _json;

    private Violation(JsonElement rule)
    {
        Condition = rule.TryGetProperty("condition", out var condition) ? condition : null;
        Check = rule.TryGetProperty("check", out var check) ? check : null;
        rule.TryGetProperty("violation", out _json);
    }

    /// <summary>The rule's condition.</summary>
    public JsonElement? Condition { get; }

    /// <summary>The rule's check.</summary>
    public JsonElement? Check { get; }

    /// <summary>The changes of the batch, or none if they are to be searched for.</summary>
    public IReadOnlyList<JsonElement> Edits => List("edits");

    /// <summary>The changes of the reference data.</summary>
    public IReadOnlyList<JsonElement> ReferenceEdits => List("reference");

    /// <summary>The ids of the rules that cannot but break too.</summary>
    public IReadOnlyList<string> With => [.. List("with").Select(id => id.GetString()!)];

    /// <summary>Whether the rule needs a batch of the end of the year.</summary>
    public bool NeedsYearEnd => _json.ValueKind == JsonValueKind.Object && _json.TryGetProperty("yearEnd", out var yearEnd) && yearEnd.GetBoolean();

    /// <summary>What the specification says of breaking a rule.</summary>
    public static Violation Of(RuleInfo rule)
    {
        var rules = Rules.GetOrAdd(rule.Record, static record =>
        {
            using var stream = typeof(Violation).Assembly.GetManifestResourceStream($"Utrex.Cli.Rules.{record}.json")!;
            using var document = JsonDocument.Parse(stream);
            return [.. document.RootElement.GetProperty("rules").EnumerateArray().Select(element => element.Clone())];
        });
        return new Violation(rules[rule.Order]);
    }

    /// <summary>The argument that names a rule.</summary>
    public static string ArgumentOf(RuleInfo rule)
    {
        var isUnique = UtrexSpecification.Current.FindRules(rule.Id).Count(other => other.Status == RuleStatus.Implemented) == 1;
        return isUnique || rule.Field is null ? rule.Id : rule.Field.Contains(' ', StringComparison.Ordinal) ? $"'{rule.Id}@{rule.Field}'" : $"{rule.Id}@{rule.Field}";
    }

    /// <summary>The rule that an argument names: an id, and after an at sign the field where several rows share the id.</summary>
    public static RuleInfo? Find(string argument)
    {
        var at = argument.IndexOf('@', StringComparison.Ordinal);
        var id = at < 0 ? argument : argument[..at];
        var rules = UtrexSpecification.Current.FindRules(id).Where(rule => at < 0 || string.Equals(rule.Field, argument[(at + 1)..], StringComparison.OrdinalIgnoreCase)).ToList();
        return rules.Find(rule => rule.Status == RuleStatus.Implemented) ?? rules.FirstOrDefault();
    }

    private IReadOnlyList<JsonElement> List(string name) =>
        _json.ValueKind == JsonValueKind.Object && _json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];
}
