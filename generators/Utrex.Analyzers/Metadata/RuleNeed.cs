namespace Utrex.Analyzers.Metadata;

/// <summary>A field without which a rule over several cannot be broken. Most rules of a record fall at their first need, without being evaluated.</summary>
/// <param name="Field">The field's place in its record.</param>
/// <param name="IsValue">Whether the field has to have a value; otherwise a known blank will do.</param>
internal readonly record struct RuleNeed(int Field, bool IsValue)
{
    /// <summary>The needs of a condition: what every one of its tests asks for.</summary>
    public static RuleNeed[] Of(IReadOnlyList<RuleTest> tests)
    {
        if (tests.Count != 1 || tests[0] is not { Word: "require" } condition)
        {
            return [];
        }

        // To be broken, each test of the 'when' has to hold and the required one to fail.
        var needs = condition.Items.Skip(1).SelectMany(when => when.Items).SelectMany(test => Of(test, holds: true)).Concat(Of(condition.Items[0], holds: false));
        return [.. needs.GroupBy(need => need.Field).Select(group => new RuleNeed(group.Key, group.Any(need => need.IsValue))).OrderByDescending(need => need.IsValue)];
    }

    private static IEnumerable<RuleNeed> Of(RuleTest test, bool holds) => test.Word switch
    {
        "present" => Named(test.Items[0], isValue: holds),
        "blank" => Named(test.Items[0], isValue: !holds),
        "in" or "notIn" => In(test, isIn: test.Word is "in" == holds),
        "and" when holds => test.Items.SelectMany(inner => Of(inner, holds)),
        "or" when !holds => test.Items.SelectMany(inner => Of(inner, holds)),
        "<" or "<=" or ">" or ">=" or "=" or "<>" => test.Items.SelectMany(Compared),
        _ => [],
    };

    private static IEnumerable<RuleNeed> In(RuleTest test, bool isIn)
    {
        // Of several fields one may decide without the others that they are not in a list.
        var subject = test.Items[0].Word is "part" ? test.Items[0].Items[0] : test.Items[0];
        return subject.Field is null ? [] : Named(subject, isValue: isIn ? !test.Options.Contains("", StringComparer.Ordinal) : subject.Field.IsAlwaysPresent);
    }

    // The blank of a last day means the end of the year.
    private static IEnumerable<RuleNeed> Compared(RuleTest operand) => operand.Word switch
    {
        "years" or "months" or "weekdays" => Named(operand.Items[0], isValue: true),
        _ => Named(operand, isValue: true),
    };

    // A blank that stands for a value is as good as one.
    private static IEnumerable<RuleNeed> Named(RuleTest name, bool isValue) =>
        name.Field is { } field ? [new RuleNeed(field.Index, isValue && field.Blank.Length == 0)] : [];
}
