using System.Globalization;
using Utrex.Generators.Model;

namespace Utrex.Generators.Emit;

/// <summary>Says a condition in words.</summary>
internal static class ConditionText
{
    private const int MostValues = 12;

    /// <summary>When the condition applies; <see langword="null"/> for always.</summary>
    public static string? When(ConditionModel condition) => condition.When.Count == 0 ? null : string.Join(", and ", condition.When.Select(Of));

    /// <summary>What must hold then.</summary>
    public static string Require(ConditionModel condition) => Of(condition.Require);

    private static string Of(TestModel test) => test.Kind switch
    {
        TestKind.Present => $"{test.Field} is present",
        TestKind.Blank => $"{test.Field} is blank",
        TestKind.Contains => $"{test.Field} contains {Values(test)}",
        TestKind.In => $"{Subject(test)} is {Values(test)}",
        TestKind.NotIn => $"{Subject(test)} is not {Values(test)}",
        TestKind.YearEnd => "the school year has ended",
        TestKind.NotYearEnd => "the school year has not ended",
        TestKind.All => Join(test.Tests, " and "),
        TestKind.Any => Join(test.Tests, " or "),
        TestKind.Age => $"the age by {test.Field} on {Day(test.Operand!.Day!)} is {Relation(test.Relation)} {Number(test.Years ?? test.Months ?? 0)} {(test.Years is null ? "months" : "years")}",
        _ => $"{test.Field} is {Relation(test.Relation)} {Operand(test.Operand!)}",
    };

    private static string Join(IEnumerable<TestModel> tests, string with) =>
        string.Join(with, tests.Select(test => test.Kind is TestKind.All or TestKind.Any && test.Tests.Count > 1 ? $"({Of(test)})" : Of(test)));

    private static string Subject(TestModel test) => test.Length == 0
        ? string.Join(" with ", test.Fields)
        : test.Length == 1 ? $"character {test.Start} of {test.Field}" : $"characters {test.Start} to {test.Start + test.Length - 1} of {test.Field}";

    private static string Values(TestModel test)
    {
        if (test.List is { } list)
        {
            return $"in the list {list}{(test.Flag is null ? "" : $" ({test.Flag})")}";
        }

        if (test.Table is { } table)
        {
            return $"a code of the table {table}";
        }

        return test.Values.Count > MostValues
            ? $"in the group {test.Group}"
            : test.Values.Count == 1 ? $"'{test.Values[0]}'" : "one of " + string.Join(", ", test.Values.Select(value => $"'{value}'"));
    }

    private static string Relation(string relation) => relation switch
    {
        "<" => "below",
        "<=" => "at most",
        ">" => "above",
        ">=" => "at least",
        "=" => "the same as",
        _ => "other than",
    };

    private static string Operand(OperandModel operand)
    {
        if (operand.To is { } to)
        {
            return $"the weekdays from {operand.Field} to {to}";
        }

        return operand.Day is { } day
            ? Day(day) + (operand.Plus == 0 ? "" : $" and {Number(operand.Plus)} {(operand.Plus == 1 ? "day" : "days")}")
            : operand.Field ?? RecordInfoEmitter.Number(operand.Number ?? 0);
    }

    private static string Day(string day) => day switch
    {
        "today" => "the current date",
        "asOf" => "the date of the district record",
        "firstDayOfSchoolYear" => "July 1",
        "september1" => "September 1",
        "lastDayOfSchoolYear" => "June 30",
        _ => "the last day of school",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
