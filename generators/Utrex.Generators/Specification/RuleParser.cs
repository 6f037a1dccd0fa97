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
            reader.OptionalText("inactive"),
            reader.OptionalText("text"),
            reader.OptionalText("message"),
            reader.OptionalText("extendedDescription"),
            reader.OptionalText("note"),
            reader.OptionalText("advice"),
            reader.Flag("added"),
            reader.OptionalNumber("source") ?? 0);
        if (rule.Check is not null && rule.Inactive is not null)
        {
            reader.Report("UTREX9009", reader.Node, $"rule {rule.Id} is inactive and has a check");
        }

        if (rule.Check is not null && rule.Field is null)
        {
            reader.Report("UTREX9002", reader.Node, "field", "is missing: a check needs the field that it reads");
        }

        reader.End();
        return rule;
    }
}
