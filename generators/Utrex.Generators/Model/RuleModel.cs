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
    decimal? Step,
    string? DependsOn,
    EquatableArray<string> Also,
    string? MessageField,
    InactiveModel? Inactive,
    string? Text,
    string? Message,
    string? ExtendedDescription,
    string? Note,
    string? Advice,
    string? Needs,
    string? Basis,
    PeriodModel Period,
    EquatableArray<EarlierModel> Earlier,
    int Source)
{
    public string Id => Record + "." + Number;

    /// <summary>Whether the rule's check reads this field.</summary>
    public bool Checks(string field) =>
        Check is not null && (string.Equals(Field, field, StringComparison.Ordinal) || (IsEach && Fields.Contains(field, StringComparer.Ordinal)));

    /// <summary>Whether the generator writes the code that evaluates it.</summary>
    public bool IsGenerated => Inactive is null && (Check is not null || Condition is not null);

    public string Status => Inactive is not null ? "Inactive" : ImplementedBy is not null ? "Implemented" : "Pending";

    /// <summary>How the rule is evaluated: the type of its check, its condition, or the class that implements it.</summary>
    public string? ImplementedBy => Check?.Type ?? (Condition is null ? Implementation : "condition");
}

/// <summary>Why a rule is not evaluated, and on purpose.</summary>
/// <param name="Reason">The kind of reason.</param>
/// <param name="Of">Of a duplicate, the id of the rule that speaks for it.</param>
/// <param name="Why">The reason in a sentence or two.</param>
internal sealed record InactiveModel(string Reason, string? Of, string Why);

/// <summary>What the rule of a single field checks.</summary>
internal sealed record CheckModel(
    string Type,
    int? Length,
    decimal? Min,
    decimal? Max,
    bool IsExclusiveMin,
    bool IsExclusiveMax,
    bool IsOfNumbers,
    string? Set,
    int Start,
    EquatableArray<string> Values,
    bool IsNegated,
    decimal? Step,
    string? Pattern,
    GuardModel? Guard);

/// <summary>Another field of the record whose code decides whether a check applies.</summary>
internal sealed record GuardModel(string Field, EquatableArray<string> Codes, bool IsUnless);
