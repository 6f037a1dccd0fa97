using System.Text;
using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Tells tests of conditions that say something from those that cannot be: a comparison of a text with a number, a part of several fields.</summary>
internal static class ConditionFit
{
    private enum Quantity
    {
        None,
        Text,
        Number,
        Day,
    }

    /// <summary>Why a test makes no sense, or <see langword="null"/>. Its fields and its list exist.</summary>
    public static string? Misfit(TestModel test, Func<string, FieldUnit?> fieldOf, LookupModel? list) => test.Kind switch
    {
        TestKind.All or TestKind.Any or TestKind.YearEnd or TestKind.NotYearEnd => null,
        TestKind.Age => IsDay(fieldOf(test.Field)!) ? null : $"'{test.Field}' is no date, so that nobody has an age by it",
        TestKind.Compare => test.Fields.Count > 1 ? Several(test) : MisfitOf(test, fieldOf),
        TestKind.In or TestKind.NotIn => MisfitOf(test, list),
        _ => test.Fields.Count > 1 ? Several(test) : null,
    };

    private static string? MisfitOf(TestModel test, LookupModel? list)
    {
        if (test.Fields.Count > 1)
        {
            return list is null || test.Column is not null || test.Flag is not null || test.Length > 0 ? Several(test)
                : test.Fields.Count > list.Columns.Count ? $"the list {list.Id} has fewer columns than the test has fields"
                : null;
        }

        if (list is null && (test.Column is not null || test.Flag is not null))
        {
            return "'column' and 'flag' are of a list, and there is none";
        }

        return test.Length > 0 && test.Values.FirstOrDefault(value => Encoding.UTF8.GetByteCount(value) != test.Length) is { } value
            ? $"'{value}' does not have the {test.Length} characters of the part of '{test.Field}'"
            : null;
    }

    private static string? MisfitOf(TestModel test, Func<string, FieldUnit?> fieldOf)
    {
        var left = QuantityOf(fieldOf(test.Field)!);
        var operand = test.Operand!;
        if (operand.To is { } to)
        {
            return left == Quantity.Number && IsDay(fieldOf(operand.Field!)!) && IsDay(fieldOf(to)!) ? null : "a count of weekdays is between two dates, and compares with a number";
        }

        var right = operand.Day is not null ? Quantity.Day : operand.Field is { } name ? QuantityOf(fieldOf(name)!) : Quantity.Number;
        var areTexts = left == Quantity.Text && right == Quantity.Text;
        return left == Quantity.None || left != right ? $"'{test.Field}' is compared with something of another type"
            : areTexts && test.Relation is not ("=" or "<>") ? $"'{test.Field}' is a text, which is the same as another or is not; there is no '{test.Relation}'"
            : null;
    }

    private static string Several(TestModel test) => $"several fields, {string.Join(" and ", test.Fields.Select(field => $"'{field}'"))}, can only stand in a list, or not";

    private static bool IsDay(FieldUnit field) => field.Model.Kind is FieldKind.Date or FieldKind.IsoDate;

    private static Quantity QuantityOf(FieldUnit field) => field.Model.Kind switch
    {
        FieldKind.Text or FieldKind.Code => Quantity.Text,
        FieldKind.Integer or FieldKind.Decimal or FieldKind.NumberOrCode => Quantity.Number,
        FieldKind.Date or FieldKind.IsoDate or FieldKind.DateTime or FieldKind.PartialDate => Quantity.Day,
        _ => Quantity.None,
    };
}
