using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads the rules of a record type.</summary>
internal static class RuleParser
{
    private static readonly string[] Levels = ["error", "warning"];

    private static readonly string[] Kinds = ["field", "record", "batch", "reference", "level2"];

    public static RulesModel Read(ObjectReader reader, List<Anchor> anchors)
    {
        var record = reader.Text("record");
        return new RulesModel(record, reader.Objects("rules").Select((rule, index) => ReadRule(rule, record, index, anchors)).ToEquatableArray());
    }

    private static RuleModel ReadRule(ObjectReader reader, string record, int index, List<Anchor> anchors)
    {
        anchors.Add(new Anchor("rule " + index, reader.Node.Line, reader.Node.Column));
        var number = reader.Text("number");
        var check = reader.OptionalObject("check");
        var condition = reader.OptionalObject("condition");
        reader.Skip("violation");
        var rule = new RuleModel(
            record,
            number,
            reader.OptionalText("name"),
            reader.OptionalText("field"),
            reader.Texts("fields"),
            reader.Flag("each"),
            string.Equals(reader.Choice("level", "level", Levels), "warning", StringComparison.Ordinal),
            reader.Choice("kind", "kind of rule", Kinds),
            check is null ? null : CheckParser.Read(check),
            condition is null ? null : ConditionParser.Read(condition),
            reader.OptionalText("implementation"),
            reader.Texts("values"),
            reader.OptionalText("group"),
            reader.OptionalDecimal("limit"),
            reader.OptionalText("dependsOn"),
            reader.Texts("also"),
            reader.OptionalText("messageField"),
            reader.OptionalText("inactive"),
            reader.OptionalText("text"),
            reader.OptionalText("message"),
            reader.OptionalText("extendedDescription"),
            reader.OptionalText("note"),
            reader.OptionalText("advice"),
            reader.Flag("added"),
            reader.OptionalNumber("source") ?? 0);
        var ways = new[] { rule.Check is not null, rule.Condition is not null, rule.Implementation is not null, rule.Inactive is not null }.Count(way => way);
        if (ways > 1)
        {
            reader.Report("UTREX9009", reader.Node, $"rule {rule.Id} has more than one of check, condition, implementation and inactive");
        }

        if (rule.Check is not null && rule.Field is null)
        {
            reader.Report("UTREX9002", reader.Node, "field", "is missing: a check needs the field that it reads");
        }

        reader.End();
        return rule;
    }
}
