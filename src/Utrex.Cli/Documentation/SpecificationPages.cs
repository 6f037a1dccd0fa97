using System.Globalization;
using System.Text;
using Utrex.Cli.Reports;
using Utrex.Cli.Rules;
using Utrex.Cli.SchoolYears;
using Utrex.Sdk.Specification;
using static Utrex.Cli.Documentation.DocumentationPage;
using static Utrex.Cli.Reports.MarkdownText;

namespace Utrex.Cli.Documentation;

/// <summary>A page for each record type, each code table and the rules of each record type, and one for SIF, with links between them.</summary>
internal static class SpecificationPages
{
    /// <summary>All pages, the index first.</summary>
    public static IEnumerable<DocumentationPage> Write(SpecificationInfo specification)
    {
        yield return Index(specification);
        if (SifPage.Knows(specification))
        {
            yield return SifPage.Write(specification);
        }

        foreach (var record in specification.Records)
        {
            yield return Record(specification, record);
        }

        foreach (var submission in specification.Submissions)
        {
            yield return Submission(specification, submission);
        }

        foreach (var group in specification.EveryRule.GroupBy(rule => rule.Record, StringComparer.Ordinal))
        {
            yield return Rules(specification, group.Key, [.. group]);
        }

        foreach (var table in specification.CodeTables)
        {
            yield return CodeTable(specification, table);
        }

        foreach (var lookup in specification.Lookups)
        {
            yield return Lookup(specification, lookup);
        }
    }

    private static DocumentationPage Index(SpecificationInfo specification)
    {
        var page = Begin(specification, $"{specification.Name} {specification.SchoolYear}");
        page.Append('\n');
        Facts(page, specification.Facts);
        page.Append(SifPage.Knows(specification) ? "\n[SIF 2.4](sif.md): where each field stands in the objects that agents send.\n" : "");
        if (specification.Submissions.Count > 0)
        {
            page.Append("\n## Submissions\n\n| submission | records | what it is for |\n|---|---|---|\n");
            foreach (var submission in specification.Submissions)
            {
                page.Append(CultureInfo.InvariantCulture, $"| [{Escape(submission.Title)}](submissions/{submission.Id}.md) | {string.Join(", ", submission.Records)} | {Escape(submission.Description)} |\n");
            }
        }

        page.Append("\n## Record types\n\n| id | record | fields | rules |\n|---|---|---:|---:|\n");
        foreach (var record in specification.Records)
        {
            page.Append(CultureInfo.InvariantCulture, $"| [{record.Id}](records/{record.Id}.md) | {Escape(record.Name)} | {record.Fields.Count} | {(record.Rules.Count == 0 ? "none" : $"[{record.Rules.Count}](rules/{record.Id}.md)")} |\n");
        }

        foreach (var id in specification.EveryOtherRule.Select(rule => rule.Record).Distinct(StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {id} | {OtherTitle(id)} | | [{specification.EveryOtherRule.Count(rule => string.Equals(rule.Record, id, StringComparison.Ordinal))}](rules/{id}.md) |\n");
        }

        page.Append("\n## Code tables\n\n| table | | codes |\n|---|---|---:|\n");
        foreach (var table in specification.CodeTables.OrderBy(table => table.Id, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"| [{table.Id}](codes/{table.Id}.md) | {Escape(table.Title)} | {table.Codes.Count} |\n");
        }

        page.Append("\n## Lists\n\n| list | | rows |\n|---|---|---:|\n");
        foreach (var lookup in specification.Lookups.OrderBy(lookup => lookup.Id, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"| [{lookup.Id}](lists/{lookup.Id}.md) | {Escape(lookup.Title)} | {lookup.Rows.Count} |\n");
        }

        return new DocumentationPage("index.md", specification.Name, page.ToString(), []);
    }

    private static DocumentationPage Record(SpecificationInfo specification, RecordInfo record)
    {
        var title = $"{record.Id} {record.Name}";
        var page = Begin(specification, title);
        page.Append(CultureInfo.InvariantCulture, $"\n{Escape(record.Description)}{(record.Rules.Count == 0 ? "" : $" [Its rules](../rules/{record.Id}.md).")}\n");
        Line(page, "C# type", record.TypeName.Length == 0 ? null : $"`{record.TypeName}`");
        Facts(page, record.Facts);
        Line(page, "Submitted", string.Join(", ", specification.Submissions
            .Where(submission => submission.Records.Contains(record.Id, StringComparer.Ordinal))
            .Select(submission => $"[{Escape(submission.Title)}](../submissions/{submission.Id}.md)")));
        Line(page, "Source", Source(record.Source));
        if (record.Fields.Count > 0)
        {
            page.Append("\n| | field | position | width | value | required |\n|---:|---|---:|---:|---|---|\n");
            foreach (var field in record.Fields)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {field.Number + 1} | [{Escape(field.Name)}](#{Anchor(field.Name)}) | {field.Offset + 1} | {field.Width} | {Value(field)} | {Required(field)} |\n");
            }
        }

        var places = SifPlaces.Of(specification);
        foreach (var field in record.Fields)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n<a id=\"{Anchor(field.Name)}\"></a>\n\n## {Escape(field.Name)}\n\n{Escape(field.Description)}\n");
            Line(page, "Messages call it", Escape(field.Title));
            Line(page, "C#", $"`{record.TypeName}.{field.Property}`");
            Line(page, "Value", Value(field));
            Line(page, "Required", field.RequiredWhen is null ? Required(field) : Escape(field.RequiredWhen));
            Line(page, "SIF", places[record, field] is not { Count: > 0 } paths ? null : string.Join(" or ", paths.Select(path => $"`{path}`")) + (SifPage.Knows(specification) ? $" ([how](../sif.md#{Anchor(record.Id)}))" : ""));
            foreach (var note in field.Notes)
            {
                Line(page, "Note", Escape(note));
            }

            Line(page, "Rules", string.Join(", ", RulesOf(record, field).Select(rule => RuleLink(rule, "../rules/"))));
            Line(page, "Dated", HistoryWords.Period(field.Since, field.Until));
            Line(page, "Source", Source(field.Source));
        }

