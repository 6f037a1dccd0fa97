using System.Text.Json;
using Utrex.Cli.Rules;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>The rules that a SARIF log speaks of: each named once, in the order of the specification.</summary>
internal sealed class SarifRules
{
    private readonly List<RuleInfo> _rules;
    private readonly Dictionary<string, int> _indexes;

    public SarifRules(IEnumerable<RuleInfo> rules)
    {
        _rules = [.. rules.Distinct().OrderBy(rule => rule.Record, StringComparer.Ordinal).ThenBy(rule => rule.Order).DistinctBy(RuleRows.NameOf, StringComparer.Ordinal)];
        _indexes = _rules.Select((rule, index) => (Name: RuleRows.NameOf(rule), index)).ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
    }

    /// <summary>The place of a rule in the list.</summary>
    public int IndexOf(RuleInfo rule) => _indexes[RuleRows.NameOf(rule)];

    /// <summary>Writes the list.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("rules");
        foreach (var rule in _rules)
        {
            var alike = RuleRows.Alike(rule).ToList();
            json.WriteStartObject();
            json.WriteString("id", RuleRows.NameOf(rule));
            if (rule.Name is not null)
            {
                json.WriteString("name", rule.Name);
            }

            WriteText(json, "shortDescription", alike.Select(row => row.Text));
            WriteText(json, "fullDescription", alike.SelectMany(row => new[] { row.Text, row.Note ?? "" }));
            WriteText(json, "help", alike.Select(row => row.Advice.Length > 0 ? row.Advice : row.Text));
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", rule.Severity == Severity.Error ? "error" : "warning");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartObject(name);
        json.WriteString("text", string.Join(' ', texts.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)));
        json.WriteEndObject();
    }
}
