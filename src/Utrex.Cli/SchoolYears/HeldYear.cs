using System.Globalization;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.SchoolYears;

/// <summary>A school year of which the tool has the specification in itself: a folder of JSON, and what is compiled of it.</summary>
/// <param name="name">The school year, such as <c>2025-26</c>.</param>
/// <param name="compiled">What batches are judged by, or <see langword="null"/> where the year is there to be compared with.</param>
internal sealed class HeldYear(string name, Func<CompiledSpecification>? compiled)
{
    private const string Prefix = "Utrex.Cli.Specifications/";

    // "2025-26".
    private const int NameLength = 7;
    private const int YearLength = 4;

    private static readonly string[] Resources =
        [.. typeof(HeldYear).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private readonly Lazy<CompiledSpecification> _specification = new(() => compiled!());
    private readonly Lazy<HashSet<RuleInfo>> _rules = new(() => [.. compiled!().Rules, .. compiled!().FileRules]);

    /// <summary>The folders of the years, the earliest first.</summary>
    public static IEnumerable<string> Folders =>
        Resources.Select(name => name[Prefix.Length..]).Where(name => name.Contains('/', StringComparison.Ordinal)).Select(name => name[..name.IndexOf('/', StringComparison.Ordinal)]).Distinct(StringComparer.Ordinal);

    /// <summary>The school year, such as <c>2025-26</c>.</summary>
    public string Name => name;

    /// <summary>The year in which it ends.</summary>
    public int EndingYear => int.Parse(name.AsSpan(0, YearLength), CultureInfo.InvariantCulture) + 1;

    /// <summary>The same as a text.</summary>
    public string Number => EndingYear.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether batches can be judged by it.</summary>
    public bool IsJudged => compiled is not null;

    /// <summary>What batches are judged by.</summary>
    public CompiledSpecification Specification => _specification.Value;

    /// <summary>Whether a rule is one of the year. Of a year that nobody has asked for nobody has a rule, and it is not loaded to say so.</summary>
    public bool Has(RuleInfo rule) => _specification.IsValueCreated && _rules.Value.Contains(rule);

    /// <summary>The files of its specification.</summary>
    public IEnumerable<SpecificationFile> Files =>
        Resources.Where(resource => resource.StartsWith($"{Prefix}{Name}/", StringComparison.Ordinal)).Select(resource => new SpecificationFile(resource[Prefix.Length..], Content(resource)));

    /// <summary>Whether a text is meant as a school year: <c>2025-26</c>, or the year in which it ends.</summary>
    public static bool IsYear(string text) =>
        text.Length is YearLength or NameLength && text[..YearLength].All(char.IsAsciiDigit) && (text.Length == YearLength || (text[YearLength] == '-' && text[(YearLength + 1)..].All(char.IsAsciiDigit)));

    /// <summary>Whether a text is its name, or the year in which it ends.</summary>
    public bool IsCalled(string text) => string.Equals(text, Name, StringComparison.Ordinal) || string.Equals(text, Number, StringComparison.Ordinal);

    /// <summary>Opens a file of a year that is held, such as <c>rules/S1.json</c>; <see langword="null"/> where there is none.</summary>
    public static Stream? Open(string year, string path) => typeof(HeldYear).Assembly.GetManifestResourceStream($"{Prefix}{year}/{path}");

    private static byte[] Content(string resource)
    {
        using var stream = typeof(HeldYear).Assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
