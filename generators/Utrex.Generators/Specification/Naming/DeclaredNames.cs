namespace Utrex.Generators.Specification;

/// <summary>
/// The types and namespaces that the specifications of a project declare together. Two names that differ in case only are one: each type has
/// a file of its name.
/// </summary>
internal sealed class DeclaredNames
{
    private readonly HashSet<string> _types = new(ReferencedNames.Types, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _namespaces = new(StringComparer.OrdinalIgnoreCase);

    public DeclaredNames()
    {
        foreach (var name in ReferencedNames.Namespaces)
        {
            _namespaces.UnionWith(WithOuter(name));
        }
    }

    /// <summary>Takes the namespace of a specification and those around and inside it, unless a type has one of the names.</summary>
    public bool TryAddNamespace(string name)
    {
        var names = WithOuter(name).Concat(ReservedNames.Namespaces.Select(inner => $"{name}.{inner}")).ToList();
        if (ReferencedNames.AreIn(name) || names.Exists(_types.Contains))
        {
            return false;
        }

        _namespaces.UnionWith(names);
        return true;
    }

    /// <summary>Takes types that belong together, unless a type or a namespace has one of the names.</summary>
    public bool TryAddTypes(string space, params string[] names)
    {
        var types = names.Select(name => $"{space}.{name}").ToList();
        if (types.Exists(_types.Contains) || types.Exists(_namespaces.Contains) || types.Distinct(StringComparer.OrdinalIgnoreCase).Count() < types.Count)
        {
            return false;
        }

        _types.UnionWith(types);
        return true;
    }

    private static IEnumerable<string> WithOuter(string name)
    {
        for (var dot = name.IndexOf('.'); dot >= 0; dot = name.IndexOf('.', dot + 1))
        {
            yield return name.Substring(0, dot);
        }

        yield return name;
    }
}
