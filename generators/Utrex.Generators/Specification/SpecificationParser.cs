using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads one file of a specification into its model. What a file is shows in its properties, not in its name.</summary>
internal static class SpecificationParser
{
    private const string SchemaName = "specification.schema.json";

    /// <summary>The parsed file, or <see langword="null"/> for a file that is no part of a specification.</summary>
    public static ParsedFile? Parse(string path, string text)
    {
        if (!text.Contains(SchemaName))
        {
            return null;
        }

        var diagnostics = new List<DiagnosticModel>();
        var anchors = new List<Anchor>();
        object? model = null;
        try
        {
            var root = JsonReader.Read(text);
            if (root["$schema"] is not { Kind: JsonKind.String } schema || !schema.Text.EndsWith(SchemaName, StringComparison.Ordinal))
            {
                return null;
            }

            var reader = new ObjectReader(root, path, diagnostics);
            reader.Skip("$schema");
            model = ReadModel(reader, anchors);
            reader.End();
        }
        catch (JsonSyntaxException e)
        {
            diagnostics.Add(new DiagnosticModel("UTREX9001", path, e.Line, e.Column, new[] { e.Message }.ToEquatableArray()));
        }

        return new ParsedFile(path, model, anchors.ToEquatableArray(), diagnostics.ToEquatableArray());
    }

    private static object? ReadModel(ObjectReader reader, List<Anchor> anchors)
    {
        var root = reader.Node;
        anchors.Add(new Anchor("", root.Line, root.Column));
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

        if (root["sif"] is not null)
        {
            return SifParser.Read(reader, anchors);
        }

        reader.Report("UTREX9002", root, "records, fields, codes, rules, rows or sif", "is missing");
        return null;
    }

    private static SpecificationModel ReadSpecification(ObjectReader reader, List<Anchor> anchors)
    {
        foreach (var item in reader.Node["records"]!.Items)
        {
            anchors.Add(new Anchor("record " + item.Text, item.Line, item.Column));
        }

        reader.Skip("updated");
        return new SpecificationModel(
            reader.Text("id"),
            reader.Text("name"),
            reader.Text("schoolYear"),
            reader.Number("endingYear"),
            reader.Text("namespace"),
            reader.Text("className"),
            reader.Texts("records"),
            reader.OptionalText("firstRecord"),
            reader.OptionalText("groupRecord"),
            reader.OptionalText("batchRules"),
            reader.Objects("ruleSets").Select(ReadRuleSet).ToEquatableArray(),
            reader.Objects("characterSets").Select(ReadCharacterSet).ToEquatableArray(),
            reader.Objects("texts").Select(ReadTexts).ToEquatableArray());
    }

    private static RuleSetModel ReadRuleSet(ObjectReader reader)
    {
        var set = new RuleSetModel(reader.Text("id"), reader.Text("typeName"));
        Identifier.Check(reader, set.TypeName, "type");
        reader.End();
        return set;
    }

    private static CharacterSetModel ReadCharacterSet(ObjectReader reader)
    {
        var except = reader.OptionalText("except");
        var characters = reader.OptionalText("characters");
        if ((except ?? characters) is null)
        {
            reader.Report("UTREX9002", reader.Node, "characters", "is missing");
        }

        var set = new CharacterSetModel(reader.Text("name"), except ?? characters ?? "", except is not null, reader.Text("description"));
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
        var columns = reader.Texts("columns");
        return new LookupModel(
            reader.Text("id"),
            reader.Text("title"),
            reader.Text("description"),
            reader.OptionalNumber("source") ?? 0,
            columns,
            reader.Objects("rows").Select(row =>
            {
                var values = row.Texts("values");
                if (values.Count != columns.Count)
                {
                    row.Report("UTREX9009", row.Node, $"a row has {values.Count} values for {columns.Count} columns");
                }

                var result = new LookupRow(values, row.OptionalNumber("source") ?? 0);
                row.End();
                return result;
            }).ToEquatableArray());
    }
}
