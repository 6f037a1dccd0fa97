using System.Globalization;
using Utrex.Generators.Maps;
using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>
/// Checks the names of a specification that become names of C#, before anything is linked. A name that cannot be is reported where it
/// stands, and another takes its place or what has it is left out: the rest still compiles, and the one diagnostic stands alone.
/// </summary>
internal sealed class SpecificationNames
{
    private readonly ParsedFile _root;
    private readonly IReadOnlyList<ParsedFile> _files;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    private SpecificationNames(ParsedFile root, IReadOnlyList<ParsedFile> files, NameScope scope)
    {
        _root = root;
        _files = files;
        Scope = scope;
    }

    /// <summary>Where the names are checked.</summary>
    public NameScope Scope { get; }

    /// <summary>Takes the namespace of a specification; without a possible one nothing can be generated.</summary>
    public static SpecificationNames? Of(ParsedFile root, IReadOnlyList<ParsedFile> files, DeclaredNames declared, List<DiagnosticModel> diagnostics)
    {
        var space = ((SpecificationModel)root.Model!).Namespace;
        if (space.Length == 0)
        {
            return null;
        }

        if (!Identifier.IsNamespace(space))
        {
            diagnostics.Add(root.Diagnose("UTREX9008", "namespace", space, $"namespace: use words of letters, digits and underscores that are no keywords, with points between them, {Identifier.Longest} characters at most"));
            return null;
        }

        if (!declared.TryAddNamespace(space))
        {
            diagnostics.Add(root.Diagnose("UTREX9008", "namespace", space, "namespace: what is generated calls types there, or a type has that name"));
            return null;
        }

        return new SpecificationNames(root, files, new NameScope(space, declared, diagnostics));
    }

    /// <summary>The specification and its files, with possible names only.</summary>
    public (ParsedFile Root, IReadOnlyList<ParsedFile> Files) Settle()
    {
        var specification = Settle((SpecificationModel)_root.Model!);
        var files = new List<ParsedFile>();
        foreach (var file in _files)
        {
            var model = file.Model switch
            {
                RecordModel record => IsFirst("record", record.Id) ? RecordNames.Settle(record, file, Scope) : record,
                CodeTableModel table => IsFirst("table", table.Id) ? CodeTableNames.Settle(table, file, Scope) : table,
                LookupModel lookup => Settle(lookup, file),
                RulesModel rules when specification.RuleSets.FirstOrDefault(set => string.Equals(set.Id, rules.Record, StringComparison.Ordinal)) is { } set => Settle(rules, set, file),
                MapModel { RuleSet: { } set, Rules: { } rules } map => map with { Rules = Settle(rules, set, file) },
                _ => file.Model,
            };
            if (model is not null)
            {
                files.Add(file with { Model = model });
            }
        }

        return (_root with { Model = specification }, WithTypes(files));
    }

    /// <summary>The files without the code tables whose codes no type holds.</summary>
    private List<ParsedFile> WithTypes(List<ParsedFile> files)
    {
        var types = new HashSet<string>(files.Select(file => file.Model).OfType<CodeTableModel>()
            .GroupBy(table => table.Id, StringComparer.Ordinal).Select(tables => tables.First()).Where(table => table.Type is null).Select(table => table.Id), StringComparer.Ordinal);
        foreach (var file in files.Where(IsUntyped).ToList())
        {
            var table = (CodeTableModel)file.Model!;
            if (!Scope.Refused.Contains(table.Type!))
            {
                Scope.Report(file, "UTREX9005", "", "code table with a type of its own", table.Type!);
            }

            Scope.Refused.Add(table.Id);
        }

        return files.FindAll(file => !IsUntyped(file));

        bool IsUntyped(ParsedFile file) => file.Model is CodeTableModel { Type: { } type } && !types.Contains(type);
    }

    /// <summary>The first of several with one id counts; the others are reported when files are linked.</summary>
    private bool IsFirst(string kind, string id) => _seen.Add(kind + " " + id);

