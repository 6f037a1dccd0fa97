using Microsoft.CodeAnalysis;
using Utrex.Analyzers.Evaluation;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Values;

/// <summary>What is wrong with the value of a field.</summary>
internal static class FieldProblems
{
    private const int MostCodes = 12;

    /// <summary>The diagnostics on bytes that are not blank, in the order of the rules.</summary>
    /// <param name="sdk">The SDK.</param>
    /// <param name="field">The field.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="location">Where the value stands.</param>
    /// <param name="values">What is known of the rest of the record.</param>
    /// <param name="days">The days of the run.</param>
    public static IEnumerable<Diagnostic> Of(SdkSymbols sdk, Field field, string bytes, Location location, RecordValues values, RunDays days)
    {
        if (bytes.Any(c => c is '\t' or '\r' or '\n' or '\0'))
        {
            yield return Create(Diagnostics.ForbiddenCharacters, location, field, bytes, "the layout", "a value cannot contain a TAB, a line end or a NUL.");
        }

        if (values.IsExempt(field))
        {
            yield break;
        }

        var table = sdk.Table(field.Property.Type) ?? sdk.NumberTable(field.Property.Type);
        var conditions = new Conditions(values, days);
        foreach (var rule in field.Rules.Concat(sdk.Counterpart(field)?.Rules ?? []))
        {
            // What is no date has no length to speak of.
            if (conditions.IsBroken(field, table, rule, bytes) && !(rule.Check is "exactLength" && field.Rules.Any(other => other.Check is "date" && conditions.IsBroken(field, table, other, bytes))))
            {
                if (rule.Check is not "codes")
                {
                    yield return Diagnostic.Create(
                        DescriptorOf(rule.Check, field),
                        location,
                        rule.Severity,
                        additionalLocations: null,
                        CodeProblems.Replace(FieldRepairs.Of(field, table, bytes, values, days)),
                        field.Property.Name,
                        Bytes.ToText(bytes),
                        rule.Id,
                        rule.Text);
                }
                else if (table?.Find(bytes) is { RetiredSince: null } code && field.OnlyCodes is { } only)
                {
                    yield return Diagnostic.Create(
                        Diagnostics.CodeNotTaken,
                        location,
                        rule.Severity,
                        additionalLocations: null,
                        properties: null,
                        field.Property.Name,
                        code.Text,
                        code.Meaning,
                        string.Join(", ", only.Take(MostCodes).Select(text => $"'{text}'")) + (only.Count > MostCodes ? " and others" : ""));
                }
            }
        }
    }

    /// <summary>A diagnostic on a value that no rule of the state, but the SDK or the layout refuses.</summary>
    public static Diagnostic Create(DiagnosticDescriptor descriptor, Location location, Field field, string value, string breaks, string reason) =>
        Diagnostic.Create(descriptor, location, field.Property.Name, value, breaks, reason);

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
