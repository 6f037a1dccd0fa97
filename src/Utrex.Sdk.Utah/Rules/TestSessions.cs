using System.Diagnostics.CodeAnalysis;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>A student has one result for each test session in the LEA, and one answer for the year, however many schools report it.</summary>
internal sealed class TestSessions(RuleClaims claims) : BatchRule(claims)
{
    private readonly RuleInfo[] _oneResult = [.. Sessions.Fields.Select(field => claims.Rule("S1.X30", field.Name))];

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        using var groups = new StudentGroups<Sessions>(index.Sessions, index.Texts);
        for (var student = default(TextId); groups.TryNext(ref student, out var records);)
        {
            var known = index.Sessions[records[0]];
            foreach (var i in records[1..])
            {
                Check(index, ref known, index.Sessions[i], findings);
            }
        }
    }

    /// <summary>Compares what a record says with what is known, and completes that.</summary>
    private void Check(BatchIndex index, ref Sessions known, Sessions sessions, BatchFindings findings)
    {
        for (var i = 0; i < Sessions.Fields.Length; i++)
        {
            var value = sessions.Values[i];
            if (value == known.Values[i] || !IsResult(index, Sessions.Fields[i], value, out var result))
            {
                continue;
            }

            if (!IsResult(index, Sessions.Fields[i], known.Values[i], out var knownResult))
            {
                known.Values[i] = value;
            }
            else if (!string.Equals(result, knownResult, StringComparison.Ordinal))
            {
                findings.Add(_oneResult[i], sessions.Key, value, [known.Key.Line], [known.Values[i]]);
            }
        }
    }

    /// <summary>Whether a value is a code of the field, or a number, in the one spelling that compares.</summary>
    private static bool IsResult(BatchIndex index, FieldInfo field, TextId value, [NotNullWhen(true)] out string? result)
    {
        var text = index.Texts.ToText(value);
        result = text is null ? null : field.Codes is { } codes ? codes.Find(text)?.Code : Digits(text);
        return result is not null;
    }

    private static string? Digits(string text) => text.All(char.IsAsciiDigit) ? text.TrimStart('0') : null;
}
