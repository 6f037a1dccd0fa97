using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
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
        var first = new Dictionary<TextId, Sessions>();
        foreach (ref readonly var sessions in index.Sessions)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(first, sessions.Key.Student, out var isThere);
            if (!isThere)
            {
                known = sessions;
                continue;
            }

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
