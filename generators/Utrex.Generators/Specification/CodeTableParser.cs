using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads a table of codes.</summary>
internal static class CodeTableParser
{
    // A code is packed into integers, and tables count their codes in two bytes.
    private const int LongestCode = 32;
    private const int MostCodes = 10_000;

    public static CodeTableModel Read(ObjectReader reader, List<Anchor> anchors)
    {
        var id = reader.Text("id");
        var type = reader.OptionalText("type");
        var codes = reader.Objects("codes").Select(code => ReadCode(code, needsMember: type is null, anchors)).OfType<CodeModel>().Take(MostCodes).ToEquatableArray();
        if (reader.Node["codes"]!.Items.Count is 0 or > MostCodes)
        {
            reader.Report("UTREX9009", reader.Node["codes"]!, $"a table must have between 1 and {MostCodes} codes");
        }

        return new CodeTableModel(
            id,
            reader.Name("title"),
            type,
            reader.Flag("shared"),
            reader.Text("description"),
            reader.OptionalNumber("source") ?? 0,
            codes,
            ReadMeaning(reader.OptionalObject("blank")),
            ReadMeaning(reader.OptionalObject("numbers")),
            ReadBoolean(reader, codes));
    }

    /// <summary>The code, or <see langword="null"/> where it is none: that is reported, and the table is then one without it.</summary>
    private static CodeModel? ReadCode(ObjectReader reader, bool needsMember, List<Anchor> anchors)
    {
        var text = reader.Text("code");
        anchors.Add(new Anchor("code " + text, reader.Node.Line, reader.Node.Column));
        var member = needsMember ? reader.Text("member") : reader.OptionalText("member") ?? "";
        var aliases = reader.Texts("aliases");
        foreach (var spelling in aliases.Append(text).Where(spelling => spelling.Length > 0 && !IsCode(spelling)))
        {
            reader.Report("UTREX9009", reader.Node, $"the code '{spelling}' must have 1 to {LongestCode} printable ASCII characters without blanks");
        }

        var retired = reader.OptionalObject("retired");
        reader.Skip("also");
        var period = HistoryParser.ReadPeriod(reader);
        if (retired is not null && reader.Node["until"] is { } until)
        {
            reader.Report("UTREX9009", until, $"the code '{text}' has 'until' and 'retired', which says the same by its 'since'");
        }

        var retiredSince = retired?.Text("since");
        var code = new CodeModel(
            text,
            aliases.Where(IsCode).ToEquatableArray(),
            reader.Texts("groups"),
            reader.Text("meaning"),
            member,
            retiredSince,
            retired?.OptionalText("replacement"),
            retired?.OptionalText("reason"),
            period with { Until = period.Until ?? HistoryParser.UntilOf(retiredSince) },
            reader.OptionalText("note"),
            reader.OptionalNumber("source") ?? 0);
        retired?.End();
        reader.End();
        return IsCode(text) ? code : null;
    }

    private static bool IsCode(string text) => text.Length is > 0 and <= LongestCode && text.All(c => c is > ' ' and <= '~');

    private static BooleanModel? ReadBoolean(ObjectReader reader, EquatableArray<CodeModel> codes)
    {
        if (reader.OptionalObject("boolean") is not { } boolean)
        {
            return null;
        }

        var (yes, no) = (Read("true"), Read("false"));
        boolean.End();
        return new BooleanModel(yes, no);

        // An empty text is the blank.
        string Read(string name)
        {
            var code = boolean.OptionalText(name);
            if (code is null)
            {
                boolean.Report("UTREX9002", boolean.Node, name, "is missing");
            }
            else if (code.Length > 0 && !codes.Any(candidate => string.Equals(candidate.Code, code, StringComparison.Ordinal)))
            {
                boolean.Report("UTREX9005", boolean.Node, "code", code);
            }

            return code ?? "";
        }
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
}
