using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads the rules of a record type.</summary>
internal static class RuleParser
{
    public static readonly string[] Levels = ["error", "warning"];

    public static readonly string[] Kinds = ["field", "record", "batch", "reference", "level2"];

    public static readonly string[] Reasons = ["withdrawn", "inactivated", "duplicate", "cannotFire"];

    public static readonly string[] Bases = ["unnumbered", "form", "description", "file", "revision"];

    public static RulesModel Read(ObjectReader reader, List<Anchor> anchors)
    {
        var record = reader.Text("record");
        return new RulesModel(record, reader.Objects("rules").Select((rule, index) => ReadRule(rule, record, index, anchors)).ToEquatableArray());
    }

    private static RuleModel ReadRule(ObjectReader reader, string record, int index, List<Anchor> anchors)
    {
        var faults = reader.Faults;
        anchors.Add(new Anchor("rule " + index, reader.Node.Line, reader.Node.Column));
        var number = reader.Text("number");
        if (!number.All(c => c is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')))
        {
            reader.Report("UTREX9009", reader.Node, $"the number '{number}' of a rule must consist of letters and digits");
        }

        var check = reader.OptionalObject("check");
        var condition = reader.OptionalObject("condition");
        var inactive = reader.OptionalObject("inactive");
        var isWarning = string.Equals(reader.Choice("level", "level", Levels), "warning", StringComparison.Ordinal);
        var rule = new RuleModel(
            record,
            number,
            reader.OptionalName("name"),
            reader.OptionalText("field"),
            reader.Texts("fields"),
            reader.Flag("each"),
            isWarning,
            reader.Choice("kind", "kind of rule", Kinds),
            check is null ? null : CheckParser.Read(check),
            condition is null ? null : ConditionParser.Read(condition),
            reader.OptionalText("implementation"),
            reader.Texts("values"),
            reader.OptionalText("group"),
            reader.OptionalDecimal("limit"),
            reader.OptionalDecimal("step"),
            reader.OptionalText("dependsOn"),
            reader.Texts("also"),
            reader.OptionalText("messageField"),
            inactive is null ? null : ReadInactive(inactive),
            reader.OptionalText("text"),
            reader.OptionalText("message"),
            reader.OptionalText("extendedDescription"),
            reader.OptionalText("note"),
            reader.OptionalText("advice"),
            reader.OptionalText("needs"),
            reader.Node["basis"] is null ? null : reader.Choice("basis", "basis", Bases),
            HistoryParser.ReadPeriod(reader),
            HistoryParser.ReadEarlier(reader, isWarning),
            reader.OptionalNumber("source") ?? 0);
        var ways = new[] { rule.Check is not null, rule.Condition is not null, rule.Implementation is not null, rule.Inactive is not null }.Count(way => way);
        if (ways > 1)
        {
            reader.Report("UTREX9009", reader.Node, $"rule {rule.Id} has more than one of check, condition, implementation and inactive");
        }

        if (rule.Limit is null && rule.Earlier.Any(earlier => earlier.Limit is not null))
        {
            reader.Report("UTREX9009", reader.Node["earlier"]!, $"rule {rule.Id} has no limit, and so had none before");
        }

        reader.End();
        if (rule.Check is not null && rule.Field is null)
        {
            reader.Report("UTREX9002", reader.Node, "field", "is missing: a check needs the field that it reads");
            rule = rule with { Check = null };
        }

        // Without its check a rule may lack a text; that is no second fault.
        return reader.Faults > faults ? rule with { Text = rule.Text ?? rule.Number } : rule;
    }

    private static InactiveModel ReadInactive(ObjectReader reader)
    {
        var inactive = new InactiveModel(reader.Choice("reason", "reason", Reasons), reader.OptionalText("of"), reader.Text("why"));
        if (string.Equals(inactive.Reason, "duplicate", StringComparison.Ordinal) != (inactive.Of is not null))
        {
            reader.Report("UTREX9009", reader.Node, "'of' names the rule that speaks for a duplicate: a duplicate needs it, and nothing else has it");
        }

        reader.End();
        return inactive;
    }
}
