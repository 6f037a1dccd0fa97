using System.Globalization;
using System.Text.RegularExpressions;
using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Resolves the fields that a rule names and completes its texts.</summary>
internal sealed class RuleLinker(
    SpecificationModel specification,
    ParsedFile file,
    RecordModel? record,
    EquatableArray<FieldUnit> fields,
    Func<string, (CodeTableModel Table, CodeTableModel Type)?> tableOf,
    Func<string, LookupModel?> lookupOf,
    List<DiagnosticModel> diagnostics)
{
    private const int MostValuesInText = 40;

    private static readonly Regex Placeholder = new(@"\[(?<name>\w+)\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public RuleUnit Link(RuleModel rule, int order)
    {
        var faults = diagnostics.Count;
        var anchor = "rule " + order.ToString(CultureInfo.InvariantCulture);
        VerifyNames(rule, anchor);
        var areThere = !ReadsStandIn(rule);
        if (record is { IsInFiles: true })
        {
            if (areThere)
            {
                Verify(rule, anchor);
                rule = LinkCondition(rule, anchor);
            }
        }
        else if (rule.Check is not null || rule.Condition is not null)
        {
            diagnostics.Add(file.Diagnose("UTREX9009", anchor, $"rule {rule.Id} has a check or a condition, but there is no line that it could look at"));
        }

        // A rule's number says more than the kind of its check, and either less than the rule itself. The number of a rule that is in no
        // error table is its own: it says nothing of what the tables mean by the same one.
        string?[] numbers = rule.Basis is null or "unnumbered" ? [rule.Number, rule.Number.TrimEnd('w')] : [];
        var texts = numbers.Append(rule.Check?.Type)
            .Select(key => specification.Texts.FirstOrDefault(candidate => string.Equals(candidate.For, key, StringComparison.Ordinal)))
            .Where(candidate => candidate is not null)
            .ToList();
        var text = Complete(rule.Text ?? texts.Select(t => t!.Text).FirstOrDefault(t => t is not null) ?? "", rule, resolveNames: true);
        if (text.Length == 0)
        {
            diagnostics.Add(file.Diagnose("UTREX9002", anchor, "text", $"is missing: rule {rule.Id} has none, nor has specification.json among its texts one for its number or the type of its check"));
        }

        if (diagnostics.Count > faults || !areThere)
        {
            // A check or condition that cannot be is reported and dropped, so that the rest still compiles.
            rule = rule with { Check = null, Condition = null };
        }

        return new RuleUnit(
            rule,
            order,
            text,
            Complete(rule.Message ?? texts.Select(t => t!.Message).FirstOrDefault(t => t is not null) ?? text, rule, resolveNames: false),
            Complete(rule.ExtendedDescription ?? texts.Select(t => t!.ExtendedDescription).FirstOrDefault(t => t is not null) ?? text, rule, resolveNames: false),
            Complete(rule.Advice ?? texts.Select(t => t!.Advice).FirstOrDefault(t => t is not null) ?? "", rule, resolveNames: true));
    }

    /// <summary>Whether the rule reads a field that is not what it should be, which is reported.</summary>
    private bool ReadsStandIn(RuleModel rule) =>
        rule.Fields.Concat([rule.Field, rule.Check?.Guard?.Field]).Concat(rule.Condition?.Tests.SelectMany(test => test.Reads) ?? []).Any(name => Find(name) is { IsStandIn: true });

    /// <summary>What the rule names is there: fields, and the record that another must be valid for.</summary>
    private void VerifyNames(RuleModel rule, string anchor)
    {
        if (fields.Count > 0)
        {
            foreach (var name in rule.Fields.Concat([rule.Field, rule.MessageField, rule.Check?.Guard?.Field]))
            {
                if (name is not null && Find(name) is null)
                {
                    diagnostics.Add(file.Diagnose("UTREX9005", anchor, $"rule {rule.Id} names a field that is missing: field", name));
                }
            }
        }

        if (rule.DependsOn is { } other && !specification.Records.Contains(other, StringComparer.Ordinal))
        {
            diagnostics.Add(file.Diagnose("UTREX9005", anchor, $"rule {rule.Id} depends on a record that is missing: record", other));
        }
    }

    private RuleModel LinkCondition(RuleModel rule, string anchor)
    {
        var linker = new ConditionLinker(
            Find,
            tableOf,
            lookupOf,
            (what, name) => diagnostics.Add(file.Diagnose("UTREX9005", anchor, $"rule {rule.Id} names something that is missing: {what}", name)),
            what => diagnostics.Add(file.Diagnose("UTREX9009", anchor, $"rule {rule.Id}: {what}")));
        var condition = rule.Condition is null ? null : linker.Link(rule.Condition);
        var values = rule.Group is { } group && rule.Field is { } field ? linker.Group(field, group) : rule.Values;
        return rule with { Condition = condition, Values = values };
    }

    private void Verify(RuleModel rule, string anchor)
    {
        if (rule.Check is not { } check)
        {
            return;
        }

        if (check.Set is { } set && !specification.CharacterSets.Any(candidate => string.Equals(candidate.Name, set, StringComparison.Ordinal)))
        {
            diagnostics.Add(file.Diagnose("UTREX9005", anchor, "character set", set));
        }

        foreach (var name in rule.IsEach ? rule.Fields.Prepend(rule.Field!) : [rule.Field!])
        {
            if (Find(name) is { } field && Misfit(check, field.Model) is { } misfit)
            {
                diagnostics.Add(file.Diagnose("UTREX9009", anchor, $"rule {rule.Id}: {misfit}"));
            }
        }
    }

    /// <summary>Why the check makes no sense on the field, or <see langword="null"/>.</summary>
    private static string? Misfit(CheckModel check, FieldModel field)
    {
        var isDate = field.Kind is FieldKind.Date or FieldKind.IsoDate or FieldKind.DateTime or FieldKind.PartialDate;
        var fits = check.Type switch
        {
            "date" => isDate || field.Kind is FieldKind.MonthDay or FieldKind.Text,
            "notFuture" or "future" or "inSchoolYear" => isDate,
            "monthDay" => field.Kind == FieldKind.MonthDay,
            "codes" => field.Codes is not null,
            "numeric" => field.Kind is not FieldKind.Constant,
            "range" or "increment" => field.Kind is FieldKind.Integer or FieldKind.Decimal or FieldKind.NumberOrCode or FieldKind.Text,
            "currentSchoolYear" => field.Kind == FieldKind.Integer,
            "maxLength" => (check.Length ?? field.MaxLength) is not null,
            "exactLength" => (check.Length ?? field.FixedLength) is not null,
            _ => true,
        };
        return fits ? null : $"a check of type {check.Type} does not fit field '{field.Name}' ({field.Kind}, without the length or table that it needs or of another type)";
    }

    private string Complete(string template, RuleModel rule, bool resolveNames) => Placeholder.Replace(template, match => match.Groups["name"].Value switch
    {
        "CharacterSet" => specification.CharacterSets.FirstOrDefault(set => string.Equals(set.Name, rule.Check?.Set, StringComparison.Ordinal))?.Description ?? match.Value,
        "Length" => Length(rule)?.ToString(CultureInfo.InvariantCulture) ?? match.Value,
        "Pattern" => rule.Check?.Pattern ?? match.Value,
        "Step" => rule.Check?.Step?.ToString(CultureInfo.InvariantCulture) ?? match.Value,
        "Range" => rule.Check is { } check ? Range(check) : match.Value,
        "ValidValues" when rule.Check is { Values.Count: > 0 } check => Quote(check.Values),
        "ValidValues" when resolveNames => ValidValues(rule),
        "ColumnName" when resolveNames => Title(rule.Field) ?? match.Value,
        "ColumnName2" when resolveNames => Title(rule.Fields.FirstOrDefault()) ?? match.Value,
        "TableName" when resolveNames => record?.Name ?? match.Value,
        "CodeTable" => Find(rule.Field)?.Model.Codes ?? match.Value,
        "DateFormat" => DateFormat(Find(rule.Field)?.Model.Kind),
        _ => match.Value,
    });

    private string? Title(string? name) => Find(name)?.Model.Title ?? name;

    private int? Length(RuleModel rule)
    {
        var field = Find(rule.Field)?.Model;
        return rule.Check?.Length ?? rule.Check?.Type switch
        {
            "maxLength" => field?.MaxLength,
            "exactLength" => field?.FixedLength,
            _ => null,
        };
    }

    private string ValidValues(RuleModel rule)
    {
        var table = Find(rule.Field)?.Model.Codes is { } id ? tableOf(id)?.Table : null;
        var codes = table?.Codes.Where(code => code.RetiredSince is null).Select(code => code.Code).ToList() ?? [];
        return codes.Count is 0 or > MostValuesInText ? $"see table {table?.Id}" : Quote(codes);
    }

    private static string Quote(IEnumerable<string> values) => string.Join(", ", values.Select(value => $"'{value}'"));

    private static string Range(CheckModel check)
    {
        var min = check.Min?.ToString(CultureInfo.InvariantCulture);
        var max = check.Max?.ToString(CultureInfo.InvariantCulture);
        var from = check.IsExclusiveMin ? $"greater than {min}" : $"of at least {min}";
        var to = check.IsExclusiveMax ? $"less than {max}" : $"at most {max}";
        return (min, max) switch
        {
            (not null, not null) when !check.IsExclusiveMin && !check.IsExclusiveMax => $"between {min} and {max}",
            (not null, not null) => $"{from} and {to}",
            (not null, null) => from,
            _ => check.IsExclusiveMax ? to : $"of {to}",
        };
    }

    private static string DateFormat(FieldKind? kind) => kind switch
    {
        FieldKind.IsoDate => "YYYY-MM-DD, perhaps with a time",
        FieldKind.DateTime => "YYYY-MM-DD HH:MM:SS.SSS",
        FieldKind.MonthDay => "MMDD",
        FieldKind.PartialDate => "YYYYMMDD, YYYYMM or YYYY-MM",
        _ => "YYYYMMDD",
    };

    private FieldUnit? Find(string? name) => fields.FirstOrDefault(field => string.Equals(field.Model.Name, name, StringComparison.Ordinal));
}