    private SpecificationModel Settle(SpecificationModel model)
    {
        var className = model.ClassName;
        if (!Scope.IsUsable(_root, "className", className, "class", ReservedNames.OfSpecification) || !Scope.TryDeclare(_root, "className", "", className))
        {
            className = Free("Specification");
        }

        Scope.TryDeclareQuietly("Records", className + "Characters");

        if (model.BatchRules is { } rules && !Identifier.IsTypeName(rules))
        {
            Scope.Report(_root, "UTREX9008", "batchRules", rules, "class: give its full name, such as Library.LibraryRules");
            model = model with { BatchRules = null };
        }

        return model with
        {
            ClassName = className,
            RuleSets = RuleSets(model).ToEquatableArray(),
            CharacterSets = CharacterSets(model).ToEquatableArray(),
        };
    }

    private List<RuleSetModel> RuleSets(SpecificationModel model)
    {
        var sets = new List<RuleSetModel>();
        foreach (var set in model.RuleSets)
        {
            var anchor = "rule set " + set.Id;
            if (!IsFirst("rule set", set.Id) || model.Records.Contains(set.Id, StringComparer.Ordinal))
            {
                Scope.Report(_root, "UTREX9006", anchor, sets.Count(other => string.Equals(other.Id, set.Id, StringComparison.Ordinal)), "rule set or record", set.Id);
                continue;
            }

            var isPossible = Scope.IsUsable(_root, anchor, set.TypeName, "class", ReservedNames.OfRuleSets) && Scope.TryDeclare(_root, anchor, "", set.TypeName);
            sets.Add(isPossible ? set : set with { TypeName = Free("Rules") });
        }

        return sets;
    }

    private List<CharacterSetModel> CharacterSets(SpecificationModel model)
    {
        var sets = new List<CharacterSetModel>();
        foreach (var set in model.CharacterSets)
        {
            // The member of a set begins with a capital, whatever the set does.
            var anchor = "character set " + set.Name;
            var member = set.Name.Length == 0 ? "" : char.ToUpperInvariant(set.Name[0]) + set.Name.Substring(1);
            if (Scope.IsUsable(_root, anchor, member, "member", ReservedNames.OfCharacters))
            {
                if (IsFirst("character set", member))
                {
                    sets.Add(set);
                    continue;
                }

                Scope.Report(_root, "UTREX9006", anchor, sets.Count(other => string.Equals(other.Name, set.Name, StringComparison.Ordinal)), "character set", set.Name);
            }

            if (!sets.Exists(other => string.Equals(other.Name, set.Name, StringComparison.Ordinal)))
            {
                Scope.Refused.Add(set.Name);
            }
        }

        return sets;
    }

    private LookupModel? Settle(LookupModel lookup, ParsedFile file)
    {
        if (Scope.IsUsable(file, "", lookup.Id, "member", ReservedNames.OfLookups))
        {
            return lookup;
        }

        Scope.Refused.Add(lookup.Id);
        return null;
    }

    /// <summary>Rules with a name that C# can have are members of their set; other names are words only.</summary>
    private RulesModel Settle(RulesModel model, RuleSetModel set, ParsedFile file)
    {
        var taken = new HashSet<string>(ReservedNames.OfRuleSets.Append(set.TypeName), StringComparer.Ordinal);
        return model with
        {
            Rules = model.Rules.Select((rule, i) =>
            {
                if (rule.Name is not { } name || !Identifier.IsName(name) || taken.Add(name))
                {
                    return rule;
                }

                Scope.Report(file, "UTREX9006", "rule " + i.ToString(CultureInfo.InvariantCulture), $"member of {set.TypeName}", name);
                return rule with { Name = null };
            }).ToEquatableArray(),
        };
    }

    /// <summary>A name that no type has, for one whose own cannot be.</summary>
    private string Free(string name)
    {
        var free = name;
        for (var i = 1; !Scope.TryDeclareQuietly("", free); i++)
        {
            free = name + i.ToString(CultureInfo.InvariantCulture);
        }

        return free;
    }
}
