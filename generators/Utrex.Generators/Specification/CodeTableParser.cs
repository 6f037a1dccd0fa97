using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads a table of codes.</summary>
internal static class CodeTableParser
{
    /// <summary>Names that the generated code type needs for itself.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "Code", "Utf8Code", "Meaning", "All", "Table", "IsBlank", "IsRetired", "Parse", "TryParse", "TryFormat", "Equals", "ToString", "GetHashCode", "Info",
    };

    public static CodeTableModel Read(ObjectReader reader, List<Anchor> anchors)
    {
        var id = reader.Text("id");
        Identifier.Check(reader, id, "type");
        var type = reader.OptionalText("type");
        var codes = reader.Objects("codes").Select(code => ReadCode(code, needsMember: type is null, id, anchors)).ToEquatableArray();
        ReportDuplicates(reader, codes);
        var boolean = reader.OptionalObject("boolean");
        return new CodeTableModel(
            id,
            reader.Text("title"),
            type,
            reader.Flag("shared"),
            reader.Text("description"),
            reader.OptionalNumber("source") ?? 0,
            codes,
            ReadMeaning(reader.OptionalObject("blank")),
            ReadMeaning(reader.OptionalObject("numbers")),
            boolean is null ? null : new BooleanModel(boolean.Text("true"), boolean.Text("false")),
            reader.Texts("sifBlank"));
    }

    private static CodeModel ReadCode(ObjectReader reader, bool needsMember, string table, List<Anchor> anchors)
    {
        var text = reader.Text("code");
        anchors.Add(new Anchor("code " + text, reader.Node.Line, reader.Node.Column));
        var member = needsMember ? reader.Text("member") : reader.OptionalText("member") ?? "";
        if (needsMember)
        {
            Identifier.Check(reader, member, "property");
            if (Reserved.Contains(member) || string.Equals(member, table, StringComparison.Ordinal))
            {
                reader.Report("UTREX9008", reader.Node, member, $"member of {table}: the type has that name or needs it");
            }
        }

        if (text.Length is 0 or > 32 || text.Any(c => c is <= ' ' or > '~'))
        {
            reader.Report("UTREX9009", reader.Node, $"the code '{text}' must have 1 to 32 printable ASCII characters without blanks");
        }

        var retired = reader.OptionalObject("retired");
        reader.Skip("also");
        var code = new CodeModel(
            text,
            reader.Texts("aliases"),
            reader.Texts("groups"),
            reader.Text("meaning"),
            member,
            retired?.Text("since"),
            retired?.OptionalText("replacement"),
            retired?.OptionalText("reason"),
            reader.OptionalText("note"),
            reader.OptionalNumber("source") ?? 0,
            ReadSif(reader));
        retired?.End();
        reader.End();
        return code;
    }

    private static SifCodeModel? ReadSif(ObjectReader reader)
    {
        var sif = new SifCodeModel(reader.Texts("sif"), reader.Flag("sifOther"), reader.Flag("sifAbsent"));
        return sif == new SifCodeModel(default, IsOther: false, IsAbsent: false) ? null : sif;
    }

    private static MeaningModel? ReadMeaning(ObjectReader? reader)
    {
        if (reader is null)
        {
            return null;
        }

        reader.Skip("from", "to", "also", "note");
        var meaning = new MeaningModel(reader.Text("meaning"), reader.OptionalNumber("source") ?? 0);
        reader.End();
        return meaning;
    }

    private static void ReportDuplicates(ObjectReader reader, EquatableArray<CodeModel> codes)
    {
        var spellings = new HashSet<string>(StringComparer.Ordinal);
        var members = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < codes.Count; i++)
        {
            var place = reader.Node["codes"]!.Items[i];
            foreach (var spelling in codes[i].Aliases.Append(codes[i].Code))
            {
                if (!spellings.Add(spelling))
                {
                    reader.Report("UTREX9006", place, "code", spelling);
                }
            }

            if (codes[i].Member.Length > 0 && !members.Add(codes[i].Member))
            {
                reader.Report("UTREX9006", place, "member", codes[i].Member);
            }
        }
    }
}
