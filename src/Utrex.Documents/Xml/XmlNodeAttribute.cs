using System.Runtime.InteropServices;

namespace Utrex.Documents.Xml;

/// <summary>An attribute of an element that <see cref="NodesAhead"/> gives; its text is good until the next node.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct XmlNodeAttribute
{
    private readonly string? _name;
    private readonly string? _namespace;

    internal XmlNodeAttribute(string name, string space, bool hasPrefix, int line, int position, int start, int length) =>
        (_name, _namespace, HasPrefix, Line, Position, Start, Length) = (name, space, hasPrefix, line, position, start, length);

    /// <summary>Its local name.</summary>
    public string Name => _name ?? "";

    /// <summary>Its namespace; empty where it has no prefix.</summary>
    public string Namespace => _namespace ?? "";

    /// <summary>Whether its name has a prefix.</summary>
    public bool HasPrefix { get; }

    /// <summary>Its line, 1-based.</summary>
    public int Line { get; }

    /// <summary>The character in the line, 1-based.</summary>
    public int Position { get; }

    internal int Start { get; }

    internal int Length { get; }
}
