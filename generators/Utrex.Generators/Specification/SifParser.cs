using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads what SIF demands of the objects that carry the records.</summary>
internal static class SifParser
{
    public static SifModel Read(ObjectReader reader, List<Anchor> anchors)
    {
        return new SifModel(
            reader.Text("sif"),
            reader.Text("namespace"),
            reader.Text("codeset"),
            Items("objects", item => new SifObjectModel(item.Text("name"), item.Texts("uses"))),
            Items("parts", item => new SifPartModel(item.Text("name"), item.OptionalText("key"), item.OptionalText("set"), item.OptionalText("leaf"), item.Flag("fallback"), item.Texts("uses"))),
            reader.Texts("coded"),
            Pairs("aliases", "printed", "name"),
            Pairs("leaves", "path", "leaf"),
            Pairs("defaults", "path", "value"),
            Items("made", item => new SifMadeModel(item.Text("record"), item.Text("field"), item.Text("how"))),
            Pairs("derived", "path", "how"),
            Items("whenBlank", item => new SifBlankModel(item.Text("record"), item.Text("field"), item.Text("value"), item.OptionalText("when"), item.Texts("is"), item.Texts("isNot"))),
            Pairs("typeOf", "element", "type"),
            Items("types", item => new SifTypeModel(item.Text("name"), item.Texts("attributes"), item.Texts("elements"))));

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
}
