using System.Globalization;
using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>The names of a code table: its type, the members that its codes become, and the groups that become properties.</summary>
internal static class CodeTableNames
{
    private const string Space = "Codes";

    /// <summary>The table with possible names only, or <see langword="null"/> where it has to be left out.</summary>
    public static CodeTableModel? Settle(CodeTableModel table, ParsedFile file, NameScope scope)
    {
        if (!scope.IsUsable(file, "", table.Id, "type", ReservedNames.OfCodes)
            || !scope.IsUsable(file, "", table.Id, "member", ReservedNames.OfCodeTables)
            || !scope.TryDeclare(file, "", Space, table.Id))
        {
            scope.Refused.Add(table.Id);
            return null;
        }

        table = table with { Codes = WithoutDuplicates(table, file, scope).ToEquatableArray() };
        foreach (var code in table.Codes.Where(code => code.Replacement is { } other && !table.Codes.Any(candidate => string.Equals(candidate.Code, other, StringComparison.Ordinal))))
        {
            scope.Report(file, "UTREX9005", "code " + code.Code, "code", code.Replacement!);
        }

        return table.Type is null ? Members(Groups(table, file, scope), file, scope) : table;
    }

    private static List<CodeModel> WithoutDuplicates(CodeTableModel table, ParsedFile file, NameScope scope)
    {
        var codes = new List<CodeModel>();
        var spellings = new HashSet<string>(StringComparer.Ordinal);
        var further = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var code in table.Codes)
        {
            further[code.Code] = further.TryGetValue(code.Code, out var before) ? before + 1 : 0;
            var twice = code.Aliases.Prepend(code.Code).Where(spelling => !spellings.Add(spelling)).ToList();
            if (twice.Count > 0)
            {
                scope.Report(file, "UTREX9006", "code " + code.Code, further[code.Code], "code", twice[0]);
            }

            if (!twice.Contains(code.Code, StringComparer.Ordinal))
            {
                codes.Add(code with { Aliases = code.Aliases.Where(alias => !twice.Contains(alias, StringComparer.Ordinal)).ToEquatableArray() });
            }
        }

        return codes;
    }

    private static CodeTableModel Groups(CodeTableModel table, ParsedFile file, NameScope scope)
    {
        var refused = new HashSet<string>(StringComparer.Ordinal);
        foreach (var code in table.Codes)
        {
            foreach (var group in code.Groups)
            {
                if (!refused.Contains(group) && !scope.IsUsable(file, "code " + code.Code, "Is" + group, "property", ReservedNames.OfCodes))
                {
                    refused.Add(group);
                }
            }
        }

        scope.Refused.UnionWith(refused);
        return table with { Codes = table.Codes.Select(code => code with { Groups = code.Groups.Where(group => !refused.Contains(group)).ToEquatableArray() }).ToEquatableArray() };
    }

    private static CodeTableModel Members(CodeTableModel table, ParsedFile file, NameScope scope)
    {
        var members = new HashSet<string>(table.Codes.SelectMany(code => code.Groups).Select(group => "Is" + group).Append(table.Id), StringComparer.Ordinal);
        var codes = new List<CodeModel>();
        foreach (var code in table.Codes)
        {
            var anchor = "code " + code.Code;
            var member = code.Member;
            if (!scope.IsUsable(file, anchor, member, $"member of {table.Id}", ReservedNames.OfCodes))
            {
                member = "";
            }
            else if (!members.Add(member))
            {
                scope.Report(file, "UTREX9006", anchor, "member", member);
                member = "";
            }

            for (var i = codes.Count; member.Length == 0; i++)
            {
                var free = "Code" + i.ToString(CultureInfo.InvariantCulture);
                member = members.Add(free) ? free : "";
            }

            codes.Add(code with { Member = member });
        }

        return table with { Codes = codes.ToEquatableArray() };
    }
}
