using System.Collections.Immutable;
using Utrex.Analyzers.Evaluation;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Records;

/// <summary>
/// Which change of one field keeps a rule that is broken, and breaks no other: to leave the field blank, or the one code that does. Where several
/// codes would do, nobody knows which was meant.
/// </summary>
internal static class Mending
{
    /// <summary>The properties that tell a code fix what to write.</summary>
    /// <param name="rule">The broken rule.</param>
    /// <param name="fields">The fields that may be changed.</param>
    /// <param name="values">What is known of the record.</param>
    /// <param name="days">The days of the run, where they are known.</param>
    public static ImmutableDictionary<string, string?> Of(Rule rule, IEnumerable<Field> fields, RecordValues values, RunDays days)
    {
        var before = BrokenRules.Of(values, days);
        var changes = new List<string>();
        foreach (var field in fields)
        {
            if (Codes(field).Where(code => !string.Equals(code, values.Bytes(field), StringComparison.Ordinal) && Mends(field, code)).Take(2).ToList() is [var only])
            {
                changes.Add($"{field.Property.Name}={only}");
            }

            if (values.Bytes(field) is { Length: > 0 } && field.Required is null && Mends(field, ""))
            {
                changes.Add($"{field.Property.Name}=");
            }
        }

        return changes.Count == 0
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(Diagnostics.Mending, string.Join("\n", changes));

        bool Mends(Field field, string value) => BrokenRules.Of(values.With(field, value), days) is var after && !after.Contains(rule) && after.TrueForAll(before.Contains);
    }

    private static IEnumerable<string> Codes(Field field) => (field.Table?.Codes ?? [])
        .Where(code => code.RetiredSince is null && (field.OnlyCodes is null || field.OnlyCodes.Contains(code.Text, StringComparer.Ordinal)))
        .Select(code => code.Text);
}
