using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads what SIF demands of the objects that carry the records.</summary>
internal static class SifParser
{
    public static SifModel Read(ObjectReader reader, List<Anchor> anchors)
    {
        return new SifModel(
            reader.Name("sif"),
            reader.Name("namespace"),
            reader.Text("codeset"),
            reader.OptionalName("codeNamespace"),
            Items("objects", item => new SifObjectModel(Name(item, "name"), Paths(item, "uses"))),
            Items("parts", item => new SifPartModel(Name(item, "name"), Path(item, "key"), Path(item, "set"), Path(item, "leaf"), item.Flag("fallback"), Paths(item, "uses"))),
            reader.Texts("coded"),
            Pairs("aliases", "printed", "name"),
            Items("leaves", item => new SifPair(item.Text("path"), Path(item, "leaf") ?? item.Text("leaf"))),
            Pairs("defaults", "path", "value"),
            Items("made", item => new SifMadeModel(item.Text("record"), item.Text("field"), item.Text("how"))),
            Pairs("derived", "path", "how"),
            Items("whenBlank", item => new SifBlankModel(item.Text("record"), item.Text("field"), item.Text("value"), item.OptionalText("when"), item.Texts("is"), item.Texts("isNot"))),
            Pairs("typeOf", "element", "type"),
            Items("types", item => new SifTypeModel(item.Text("name"), Names(item, "attributes"), Names(item, "elements"))));

        EquatableArray<SifPair> Pairs(string list, string from, string to) => Items(list, item => new SifPair(item.Text(from), item.Text(to)));

        EquatableArray<T> Items<T>(string list, Func<ObjectReader, T> read)
            where T : IEquatable<T> => reader.Objects(list).Select((item, i) =>
            {
                anchors.Add(new Anchor(PlaceOf(list, i), item.Node.Line, item.Node.Column));
                var result = read(item);
                item.End();
                return result;
            }).ToEquatableArray();
    }

    /// <summary>The anchor of an item of a list.</summary>
    public static string PlaceOf(string list, int index) => $"{list} {index}";

    /// <summary>Paths of SIF; what is none is reported and left out.</summary>
    public static EquatableArray<string> Paths(ObjectReader reader, string name)
    {
        var paths = reader.Texts(name);
        foreach (var path in paths.Where(path => !SifPath.IsPath(path.TrimStart('?'))))
        {
            Report(reader, name, path);
        }

        return paths.Where(path => SifPath.IsPath(path.TrimStart('?'))).ToEquatableArray();
    }

    private static string? Path(ObjectReader reader, string name)
    {
        var path = reader.OptionalText(name);
        if (path is not null && !SifPath.IsPath(path))
        {
            Report(reader, name, path);
        }

        return path;
    }

    private static string Name(ObjectReader reader, string name)
    {
        var text = reader.Text(name);
        if (text.Length > 0 && !SifPath.IsName(text))
        {
            Report(reader, name, text);
        }

        return text;
    }

    /// <summary>Names of elements or attributes; an exclamation mark says that SIF demands it.</summary>
    private static EquatableArray<string> Names(ObjectReader reader, string name)
    {
        var names = reader.Texts(name);
        foreach (var wrong in names.Where(text => !SifPath.IsStep(text.EndsWith("!", StringComparison.Ordinal) && text.Length > 1 ? text.Substring(0, text.Length - 1) : text)))
        {
            Report(reader, name, wrong);
        }

        return names;
    }

    private static void Report(ObjectReader reader, string name, string text) =>
        reader.Report("UTREX9009", reader.Node, $"'{name}' has '{text}', which is no name or path of SIF: names begin with a letter and have letters, digits and underscores, and slashes stand between them");
}
