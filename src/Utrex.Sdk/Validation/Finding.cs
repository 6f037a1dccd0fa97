using System.Runtime.InteropServices;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation;

/// <summary>A rule that a line breaks. Its message is formatted only when somebody asks for it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Field">The field, or <see langword="null"/> for the whole record.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Keys">Whose record it is.</param>
/// <param name="Value">The value as submitted, or <see langword="null"/> for a blank or the whole record.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Finding(RuleInfo Rule, FieldInfo? Field, int Line, RecordKeys Keys, string? Value)
{
    /// <summary>The values of the rule's further fields, as submitted.</summary>
    public IReadOnlyList<string?> OtherValues { get; init; } = [];

    /// <summary>The lines of other records that have a part in the finding.</summary>
    public IReadOnlyList<int> Related { get; init; } = [];

    /// <summary>The line whose invalid record is the cause of this finding, or <see langword="null"/>.</summary>
    public int? CausedBy { get; init; }

    /// <summary>How grave the finding is.</summary>
    public Severity Severity => Rule.Severity;

    /// <summary>The state's message.</summary>
    public string FormatMessage(SubmissionContext context) => MessageTemplate.Format(Rule.Message, this, context);

    /// <summary>The state's longer description.</summary>
    public string FormatExtendedDescription(SubmissionContext context) => MessageTemplate.Format(Rule.ExtendedDescription, this, context);

    /// <summary>The rule and the line; not the value, which may be personal.</summary>
    public override string ToString() => $"{Rule.Id} on line {Line}";
}
