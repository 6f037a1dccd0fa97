using Utrex.Generators.Maps;
using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads one file of a specification into its model. What a file is shows in its properties, not in its name.</summary>
internal static class SpecificationParser
{
    private const string SchemaName = "specification.schema.json";
    private const int MostCharacters = 10_000_000;

    /// <summary>The parsed file, or <see langword="null"/> for a file that is no part of a specification.</summary>
    public static ParsedFile? Parse(string path, string text)
    {
        if (text.Length > MostCharacters)
        {
            return text.IndexOf(SchemaName, 0, MostCharacters, StringComparison.Ordinal) < 0
                ? null
                : new ParsedFile(path, IsMarked: true, Model: null, default, new[] { new DiagnosticModel("UTREX9001", path, 0, 0, new[] { $"a file can have {MostCharacters} characters at most" }.ToEquatableArray()) }.ToEquatableArray());
        }

        var diagnostics = new List<DiagnosticModel>();
        var anchors = new List<Anchor>();
        object? model = null;
        var isMarked = text.Contains(SchemaName);
        try
        {
            var root = JsonReader.Read(text);
            isMarked = root["$schema"] is { Kind: JsonKind.String } schema && schema.Text.EndsWith(SchemaName, StringComparison.Ordinal);
            if (isMarked || SpecificationContent.IsLike(root, path))
            {
                var reader = new ObjectReader(root, path, diagnostics);
                reader.Skip("$schema");
                model = ReadModel(reader, anchors);
                reader.End();
            }
            else if (!SpecificationContent.IsPlace(path) || root["$schema"] is not null)
            {
                return null;
            }
        }
        catch (JsonSyntaxException e)
        {
            if (!isMarked && !SpecificationContent.IsPlace(path))
            {
                return null;
            }

            diagnostics.Add(new DiagnosticModel("UTREX9001", path, e.Line, e.Column, new[] { e.Message }.ToEquatableArray()));
        }

        return new ParsedFile(path, isMarked, model, anchors.ToEquatableArray(), diagnostics.ToEquatableArray());
    }

    private static object? ReadModel(ObjectReader reader, List<Anchor> anchors)
    {
        var root = reader.Node;
        anchors.Add(new Anchor("", root.Line, root.Column));
        if (root["map"] is not null)
        {
            return MapParser.Read(reader, anchors);
        }

        if (root["records"] is not null)
        {
            return ReadSpecification(reader, anchors);
        }

        if (root["fields"] is not null)
        {
            return RecordParser.Read(reader, anchors);
        }

        if (root["rules"] is not null)
        {
            return RuleParser.Read(reader, anchors);
        }

        if (root["codes"] is not null)
        {
            return CodeTableParser.Read(reader, anchors);
        }

        if (root["rows"] is not null)
        {
            return ReadLookup(reader);
        }

        if (root["submissions"] is not null)
        {
            return SubmissionParser.Read(reader, anchors);
        }

        reader.Report("UTREX9002", root, "records, fields, codes, rules, rows, submissions or map", "is missing");
        return null;
    }

    private static SpecificationModel ReadSpecification(ObjectReader reader, List<Anchor> anchors)
    {
        foreach (var item in reader.Node["records"]!.Items)
        {
            anchors.Add(new Anchor("record " + item.Text, item.Line, item.Column));
        }

        foreach (var name in new[] { "namespace", "className", "batchRules", "firstRecord", "groupRecord" })
        {
            if (reader.Node[name] is { } node)
            {
                anchors.Add(new Anchor(name, node.Line, node.Column));
            }
        }

        reader.Skip("updated");
        return new SpecificationModel(
            reader.Name("id"),
            reader.Name("name"),
            reader.Name("schoolYear"),
            ReadEndingYear(reader),
            reader.Text("namespace"),
            reader.Text("className"),
            reader.SomeTexts("records"),
            reader.OptionalText("firstRecord"),
            reader.OptionalText("groupRecord"),
            reader.OptionalText("batchRules"),
            reader.Objects("ruleSets").Select(set => ReadRuleSet(set, anchors)).ToEquatableArray(),
            reader.Objects("characterSets").Select(set => ReadCharacterSet(set, anchors)).ToEquatableArray(),
            reader.Objects("texts").Select(ReadTexts).ToEquatableArray(),
            FactParser.Read(reader, "facts"),
            HistoryParser.ReadReconstruction(reader));
    }

