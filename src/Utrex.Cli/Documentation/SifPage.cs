using System.Globalization;
using System.Text;
using Utrex.Cli.SchoolYears;
using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Specification;
using static Utrex.Cli.Documentation.DocumentationPage;
using static Utrex.Cli.Reports.MarkdownText;

namespace Utrex.Cli.Documentation;

/// <summary>The page of SIF: the mapping field by field, object by object and code by code, and what SIF does not carry.</summary>
internal static class SifPage
{
    private const string Introduction = """
        The state's Data Collector reads SIF 2.4 objects and makes records of them. `utrex convert --to sif` and `SifWriter` write such
        objects, `utrex collect` and `SifCollector` read them; both follow the one mapping on this page. Paths are written as XPath; a
        part in square brackets says which of several equal elements is meant.
        """;

    private const string Messages = """
        What a vendor sets up: the agent answers requests for the objects below, of SIF 2.4 in the namespace
        `http://www.sifinfo.org/infrastructure/2.x`, with RefIds that stay the same from one extract to the next, and gives all packets
        of every response. What stands around the objects is checked before anything is made of them:

        - a packet that is missing, or announced and not there, is an error (FILE.030), and no batch is made. Packets that come twice or
          out of order, a number that is none, another version or namespace, and an action that is none of `Add`, `Change` and `Delete`
          (it is read as a change) are warnings (FILE.031w);
        - objects and events count in the order of the `SIF_Timestamp` of their messages, whatever the order of the files; where two are
          the same, or none is said, in the order of the files. A change of an object that was never sent is a warning (FILE.032w);
        - messages without objects (`SIF_Ack`, `SIF_Provide` and the like), objects that carry no record, with RefId or without, and second
          elements where one is expected are left out and counted by name; a `SIF_Error` is an error (FILE.020);
        - bytes that are not in the encoding that is declared are read as what they are (FILE.033w).

        Files may come in gzip, and as the entries of a zip archive, with the same caps as batches.

        Where SIF has codes of its own they are read as SIF's and as the state's, in small and in capital letters; numbers, days and booleans in every lexical form of XML
        Schema: `+173`, `173.00`, `2019-07-08-07:00`, `true`. Fields of the extensions that know only yes and no are read of `true`, `1` and `Yes` too.
        """;

    private const string Written = """
        `utrex convert --to sif --as response|objects|events` and `SifWriterOptions.Form` say what stands around the objects:

        - `response`, which is the default: for each type of object the packets of a `SIF_Response`, with at most `--packet-size` objects
          (500) in each. `SIF_MsgId` and `SIF_RequestMsgId` are hashes of what is in them. An agent's name and that of the agent which asked
          are `SifWriterOptions.SourceId` and `DestinationId`;
        - `events`: a `SIF_Event` with the action `Add` for each object;
        - `objects`: the objects under one `SIF_ObjectData`. They say no time, so that the day of the extract is lost.

        A file of several messages has an element `Messages` of no namespace around them, since a document has one root; each message in it is whole.
        LEAInfo comes first, and every object behind those that it refers to. Nothing is written before the batch is complete, and nothing of
        a batch without records.

        SIF's codes stand where SIF has some, and the state's beside them: in `OtherCodeList`, or, where SIF has no such list, in the
        extensions (`EconomicDisadvantageCode`, `RegularPercentCode`; of the shares of a day no number for `StudentSpecialEducationFTE` follows).
        The state's document prints its own codes for `EconomicDisadvantage`, `StudentSpecialEducationFTE` and `ExceptionalityCategory/Code`, and a collector that keeps
        to it by the letter finds only those: for such a one write `--state-codes` (`SifWriterOptions.PrefersStateCodes`). SIF's schema refuses them. **Ask the
        state which form it takes before the first submission.**

        What SIF demands and a batch does not tell, such as the place of an incident, is told by a profile: `--sif-profile FILE`, a JSON
        object with a text for each path of an element or attribute, or `SifProfile.Read`. `samples/sif-profile.json` has what is certain of
        every LEA, to be added to; `--sif-default PATH=VALUE` comes on top. What stays unknown is left out where its parent is optional, as SIF's messages
        allow since 2.3; elsewhere it is `xsi:nil`, which the schema of 2.2 refuses. Lists without members are left out.

        Another program's data model of SIF 2.4 read the objects of an earlier version without an unknown element or a wrong order, and gave the batch back;
        a test walks every element that is written through the order, occurrence, attributes and codes that are known of SIF (`tests/data/sif-2.4.json`).
        """;

