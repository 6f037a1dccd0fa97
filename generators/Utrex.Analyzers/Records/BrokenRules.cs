using Utrex.Analyzers.Evaluation;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Records;

/// <summary>The rules over several fields that a record breaks.</summary>
internal static class BrokenRules
{
    public static IEnumerable<Rule> Of(RecordValues values, RunDays days)
    {
        if (values.IsChange)
        {
            return [];
        }

        var conditions = new Conditions(values, days);
        return values.Record.Rules.Where(conditions.IsBroken);
    }

    /// <summary>What the fields of a rule hold, in words.</summary>
    public static string Here(Rule rule, RecordValues values) => string.Join(", ", rule.Fields
        .Select(values.Record.Find)
        .Where(field => field is not null && values.Bytes(field) is not null)
        .Select(field => field!.Property.Name + (values.Bytes(field) is { Length: > 0 } bytes ? $" is '{Bytes.ToText(bytes)}'" : " is blank")));
}
