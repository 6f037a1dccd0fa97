using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads the condition of a rule over several fields. The set of tests is closed; docs/specification-format.md lists them.</summary>
internal static class ConditionParser
{
    private const int Deepest = 8;
    private const int MostMonths = 2400;
    private const int MostDays = 36_600;

    // What a measure holds, with six decimals.
    private const decimal Greatest = 999_999_999_999m;

    /// <summary>The relations of a comparison, in the order of the documentation.</summary>
    public static readonly string[] Relations = ["<", "<=", ">", ">=", "=", "<>"];

    /// <summary>The days of a run that a date can be compared with.</summary>
    public static readonly string[] Days = ["today", "asOf", "firstDayOfSchoolYear", "september1", "lastDayOfSchool", "lastDayOfSchoolYear"];

    public static readonly string[] States = ["present", "blank", .. Relations];

    private static readonly TestModel Nothing = new(TestKind.All, default, default, null, null, null, null, null, 1, 0, "", null, null, null, default);

    /// <summary>The condition, or <see langword="null"/> where something in it is wrong: that is reported, and the rule is then not evaluated.</summary>
    public static ConditionModel? Read(ObjectReader reader)
    {
        var faults = reader.Faults;
        var when = reader.Objects("when").Select(test => ReadTest(test, Deepest)).ToEquatableArray();
        var require = reader.OptionalObject("require");
        if (require is null)
        {
            reader.Report("UTREX9002", reader.Node, "require", "is missing");
        }

        reader.End();
        var condition = require is null ? null : new ConditionModel(when, ReadTest(require, Deepest));
        return reader.Faults > faults ? null : condition;
    }

    private static TestModel ReadTest(ObjectReader reader, int depth)
    {
        var test = ReadKind(reader, depth);
        reader.End();
        return test;
    }

    private static TestModel ReadKind(ObjectReader reader, int depth)
    {
        if (depth == 0)
        {
            reader.Report("UTREX9009", reader.Node, $"a condition is nested more than {Deepest} times");
            return Nothing;
        }

        if (reader.Node["any"] is not null || reader.Node["all"] is not null)
        {
            var isAny = reader.Node["any"] is not null;
            var tests = reader.Objects(isAny ? "any" : "all").Select(test => ReadTest(test, depth - 1)).ToEquatableArray();
            if (tests.Count == 0)
            {
                reader.Report("UTREX9002", reader.Node, isAny ? "any" : "all", "must be a list of tests that is not empty");
            }

            return Nothing with { Kind = isAny ? TestKind.Any : TestKind.All, Tests = tests };
        }

        if (reader.Node["yearEnd"] is not null)
        {
            return Nothing with { Kind = reader.Flag("yearEnd") ? TestKind.YearEnd : TestKind.NotYearEnd };
        }

        if (reader.Node["age"] is not null)
        {
            return ReadAge(reader);
        }

        var fields = reader.Node["fields"] is not null ? reader.SomeTexts("fields") : new[] { reader.Text("field") }.ToEquatableArray();
        foreach (var (name, isNegated) in new[] { ("in", false), ("notIn", true), ("inGroup", false), ("notInGroup", true), ("inList", false), ("notInList", true), ("inTable", false), ("notInTable", true) })
        {
            if (reader.Node[name] is not null)
            {
                return ReadIn(reader, name, isNegated) with { Fields = fields };
            }
        }

        if (reader.Node["contains"] is not null)
        {
            return Nothing with { Kind = TestKind.Contains, Fields = fields, Values = reader.SomeTexts("contains") };
        }

        var state = reader.Choice("is", "state of a field or relation", States);
        return state switch
        {
            "present" => Nothing with { Kind = TestKind.Present, Fields = fields },
            "blank" => Nothing with { Kind = TestKind.Blank, Fields = fields },
            _ => Nothing with { Kind = TestKind.Compare, Fields = fields, Relation = state, Operand = ReadOperand(reader) },
        };
    }

    private static TestModel ReadIn(ObjectReader reader, string name, bool isNegated) => Nothing with
    {
        Kind = isNegated ? TestKind.NotIn : TestKind.In,
        Values = name is "in" or "notIn" ? reader.SomeTexts(name) : default,
        Group = name is "inGroup" or "notInGroup" ? reader.Text(name) : null,
        List = name is "inList" or "notInList" ? reader.Text(name) : null,
        Table = name is "inTable" or "notInTable" ? reader.Text(name) : null,
        Column = reader.OptionalText("column"),
        Flag = reader.OptionalText("flag"),
        Start = reader.OptionalNumber("start", 1, RecordParser.LongestField) ?? 1,
        Length = ReadLength(reader),
    };

    private static int ReadLength(ObjectReader reader)
    {
        if (reader.Node["start"] is not null && reader.Node["length"] is null)
        {
            reader.Report("UTREX9002", reader.Node, "length", "is missing: 'start' alone says nothing");
        }

        return reader.OptionalNumber("length", 1, RecordParser.LongestField) ?? 0;
    }

    private static TestModel ReadAge(ObjectReader reader)
    {
        var years = reader.OptionalNumber("years", 0, MostMonths);
        var months = reader.OptionalNumber("months", 0, MostMonths);
        if (years is null == months is null)
        {
            reader.Report("UTREX9002", reader.Node, "years", "or 'months' must be given, and only one of them");
        }

        return Nothing with
        {
            Kind = TestKind.Age,
            Fields = new[] { reader.Text("age") }.ToEquatableArray(),
            Relation = reader.Choice("is", "relation", Relations),
            Operand = new OperandModel(null, null, reader.Choice("on", "day", Days), 0, null),
            Years = years,
            Months = months,
        };
    }

    private static OperandModel ReadOperand(ObjectReader reader)
    {
        var operand = reader.OptionalObject("than");
        if (operand is null)
        {
            reader.Report("UTREX9002", reader.Node, "than", "is missing: a comparison needs an operand");
            return new OperandModel(null, null, null, 0, 0);
        }

        var weekdays = operand.OptionalText("weekdaysFrom");
        var model = weekdays is not null
            ? new OperandModel(weekdays, operand.Text("to"), null, 0, null)
            : new OperandModel(
                operand.OptionalText("field"),
                null,
                operand.Node["day"] is null ? null : operand.Choice("day", "day", Days),
                operand.OptionalNumber("plus", -MostDays, MostDays) ?? 0,
                operand.OptionalDecimal("number", -Greatest, Greatest));
        operand.End();
        var given = new object?[] { model.Field, model.Day, model.Number }.Count(part => part is not null);
        if (given != 1)
        {
            reader.Report("UTREX9002", reader.Node, "than", "needs one of a field, a day and a number");
        }
        else if (operand.Node["plus"] is not null && model.Day is null)
        {
            reader.Report("UTREX9009", operand.Node, "'plus' adds days to a day, and there is none");
        }

        return model;
    }
}
