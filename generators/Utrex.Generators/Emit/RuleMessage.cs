using System.Text.RegularExpressions;
using Utrex.Generators.Model;

namespace Utrex.Generators.Emit;

/// <summary>The state's message with the names that do not depend on a record filled in.</summary>
internal static class RuleMessage
{
    private static readonly Regex Name = new(@"\[(?<what>ColumnName|Column Name|TableName)(?<number>\d?)\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public static string Of(RecordUnit unit, RuleUnit rule, string? field) => Name.Replace(rule.Message, match =>
    {
        if (match.Groups["what"].Value is "TableName")
        {
            return unit.Record.Name;
        }

        // The first name is the rule's own field; the second is the first of its further ones.
        var number = match.Groups["number"].Value.Length > 0 ? match.Groups["number"].Value[0] - '0' : 1;
        var others = rule.Model.Fields.Concat(rule.Model.Also).ToList();
        var name = number <= 1 ? rule.Model.MessageField ?? field : number - 2 < others.Count ? others[number - 2] : null;
        return unit.Fields.FirstOrDefault(candidate => string.Equals(candidate.Model.Name, name, StringComparison.Ordinal))?.Model.Title ?? name ?? match.Value;
    });
}
