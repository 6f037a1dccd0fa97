namespace Utrex.Generators.Model;

/// <summary>rules/*.json: the error table of a record type.</summary>
internal sealed record RulesModel(string Record, EquatableArray<RuleModel> Rules);

internal sealed record RuleModel(
    string Record,
    string Number,
    string? Name,
    string? Field,
    EquatableArray<string> Fields,
    bool IsEach,
    bool IsWarning,
    string Kind,
    CheckModel? Check,
    ConditionModel? Condition,
    string? Implementation,
    EquatableArray<string> Values,
    string? Group,
    decimal? Limit,
    string? DependsOn,
    EquatableArray<string> Also,
    string? MessageField,
    string? Inactive,
    string? Text,
    string? Message,
    string? ExtendedDescription,
    string? Note,
    string? Advice,
    bool IsAdded,
    int Source)
{
    public string Id => Record + "." + Number;

    /// <summary>Whether the rule's check reads this field.</summary>
    public bool Checks(string field) =>
        Check is not null && (string.Equals(Field, field, StringComparison.Ordinal) || (IsEach && Fields.Contains(field, StringComparer.Ordinal)));

    public string Status => Inactive is not null ? "Inactive" : ImplementedBy is not null ? "Implemented" : "Pending";

    /// <summary>How the rule is evaluated: the type of its check, its condition, or the class that implements it.</summary>
    public string? ImplementedBy => Check?.Type ?? (Condition is null ? Implementation : "condition");
}

/// <summary>What the rule of a single field checks.</summary>
internal sealed record CheckModel(
    string Type,
    int? Length,
    decimal? Min,
    decimal? Max,
    bool IsExclusiveMin,
    bool IsExclusiveMax,
    string? Set,
    int Start,
    EquatableArray<string> Values,
    bool IsNegated,
    decimal? Step,
    string? Pattern,
    GuardModel? Guard);

/// <summary>Another field of the record whose code decides whether a check applies.</summary>
internal sealed record GuardModel(string Field, EquatableArray<string> Codes, bool IsUnless);
