using Utrex.Generators.Model;

namespace Utrex.Generators.Emit;

/// <summary>
/// What the filter of rules needs of comparisons, as rows of numbers: dates with days of the run, fields with each other, and whether the
/// year has ended. What it has no row for, it takes for possible.
/// </summary>
internal sealed class RelationTables
{
    // As many keys as the run time has room for.
    private const int MostSlots = 32;

    private static readonly List<string> Relations = ["<", "<=", ">", ">=", "=", "<>"];
    private static readonly List<string> Days = ["today", "asOf", "firstDayOfSchoolYear", "september1", "lastDayOfSchoolYear", "lastDayOfSchool"];

    /// <summary>The numbers of the fields that are compared, whose keys are kept.</summary>
    public List<int> Slots { get; } = [];

    /// <summary>Dates with days: the slot, the case, the relation, the day, what is compared (the date, an age in years or in months), and the days to add or the age.</summary>
    public List<int> Dates { get; } = [];

    /// <summary>Fields with each other: both slots, the relation, and the case.</summary>
    public List<int> Pairs { get; } = [];

    /// <summary>The case, and whether the year must have ended for it.</summary>
    public List<int> Years { get; } = [];

    /// <summary>Adds the comparisons of a case.</summary>
    public void Add(RuleCase one, int number, Func<string, FieldUnit> fieldOf)
    {
        foreach (var (test, holds) in one.Tests)
        {
            switch (test.Kind)
            {
                case TestKind.YearEnd or TestKind.NotYearEnd:
                    Years.AddRange([number, (test.Kind == TestKind.YearEnd) == holds ? 1 : 0]);
                    break;
                case TestKind.Age when fieldOf(test.Field).Model is { Kind: FieldKind.Date, Blank: null }:
                    AddDate(number, test, holds, test.Years is null ? 2 : 1, test.Years ?? test.Months ?? 0, fieldOf);
                    break;
                case TestKind.Compare when test.Operand is { Day: not null } operand && fieldOf(test.Field).Model is { Kind: FieldKind.Date, Blank: null }:
                    AddDate(number, test, holds, 0, operand.Plus, fieldOf);
                    break;
                case TestKind.Compare when test.Operand is { Field: { } name, To: null }:
                    AddPair(number, test, holds, fieldOf(test.Field), fieldOf(name));
                    break;
            }
        }
    }

    private void AddDate(int number, TestModel test, bool holds, int what, int amount, Func<string, FieldUnit> fieldOf)
    {
        var day = Days.IndexOf(test.Operand!.Day!);
        var slot = SlotOf(fieldOf(test.Field));
        if (day >= 0 && slot >= 0)
        {
            Dates.AddRange([slot, number, RelationOf(test, holds), day, what, amount]);
        }
    }

    private void AddPair(int number, TestModel test, bool holds, FieldUnit left, FieldUnit right)
    {
        var relation = RelationOf(test, holds);
        var areDates = left.Model.Kind == FieldKind.Date && right.Model.Kind == FieldKind.Date;
        var areTexts = left.Model.Kind is FieldKind.Text or FieldKind.Code && right.Model.Kind is FieldKind.Text or FieldKind.Code;
        if (!areDates && !areTexts)
        {
            // Of numbers, those that are spelled alike are the same.
            var areAlike = left.Model.Kind == right.Model.Kind && left.Model.Digits == right.Model.Digits && left.Model.Decimals == right.Model.Decimals;
            if (!areAlike || Relations[relation] is "<=" or ">=" or "=")
            {
                return;
            }

            relation = Relations.IndexOf("<>");
        }

        if (left.Model.Blank is null && right.Model.Blank is null && SlotOf(left) is >= 0 and var first && SlotOf(right) is >= 0 and var second)
        {
            Pairs.AddRange([first, second, relation, number]);
        }
    }

    private static int RelationOf(TestModel test, bool holds) => Relations.IndexOf(holds ? test.Relation : ConditionEmitter.Opposite(test.Relation));

    /// <summary>The slot of a field's key, or -1 where there is none left.</summary>
    private int SlotOf(FieldUnit field)
    {
        if (!Slots.Contains(field.Number) && Slots.Count < MostSlots)
        {
            Slots.Add(field.Number);
        }

        return Slots.IndexOf(field.Number);
    }
}