        return new DocumentationPage($"records/{record.Id}.md", title, page.ToString(), [("", title), .. record.Fields.Select(field => (Anchor(field.Name), $"{record.Id}.{field.Name}: {field.Title} ({record.Id}.{field.Property})"))]);
    }

    private static DocumentationPage Submission(SpecificationInfo specification, SubmissionInfo submission)
    {
        var page = Begin(specification, submission.Title);
        page.Append(CultureInfo.InvariantCulture, $"\n`{submission.Id}`: {Escape(submission.Description)}\n");
        Line(page, "Records", Records(submission.Records));
        Line(page, "May come with it", Records(submission.OptionalRecords));
        if (submission.Dates.Count > 0)
        {
            page.Append("\n## Its days\n\n| day | what | how it is reckoned |\n|---|---|---|\n");
            foreach (var date in submission.Dates)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {date.Date:yyyy-MM-dd}{(date.Time is { } time ? $" {time:HH:mm}" : "")} | {Escape(date.Title)} | {Escape(Explanation.Fact(date.Rule))} |\n");
            }
        }

        page.Append("\n## What to know\n");
        Facts(page, submission.Facts);
        return new DocumentationPage($"submissions/{submission.Id}.md", submission.Title, page.ToString(), [("", $"{submission.Id}: {submission.Title} (submission)")]);

        string Records(IEnumerable<string> ids) => string.Join(", ", ids.Select(id => $"[{id}](../records/{id}.md)"));
    }

    private static void Facts(StringBuilder page, IEnumerable<FactInfo> facts)
    {
        foreach (var fact in facts)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n- {Escape(Explanation.Fact(fact))}\n");
        }
    }

    private static DocumentationPage Rules(SpecificationInfo specification, string id, RuleInfo[] rules)
    {
        var record = specification.FindRecord(id);
        var title = record is null ? OtherTitle(id) : $"Rules of {id} {record.Name}";
        var page = Begin(specification, title);
        if (record is not null)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n[The record and its fields](../records/{id}.md).\n");
        }

        foreach (var group in rules.GroupBy(rule => rule.Id, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n<a id=\"{Anchor(group.Key)}\"></a>\n\n## {group.Key}\n");
            foreach (var rule in group)
            {
                page.Append(CultureInfo.InvariantCulture, $"\n{Escape(rule.Text)}\n");
                Line(page, "Level", rule.Severity.ToString().ToLowerInvariant());
                Line(page, "Dated", HistoryWords.Period(rule.Since, rule.Until));
                Line(page, "Before", Escape(HistoryWords.Earlier(rule)));
                Line(page, "Field", rule.Field is null ? null : string.Join(", ", rule.Fields.Prepend(rule.Field).Distinct(StringComparer.Ordinal).Select(name => FieldLink(record, name))));
                Line(page, "Codes", string.Join(", ", FieldsOf(record, rule).Where(field => field.Codes is not null).Select(field => TableLink(field.Codes!)).Distinct(StringComparer.Ordinal)));
                Line(page, "Applies", rule.Applies is null ? null : "where " + Escape(rule.Applies));
                Line(page, "Demands", Escape(rule.Demands));
                Line(page, "Message", Escape(rule.Message));
                Line(page, "What to do", Escape(rule.Advice));
                Line(page, "Note", Escape(rule.Note));
                Line(page, "Needs", rule.Kind == RuleKind.Level2 ? RuleWords.Needs(rule) : null);
                Line(page, "Status", rule.Status == RuleStatus.Implemented && rule.Kind != RuleKind.Level2 ? null : RuleWords.Status(rule));
                Line(page, "Source", Source(rule));
            }
        }

        return new DocumentationPage($"rules/{id}.md", title, page.ToString(), [.. rules.Select(rule => (Anchor(rule.Id), $"{rule.Id} {rule.Name} {rule.Field} {rule.Text}"))]);
    }

    private static DocumentationPage CodeTable(SpecificationInfo specification, CodeTableInfo table)
    {
        var page = Begin(specification, table.Title);
        page.Append(CultureInfo.InvariantCulture, $"\n`{table.Id}`: {Escape(table.Description)}\n\n| code | meaning | C# | |\n|---|---|---|---|\n");
        foreach (var code in table.Codes)
        {
            var since = HistoryWords.Period(code.Since, code.IsRetired ? null : code.Until);
            var retired = code.IsRetired ? $"retired since {code.RetiredSince}{(code.Replacement is null ? "" : $", use `{code.Replacement}`")}" : "";
            page.Append(CultureInfo.InvariantCulture, $"| `{code.Code}` | {Escape(code.Meaning)} | `{table.TypeName}.{code.Member}` | {string.Join(". ", new[] { retired, since, Escape(code.Note) }.Where(text => !string.IsNullOrEmpty(text)))} |\n");
        }

        if (table.BlankMeaning is not null)
        {
            page.Append(CultureInfo.InvariantCulture, $"| (blank) | {Escape(table.BlankMeaning)} | `default` | |\n");
        }

        if (table.NumberMeaning is not null)
        {
            page.Append(CultureInfo.InvariantCulture, $"| a number | {Escape(table.NumberMeaning)} | | |\n");
        }

        page.Append('\n');
        Line(page, "Used by", string.Join(", ", specification.Records.SelectMany(record => record.Fields.Where(field => field.Codes == table).Select(field => $"[{record.Id} {Escape(field.Name)}](../records/{record.Id}.md#{Anchor(field.Name)})"))));
        foreach (var record in specification.Records)
        {
            var rules = record.Fields.Where(field => field.Codes == table).SelectMany(field => RulesOf(record, field)).DistinctBy(rule => rule.Id, StringComparer.Ordinal).OrderBy(rule => rule.Order);
            Line(page, $"Rules of {record.Id}", string.Join(", ", rules.Select(rule => RuleLink(rule, "../rules/"))));
        }

        Line(page, "Source", Source(table.Source));
        return new DocumentationPage($"codes/{table.Id}.md", table.Title, page.ToString(), [("", $"{table.Id}: {table.Title}"), .. table.Codes.Select(code => ("", $"{table.Id}.{code.Code}: {code.Meaning} ({table.Id}.{code.Member})"))]);
    }

    private static DocumentationPage Lookup(SpecificationInfo specification, LookupInfo lookup)
    {
        var page = Begin(specification, lookup.Title);
        page.Append(CultureInfo.InvariantCulture, $"\n`{lookup.Id}`: {Escape(lookup.Description)}\n\n| {string.Join(" | ", lookup.Columns.Select(Escape))} |\n|{string.Concat(lookup.Columns.Select(_ => "---|"))}\n");
        foreach (var row in lookup.Rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row.Select(Escape))} |\n");
        }

        Line(page, "Source", Source(lookup.Source));
        return new DocumentationPage($"lists/{lookup.Id}.md", lookup.Title, page.ToString(), [("", $"{lookup.Id}: {lookup.Title}")]);
    }

    // A row of the error tables needs no words about where it stands.
    private static string? Source(RuleInfo rule) => rule.Basis == RuleBasis.ErrorTable ? Source(rule.Source) : RuleWords.Source(rule);

    private static string? Source(int line) => line == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"line {line} of the specification's text");

    private static string Value(FieldInfo field) => field.Codes is { } table
        ? (field.Type == FieldType.NumberOrCode ? "a number or " : "") + TableLink(table)
        : Escape(Explanation.Describe(field));

    private static string Required(FieldInfo field) => field.Presence switch { Presence.Always => "always", Presence.Conditional => "sometimes", _ => "no" };

    private static IEnumerable<RuleInfo> RulesOf(RecordInfo record, FieldInfo field) => record.Rules
        .Where(rule => string.Equals(rule.Field, field.Name, StringComparison.Ordinal) || rule.Fields.Contains(field.Name, StringComparer.Ordinal))
        .DistinctBy(rule => rule.Id, StringComparer.Ordinal);

    private static IEnumerable<FieldInfo> FieldsOf(RecordInfo? record, RuleInfo rule) =>
        record is null || rule.Field is null ? [] : rule.Fields.Prepend(rule.Field).Select(record.FindField).OfType<FieldInfo>();

    private static string TableLink(CodeTableInfo table) => $"[{table.Id}](../codes/{table.Id}.md)";

    private static string RuleLink(RuleInfo rule, string folder) => $"[{rule.Id}]({folder}{rule.Record}.md#{Anchor(rule.Id)})";

    private static string FieldLink(RecordInfo? record, string name) =>
        record?.FindField(name) is { } field ? $"[{Escape(name)}](../records/{record.Id}.md#{Anchor(field.Name)})" : Escape(name);

    private static string OtherTitle(string id) => id switch { "L2" => "Level 2 exceptions", _ => "The file itself" };
}
