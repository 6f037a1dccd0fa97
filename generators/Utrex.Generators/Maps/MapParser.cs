using Utrex.Generators.Model;
using Utrex.Generators.Specification;

namespace Utrex.Generators.Maps;

/// <summary>Reads where the fields stand in another standard, and what that demands of the objects that carry the records.</summary>
internal static class MapParser
{
    private const int MostPaths = 100;

    public static MapModel Read(ObjectReader reader, List<Anchor> anchors)
    {
        anchors.AddRange(new[] { "codeNamespace", "rules" }.Where(name => reader.Node[name] is not null).Select(name => new Anchor(name, reader.Node[name]!.Line, reader.Node[name]!.Column)));
        var (ruleSet, rules) = ReadRules(reader.OptionalObject("rules"), anchors);
        return new MapModel(
            reader.Name("map"),
            reader.Name("version"),
            reader.Name("namespace"),
            Named(reader, "codeNamespace", Identifier.IsNamespace, "namespace"),
            Named(reader, "prefix", Identifier.IsName, "class"),
            Path(reader, "identifier"),
            reader.OptionalText("extensions"),
            ReadCoded(reader.OptionalObject("coded")),
            Items(reader, "objects", item => new ObjectModel(Name(item, "name"), Paths(item, "uses"))),
            Items(reader, "parts", item => new PartModel(Name(item, "name"), Path(item, "key"), Path(item, "set"), Path(item, "leaf"), item.Flag("fallback"), Paths(item, "uses"))),
            Pairs("aliases", "printed", "name"),
            Items(reader, "leaves", item => new Pair(item.Text("path"), Path(item, "leaf") ?? item.Text("leaf"))),
            Pairs("defaults", "path", "value"),
            Items(reader, "made", item => new MadeModel(item.Text("record"), item.Text("field"), item.Text("how"))),
            Pairs("derived", "path", "how"),
            Items(reader, "whenBlank", item => new BlankModel(item.Text("record"), item.Text("field"), item.Text("value"), item.OptionalText("when"), item.Texts("is"), item.Texts("isNot"))),
            Pairs("typeOf", "element", "type"),
            Items(reader, "types", item => new TypeModel(item.Text("name"), Names(item, "attributes"), Names(item, "elements"))),
            Items(reader, "records", item => new RecordMapModel(item.Text("record"), item.OptionalText("type"), Items(item, "fields", ReadField, PlaceOf("record", item.Text("record"))))),
            Items(reader, "codes", item => ReadCodes(item, Items(item, "codes", ReadCode, PlaceOf("table", item.Text("table"))))),
            ruleSet,
            rules);

        EquatableArray<Pair> Pairs(string list, string from, string to) => Items(reader, list, item => new Pair(item.Text(from), item.Text(to)));

        EquatableArray<T> Items<T>(ObjectReader parent, string list, Func<ObjectReader, T> read, string? place = null)
            where T : IEquatable<T> => parent.Objects(list).Select((item, i) =>
            {
                anchors.Add(new Anchor(PlaceOf(place ?? list, i), item.Node.Line, item.Node.Column));
                var result = read(item);
                item.End();
                return result;
            }).ToEquatableArray();
    }

    /// <summary>The anchor of an item of a list.</summary>
    public static string PlaceOf(string list, object index) => $"{list} {index}";

    private static FieldMapModel ReadField(ObjectReader reader)
    {
        reader.Skip("printed");
        reader.Skip("why");
        return new FieldMapModel(reader.Text("field"), Paths(reader, "paths"), Path(reader, "beside"), reader.OptionalText("key"), reader.OptionalNumber("write", 0, MostPaths) ?? 0, reader.Flag("joined"), reader.Flag("own"), reader.Texts("blank"));
    }

    private static CodesMapModel ReadCodes(ObjectReader reader, EquatableArray<CodeMapModel> codes)
    {
        reader.Skip("why");
        return new CodesMapModel(reader.Text("table"), ReadCase(reader), codes, reader.Texts("blank"));
    }

    /// <summary>Whether the standard writes the table's own codes in small letters.</summary>
    private static bool ReadCase(ObjectReader reader)
    {
        var letters = reader.OptionalText("case");
        if (letters is not (null or "lower"))
        {
            reader.Report("UTREX9005", reader.Node["case"]!, "case", letters);
        }

        return letters is "lower";
    }

    private static CodeMapModel ReadCode(ObjectReader reader) => new(reader.Text("code"), reader.Texts("as"), reader.Flag("other"), reader.Flag("absent"));

    private static CodedModel? ReadCoded(ObjectReader? reader)
    {
        if (reader is null)
        {
            return null;
        }

        var coded = new CodedModel(reader.Texts("elements"), Name(reader, "code"), Path(reader, "own") ?? reader.Text("own"));
        reader.End();
        return coded;
    }

    /// <summary>The rules about files of the standard, which the adapter evaluates.</summary>
    private static (RuleSetModel? Set, RulesModel? Rules) ReadRules(ObjectReader? reader, List<Anchor> anchors)
    {
        if (reader is null)
        {
            return default;
        }

        var rules = RuleParser.Read(reader, anchors);
        var set = new RuleSetModel(rules.Record, reader.Text("typeName"));
        reader.End();
        return (set, rules);
    }

    private static string Named(ObjectReader reader, string name, Func<string, bool> isPossible, string what)
    {
        var text = reader.Text(name);
        if (text.Length > 0 && !isPossible(text))
        {
            reader.Report("UTREX9008", reader.Node[name]!, text, what);
        }

        return text;
    }

    /// <summary>Paths into objects; what is none is reported and left out.</summary>
    private static EquatableArray<string> Paths(ObjectReader reader, string name)
    {
        var paths = reader.Texts(name);
        foreach (var path in paths.Where(path => !MapPath.IsPath(path.TrimStart('?'))))
        {
            Report(reader, name, path);
        }

        return paths.Where(path => MapPath.IsPath(path.TrimStart('?'))).ToEquatableArray();
    }

    private static string? Path(ObjectReader reader, string name)
    {
        var path = reader.OptionalText(name);
        if (path is not null && !MapPath.IsPath(path))
        {
            Report(reader, name, path);
        }

        return path;
    }

    private static string Name(ObjectReader reader, string name)
    {
        var text = reader.Text(name);
        if (text.Length > 0 && !MapPath.IsName(text))
        {
            Report(reader, name, text);
        }

        return text;
    }

    /// <summary>Names of elements or attributes; an exclamation mark says that the standard demands it.</summary>
    private static EquatableArray<string> Names(ObjectReader reader, string name)
    {
        var names = reader.Texts(name);
        foreach (var wrong in names.Where(text => !MapPath.IsStep(text.EndsWith("!", StringComparison.Ordinal) && text.Length > 1 ? text.Substring(0, text.Length - 1) : text)))
        {
            Report(reader, name, wrong);
        }

        return names;
    }

    private static void Report(ObjectReader reader, string name, string text) =>
        reader.Report("UTREX9009", reader.Node, $"'{name}' has '{text}', which is no name or path: names begin with a letter and have letters, digits and underscores, and slashes stand between them");
}
