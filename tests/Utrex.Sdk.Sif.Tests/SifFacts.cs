using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Utrex.Tests;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>What SIF 2.4 demands of objects (<c>tests/data/sif-2.4.json</c>), and whether an object keeps to it. The map has its own; this one is held against it.</summary>
internal static class SifFacts
{
    private static readonly XName Nil = XName.Get("nil", "http://www.w3.org/2001/XMLSchema-instance");

    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "data", "sif-2.4.json"))).RootElement;

    private static readonly Dictionary<string, SifType> Types = Root.GetProperty("types").EnumerateObject().ToDictionary(type => type.Name, type => new SifType(Texts(type.Value, "attributes"), Texts(type.Value, "elements")), StringComparer.Ordinal);

    private static readonly Dictionary<string, SifType> Places = Root.GetProperty("places").EnumerateArray().ToDictionary(
        place => place.GetProperty("element").GetString()!,
        place => place.TryGetProperty("type", out var type) ? Types[type.GetString()!] : new SifType(Texts(place, "attributes"), Texts(place, "elements")),
        StringComparer.Ordinal);

    private static readonly List<(string Path, Regex Value)> Values = [.. Root.GetProperty("values").EnumerateArray().Select(value => (
        value.GetProperty("path").GetString()!,
        new Regex($"^(?:{(value.TryGetProperty("pattern", out var pattern) ? pattern.GetString()! : string.Join('|', Texts(value, "codes").Select(Regex.Escape)))})$", RegexOptions.None, TimeSpan.FromSeconds(5))))];

    /// <summary>The objects, each behind those that it refers to.</summary>
    public static IReadOnlyList<string> Objects { get; } = Texts(Root, "objects");

    /// <summary>The paths of the values of which something is known.</summary>
    public static IEnumerable<string> PathsOfValues => Values.Select(value => value.Path);

    /// <summary>The type of an element in its place, or <see langword="null"/> where nothing is known of it: it holds a text.</summary>
    public static SifType? TypeOf(string? around, string name) => Places.GetValueOrDefault($"{around}/{name}") ?? Places.GetValueOrDefault(name) ?? Types.GetValueOrDefault(name);

    /// <summary>Everything in which an object does not keep to them.</summary>
    /// <param name="item">The object.</param>
    /// <param name="unknown">The paths that the writer says nobody could tell.</param>
    /// <param name="seen">Takes the paths of the values that were looked at.</param>
    public static IEnumerable<string> Check(XElement item, ISet<string> unknown, ISet<string> seen) => Check(item, around: null, item.Name.LocalName, isOptional: false, isMandatory: true, unknown, seen);

    private static IEnumerable<string> Check(XElement element, string? around, string path, bool isOptional, bool isMandatory, ISet<string> unknown, ISet<string> seen)
    {
        var name = element.Name.LocalName;
        var type = TypeOf(around, name);
        foreach (var problem in CheckValues(element, path, seen).Concat(CheckAttributes(element, type, path, unknown)))
        {
            yield return problem;
        }

        if (element.Attribute(Nil) is not null)
        {
            if (!isMandatory || isOptional || !element.IsEmpty || !unknown.Contains(path))
            {
                yield return $"{path}: is nil";
            }

            yield break;
        }

        if (type is null || name is "SIF_ExtendedElement")
        {
            if (name is not "SIF_ExtendedElement" && element.HasElements)
            {
                yield return $"{path}: has elements, but nothing is known of its type";
            }

            yield break;
        }

        if (type.Elements.Count > 0 && !element.HasElements && !element.HasAttributes)
        {
            yield return $"{path}: is empty";
        }

        foreach (var problem in CheckElements(element, type, path, isParentOptional: around is not null && !isMandatory, unknown, seen))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> CheckElements(XElement element, SifType type, string path, bool isParentOptional, ISet<string> unknown, ISet<string> seen)
    {
        var order = type.Elements.Concat(["SIF_Metadata", "SIF_ExtendedElements"]).Select(SifType.NameOf).Distinct().ToList();
        var last = -1;
        foreach (var child in element.Elements())
        {
            var name = child.Name.LocalName;
            var at = order.IndexOf(name);
            var fact = type.Find(name);
            if (child.Name.NamespaceName != SifRun.Namespace || at < 0 || at < last || (at == last && fact?.Contains('*') != true && !IsMany(type, name)))
            {
                yield return $"{path}/{name}: {(at < 0 ? "is not of SIF there" : at < last ? "stands too late" : at == last ? "stands there twice" : "is of no namespace of SIF")}";
            }

            last = Math.Max(last, at);
            foreach (var problem in Check(child, element.Name.LocalName, $"{path}/{name}", isParentOptional, fact?.Contains('!') == true, unknown, seen))
            {
                yield return problem;
            }
        }

        foreach (var missing in type.Elements.Where(fact => fact.Contains('!') && element.Element(XName.Get(SifType.NameOf(fact), SifRun.Namespace)) is null).Select(SifType.NameOf))
        {
            // A list of nobody is left out, and what nobody could tell where it is not needed.
            if (TypeOf(element.Name.LocalName, missing) is { IsList: true })
            {
                continue;
            }

            if (!isParentOptional || !unknown.Any(told => told.StartsWith($"{path}/{missing}", StringComparison.Ordinal)))
            {
                yield return $"{path}/{missing}: is missing";
            }
        }
    }

    private static IEnumerable<string> CheckAttributes(XElement element, SifType? type, string path, ISet<string> unknown)
    {
        var known = type?.Attributes ?? [];
        foreach (var attribute in element.Attributes().Where(attribute => attribute.Name.Namespace == XNamespace.None && !known.Any(fact => SifType.NameOf(fact) == attribute.Name.LocalName)))
        {
            yield return $"{path}/@{attribute.Name}: is not of SIF there";
        }

        foreach (var missing in known.Where(fact => fact.EndsWith('!')).Select(SifType.NameOf).Where(name => element.Attribute(name) is null && !unknown.Contains($"{path}/@{name}")))
        {
            yield return $"{path}/@{missing}: is missing";
        }
    }

    private static IEnumerable<string> CheckValues(XElement element, string path, ISet<string> seen) =>
        element.Attributes().Where(attribute => attribute.Name.Namespace == XNamespace.None).Select(attribute => (Path: $"{path}/@{attribute.Name.LocalName}", attribute.Value))
            .Concat(element.HasElements || element.Attribute(Nil) is not null || path.Contains("/SIF_ExtendedElement/", StringComparison.Ordinal) ? [] : [(path, element.Value)])
            .SelectMany(item => Values.Where(value => $"/{item.Path}".EndsWith("/" + value.Path, StringComparison.Ordinal) && seen.Add(value.Path) | !value.Value.IsMatch(item.Value)).Where(value => !value.Value.IsMatch(item.Value))
                .Select(_ => $"{item.Path}: is '{item.Value}'"));

    // A list whose type is not written with an asterisk has the one element of its name several times.
    private static bool IsMany(SifType type, string name) => type.Elements is [_] && SifType.NameOf(type.Elements[0]) == name;

    private static List<string> Texts(JsonElement item, string name) => item.TryGetProperty(name, out var texts) ? [.. texts.EnumerateArray().Select(text => text.GetString()!)] : [];
}

/// <summary>A type: its attributes and, in their order, its elements; a mark after the name says that one is mandatory (<c>!</c>) or may stand several times (<c>*</c>).</summary>
internal sealed record SifType(IReadOnlyList<string> Attributes, IReadOnlyList<string> Elements)
{
    /// <summary>Whether it holds nothing but members.</summary>
    public bool IsList => Elements is [var only] && only.Contains('*');

    public static string NameOf(string fact) => fact.TrimEnd('!', '*');

    public string? Find(string name) => Elements.FirstOrDefault(fact => NameOf(fact) == name);
}
