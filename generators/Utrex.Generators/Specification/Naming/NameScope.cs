using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Where the names of one specification are checked, and what becomes of those that cannot be.</summary>
internal sealed class NameScope(string space, DeclaredNames declared, List<DiagnosticModel> diagnostics)
{
    /// <summary>The namespace of the specification.</summary>
    public string Namespace { get; } = space;

    /// <summary>The ids of what has been left out: that it is missing elsewhere is no second fault.</summary>
    public HashSet<string> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>Where the names of an adapter's namespace are checked, or <see langword="null"/> where a type has the name of the namespace.</summary>
    public NameScope? Of(string other) => declared.TryAddNamespace(other) ? new NameScope(other, declared, diagnostics) : null;

    /// <summary>Whether a type or member can have the name; that it cannot is reported. Of a missing name that has been reported before.</summary>
    public bool IsUsable(ParsedFile file, string anchor, string name, string what, HashSet<string> reserved, int further = 0)
    {
        if (name.Length == 0)
        {
            return false;
        }

        var isName = Identifier.IsName(name);
        if (!isName || reserved.Contains(name))
        {
            Report(file, "UTREX9008", anchor, further, name, isName ? $"{what}: what is generated has a member of that name, or inherits one" : $"{what}: use {Identifier.Rule}");
            return false;
        }

        return true;
    }

    /// <summary>Whether types that belong together can have these names, which are theirs from now on; that they cannot is reported.</summary>
    public bool TryDeclare(ParsedFile file, string anchor, string inner, params string[] names)
    {
        if (TryDeclareQuietly(inner, names))
        {
            return true;
        }

        Report(file, "UTREX9006", anchor, 0, "type or namespace, perhaps in another case,", Within(inner) + "." + names[0]);
        return false;
    }

    /// <inheritdoc cref="TryDeclare"/>
    public bool TryDeclareQuietly(string inner, params string[] names) => declared.TryAddTypes(Within(inner), names);

    public void Report(ParsedFile file, string id, string anchor, params string[] arguments) => Report(file, id, anchor, 0, arguments);

    public void Report(ParsedFile file, string id, string anchor, int further, params string[] arguments) => diagnostics.Add(file.Diagnose(id, anchor, further, arguments));

    private string Within(string inner) => inner.Length == 0 ? Namespace : $"{Namespace}.{inner}";
}