    private const string Limits = """
        `SifWriter.Report` and the error stream of `utrex convert --to sif` name every value that will not be read as it was, with its
        line: each record is read back from its own objects while they are written. Apart from the tables below these are

        - records that hang on others: an AM record whose course and period no AC record of the school has, a TG record whose course
          record id no TC record of the student has, a second DI record of an LEA, a second SC record of a school, a DI record without
          a school. SIF has no place for them; they are left out, and named;
        - values of the record's place: what stands after an SC record belongs to that school and LEA, whatever it says itself;
        - contradictions: fields that SIF keeps in one place for several records, and values that say different things there. A course of a
          transcript has one grade level and one sum of credits for its TC record and all its TG records. Who was in a section twice has
          one StudentGrade: where the second AM record has no grade, the first one's is read. With `--merge-students` a student has one
          StudentPersonal, whatever number of S1 and ST records speak of it: the S1 record with the latest entry date in the first school
          tells, and the ST record what that leaves blank;
        - records that say nothing but whose they are: an ST record with keys alone, an I1 record with a number alone, a TG record without
          term and grade;
        - sets: a race or an action that a combination of SIF codes cannot say. The fewest codes are written that say every field of the
          set and nothing else;
        - spelling: a number or date that a rule would find malformed may come back well-formed; blanks before a text are gone.
        """;

    /// <summary>Whether the mapping is of a year: it is compiled for one.</summary>
    public static bool Knows(SpecificationInfo specification) => specification == Years.Newest;

    /// <summary>The page.</summary>
    public static DocumentationPage Write(SpecificationInfo specification)
    {
        var page = Begin(specification, "SIF " + SifMap.Version);
        page.Append('\n').Append(Introduction).Append("\n\n## What is read and what is checked\n\n").Append(Messages).Append("\n\n## What is written\n\n").Append(Written).Append("\n\n## What SIF does not carry\n\n").Append(Limits).Append('\n');
        Table(page, "Fields without a place", ["record", "field"], SifMap.Records.SelectMany(map => map.NotCarried.Select(field => (string[])[map.Record.Id, Link(map, field)])));
        Table(page, "Codes that come back as others where they stand alone in a record", ["record", "field", "value", "is read as"], SifMap.Records.SelectMany(Changed));
        Table(page, "Fields that the collector makes", ["record", "field", "of what"], SifMap.Records.SelectMany(map => map.Made.Select(made => (string[])[map.Record.Id, Link(map, map.Record.Fields[made.Field]), made.How])));
        Table(page, "What the collector puts in place of a blank", ["record", "field", "value", "where"], SifMap.Records.SelectMany(map => map.WhenBlank.Select(blank => (string[])[map.Record.Id, Link(map, map.Record.Fields[blank.Field]), Code(blank.Value), Where(map, blank)])));

        page.Append("\n## What SIF demands and UTREx does not say\n");
        Table(page, "Derived", ["element", "of what"], SifMap.Derived.Select(pair => (string[])[Code(pair.Key), pair.Value]));
        page.Append("\nAn identifier (`RefId`) is a hash of the object's kind and keys: the same record always gets the same one.\n");
        Table(page, "Constant", ["element", "value"], SifElements.Constants.Select(element => (string[])[Code(element.Path), Code(element.Node.Constant!)]));
        page.Append("\n`--sif-profile`, `--sif-default` or `SifWriterOptions.Defaults` says what to write instead, unless the value marks the element that is meant.\n");
        Table(page, "Unknown", ["element"], SifDemands.UnknownPaths.Select(path => (string[])[Code(path)]));
        page.Append("\nThese are left out, or written as `xsi:nil` where they may not be, unless `--sif-profile`, `--sif-default` or `SifWriterOptions.Defaults` says what to write.\n");
        Table(page, "Names that are printed in two ways", ["as printed", "as written; both are read"], SifMap.Aliases.Select(pair => (string[])[Code(pair.Key), Code(pair.Value)]));

        page.Append("\n## Records\n");
        foreach (var map in SifMap.Records)
        {
            Heading(page, map.Record.Id, $"{map.Record.Id} {map.Record.Name}");
            if (map.Type is { } program)
            {
                page.Append(CultureInfo.InvariantCulture, $"\nA `StudentParticipation` whose `ProgramType/Code` is `{program}`.\n");
            }

            Table(page, title: null, ["field", "written to", "else read from"], map.Bindings.Select(binding => (string[])
            [
                Link(map, binding.Field), Code(SifElements.PathOf(binding.ToWrite)) + State(binding.ToWrite) + Codes(binding), string.Join("<br>", binding.Paths.Where(path => path != binding.ToWrite).Select(path => Code(SifElements.PathOf(path)))),
            ]));
        }

        page.Append("\n## Objects\n\nElements in SIF's order; **bold** ones are mandatory where the element around them is there.\n");
        foreach (var shape in SifMap.Shapes.Where(shape => shape.IsObject))
        {
            Heading(page, shape.Name, shape.Name);
            Table(page, title: null, ["element", "holds"], SifElements.Of(shape).Select(element => (string[])[element.Node.IsMandatory ? $"**{Code(element.Path)}**" : Code(element.Path), Holds(element)]));
        }

        page.Append("\n## Codes\n\nThe first SIF code is written, all are read. A code that is not listed stands in SIF as it is.\n");
        foreach (var codes in SifMap.Records.SelectMany(map => map.Bindings).Select(binding => binding.Codes).OfType<DocumentCodes>().DistinctBy(codes => codes.Table.Id, StringComparer.Ordinal).OrderBy(codes => codes.Table.Id, StringComparer.Ordinal))
        {
            Heading(page, codes.Table.Id, codes.Table.Id);
            page.Append(CultureInfo.InvariantCulture, $"\n[{Escape(codes.Table.Title)}](codes/{codes.Table.Id}.md)\n");
            Table(page, title: null, ["code", "SIF"], codes.Codes.Select(code => (string[])[Code(code.Code), Meaning(code)]).Concat(codes.Blank.Length == 0 ? [] : [["(blank)", string.Join(", ", codes.Blank.Select(Code))]]));
        }

        return new DocumentationPage("sif.md", "SIF " + SifMap.Version, page.ToString(), [("", "SIF 2.4 mapping"), .. SifMap.Shapes.Where(shape => shape.IsObject).Select(shape => (Anchor(shape.Name), "SIF " + shape.Name))]);
    }

