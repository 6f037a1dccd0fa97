using System.Globalization;
using Utrex.Generators.Model;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Emit;

/// <summary>
/// Writes a condition as an expression. A test holds, fails or is unknown, so that each has two expressions: one that is
/// true only where it surely holds, one that is true only where it surely fails.
/// </summary>
internal sealed class ConditionEmitter(RecordUnit unit)
{
    private const string Measure = "global::Utrex.Sdk.Generated.Measure.";

    private readonly SortedDictionary<int, string> _measures = [];

    /// <summary>What declares the measures that the conditions compare.</summary>
    public IEnumerable<string> Measures => _measures.Values;

    /// <summary>The local variable with a field's bytes.</summary>
    public static string Local(FieldUnit field) => "field" + field.Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a test compares with the days of the school.</summary>
    public static bool NeedsDays(TestModel test) =>
        test.Kind is TestKind.YearEnd or TestKind.NotYearEnd || test.Operand is { Day: not null } or { To: not null };

    /// <summary>Whether the rule applies only where its own field has a value: presence is the matter of rules that test it.</summary>
    public static bool NeedsValue(RuleModel rule) => rule.Field is { } field
        && !rule.Condition!.Tests.Any(test => test.Kind is TestKind.Present or TestKind.Blank && test.Fields.Contains(field, StringComparer.Ordinal));

    /// <summary>The expression that is true where the record breaks the rule.</summary>
    public string Violation(RuleModel rule)
    {
        // Comparisons first: the filter has seen to most of the other tests.
        var condition = rule.Condition!;
        var parts = condition.When.Select(test => (Test: test, Text: Holds(test))).Append((Test: condition.Require, Text: Fails(condition.Require)))
            .OrderBy(part => part.Test.All.Any(test => test.Kind is TestKind.Compare or TestKind.Age) ? 0 : 1)
            .Select(part => part.Text)
            .ToList();
        if (NeedsValue(rule))
        {
            parts.Insert(0, $"!{Bytes(rule.Field!)}.IsEmpty");
        }

        return string.Join(" && ", parts);
    }

    private string Holds(TestModel test) => test.Kind switch
    {
        TestKind.Present => $"!{Bytes(test.Field)}.IsEmpty",
        TestKind.Blank => $"{Bytes(test.Field)}.IsEmpty",
        TestKind.Contains => Contains(test),
        TestKind.In => IsIn(test),
        TestKind.NotIn => IsNotIn(test) + IsCode(test),
        TestKind.YearEnd => "days.IsYearEnd",
        TestKind.NotYearEnd => "days.IsBeforeYearEnd",
        TestKind.All => Join(" && ", test.Tests.Select(Holds)),
        TestKind.Any => Join(" || ", test.Tests.Select(Holds)),
        _ => Compare(test, test.Relation),
    };

    private string Fails(TestModel test) => test.Kind switch
    {
        TestKind.Present => $"{Bytes(test.Field)}.IsEmpty",
        TestKind.Blank => $"!{Bytes(test.Field)}.IsEmpty",
        TestKind.Contains => $"(!{Bytes(test.Field)}.IsEmpty && !{Contains(test)})",
        TestKind.In => IsNotIn(test),
        TestKind.NotIn => IsIn(test),
        TestKind.YearEnd => "days.IsBeforeYearEnd",
        TestKind.NotYearEnd => "days.IsYearEnd",
        TestKind.All => Join(" || ", test.Tests.Select(Fails)),
        TestKind.Any => Join(" && ", test.Tests.Select(Fails)),
        _ => Compare(test, Opposite(test.Relation)),
    };

    private static string Join(string with, IEnumerable<string> parts) => "(" + string.Join(with, parts) + ")";

    /// <summary>The relation that holds where the other fails.</summary>
    public static string Opposite(string relation) => relation switch
    {
        "<" => ">=",
        "<=" => ">",
        ">" => "<=",
        ">=" => "<",
        "=" => "<>",
        _ => "=",
    };

    private string IsIn(TestModel test)
    {
        if (test.Fields.Count > 1)
        {
            var pairs = Enumerable.Range(0, test.Values.Count / test.Fields.Count).Select(row =>
                Join(" && ", test.Fields.Select((field, column) => CheckEmitter.IsOneOf(Bytes(field), [test.Values[(row * test.Fields.Count) + column]]))));
            return Join(" || ", pairs);
        }

        return test.Length == 0
            ? $"({CheckEmitter.IsOneOf(Bytes(test.Field), test.Values)})"
            : $"({Bytes(test.Field)}.Length >= {test.Start - 1 + test.Length} && ({CheckEmitter.IsOneOf($"{Bytes(test.Field)}.Slice({test.Start - 1}, {test.Length})", test.Values)}))";
    }

