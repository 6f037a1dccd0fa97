using System.Globalization;
using System.Text;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Findings;

/// <summary>Fills the placeholders of the state's message templates.</summary>
public static class MessageTemplate
{
    /// <summary>The text with every known placeholder filled; an unknown one stays as it is printed.</summary>
    /// <remarks>The specification prints placeholders in square brackets or parentheses and misspells some; each spelling is read.</remarks>
    public static string Format(string template, in Finding finding, SubmissionContext context)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(context);
        var text = new StringBuilder(template.Length + 32);
        for (var i = 0; i < template.Length; i++)
        {
            var end = template[i] switch
            {
                '[' => template.IndexOf(']', i),
                '(' => template.IndexOf(')', i),
                _ => -1,
            };
            if (end > i && Resolve(template.AsSpan(i + 1, end - i - 1), finding, context) is { } value)
            {
                text.Append(value);
                i = end;
            }
            else
            {
                text.Append(template[i]);
            }
        }

        return text.ToString();
    }

    private static string? Resolve(ReadOnlySpan<char> placeholder, in Finding finding, SubmissionContext context) => placeholder switch
    {
        "ColumnName" or "Column Name" or "ColumnName1" => Title(finding),
        "ColumnData" or "Column Data" or "ColumData" or "ColumnData1" => Value(finding) ?? "(blank)",
        "ColumnData2" => OtherValue(finding, 0),
        "ColumnData3" => OtherValue(finding, 1),
        "ColumnData4" => OtherValue(finding, 2),
        "ColumnName2" => OtherTitle(finding, 0),
        "ColumnName3" => OtherTitle(finding, 1),
        "ColumnName4" => OtherTitle(finding, 2),
        "ColumnName5" => OtherTitle(finding, 3),
        "ColumnName6" => OtherTitle(finding, 4),
        "TableName" => finding.Keys.Record?.Name,
        "MinValue" => finding.Rule.MinValue,
        "MaxValue" => finding.Rule.MaxValue,
        "SchoolYear" => context.SchoolYear.ToString(CultureInfo.InvariantCulture),
        "ValidValues" => ValidValues(finding),
        _ => null,
    };

    private static string? Title(in Finding finding) => finding.Rule.MessageField is { } name
        ? finding.Keys.Record?.FindField(name)?.Title ?? name
        : finding.Field?.Title ?? finding.Rule.Field ?? finding.Keys.Record?.Name;

    private static string? Value(in Finding finding)
    {
        if (finding.Rule.MessageField is not { } name)
        {
            return finding.Value;
        }

        for (var i = 0; i < finding.OtherValues.Count; i++)
        {
            if (string.Equals(finding.Rule.Fields[i], name, StringComparison.Ordinal))
            {
                return finding.OtherValues[i];
            }
        }

        return null;
    }

    private static string? OtherValue(in Finding finding, int index) =>
        index < finding.OtherValues.Count ? finding.OtherValues[index] ?? "(blank)" : null;

    private static string? OtherTitle(in Finding finding, int index)
    {
        if (index >= finding.Rule.Fields.Count)
        {
            index -= finding.Rule.Fields.Count;
            return index < finding.Rule.Also.Count ? finding.Rule.Also[index] : null;
        }

        var name = finding.Rule.Fields[index];
        return finding.Keys.Record?.FindField(name)?.Title ?? name;
    }

    private static string? ValidValues(in Finding finding) => finding.Field?.Codes is { } table
        ? string.Join(", ", table.Codes.Where(code => !code.IsRetired).Select(code => $"'{code.Code}'"))
        : null;
}
