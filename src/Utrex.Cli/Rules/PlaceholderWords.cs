using System.Text.RegularExpressions;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Rules;

/// <summary>Messages of the state as somebody reads them who has no finding: with the names of the fields, and words where a finding has a value.</summary>
internal static partial class PlaceholderWords
{
    /// <summary>The text with words in place of its placeholders.</summary>
    /// <param name="text">The message, its details or the advice.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="record">The rule's record type.</param>
    /// <param name="isOne">Whether the rule's own field is meant, and not each of the fields that share its id.</param>
    public static string In(string text, RuleInfo rule, RecordInfo? record, bool isOne)
    {
        return Placeholder().Replace(text, match => match.Groups["name"].Value.Replace(" ", "", StringComparison.Ordinal) switch
        {
            "ColumnName" or "ColumnName1" => isOne ? Title(rule.MessageField ?? rule.Field) ?? "FIELD" : "FIELD",
            "TableName" => record?.Name ?? match.Value,
            "MinValue" => rule.MinValue ?? match.Value,
            "MaxValue" => rule.MaxValue ?? match.Value,
            "SchoolYear" => "SCHOOL YEAR",
            "ValidValues" => "its codes",
            var name when name.StartsWith("ColumnName", StringComparison.Ordinal) => Title(rule.Fields.ElementAtOrDefault(name[^1] - '2')) ?? "FIELD",
            _ => "VALUE",
        });

        string? Title(string? name) => name is null ? null : record?.FindField(name)?.Title ?? name;
    }

    [GeneratedRegex(@"\[(?<name>Column ?Name[1-6]?|Colum?n? ?Data[1-4]?|TableName|MinValue|MaxValue|SchoolYear|ValidValues)\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
