namespace Utrex.Generators.Specification;

/// <summary>A segment of a path: <c>Name</c>, <c>@Attribute</c>, <c>Name[@Attribute]</c> or <c>Name[@Attribute='value']</c>.</summary>
internal static class SifPath
{
    public static string NameOf(string segment) => segment.Split('[')[0];

    /// <summary>The attribute of a predicate, with its <c>@</c>, or <see langword="null"/>.</summary>
    public static string? AttributeOf(string segment)
    {
        var open = segment.IndexOf('[');
        return open < 0 ? null : segment.Substring(open + 1).TrimEnd(']').Split('=')[0];
    }

    /// <summary>The value that a predicate asks for, or <see langword="null"/>.</summary>
    public static string? ValueOf(string segment)
    {
        var quote = segment.IndexOf('\'');
        return quote < 0 ? null : segment.Substring(quote + 1, segment.LastIndexOf('\'') - quote - 1);
    }
}