    private static int ReadEndingYear(ObjectReader reader)
    {
        if (reader.Node["endingYear"] is null or { Kind: JsonKind.Null })
        {
            return reader.Number("endingYear");
        }

        return reader.OptionalNumber("endingYear", 2000, 9999) ?? 2000;
    }

    private static RuleSetModel ReadRuleSet(ObjectReader reader, List<Anchor> anchors)
    {
        var set = new RuleSetModel(reader.Text("id"), reader.Text("typeName"));
        anchors.Add(new Anchor("rule set " + set.Id, reader.Node.Line, reader.Node.Column));
        reader.End();
        return set;
    }

    private static CharacterSetModel ReadCharacterSet(ObjectReader reader, List<Anchor> anchors)
    {
        var name = reader.Text("name");
        anchors.Add(new Anchor("character set " + name, reader.Node.Line, reader.Node.Column));
        var except = reader.OptionalText("except");
        var characters = reader.OptionalText("characters");
        if (string.IsNullOrEmpty(except ?? characters))
        {
            reader.Report("UTREX9002", reader.Node, "characters", "is missing");
        }
        else if (except is not null && characters is not null)
        {
            reader.Report("UTREX9009", reader.Node, $"character set '{name}' has both 'characters' and 'except'; only one can count");
        }

        // Values are looked at byte by byte.
        var all = except ?? characters ?? "";
        if (all.Any(c => c is < ' ' or > '~'))
        {
            reader.Report("UTREX9009", reader.Node, $"character set '{name}' must consist of printable ASCII characters");
            all = string.Concat(all.Where(c => c is >= ' ' and <= '~'));
        }

        var set = new CharacterSetModel(name, all, except is not null, reader.Text("description"));
        reader.End();
        return set;
    }

    private static RuleTexts ReadTexts(ObjectReader reader)
    {
        reader.Skip("source");
        var texts = new RuleTexts(
            reader.Text("for"),
            reader.OptionalText("text"),
            reader.OptionalText("message"),
            reader.OptionalText("extendedDescription"),
            reader.OptionalText("advice"));
        reader.End();
        return texts;
    }

    private static LookupModel ReadLookup(ObjectReader reader)
    {
        var columns = reader.SomeTexts("columns");
        if (reader.Node["columns"] is null or { Kind: JsonKind.Null })
        {
            reader.Report("UTREX9002", reader.Node, "columns", "is missing");
        }

        if (columns.Distinct(StringComparer.Ordinal).Count() < columns.Count)
        {
            reader.Report("UTREX9006", reader.Node["columns"]!, "column", columns.First(column => columns.Count(other => string.Equals(other, column, StringComparison.Ordinal)) > 1));
        }

        if (reader.Node["rows"] is { Kind: JsonKind.Array, Items.Count: 0 } none)
        {
            reader.Report("UTREX9002", none, "rows", "must not be empty: no value could stand in the list");
        }

        return new LookupModel(
            reader.Text("id"),
            reader.Name("title"),
            reader.Text("description"),
            reader.OptionalNumber("source") ?? 0,
            columns,
            reader.Objects("rows").Select(row => ReadRow(row, columns.Count)).OfType<LookupRow>().ToEquatableArray());
    }

    /// <summary>The row, or <see langword="null"/> where it is none: that is reported.</summary>
    private static LookupRow? ReadRow(ObjectReader reader, int columns)
    {
        var values = reader.Texts("values", mayBeEmpty: true);
        var row = new LookupRow(values, reader.OptionalNumber("source") ?? 0);
        reader.End();
        if (values.Count == columns)
        {
            return row;
        }

        reader.Report("UTREX9009", reader.Node, $"a row has {values.Count} values for {columns} columns");
        return null;
    }
}
