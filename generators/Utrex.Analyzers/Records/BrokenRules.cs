using Utrex.Analyzers.Evaluation;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Records;

/// <summary>The rules over several fields that a record breaks.</summary>
internal static class BrokenRules
{
    public static List<Rule> Of(RecordValues values, RunDays days)
    {
        var broken = new List<Rule>();
        if (!values.IsChange)
        {
            var conditions = new Conditions(values, days);
            foreach (var rule in values.Record.Rules)
            {
                if (conditions.IsBroken(rule))
                {
                    broken.Add(rule);
                }
            }
        }

        return broken;
    }

    /// <summary>What the fields of a rule hold, in words.</summary>
    public static string Here(Rule rule, RecordValues values) => string.Join(", ", rule.Fields
        .Select(values.Record.Find)
        .Where(field => field is not null && values.Bytes(field) is not null)
        .Select(field => field!.Property.Name + (values.Bytes(field) is { Length: > 0 } bytes ? $" is '{Bytes.Display(Bytes.ToText(bytes))}'" : " is blank")));
}
