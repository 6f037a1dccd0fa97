using System.Globalization;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Evaluation;

/// <summary>Decides rules over several fields on what is known of them. A test holds, fails or is unknown; a rule is broken only where it surely is.</summary>
internal sealed class Conditions(RecordValues values, RunDays days)
{
    public bool IsBroken(Rule rule)
    {
        if (rule.Tests.Count != 1 || rule.Tests[0] is not { Word: "require", Items: [var require, ..] } condition)
        {
            return false;
        }

        return (condition.Items.Count == 1 || condition.Items[1].Items.All(Holds)) && Fails(require);
    }

    /// <summary>The rule of a single field: its check where its guard surely lets it apply.</summary>
    public bool IsBroken(Field field, CodeTable? table, Rule rule, string bytes)
    {
        if (rule.Tests.Count == 0)
        {
            return false;
        }

        var check = rule.Tests[0];
        var isBroken = FieldChecks.IsBroken(field, table, values.Record.Specification, check, bytes, days);
        if (!isBroken || rule.Tests.Count == 1)
        {
            return isBroken;
        }

        // Of a range, an exception lifts only the maximum.
        var guard = rule.Tests[1];
        if (check.Word is "range" && guard.Word is "unless" && FieldChecks.IsBelowRange(field, table, check, bytes)
            && check.Items.Any(item => item.Word.StartsWith(">", StringComparison.Ordinal)) && check.Items.Any(item => item.Word.StartsWith("<", StringComparison.Ordinal)))
        {
            return true;
        }

        return Known(guard.Items[0]) is { } other && guard.Texts.Skip(1).Contains(other, StringComparer.Ordinal) == guard.Word is "when";
    }

    private bool Holds(RuleTest test) => test.Word switch
    {
        "present" => Read(test.Items[0]) is { Length: > 0 },
        "blank" => Read(test.Items[0]) is { Length: 0 },
        "in" => IsIn(test) is true,
        "notIn" => IsNotIn(test),
        "yearEnd" => Measure.Holds(days.Named("lastDayOfSchool"), "<=", days.Named("asOf")),
        "notYearEnd" => Measure.Holds(days.Named("asOf"), "<", days.Named("lastDayOfSchool")),
        "and" => test.Items.All(Holds),
        "or" => test.Items.Any(Holds),
        _ => Compare(test, test.Word),
    };

    private bool Fails(RuleTest test) => test.Word switch
    {
        "present" => Read(test.Items[0]) is { Length: 0 },
        "blank" => Read(test.Items[0]) is { Length: > 0 },
        "in" => IsNotIn(test),
        "notIn" => IsIn(test) is true,
        "yearEnd" => Measure.Holds(days.Named("asOf"), "<", days.Named("lastDayOfSchool")),
        "notYearEnd" => Measure.Holds(days.Named("lastDayOfSchool"), "<=", days.Named("asOf")),
        "and" => test.Items.Any(Fails),
        "or" => test.Items.All(Fails),
        _ => Compare(test, Opposite(test.Word)),
    };

    private static string Opposite(string relation) => relation switch
    {
        "<" => ">=",
        "<=" => ">",
        ">" => "<=",
        ">=" => "<",
        "=" => "<>",
        _ => "=",
    };

    /// <summary>Whether the fields have one of the values; <see langword="null"/> where nobody knows.</summary>
    private bool? IsIn(RuleTest test)
    {
        var subject = test.Items[0];
        var options = test.Items.Skip(1).Select(item => item.Text ?? "").ToList();
        if (subject.Word is "with")
        {
            var rows = Enumerable.Range(0, options.Count / subject.Items.Count)
                .Select(row => subject.Items.Select((field, column) => IsSame(Read(field), options[(row * subject.Items.Count) + column])).ToList())
                .ToList();
            return rows.Exists(row => row.TrueForAll(cell => cell is true)) ? true : rows.TrueForAll(row => row.Contains(false)) ? false : null;
        }

        if (subject.Word is not "part")
        {
            return Read(subject) is { } bytes ? options.Contains(bytes, StringComparer.Ordinal) : null;
        }

        var (start, length) = (Count(subject.Items[1]) - 1, Count(subject.Items[2]));
        return Read(subject.Items[0]) is { } whole ? whole.Length >= start + length && options.Contains(whole.Substring(start, length), StringComparer.Ordinal) : null;
    }

    private static bool? IsSame(string? bytes, string option) => bytes is null ? null : string.Equals(bytes, option, StringComparison.Ordinal);

    private bool IsNotIn(RuleTest test)
    {
        // The blank of a field that must have a value says nothing: that it is missing is another rule's matter.
        var subject = test.Items[0];
        var fields = subject.Word switch { "with" => subject.Items, "part" => [subject.Items[0]], _ => [subject] };
        return IsIn(test) is false && fields.All(name => Find(name) is { IsAlwaysPresent: false } || Read(name) is { Length: > 0 });
    }

    private bool Compare(RuleTest test, string relation)
    {
        var (left, right) = (test.Items[0], test.Items[1]);
        if (left.Word is "years" or "months")
        {
            var birth = DateOf(left.Items[0]);
            var day = days.Named(left.Items[1].Word);
            return Measure.Holds(left.Word is "years" ? Measure.Years(birth, day) : Measure.Months(birth, day), relation, Operand(right));
        }

        if (right.Text is not null && Find(left) is { Type: FieldType.Text })
        {
            return Read(left) is { Length: > 0 } one && Read(right) is { Length: > 0 } other && string.Equals(one, other, StringComparison.Ordinal) == relation is "=";
        }

        return Measure.Holds(Operand(left), relation, Operand(right));
    }

    private Measure Operand(RuleTest operand)
    {
        if (operand.Text is not null)
        {
            return Find(operand) is { } field && Read(operand) is { Length: > 0 } bytes ? Of(field, bytes) : default;
        }

        return operand.Word switch
        {
            "day" => days.Named(operand.Items[0].Word).Plus(Count(operand.Items[1])),
            "weekdays" => Measure.Weekdays(Operand(operand.Items[0]), End(operand.Items[1])),
            _ => Measure.Of((decimal?)decimal.Parse(operand.Word, NumberStyles.Number, CultureInfo.InvariantCulture)),
        };
    }

    /// <summary>The day after the last one that counts: a field's or, where that is blank, the day after school ends.</summary>
    private Measure End(RuleTest field) => Read(field) is { Length: 0 } ? days.Named("lastDayOfSchool").Plus(1) : Operand(field);

    private static Measure Of(Field field, string bytes) => field.Type switch
    {
        FieldType.Date or FieldType.IsoDate or FieldType.DateTime or FieldType.PartialDate => Measure.Of(Scalars.Days(bytes, field.Type)),
        _ => Measure.Of(FieldChecks.Number(field, bytes)),
    };

    private DateTime? DateOf(RuleTest name) => Find(name) is { } field && Read(name) is { } bytes ? Scalars.Days(bytes, field.Type)?.First : null;

    private Field? Find(RuleTest name) => name.Text is { } text ? values.Record.Find(text) : null;

    /// <summary>The bytes as they stand in the record.</summary>
    private string? Known(RuleTest name) => Find(name) is { } field ? values.Bytes(field) : null;

    /// <summary>The bytes that a rule over several fields reads: a blank may stand for a value.</summary>
    private string? Read(RuleTest name) => Known(name) is { } bytes ? bytes.Length == 0 ? Find(name)!.Blank : bytes : null;

    private static int Count(RuleTest number) => int.Parse(number.Word, CultureInfo.InvariantCulture);
}
