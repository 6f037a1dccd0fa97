using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>A student has one result for each test session in the LEA, and one answer for the year, however many schools report it.</summary>
internal sealed class TestSessions : BatchRule
{
    /// <summary>The fields, in the order of <see cref="Sessions.Values"/>.</summary>
    private static readonly FieldInfo[] Fields =
    [
        .. new[]
        {
            nameof(StudentRecord.ReadGradeLevelFall), nameof(StudentRecord.ReadGradeLevel), nameof(StudentRecord.ReadGradeLevelSpring),
            nameof(StudentRecord.BeginYearRoglCompositeScore), nameof(StudentRecord.MidYearRoglCompositeScore), nameof(StudentRecord.EndYearRoglCompositeScore),
            nameof(StudentRecord.EarlyNumeracyStatusBeginningOfYear), nameof(StudentRecord.EarlyNumeracyStatusMidyear), nameof(StudentRecord.EarlyNumeracyStatusEndOfYear),
            nameof(StudentRecord.ReadingIntervention), nameof(StudentRecord.EarlyNumeracyIntervention),
        }.Select(StudentRecord.Info.FindProperty),
    ];

    private static readonly RuleInfo[] OneResult = [.. Fields.Select(field => Rule("S1.X30", field.Name))];

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

            for (var i = 0; i < Fields.Length; i++)
            {
                var value = sessions.Values[i];
                if (value == known.Values[i] || !IsResult(index, Fields[i], value, out var result))
                {
                    continue;
                }

                if (!IsResult(index, Fields[i], known.Values[i], out var knownResult))
                {
                    known.Values[i] = value;
                }
                else if (!string.Equals(result, knownResult, StringComparison.Ordinal))
                {
                    findings.Add(OneResult[i], sessions.Key, value, [known.Key.Line], [known.Values[i]]);
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

    /// <summary>Takes what a student record says of the sessions, where it says anything.</summary>
    public static void Take(BatchIndex index, RecordLine line, in RecordKey key)
    {
        var sessions = new Sessions { Key = key };
        var hasAny = false;
        for (var i = 0; i < Fields.Length; i++)
        {
            sessions.Values[i] = index.Texts.Add(line.Field(Fields[i]));
            hasAny |= !sessions.Values[i].IsBlank;
        }

        if (hasAny && !key.Student.IsBlank)
        {
            index.Sessions.Add(sessions);
        }
    }
}

/// <summary>What a student record says of the test sessions.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Sessions : IEntry
{
    /// <inheritdoc/>
    public RecordKey Key { get; init; }

    /// <summary>A value for each field that tells a session's result.</summary>
    public Results Values;

    /// <summary>A text for each of the fields.</summary>
    [InlineArray(11)]
    internal struct Results
    {
        private TextId _first;
    }
}