    private string IsNotIn(TestModel test)
    {
        // The blank of a field that must have a value says nothing: that it is missing is another rule's matter.
        var needed = test.Fields.Where(name => string.Equals(Field(name).Model.Presence, "always", StringComparison.Ordinal)).Select(name => $"!{Bytes(name)}.IsEmpty && ");
        return $"({string.Concat(needed)}!{IsIn(test)})";
    }

    /// <summary>What is no code of its field says nothing about when a rule applies: that it is none is another rule's matter.</summary>
    private string IsCode(TestModel test) => string.Concat(test.Fields.Select(Field).Where(field => field.Model.Kind == FieldKind.Code)
        .Select(field => $" && {RecordEmitter.Codes(unit)}{field.CodeType}.TryParse({Local(field)}, out _)"));

    private string Contains(TestModel test) =>
        Join(" || ", test.Values.Select(text => $"global::System.MemoryExtensions.IndexOf({Bytes(test.Field)}, {Utf8(text)}) >= 0"));

    private string Compare(TestModel test, string relation)
    {
        var field = Field(test.Field);
        if (test.Kind == TestKind.Age)
        {
            var (count, units) = test.Years is { } years ? (years, "Years") : (test.Months ?? 0, "Months");
            return Relate($"{Measure}{units}({Parse(field)}, days.{RecordInfoEmitter.Capitalize(test.Operand!.Day!)})", relation, $"{Measure}Of({count})");
        }

        if (test.Operand is { Field: { } name, To: null } && field.Model.Kind is FieldKind.Text or FieldKind.Code)
        {
            var areSame = $"global::System.MemoryExtensions.SequenceEqual({Bytes(test.Field)}, {Bytes(name)})";
            var arePresent = $"!{Bytes(test.Field)}.IsEmpty && !{Bytes(name)}.IsEmpty";
            return string.Equals(relation, "=", StringComparison.Ordinal) ? $"({arePresent} && {areSame})" : $"({arePresent} && !{areSame})";
        }

        return Relate(MeasureOf(field), relation, Operand(test.Operand!));
    }

    private static string Relate(string left, string relation, string right) => relation switch
    {
        "<" => $"{Measure}IsBelow({left}, {right})",
        "<=" => $"{Measure}IsAtMost({left}, {right})",
        ">" => $"{Measure}IsBelow({right}, {left})",
        ">=" => $"{Measure}IsAtMost({right}, {left})",
        "=" => $"{Measure}IsSame({left}, {right})",
        _ => $"{Measure}IsOther({left}, {right})",
    };

    private string Operand(OperandModel operand)
    {
        if (operand.To is { } to)
        {
            return $"{Measure}Weekdays({Parse(Field(operand.Field!))}, {Parse(Field(to))}, days.LastDayOfSchool)";
        }

        if (operand.Day is { } day)
        {
            return $"days.{RecordInfoEmitter.Capitalize(day)}" + (operand.Plus == 0 ? "" : $".Plus({operand.Plus})");
        }

        return operand.Field is { } name ? MeasureOf(Field(name)) : $"{Measure}Of({Number(operand.Number ?? 0)})";
    }

    private static string Number(decimal number) => number == decimal.Truncate(number) && Math.Abs(number) < int.MaxValue
        ? RecordInfoEmitter.Number(decimal.Truncate(number))
        : RecordInfoEmitter.Number(number) + "m";

    /// <summary>The local variable with a field's measure, which several conditions may compare.</summary>
    private string MeasureOf(FieldUnit field)
    {
        var local = "measure" + field.Number.ToString(CultureInfo.InvariantCulture);
        _measures[field.Number] = field.Model.Kind is FieldKind.Decimal or FieldKind.NumberOrCode
            ? $"var {local} = {Measure}Number({Local(field)}, {field.Model.Digits}, {field.Model.Decimals});"
            : $"var {local} = {Measure}Of({Parse(field)});";
        return local;
    }

    private string Parse(FieldUnit field) => field.Model.Kind == FieldKind.NumberOrCode
        ? $"global::Utrex.Sdk.Text.Scalars.Decimal({Local(field)}, {field.Model.Digits}, {field.Model.Decimals})"
        : FieldTypes.Parse(field, RecordEmitter.Codes(unit), Local(field));

    private string Bytes(string name) => Local(Field(name));

    private FieldUnit Field(string name) => unit.Fields.First(field => string.Equals(field.Model.Name, name, StringComparison.Ordinal));
}
