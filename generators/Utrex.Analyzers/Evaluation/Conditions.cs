using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Evaluation;

/// <summary>Decides rules over several fields on what is known of them. A test holds, fails or is unknown; a rule is broken only where it surely is.</summary>
internal sealed class Conditions
{
    private readonly RecordValues _values;
    private readonly RunDays _days;
    private readonly Func<RuleTest, bool> _holds;
    private readonly Func<RuleTest, bool> _fails;
    private readonly Func<RuleTest, bool> _saysSomething;

    public Conditions(RecordValues values, RunDays days)
    {
        _values = values;
        _days = days;
        _holds = Holds;
        _fails = Fails;
        _saysSomething = SaysSomething;
    }

    /// <summary>What is known of the record.</summary>
    public RecordValues Values => _values;

    /// <summary>A rule over several fields.</summary>
    public bool IsBroken(Rule rule)
    {
        foreach (var need in rule.Needs)
        {
            if (_values.Bytes(need.Field) is not { } bytes || (need.IsValue && bytes.Length == 0))
            {
                return false;
            }
        }

        if (rule.Tests.Count != 1 || rule.Tests[0] is not { Word: "require", Items: [var require, ..] } condition)
        {
            return false;
        }

        return (condition.Items.Count == 1 || All(condition.Items[1].Items, _holds)) && Fails(require);
    }

    /// <summary>The rule of a single field: its check where its guard surely lets it apply.</summary>
    public bool IsBroken(Field field, Rule rule, string bytes)
    {
        if (rule.Tests.Count == 0)
        {
            return false;
        }

        var check = rule.Tests[0];
        var isBroken = FieldChecks.IsBroken(field, _values.Record.Specification, check, bytes, _days);
        if (!isBroken || rule.Tests.Count == 1)
        {
            return isBroken;
        }

        // Of a range, an exception lifts only the maximum.
        var guard = rule.Tests[1];
        if (check.Word is "range" && guard.Word is "unless" && FieldChecks.IsBelowRange(field, check, bytes)
            && check.Items.Any(item => item.Word.StartsWith(">", StringComparison.Ordinal)) && check.Items.Any(item => item.Word.StartsWith("<", StringComparison.Ordinal)))
        {
            return true;
        }

        return Known(guard.Items[0]) is { } other && guard.Options.Contains(other, StringComparer.Ordinal) == guard.Word is "when";
    }

    private bool Holds(RuleTest test) => test.Word switch
    {
        "present" => Read(test.Items[0]) is { Length: > 0 },
        "blank" => Read(test.Items[0]) is { Length: 0 },
        "has" => Contains(test) is true,
        "in" => IsIn(test) is true,
        "notIn" => IsNotIn(test) && IsCode(test.Items[0]),
        "yearEnd" => Measure.Holds(_days.Named("lastDayOfSchool"), "<=", _days.Named("asOf")),
        "notYearEnd" => Measure.Holds(_days.Named("asOf"), "<", _days.Named("lastDayOfSchool")),
        "and" => All(test.Items, _holds),
        "or" => Any(test.Items, _holds),
        _ => Compare(test, test.Word),
    };

    private bool Fails(RuleTest test) => test.Word switch
    {
        "present" => Read(test.Items[0]) is { Length: 0 },
        "blank" => Read(test.Items[0]) is { Length: > 0 },
        "has" => Contains(test) is false,
        "in" => IsNotIn(test),
        "notIn" => IsIn(test) is true,
        "yearEnd" => Measure.Holds(_days.Named("asOf"), "<", _days.Named("lastDayOfSchool")),
        "notYearEnd" => Measure.Holds(_days.Named("lastDayOfSchool"), "<=", _days.Named("asOf")),
        "and" => Any(test.Items, _fails),
        "or" => All(test.Items, _fails),
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
        var options = test.Options;
        if (subject.Word is "with")
        {
            var rows = Enumerable.Range(0, options.Length / subject.Items.Count)
                .Select(row => subject.Items.Select((field, column) => IsSame(Read(field), options[(row * subject.Items.Count) + column])).ToList())
                .ToList();
            return rows.Exists(row => row.TrueForAll(cell => cell is true)) ? true : rows.TrueForAll(row => row.Contains(false)) ? false : null;
        }

        if (subject.Word is not "part")
        {
            return Read(subject) is { } bytes ? Array.IndexOf(options, bytes) >= 0 : null;
        }

        var (start, length) = (Count(subject.Items[1]) - 1, Count(subject.Items[2]));
        return Read(subject.Items[0]) is { } whole ? whole.Length >= start + length && Array.IndexOf(options, whole.Substring(start, length)) >= 0 : null;
    }