    /// <summary>The codes of a record's fields that come back from SIF as others, each written alone.</summary>
    private static IEnumerable<string[]> Changed(RecordMap map)
    {
        foreach (var binding in map.Bindings.Where(binding => binding.Field.Codes is not null))
        {
            foreach (var value in binding.Field.Codes!.Codes.Select(code => code.Code).Prepend(""))
            {
                var values = Enumerable.Repeat(Utf8Value.Empty, map.Record.Fields.Count).ToArray();
                values[binding.Field.Number] = Utf8Value.Of(value);
                var objects = new DocumentObjects(SifMap.Shapes, [.. map.Bindings.SelectMany(each => each.Paths).Select(path => path.Shape).Distinct().Select(shape => new DocumentObject(shape))]);
                map.Write(objects, values, endingYear: 1, new Utf8Arena());
                map.Read(objects, values);
                var read = values[binding.Field.Number].ToString();
                if (!string.Equals(read, value, StringComparison.Ordinal))
                {
                    yield return [map.Record.Id, Link(map, binding.Field), Value(value), Value(read)];
                }
            }
        }
    }

    private static string Holds(SifElement element)
    {
        var fields = SifElements.FieldsIn(element).Select(item => $"{item.Map.Record.Id} {Link(item.Map, item.Binding.Field)}{(item.Key is null ? "" : $" ({item.Key})")}").ToList();
        return fields.Count > 0 ? string.Join(", ", fields)
            : element.Node.IsAlternative ? element.Node.IsMandatory ? "read; written as `xsi:nil`, since what it would say stands elsewhere" : "read, never written"
            : SifMap.Derived.ContainsKey(element.Path) ? "derived"
            : element.Node.Constant is { } constant ? Code(constant)
            : element.Node.Slot >= 0 ? "an identifier, a reference or a key"
            : "unknown";
    }

    private static void Heading(StringBuilder page, string anchor, string title) => page.Append(CultureInfo.InvariantCulture, $"\n<a id=\"{Anchor(anchor)}\"></a>\n\n### {Escape(title)}\n");

    private static void Table(StringBuilder page, string? title, string[] columns, IEnumerable<string[]> rows)
    {
        if (title is not null)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n### {title}\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"\n| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(_ => "---|"))}\n");
        foreach (var row in rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |\n");
        }
    }

    private static string Link(RecordMap map, FieldInfo field) => $"[{Escape(field.Name)}](records/{map.Record.Id}.md#{Anchor(field.Name)})";

    private static string Code(string text) => $"`{text}`";

    private static string Value(string text) => text.Length == 0 ? "(blank)" : Code(text);

    private static string State(DocumentPath path) => path.OwnSlot < 0 ? ""
        : path.Last.Slots[path.OwnSlot].EndsWith("OtherCode", StringComparison.Ordinal) ? ", the state's code in `OtherCodeList/OtherCode` beside it"
        : $", the state's code in {Code(path.Last.Slots[path.OwnSlot])} beside it";

    private static string Codes(FieldBinding binding) => binding.Codes is null ? "" : $" ([codes](#{Anchor(binding.Codes.Table.Id)}))";

    private static string Meaning(DocumentCode code) => string.Join(", ", code.As.Select(Code)
        .Concat(code.IsOther ? ["every other SIF code"] : [])
        .Concat(code.IsAbsent ? ["no element"] : []));

    private static string Where(RecordMap map, BlankFilling blank) => blank.When < 0 ? "" : $"{Link(map, map.Record.Fields[blank.When])} begins {(blank.Is.Length > 0 ? "with " + string.Join(", ", blank.Is.Select(Code)) : "not with " + string.Join(", ", blank.IsNot.Select(Code)))}";
}
