using System.Collections.Concurrent;
using System.Text.Json;
using Utrex.Cli.SchoolYears;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>How a rule is broken: what the samples of its year say of it, and what its condition reads.</summary>
internal sealed class Violation
{
    private static readonly ConcurrentDictionary<string, Violation[]> Records = new(StringComparer.Ordinal);

    private Violation(JsonElement rule, JsonElement recipe)
    {
        Condition = rule.TryGetProperty("condition", out var condition) ? condition : null;
        Check = rule.TryGetProperty("check", out var check) ? check : null;
        if (recipe is { ValueKind: JsonValueKind.Object } json)
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
    public static Violation Of(RuleInfo rule) => Records.GetOrAdd(rule.Record, static record =>
    {
        var recipes = Items("samples", record, "violations");
        return [.. Items("rules", record, "rules").Select(row => new Violation(row, recipes.Find(recipe => IsOf(recipe, $"{record}.{Text(row, "number")}", Text(row, "field")))))];
    })[rule.Order];

    /// <summary>The items of a file of the year's specification; none where nobody needed the file.</summary>
    private static List<JsonElement> Items(string folder, string record, string list)
    {
        using var stream = HeldYear.Open(UtrexSpecification.Current.SchoolYear, $"{folder}/{record}.json");
        if (stream is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty(list).EnumerateArray().Select(item => item.Clone())];
    }

    private static bool IsOf(JsonElement recipe, string id, string? field) =>
        string.Equals(Text(recipe, "rule"), id, StringComparison.Ordinal) && (Text(recipe, "field") is not { } named || string.Equals(named, field, StringComparison.Ordinal));

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;

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
