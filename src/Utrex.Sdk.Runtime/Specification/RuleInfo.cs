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

    /// <summary>The rule is not evaluated, and on purpose: <see cref="RuleInfo.InactiveReason"/> and the note say why.</summary>
    Inactive,

    /// <summary>Nobody evaluates the rule; <see cref="RuleInfo.Needs"/> says what it would take.</summary>
    Pending,
}

/// <summary>Why a rule is not evaluated, and on purpose.</summary>
public enum InactiveReason
{
    /// <summary>The state has taken the rule back.</summary>
    Withdrawn,

    /// <summary>The state does not apply the rule, for now.</summary>
    Inactivated,

    /// <summary>Another rule says the same, and speaks for it: <see cref="RuleInfo.DuplicateOf"/>.</summary>
    Duplicate,

    /// <summary>Nothing that can stand in a file breaks the rule.</summary>
    CannotFire,
}

/// <summary>What a rule rests on.</summary>
public enum RuleBasis
{
    /// <summary>A numbered row of the specification's error tables.</summary>
    ErrorTable,

    /// <summary>A row of the error tables that prints no number; the number is ours.</summary>
    Unnumbered,

    /// <summary>The form or the codes that the specification prints for a field, without a row in the error tables.</summary>
    Form,

    /// <summary>A sentence in the description of a field or record.</summary>
    Description,

    /// <summary>What a file must be to be read at all.</summary>
    File,

    /// <summary>The revision history alone: a rule that was.</summary>
    Revision,
}

/// <summary>A row of the specification's error tables.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class RuleInfo
{
    /// <summary>What <see cref="Record"/> says of rules about the file itself.</summary>
    internal const string FileSet = "FILE";

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

    /// <summary>How grave a finding is, today: <see cref="SeverityOn"/> says what it was.</summary>
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

    /// <summary>What the limit grows by for each thing that the rule names, such as each school.</summary>
    public decimal? Step { get; init; }

    /// <summary>The record type whose record must be valid for this one to be, for a rule about dependencies.</summary>
    public string? DependsOn { get; init; }

    /// <summary>Names of things that are no fields of the record, for the further placeholders of the messages.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>The one of <see cref="Fields"/> that the messages mean by their first placeholders, where it is not <see cref="Field"/>.</summary>
    public string? MessageField { get; init; }

    /// <summary>What the rule rests on.</summary>
    public RuleBasis Basis { get; init; }

    /// <summary>Whether the rule has no row in the specification's error tables.</summary>
    public bool IsAdded => Basis is not (RuleBasis.ErrorTable or RuleBasis.Unnumbered);

    /// <summary>Why an inactive rule is not evaluated; <see langword="null"/> for any other.</summary>
    public InactiveReason? InactiveReason { get; init; }

    /// <summary>The id of the rule that speaks for this one, which says the same; <see langword="null"/> where there is none.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>What it takes to decide a rule that nobody evaluates, as the end of a sentence: the submissions of other LEAs, for example.</summary>
    public string? Needs { get; init; }

    /// <summary>
    /// Since when the specification has the rule: a school year by its number (<c>2024</c>) or a day (<c>2024-07-01</c>);
    /// <see langword="null"/> where it does not say.
    /// </summary>
    public string? Since { get; init; }

    /// <summary>The last school year, or the last day, for which it has the rule; <see langword="null"/> where it does not say, or still has it.</summary>
    public string? Until { get; init; }

    /// <summary>What the rule was before, the earliest first.</summary>
    public IReadOnlyList<EarlierRule> Earlier { get; init; } = [];

    /// <summary>The rule's place among the rules of its record.</summary>
    public required int Order { get; init; }

    /// <summary>The line of the specification's text, or 0.</summary>
    public int Source { get; init; }

    /// <summary>A rule about the file itself that no specification has: one of this library, or of a program around it.</summary>
    /// <param name="number">The number, such as <c>103</c>; with a <c>w</c> after it for a warning.</param>
    /// <param name="name">The rule's name.</param>
    /// <param name="severity">How grave a finding is.</param>
    /// <param name="text">The rule in a sentence.</param>
    /// <param name="message">The template of the message, and of the longer description.</param>
    /// <param name="advice">What to do about a finding.</param>
    /// <param name="implementation">Who evaluates it.</param>
    /// <param name="order">Its place among such rules.</param>
    /// <param name="set">The set of rules that it is of.</param>
    public static RuleInfo AboutFiles(string number, string name, Severity severity, string text, string message, string advice, string implementation, int order, string set = FileSet)
    {
        ArgumentNullException.ThrowIfNull(number);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(advice);
        ArgumentNullException.ThrowIfNull(implementation);
        ArgumentNullException.ThrowIfNull(set);
        return new RuleInfo
        {
            Id = $"{set}.{number}",
            Record = set,
            Number = number,
            Name = name,
            Severity = severity,
            Kind = RuleKind.Batch,
            Status = RuleStatus.Implemented,
            Text = text,
            Message = message,
            ExtendedDescription = message,
            Advice = advice,
            Implementation = implementation,
            Basis = RuleBasis.File,
            Order = order,
        };
    }

    /// <summary>How grave a finding is in a submission of a day.</summary>
    /// <param name="day">The day of the submission: the as-of date of the batch, or today where it has none.</param>
    public Severity SeverityOn(DateOnly day) => EarlierOn(day)?.Severity ?? Severity;

    /// <summary>The limit that the rule sets in a submission of a day.</summary>
    /// <param name="day">The day of the submission: the as-of date of the batch, or today where it has none.</param>
    public decimal? LimitOn(DateOnly day) => EarlierOn(day)?.Limit ?? Limit;

    /// <summary>
    /// Whether the state refuses a record for a finding of the rule: for an error, but for none of Level 2, since it accepts a record before it
    /// compares it with those of others.
    /// </summary>
    /// <param name="severity">How grave the finding is.</param>
    public bool Refuses(Severity severity) => severity == Severity.Error && Kind != RuleKind.Level2;

    /// <inheritdoc/>
    public override string ToString() => Id;

    private EarlierRule? EarlierOn(DateOnly day)
    {
        // An enumerator of a list behind an interface would be an object for each record that is asked about.
        for (var i = 0; i < Earlier.Count; i++)
        {
            if (day <= Earlier[i].Until)
            {
                return Earlier[i];
            }
        }

        return null;
    }
}
