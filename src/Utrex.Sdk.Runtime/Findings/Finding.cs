using System.Runtime.InteropServices;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Findings;

/// <summary>A rule that a line breaks. Its message is formatted only when somebody asks for it. The default breaks no rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Field">The field, or <see langword="null"/> for the whole record.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Keys">Whose record it is.</param>
/// <param name="Value">The value as submitted, or <see langword="null"/> for a blank or the whole record.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Finding(RuleInfo Rule, FieldInfo? Field, int Line, RecordKeys Keys, string? Value)
{
    // A default struct has run no initialiser.
    private readonly RuleInfo? _rule = Rule;
    private readonly RecordKeys? _keys = Keys;
    private readonly IReadOnlyList<string?>? _otherValues;
    private readonly IReadOnlyList<int>? _related;
    private readonly Severity? _severity;

    /// <summary>The rule.</summary>
    /// <exception cref="InvalidOperationException">This is the default, which breaks no rule.</exception>
    public RuleInfo Rule
    {
        get => _rule ?? throw new InvalidOperationException("The default Finding breaks no rule.");
        init => _rule = value;
    }

    /// <summary>Whose record it is.</summary>
    public RecordKeys Keys
    {
        get => _keys ?? RecordKeys.None;
        init => _keys = value;
    }

    /// <summary>The values of the rule's further fields, as submitted.</summary>
    public IReadOnlyList<string?> OtherValues
    {
        get => _otherValues ?? [];
        init => _otherValues = value is { Count: > 0 } ? value : null;
    }

    /// <summary>The lines of other records that have a part in the finding.</summary>
    public IReadOnlyList<int> Related
    {
        get => _related ?? [];
        init => _related = value is { Count: > 0 } ? value : null;
    }

    /// <summary>The line whose invalid record is the cause of this finding, or <see langword="null"/>.</summary>
    public int? CausedBy { get; init; }

    /// <summary>How grave the finding is: as the rule, or as it was on the day of the submission.</summary>
    /// <exception cref="InvalidOperationException">This is the default, which breaks no rule.</exception>
    public Severity Severity
    {
        get => _severity ?? Rule.Severity;

        // Equal findings are equal whether or not somebody has said what the rule says anyway.
        init => _severity = value == _rule?.Severity ? null : value;
    }

    /// <summary>The state's message.</summary>
    /// <exception cref="InvalidOperationException">This is the default, which breaks no rule.</exception>
    public string FormatMessage(SubmissionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return MessageTemplate.Format(Rule.Message, this, context);
    }

    /// <summary>The state's longer description.</summary>
    /// <exception cref="InvalidOperationException">This is the default, which breaks no rule.</exception>
    public string FormatExtendedDescription(SubmissionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return MessageTemplate.Format(Rule.ExtendedDescription, this, context);
    }

    /// <summary>
    /// The same finding with <c>***</c> for every personal value and without the student's numbers, for logs and for who must not see them. Its
    /// messages then have no personal value either.
    /// </summary>
    public Finding Redact()
    {
        if (_rule is null)
        {
            return this;
        }

        var record = Keys.Record;
        var others = new string?[OtherValues.Count];
        for (var i = 0; i < others.Length; i++)
        {
            // A value of a field that nobody knows may be anything.
            var isPublic = i < Rule.Fields.Count && record?.FindField(Rule.Fields[i]) is { IsPersonal: false };
            others[i] = isPublic ? OtherValues[i] : Redacted(OtherValues[i]);
        }

        return this with
        {
            Value = Field is { IsPersonal: false } ? Value : Redacted(Value),
            OtherValues = others,
            Keys = Keys with { Student = null, StatewideStudentId = null },
        };
    }

    private static string? Redacted(string? value) => value is null ? null : "***";

    /// <summary>The rule and the line; not the value, which may be personal. Empty for the default.</summary>
    public override string ToString() => _rule is null ? "" : $"{_rule.Id} on line {Line}";
}
