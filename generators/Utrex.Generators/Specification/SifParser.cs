using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads what SIF demands of the objects that carry the records.</summary>
internal static class SifParser
{
    public static SifModel Read(ObjectReader reader) => new(
        reader.Text("sif"),
        reader.Text("namespace"),
        reader.Text("codeset"),
        Items(reader, "objects", item => new SifObjectModel(item.Text("name"), item.Texts("uses"))),
        Items(reader, "parts", item => new SifPartModel(item.Text("name"), item.OptionalText("key"), item.OptionalText("set"), item.OptionalText("leaf"), item.Flag("fallback"), item.Texts("uses"))),
        reader.Texts("coded"),
        Pairs(reader, "aliases", "printed", "name"),
        Pairs(reader, "leaves", "path", "leaf"),
        Pairs(reader, "defaults", "path", "value"),
        Items(reader, "made", item => new SifMadeModel(item.Text("record"), item.Text("field"), item.Text("how"))),
        Pairs(reader, "derived", "path", "how"),
        Items(reader, "whenBlank", item => new SifBlankModel(item.Text("record"), item.Text("field"), item.Text("value"), item.OptionalText("when"), item.Texts("is"), item.Texts("isNot"))),
        Pairs(reader, "typeOf", "element", "type"),
        Items(reader, "types", item => new SifTypeModel(item.Text("name"), item.Texts("attributes"), item.Texts("elements"))));

    private static EquatableArray<SifPair> Pairs(ObjectReader reader, string list, string from, string to) =>
        Items(reader, list, item => new SifPair(item.Text(from), item.Text(to)));

    private static EquatableArray<T> Items<T>(ObjectReader reader, string list, Func<ObjectReader, T> read)
        where T : IEquatable<T> => reader.Objects(list).Select(item =>
        {
            var result = read(item);
            item.End();
            return result;
        }).ToEquatableArray();
}
