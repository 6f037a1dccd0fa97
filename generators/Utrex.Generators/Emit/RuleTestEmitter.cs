using System.Globalization;
using Utrex.Generators.Model;

namespace Utrex.Generators.Emit;

/// <summary>Writes what a rule demands as nested lists, for the metadata that analyzers read.</summary>
internal static class RuleTestEmitter
{
    /// <summary>A check of a field, and the guard that decides whether it applies.</summary>
    public static string Check(FieldUnit field, CheckModel check)
    {
        var test = List([check.Type, .. Arguments(field, check)]);
        return check.Guard is not { } guard
            ? test
            : test + " " + List([guard.IsUnless ? "unless" : "when", Text(guard.Field), .. guard.Codes.Select(Text)]);
    }

    /// <summary>What a rule over several fields requires, and when.</summary>
    public static string Condition(RuleModel rule)
    {
        var condition = rule.Condition!;
        var when = condition.When.Select(Test).ToList();
        if (ConditionEmitter.NeedsValue(rule))
        {
            when.Insert(0, List(["present", Text(rule.Field!)]));
        }

        return List(["require", Test(condition.Require), .. when.Count == 0 ? [] : new[] { List(["when", .. when]) }]);
    }

    private static IEnumerable<string> Arguments(FieldUnit field, CheckModel check) => check.Type switch
    {
        "minLength" => [Number(check.Length!.Value)],
        "maxLength" => [Number((check.Length ?? field.Model.MaxLength)!.Value)],
        "exactLength" => [Number((check.Length ?? field.Model.FixedLength)!.Value)],
        "range" => Bound(check.IsExclusiveMin ? ">" : ">=", check.Min).Concat(Bound(check.IsExclusiveMax ? "<" : "<=", check.Max)).Concat(check.IsOfNumbers ? ["numbersOnly"] : []),
        "increment" => [Number(check.Step!.Value)],
        "characters" => [check.Set!],
        "substring" => [Number(check.Start), Number(check.Length!.Value), check.IsNegated ? "notIn" : "in", .. check.Values.Select(Text)],
        "shape" => [Text(check.Pattern!)],
        "equals" or "startsWith" or "contains" => check.Values.Select(Text),
        _ => [],
    };

    private static IEnumerable<string> Bound(string relation, decimal? bound) => bound is null ? [] : [relation, Number(bound.Value)];

    private static string Test(TestModel test) => test.Kind switch
    {
        TestKind.Present => List(["present", Text(test.Field)]),
        TestKind.Blank => List(["blank", Text(test.Field)]),
        TestKind.Contains => List(["has", Text(test.Field), .. test.Values.Select(Text)]),
        TestKind.In => List(["in", Subject(test), .. test.Values.Select(Text)]),
        TestKind.NotIn => List(["notIn", Subject(test), .. test.Values.Select(Text)]),
        TestKind.YearEnd => "(yearEnd)",
        TestKind.NotYearEnd => "(notYearEnd)",
        TestKind.All => List(["and", .. test.Tests.Select(Test)]),
        TestKind.Any => List(["or", .. test.Tests.Select(Test)]),
        TestKind.Age => List([test.Relation, List([test.Years is null ? "months" : "years", Text(test.Field), test.Operand!.Day!]), Number(test.Years ?? test.Months ?? 0)]),
        _ => List([test.Relation, Text(test.Field), Operand(test.Operand!)]),
    };

    private static string Subject(TestModel test)
    {
        var fields = test.Fields.Count == 1 ? Text(test.Field) : List(["with", .. test.Fields.Select(Text)]);
        return test.Length == 0 ? fields : List(["part", fields, Number(test.Start), Number(test.Length)]);
    }

    private static string Operand(OperandModel operand)
    {
        if (operand.To is { } to)
        {
            return List(["weekdays", Text(operand.Field!), Text(to)]);
        }

        return operand.Day is { } day
            ? List(["day", day, Number(operand.Plus)])
            : operand.Field is { } name ? Text(name) : Number(operand.Number ?? 0);
    }

    private static string List(IEnumerable<string> items) => "(" + string.Join(" ", items) + ")";

    private static string Text(string text) => "'" + text.Replace("'", "''") + "'";

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