    private static bool? IsSame(string? bytes, string option) => bytes is null ? null : string.Equals(bytes, option, StringComparison.Ordinal);

    private bool IsNotIn(RuleTest test)
    {
        var subject = test.Items[0];
        return IsIn(test) is false && subject.Word switch
        {
            "with" => All(subject.Items, _saysSomething),
            "part" => SaysSomething(subject.Items[0]),
            _ => SaysSomething(subject),
        };
    }

    /// <summary>What is no code of its field says nothing about when a rule applies.</summary>
    private bool IsCode(RuleTest subject) => subject.Word switch
    {
        "with" => subject.Items.All(IsCode),
        "part" => IsCode(subject.Items[0]),
        _ => subject.Field is not { Type: FieldType.Code, Table: { } table } || Read(subject) is "" or null || table.Find(Read(subject)!) is not null,
    };

    private bool? Contains(RuleTest test) =>
        Read(test.Items[0]) is { Length: > 0 } bytes ? Array.Exists(test.Options, option => bytes.IndexOf(option, StringComparison.Ordinal) >= 0) : null;

    // The blank of a field that must have a value says nothing: that it is missing is another rule's matter.
    private bool SaysSomething(RuleTest name) => name.Field is { IsAlwaysPresent: false } || Read(name) is { Length: > 0 };

    private static bool All(IReadOnlyList<RuleTest> tests, Func<RuleTest, bool> test)
    {
        for (var i = 0; i < tests.Count; i++)
        {
            if (!test(tests[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Any(IReadOnlyList<RuleTest> tests, Func<RuleTest, bool> test)
    {
        for (var i = 0; i < tests.Count; i++)
        {
            if (test(tests[i]))
            {
                return true;
            }
        }

        return false;
    }

    private bool Compare(RuleTest test, string relation)
    {
        var (left, right) = (test.Items[0], test.Items[1]);
        if (left.Word is "years" or "months")
        {
            var birth = DateOf(left.Items[0]);
            var day = _days.Named(left.Items[1].Word);
            return Measure.Holds(left.Word is "years" ? Measure.Years(birth, day) : Measure.Months(birth, day), relation, Operand(right));
        }

        if (right.Text is not null && left.Field is { Type: FieldType.Text })
        {
            return Read(left) is { Length: > 0 } one && Read(right) is { Length: > 0 } other && string.Equals(one, other, StringComparison.Ordinal) == relation is "=";
        }

        return Measure.Holds(Operand(left), relation, Operand(right));
    }

    private Measure Operand(RuleTest operand)
    {
        if (operand.Text is not null)
        {
            return operand.Field is { } field && Read(operand) is { Length: > 0 } bytes ? Of(field, bytes) : default;
        }

        return operand.Word switch
        {
            "day" => _days.Named(operand.Items[0].Word).Plus(Count(operand.Items[1])),
            "weekdays" => Measure.Weekdays(Operand(operand.Items[0]), End(operand.Items[1])),
            _ => Measure.Of((decimal?)operand.Number),
        };
    }

    /// <summary>The day after the last one that counts: a field's or, where that is blank, the day after school ends.</summary>
    private Measure End(RuleTest field) => Read(field) is { Length: 0 } ? _days.Named("lastDayOfSchool").Plus(1) : Operand(field);

    private static Measure Of(Field field, string bytes) => field.Type switch
    {
        FieldType.Date or FieldType.IsoDate or FieldType.DateTime or FieldType.PartialDate => Measure.Of(Scalars.Days(bytes, field.Type)),
        _ => Measure.Of(FieldChecks.Number(field, bytes)),
    };

    private DateTime? DateOf(RuleTest name) => name.Field is { } field && Read(name) is { } bytes ? Scalars.Days(bytes, field.Type)?.First : null;

    /// <summary>The bytes as they stand in the record.</summary>
    private string? Known(RuleTest name) => name.Field is { } field ? _values.Bytes(field) : null;

    /// <summary>The bytes that a rule over several fields reads: a blank may stand for a value.</summary>
    private string? Read(RuleTest name) => Known(name) is { } bytes ? bytes.Length == 0 ? name.Field!.Blank : bytes : null;

    private static int Count(RuleTest number) => (int)number.Number;
}
