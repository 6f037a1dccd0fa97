using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Resolves what a condition names: fields, codes with their aliases, groups of codes and lists.</summary>
internal sealed class ConditionLinker(
    Func<string, FieldUnit?> fieldOf,
    Func<string, (CodeTableModel Table, CodeTableModel Type)?> tableOf,
    Func<string, LookupModel?> lookupOf,
    Action<string, string> missing,
    Action<string> contradiction)
{
    /// <summary>The condition with every value in place.</summary>
    public ConditionModel Link(ConditionModel condition) => new(condition.When.Select(Link).ToEquatableArray(), Link(condition.Require));

    /// <summary>The codes of a group of a field's table.</summary>
    public EquatableArray<string> Group(string field, string group)
    {
        var codes = TableOf(field)?.Codes.Where(code => code.Groups.Contains(group, StringComparer.Ordinal)).Select(code => code.Code).ToEquatableArray() ?? default;
        if (codes.Count == 0)
        {
            missing("group of codes", group);
        }

        return codes;
    }

    private TestModel Link(TestModel test)
    {
        foreach (var name in test.Reads)
        {
            if (fieldOf(name) is null)
            {
                missing("field", name);
            }
        }

        if (test.Kind is TestKind.Compare or TestKind.Age)
        {
            CheckOperands(test);
        }

        var values = test.Group is { } group ? Group(test.Field, group) : test.List is { } list ? List(test, list) : test.Values;
        return test with
        {
            Values = test.Fields.Count == 1 && test.Length == 0 ? WithAliases(test.Field, values) : values,
            Tests = test.Tests.Select(Link).ToEquatableArray(),
        };
    }

    private void CheckOperands(TestModel test)
    {
        var kinds = test.Reads.Select(fieldOf).Where(field => field is not null).Select(field => IsDate(field!.Model)).ToList();
        kinds.AddRange(test.Operand is { Day: not null } && test.Kind == TestKind.Compare ? [true] : []);
        if (test.Operand is { To: null } && kinds.Distinct().Count() > 1)
        {
            contradiction($"'{test.Field}' is compared with something of another type");
        }
    }

    private static bool IsDate(FieldModel field) => field.Kind is FieldKind.Date or FieldKind.IsoDate or FieldKind.DateTime or FieldKind.PartialDate;

    private EquatableArray<string> List(TestModel test, string id)
    {
        if (lookupOf(id) is not { } lookup)
        {
            missing("list", id);
            return default;
        }

        if (test.Fields.Count > 1)
        {
            return lookup.Rows.SelectMany(row => row.Values.Take(test.Fields.Count)).ToEquatableArray();
        }

        var column = Column(lookup, test.Column ?? lookup.Columns[0]);
        var flag = test.Flag is null ? column : Column(lookup, test.Flag);
        return column < 0 || flag < 0
            ? default
            : lookup.Rows.Where(row => row.Values[flag].Length > 0).Select(row => row.Values[column]).Distinct(StringComparer.Ordinal).ToEquatableArray();
    }

    private int Column(LookupModel lookup, string name)
    {
        var column = lookup.Columns.ToList().IndexOf(name);
        if (column < 0)
        {
            missing($"column of list {lookup.Id}", name);
        }

        return column;
    }

    private EquatableArray<string> WithAliases(string field, EquatableArray<string> values)
    {
        if (values.Count == 0 || TableOf(field) is not { } table)
        {
            return values;
        }

        var all = new List<string>();
        foreach (var value in values)
        {
            var code = table.Codes.FirstOrDefault(candidate => string.Equals(candidate.Code, value, StringComparison.Ordinal));
            if (code is null)
            {
                missing($"code of {table.Id}", value);
                continue;
            }

            all.Add(value);
            all.AddRange(code.Aliases);
        }

        return all.ToEquatableArray();
    }

    private CodeTableModel? TableOf(string field) => fieldOf(field)?.Model.Codes is { } id ? tableOf(id)?.Table : null;
}
