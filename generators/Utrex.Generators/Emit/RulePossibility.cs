using System.Text;
using Utrex.Generators.Model;

namespace Utrex.Generators.Emit;

/// <summary>What is known of the value of one field: it is blank, it is this text, or it is something that is none of some texts.</summary>
/// <param name="Field">The field.</param>
/// <param name="Text">The text; empty for a blank, <see langword="null"/> for something else.</param>
/// <param name="Others">The texts that a value which is something else is none of.</param>
internal sealed record FieldClass(FieldUnit Field, string? Text, HashSet<string> Others)
{
    /// <summary>Whether there is no value; what a blank stands for is one.</summary>
    public bool IsBlank => Text is { Length: 0 };
}

/// <summary>
/// Tells whether a record may break a rule as far as the value of a single field says; of the other fields nothing is known. It may say yes
/// of a rule that the record keeps, never no of one that it breaks: <see cref="ConditionEmitter"/> is what it follows, test by test.
/// </summary>
internal sealed class RulePossibility(FieldClass known, ChangeRecordModel? change)
{
    /// <summary>Whether a record with such a value may be in a case of a rule.</summary>
    public bool MayBreak(RuleModel rule, RuleCase one)
    {
        if (change is not null && Is(change.Field) && string.Equals(known.Text, change.Code, StringComparison.Ordinal))
        {
            return false;
        }

        return !(ConditionEmitter.NeedsValue(rule) && Is(rule.Field!) && known.IsBlank)
            && one.Tests.All(test => test.Holds ? MayHold(test.Test) : MayFail(test.Test));
    }

    private bool Is(string field) => string.Equals(known.Field.Model.Name, field, StringComparison.Ordinal);

    private bool MayHold(TestModel test) => test.Kind switch
    {
        TestKind.Present => !Is(test.Field) || !known.IsBlank,
        TestKind.Blank => !Is(test.Field) || known.IsBlank,
        TestKind.Contains => !Is(test.Field) || known.Text is null || Contains(test),
        TestKind.In => MayBeIn(test),
        TestKind.NotIn => MayBeOutside(test),
        TestKind.YearEnd or TestKind.NotYearEnd => true,
        TestKind.All => test.Tests.All(MayHold),
        TestKind.Any => test.Tests.Any(MayHold),
        _ => MayCompare(test),
    };

    private bool MayFail(TestModel test) => test.Kind switch
    {
        TestKind.Present => !Is(test.Field) || known.IsBlank,
        TestKind.Blank => !Is(test.Field) || !known.IsBlank,
        TestKind.Contains => !Is(test.Field) || known.Text is null || (!known.IsBlank && !Contains(test)),
        TestKind.In => MayBeOutside(test),
        TestKind.NotIn => MayBeIn(test),
        TestKind.YearEnd or TestKind.NotYearEnd => true,
        TestKind.All => test.Tests.Any(MayFail),
        TestKind.Any => test.Tests.All(MayFail),
        _ => MayCompare(test),
    };

    private bool Contains(TestModel test) => test.Values.Any(value => known.Text!.Contains(value));

    private bool MayBeIn(TestModel test)
    {
        var column = Column(test);
        if (column < 0)
        {
            return true;
        }

        if (test.Length > 0)
        {
            return known.Text is not { } text || HasPart(text, test);
        }

        var values = test.Values.Where((_, i) => i % test.Fields.Count == column);
        return known.Text is { } only ? values.Contains(only, StringComparer.Ordinal) : values.Any(value => !known.Others.Contains(value));
    }

    private bool MayBeOutside(TestModel test)
    {
        if (Column(test) < 0 || known.Text is not { } text)
        {
            return true;
        }

        if (known.IsBlank && string.Equals(known.Field.Model.Presence, "always", StringComparison.Ordinal))
        {
            return false;
        }

        // Of several fields, the others may make the difference.
        return test.Fields.Count > 1 || !(test.Length > 0 ? HasPart(text, test) : test.Values.Contains(text, StringComparer.Ordinal));
    }

    /// <summary>The place of the field among those of a test, or -1.</summary>
    private int Column(TestModel test) => test.Fields.ToList().FindIndex(Is);

    private static bool HasPart(string text, TestModel test)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length >= test.Start - 1 + test.Length
            && test.Values.Any(value => bytes.AsSpan(test.Start - 1, test.Length).SequenceEqual(Encoding.UTF8.GetBytes(value)));
    }

    /// <summary>Whether a comparison may tell anything: what is blank, or no number, does not compare. The end of a count of weekdays may be blank.</summary>
    private bool MayCompare(TestModel test) =>
        !(Is(test.Field) || (test.Operand?.Field is { } name && Is(name)))
        || !(known.IsBlank || (known.Text is { } text && known.Field.Model.Kind == FieldKind.NumberOrCode && text.Any(c => c is not ((>= '0' and <= '9') or '.'))));
}
