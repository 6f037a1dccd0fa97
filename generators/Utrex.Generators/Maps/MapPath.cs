using System.Text.RegularExpressions;

namespace Utrex.Generators.Maps;

/// <summary>A segment of a path: <c>Name</c>, <c>@Attribute</c>, <c>Name[@Attribute]</c> or <c>Name[@Attribute='value']</c>.</summary>
internal static class MapPath
{
    /// <summary>The most segments of a path.</summary>
    public const int Longest = 32;

    private const string Name = "[A-Za-z][A-Za-z0-9_]{0,99}";

    // Some attributes have a prefix, such as xsi:type.
    private const string Step = $"({Name}:)?{Name}";

    private static readonly Regex Names = new($@"^{Name}\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly Regex Segments = new($@"^@?{Step}(\[@{Step}(='[^'/]{{0,99}}')?\])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>Whether an element or attribute can have the name.</summary>
    public static bool IsName(string name) => Names.IsMatch(name);

    /// <summary>Whether an element or attribute can have the name within its parent, where it may have a prefix.</summary>
    public static bool IsStep(string name) => name.IndexOf('[') < 0 && name[0] != '@' && Segments.IsMatch(name);

    /// <summary>Whether a path can be followed.</summary>
    public static bool IsPath(string path)
    {
        var segments = path.Split('/');
        return segments.Length <= Longest && Array.TrueForAll(segments, Segments.IsMatch);
    }

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
