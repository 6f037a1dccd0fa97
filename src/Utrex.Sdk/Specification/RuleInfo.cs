namespace Utrex.Sdk.Specification;

/// <summary>How grave a finding is.</summary>
public enum Severity
{
    /// <summary>The state accepts the record and asks for a second look.</summary>
    Warning,

    /// <summary>The state rejects the record.</summary>
    Error,
}

/// <summary>What a rule needs to be decided.</summary>
public enum RuleKind
{
    /// <summary>One field, perhaps with the date or the school year of the run.</summary>
    Field,

    /// <summary>Several fields of one record, perhaps with dates of the batch.</summary>
    Record,

    /// <summary>Several records of the batch.</summary>
    Batch,

    /// <summary>Reference data outside the batch.</summary>
    Reference,

    /// <summary>What only the state knows: a level 2 exception.</summary>
    Level2,
}

/// <summary>What this version does about a rule.</summary>
public enum RuleStatus
{
    /// <summary>The rule is evaluated.</summary>
    Implemented,

    /// <summary>The state does not apply the rule; its note says why.</summary>
    Inactive,

    /// <summary>The rule is not evaluated yet.</summary>
    Pending,
}

/// <summary>A row of the specification's error tables.</summary>
public sealed class RuleInfo
{
    /// <summary>The record id and the number, such as <c>S1.324</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the record type that the rule is about.</summary>
    public required string Record { get; init; }

    /// <summary>The number without the record, such as <c>324</c>.</summary>
    public required string Number { get; init; }

    /// <summary>The rule's name, where it has one besides its number.</summary>
    public string? Name { get; init; }

    /// <summary>The name of the field that the rule is about, or <see langword="null"/> for the whole record.</summary>
    public string? Field { get; init; }

    /// <summary>Further fields that the rule is about, in the order of the messages' placeholders.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>How grave a finding is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What the rule needs to be decided.</summary>
    public required RuleKind Kind { get; init; }

    /// <summary>What this version does about the rule.</summary>
    public required RuleStatus Status { get; init; }

    /// <summary>The rule in a sentence.</summary>
    public required string Text { get; init; }

    /// <summary>The template of the state's message.</summary>
    public required string Message { get; init; }

    /// <summary>The template of the state's longer description.</summary>
    public required string ExtendedDescription { get; init; }

    /// <summary>What to do about a finding.</summary>
    public required string Advice { get; init; }

    /// <summary>What else there is to know: contradictions of the specification and how they were decided.</summary>
    public string? Note { get; init; }

    /// <summary>The least value of a range, as messages print it.</summary>
    public string? MinValue { get; init; }

    /// <summary>The greatest value of a range, as messages print it.</summary>
    public string? MaxValue { get; init; }

    /// <summary>How the rule is evaluated: the type of its check, <c>condition</c>, or the class that implements it; <see langword="null"/> where it is not.</summary>
    public string? Implementation { get; init; }

    /// <summary>When the rule applies, in words, where it does not always; <see langword="null"/> otherwise, and where <see cref="Text"/> says all.</summary>
    public string? Applies { get; init; }

    /// <summary>What must hold then, in words, of a rule over several fields.</summary>
    public string? Demands { get; init; }

    /// <summary>The codes that the rule speaks of, where code evaluates it.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The limit that the rule sets, where code evaluates it.</summary>
    public decimal? Limit { get; init; }

    /// <summary>The record type whose record must be valid for this one to be, for a rule about dependencies.</summary>
    public string? DependsOn { get; init; }

    /// <summary>Names of things that are no fields of the record, for the further placeholders of the messages.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>The one of <see cref="Fields"/> that the messages mean by their first placeholders, where it is not <see cref="Field"/>.</summary>
    public string? MessageField { get; init; }

    /// <summary>Whether the rule is ours: it has no row in the specification's tables.</summary>
    public bool IsAdded { get; init; }

    /// <summary>The rule's place among the rules of its record.</summary>
    public required int Order { get; init; }

    /// <summary>The line of the specification's text, or 0.</summary>
    public int Source { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
