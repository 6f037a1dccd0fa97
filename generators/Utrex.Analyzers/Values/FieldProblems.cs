using Microsoft.CodeAnalysis;
using Utrex.Analyzers.Evaluation;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Values;

/// <summary>What is wrong with the value of a field.</summary>
internal static class FieldProblems
{
    private const int MostCodes = 12;

    private static readonly char[] Separators = ['\t', '\r', '\n', '\0'];

    /// <summary>The diagnostics on bytes that are not blank, in the order of the rules.</summary>
    /// <param name="field">The field.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="syntax">Where the value stands.</param>
    /// <param name="conditions">Decides rules on what is known of the rest of the record.</param>
    public static IEnumerable<Diagnostic> Of(Field field, string bytes, SyntaxNode syntax, Conditions conditions)
    {
        if (bytes.IndexOfAny(Separators) >= 0)
        {
            yield return Create(Diagnostics.ForbiddenCharacters, syntax.GetLocation(), field, Bytes.ToText(bytes), "the layout", "a value cannot contain a TAB, a line end or a NUL.");
            yield break;
        }

        if (conditions.Values.IsExempt(field))
        {
            yield break;
        }

        foreach (var rule in field.FormatRules)
        {
            // What is no date has no length to speak of.
            if (conditions.IsBroken(field, rule, bytes) && !(rule.Check is "exactLength" && field.FormatRules.Any(other => other.Check is "date" && conditions.IsBroken(field, other, bytes)))
                && Of(field, bytes, rule, syntax.GetLocation(), conditions) is { } diagnostic)
            {
                yield return diagnostic;
            }
        }
    }

    /// <summary>A diagnostic on a value that no rule of the state, but the SDK or the layout refuses.</summary>
    public static Diagnostic Create(DiagnosticDescriptor descriptor, Location location, Field field, string value, string breaks, string reason) =>
        Diagnostic.Create(descriptor, location, field.Property.Name, Bytes.Display(value), breaks, reason);

    /// <summary>The diagnostic on a broken rule; <see langword="null"/> where the text is no code, of which the conversion to a code speaks.</summary>
    private static Diagnostic? Of(Field field, string bytes, Rule rule, Location location, Conditions conditions)
    {
        if (rule.Check is not "codes")
        {
            var properties = CodeProblems.Replace(FieldRepairs.Of(field, bytes, conditions));
            return Diagnostic.Create(DescriptorOf(rule.Check, field), location, rule.Severity, additionalLocations: null, properties, field.Property.Name, Bytes.Display(Bytes.ToText(bytes)), rule.Id, rule.Text);
        }

        if (field.Table?.Find(bytes) is not { RetiredSince: null } code || field.OnlyCodes is not { } only)
        {
            return null;
        }

        var taken = string.Join(", ", only.Take(MostCodes).Select(text => $"'{text}'")) + (only.Count > MostCodes ? " and others" : "");
        return Diagnostic.Create(Diagnostics.CodeNotTaken, location, rule.Severity, additionalLocations: null, properties: null, field.Property.Name, code.Text, code.Meaning, taken);
    }

    private static DiagnosticDescriptor DescriptorOf(string check, Field field) => check switch
    {
        "maxLength" => Diagnostics.TooLong,
        "minLength" or "exactLength" => Diagnostics.WrongLength,
        "characters" => Diagnostics.ForbiddenCharacters,
        "date" or "monthDay" or "notFuture" or "future" or "inSchoolYear" => Diagnostics.NotADate,
        "range" or "increment" or "currentSchoolYear" when field.Type != FieldType.Text => Diagnostics.OutOfRange,
        _ => Diagnostics.WrongForm,
    };
}
