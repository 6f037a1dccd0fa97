using System.Collections.Concurrent;
using System.Text.Json;
using Utrex.Cli.SchoolYears;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>How a rule is broken: what the samples of its year say of it, and what its condition reads.</summary>
internal sealed class Violation
{
    private static readonly ConcurrentDictionary<string, (List<JsonElement> Rules, List<JsonElement> Recipes)> Records = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<RuleInfo, Violation> Known = [];

    private Violation(JsonElement? rule, JsonElement recipe)
    {
        Condition = rule?.TryGetProperty("condition", out var condition) == true ? condition : null;
        Check = rule?.TryGetProperty("check", out var check) == true ? check : null;
        if (recipe is { ValueKind: JsonValueKind.Object } json)
        {
            Edits = [.. List(json, "edits").Select(Edit.Parse)];
            Others = [.. List(json, "others").Select(OtherBatch.Parse)];
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

    /// <summary>The further batches that it takes, of a rule that no batch breaks alone.</summary>
    public IReadOnlyList<OtherBatch> Others { get; } = [];

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
    public static Violation Of(RuleInfo rule) => Known.GetOrAdd(rule, static rule =>
    {
        var (rules, recipes) = Records.GetOrAdd(rule.Record, static record => (Items("rules", record, "rules"), Items("samples", record, "violations")));

        // The library's own rules about files stand behind those of the specification, and have no row there.
        return new Violation(rule.Order < rules.Count ? rules[rule.Order] : null, recipes.Find(recipe => IsOf(recipe, rule.Id, rule.Field)));
    });

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
