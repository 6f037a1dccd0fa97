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
        var unknown = test.Reads.Where(name => fieldOf(name) is null).ToList();
        unknown.ForEach(name => missing("field", name));
        if (test.List is { } id && lookupOf(id) is null)
        {
            missing("list", id);
            return test;
        }

        if (unknown.Count > 0)
        {
            return test;
        }

        if (ConditionFit.Misfit(test, fieldOf, test.List is null ? null : lookupOf(test.List)) is { } misfit)
        {
            contradiction(misfit);
            return test;
        }

        var values = test.Group is { } group ? Group(test.Field, group) : test.List is { } list ? List(test, list) : test.Table is { } table ? Table(table) : test.Values;
        return test with
        {
            Values = test.Fields.Count == 1 && test.Length == 0 && test.Kind != TestKind.Contains ? WithAliases(test.Field, values) : values,
            Tests = test.Tests.Select(Link).ToEquatableArray(),
        };
    }

    private EquatableArray<string> List(TestModel test, string id)
    {
        var lookup = lookupOf(id)!;
        if (test.Fields.Count > 1)
        {
            return lookup.Rows.SelectMany(row => row.Values.Take(test.Fields.Count)).ToEquatableArray();
        }

        var column = Column(lookup, test.Column ?? lookup.Columns.FirstOrDefault() ?? "");
        var flag = test.Flag is null ? column : Column(lookup, test.Flag);
        return column < 0 || flag < 0
            ? default
            : lookup.Rows.Where(row => row.Values[flag].Length > 0).Select(row => row.Values[column]).Distinct(StringComparer.Ordinal).ToEquatableArray();
    }

    /// <summary>The codes of a table that are still in use.</summary>
    private EquatableArray<string> Table(string id)
    {
        if (tableOf(id) is { } table)
        {
            return table.Table.Codes.Where(code => code.RetiredSince is null).Select(code => code.Code).ToEquatableArray();
        }

        missing("code table", id);
        return default;
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
