using System.Collections.Concurrent;
using System.Text.Json;
using Utrex.Cli.Comparing.Specifications;
using Utrex.Sdk;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>How a rule is broken: what the specification's JSON says of it, and what its condition reads.</summary>
internal sealed class Violation
{
    private static readonly ConcurrentDictionary<string, Violation[]> Rules = new(StringComparer.Ordinal);

    private Violation(JsonElement rule)
    {
        Condition = rule.TryGetProperty("condition", out var condition) ? condition : null;
        Check = rule.TryGetProperty("check", out var check) ? check : null;
        if (rule.TryGetProperty("violation", out var json))
        {
            Edits = [.. List(json, "edits").Select(Edit.Parse)];
            ReferenceEdits = [.. List(json, "reference").Select(ReferenceEdit.Parse)];
            With = [.. List(json, "with").Select(id => id.GetString()!)];
            NeedsYearEnd = json.TryGetProperty("yearEnd", out var yearEnd) && yearEnd.GetBoolean();
        }
    }

    /// <summary>The rule's condition.</summary>
    public JsonElement? Condition { get; }

    /// <summary>The rule's check.</summary>
    public JsonElement? Check { get; }

    /// <summary>The changes of the batch, or none if they are to be searched for.</summary>
    public IReadOnlyList<Edit> Edits { get; } = [];

    /// <summary>The changes of the reference data.</summary>
    public IReadOnlyList<ReferenceEdit> ReferenceEdits { get; } = [];

    /// <summary>The ids of the rules that cannot but break too.</summary>
    public IReadOnlyList<string> With { get; } = [];

    /// <summary>Whether the rule needs a batch of the end of the year.</summary>
    public bool NeedsYearEnd { get; }

    /// <summary>Whether the edits are given, and not to be searched for.</summary>
    public bool IsSpelledOut => Edits.Count + ReferenceEdits.Count > 0;

    /// <summary>How far the violation reaches: first come those about a school, which leave the others enough, and last those about the whole batch.</summary>
    public ViolationReach Reach(RuleInfo rule)
    {
        var types = IsSpelledOut ? Edits.Where(edit => edit.Verb is not (EditVerb.Find or EditVerb.Append)).Select(edit => edit.Record).ToList() : [rule.Record];
        if (Edits.Any(edit => edit.Verb == EditVerb.Move || (edit.TakesAll && edit.Where.Count == 0)) || types.Contains(DistrictRecord.Info.Id)
            || ReferenceEdits.Any(edit => edit.File is not (SampleReference.Students or SampleReference.Schools)))
        {
            return ViolationReach.Batch;
        }

        return types.Contains(SchoolRecord.Info.Id) || ReferenceEdits.Any(edit => edit.File is SampleReference.Schools) || Edits.Any(edit => edit.Verb == EditVerb.Find && string.Equals(edit.Record, SchoolRecord.Info.Id, StringComparison.Ordinal))
            ? ViolationReach.School
            : ViolationReach.Records;
    }

    /// <summary>What the specification says of breaking a rule.</summary>
    public static Violation Of(RuleInfo rule) => Rules.GetOrAdd(rule.Record, static record =>
    {
        using var stream = HeldYears.Open(UtrexSpecification.Current.SchoolYear, $"rules/{record}.json");
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty("rules").EnumerateArray().Select(element => new Violation(element.Clone()))];
    })[rule.Order];

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

    private static IEnumerable<JsonElement> List(JsonElement json, string name) => json.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];
}

/// <summary>What a violation changes, in the order in which they are made.</summary>
internal enum ViolationReach
{
    /// <summary>A school, with all that belongs to it.</summary>
    School,

    /// <summary>Some records.</summary>
    Records,

    /// <summary>What every record may feel.</summary>
    Batch,
}
