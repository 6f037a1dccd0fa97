using System.Globalization;
using Utrex.Cli.Rules;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>Writes what the specification says of a thing, for people.</summary>
internal sealed class Explanation(TextWriter writer, SpecificationInfo specification)
{
    private const int LabelWidth = 12;

    private sealed record RuleWording(string Text, string Message, string Details, string Advice);

    /// <summary>One rule: its row of the error tables, or the rows of all fields that share its id as one text.</summary>
    public void Rules(IReadOnlyList<RuleInfo> rows)
    {
        // What most of the rows say stands above; the others are told apart below.
        var rule = rows.GroupBy(Wording).MaxBy(group => group.Count())!.First();
        var isOne = rows.Count == 1;
        var wording = isOne ? new RuleWording(rule.Text, rule.Message, rule.ExtendedDescription, rule.Advice) : Wording(rule);
        var record = specification.FindRecord(rule.Record);
        writer.WriteLine($"{rule.Id}{(rule.Name is null ? "" : $" {rule.Name}")}: {Words(wording.Text)}");
        Line("Level", rule.Severity == Severity.Error ? "error" : "warning");
        Line("Dated", HistoryWords.Period(rule.Since, rule.Until));
        Line("Before", HistoryWords.Earlier(rule));
        Line("Record", record is null ? null : $"{record.Id} {record.Name}");
        Line("Field", !isOne || rule.Field is null ? null : string.Join(", ", rule.Fields.Prepend(rule.Field).Distinct(StringComparer.Ordinal)));
        Line("Needs", RuleWords.Needs(rule));
        Line("Status", RuleWords.Status(rule));
        Line("Applies", rule.Applies is null ? null : "where " + rule.Applies);
        Line("Demands", rule.Demands);
        Line("Message", Words(wording.Message));
        Line("Details", string.Equals(wording.Details, wording.Message, StringComparison.Ordinal) ? null : Words(wording.Details));
        Line("What to do", Words(wording.Advice));
        var note = rows.All(row => string.Equals(row.Note, rule.Note, StringComparison.Ordinal)) ? rule.Note : null;
        Line("Note", note);
        Line("Try it", rule.Kind == RuleKind.Level2 ? specification == Years.Newest ? $"utrex sample --violate {rule.Id} --output FOLDER --reference-output REGISTERS" : "utrex statewide validate --store STORE"
            : rule.Status == RuleStatus.Implemented && specification == Years.Newest && !RuleRows.IsOfTool(rule)
            ? $"utrex sample --violate {(isOne ? RuleArgument.Of(rule) : rule.Id + "@FIELD")} --output broken.utrex"
            : null);
        if (isOne)
        {
            Line("Source", RuleWords.Source(rule));
        }
        else
        {
            Line("Rows", string.Create(CultureInfo.InvariantCulture, $"{rows.Count}; 'utrex explain {rule.Id}@FIELD' shows one in full"));
            foreach (var row in rows)
            {
                Row(row, wording, note is null);
            }
        }

        writer.WriteLine();

        string Words(string text) => PlaceholderWords.In(text, rule, record, isOne);
    }

    private void Row(RuleInfo row, RuleWording usual, bool hasNote)
    {
        var own = Wording(row);
        string?[] parts =
        [
            string.Create(CultureInfo.InvariantCulture, $"line {row.Source}"),
            row.Status == RuleStatus.Implemented ? null : RuleWords.Status(row),
            string.Equals(own.Text, usual.Text, StringComparison.Ordinal) ? null : row.Text,
            hasNote ? row.Note : null,
        ];
        writer.WriteLine($"    {string.Join(", ", row.Fields.Prepend(row.Field ?? row.Record).Distinct(StringComparer.Ordinal))}: {string.Join("; ", parts.OfType<string>().Select(part => part.TrimEnd('.')))}");
    }

    /// <summary>The texts of a row as those of all fields: with placeholders where its field, its table and its codes stand.</summary>
    private RuleWording Wording(RuleInfo rule)
    {
        var field = specification.FindRecord(rule.Record)?.FindField(rule.Field ?? "");
        return new RuleWording(General(rule.Text), General(rule.Message), General(rule.ExtendedDescription), General(rule.Advice));

        string General(string text)
        {
            if (field is null)
            {
                return text;
            }

            if (field.Codes is { } table)
            {
                text = text.Replace($"the table {table.Id}", "its table", StringComparison.Ordinal)
                    .Replace(string.Join(", ", table.Codes.Where(code => !code.IsRetired).Select(code => $"'{code.Code}'")), "[ValidValues]", StringComparison.Ordinal);
            }

            return text.Replace(field.Title, "[ColumnName]", StringComparison.Ordinal);
        }
    }

    /// <summary>Several things that are called so, one a line.</summary>
    public void Several(string text, IEnumerable<(string Name, string Summary)> things)
    {
        writer.WriteLine($"'{TerminalText.Plain(text)}' may mean:");
        foreach (var (name, summary) in things)
        {
            writer.WriteLine($"  {name}: {summary}");
        }

        writer.WriteLine("'utrex explain NAME' says more of one of them.");
    }

    /// <summary>The specification: what it consists of, and what a user must know first.</summary>
    public void Specification()
    {
        writer.WriteLine($"{specification.Id}: {specification.Name}");
        foreach (var record in specification.Records)
        {
            Line(record.Id, record.Name);
        }

        Line("Submissions", string.Join(", ", specification.Submissions.Select(submission => submission.Id)));
        Facts(specification.Facts);
        writer.WriteLine();
    }

    /// <summary>A submission: what it needs and when it is due.</summary>
    public void Submission(SubmissionInfo submission)
    {
        writer.WriteLine($"{submission.Id} ({submission.Title}): {submission.Description}");
        Line("Records", string.Join(", ", submission.Records));
        Line("May have", string.Join(", ", submission.OptionalRecords));
        foreach (var date in submission.Dates)
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"{date.Date:yyyy-MM-dd}{(date.Time is { } time ? $" {time:HH:mm}" : "")}"), $"{date.Title}. {Fact(date.Rule)}");
        }

        Facts(submission.Facts);
        writer.WriteLine();
    }

    private void Facts(IEnumerable<FactInfo> facts)
    {
        foreach (var fact in facts)
        {
            Line("Fact", Fact(fact));
        }
    }

    /// <summary>A fact and whose word it is.</summary>
    public static string Fact(FactInfo fact) => fact.Source > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{fact.Text} (line {fact.Source})")
        : $"{fact.Text} ({Standing(fact.Standing)})";

    private static string Standing(FactStanding standing) => standing switch
    {
        FactStanding.State => "from a page of the state's",
        FactStanding.BoardRule => "from a rule of the state's board",
        FactStanding.Vendors => "from what vendors tell their users",
        FactStanding.Minutes => "from minutes of meetings; ask the state before you rely on it",
        _ => "from the specification",
    };

    public void Record(RecordInfo record)
    {
        writer.WriteLine($"{record.Id} {record.Name}: {record.Description}");
        Line("C# type", record.TypeName);
        Line("Source", Source(record.Source));
        foreach (var field in record.Fields)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {field.Number,3}  {field.Offset + 1,5}-{field.Offset + field.Width,-5} {field.Name,-42} {Describe(field)}"));
        }

        Facts(record.Facts);
        var counts = record.Rules.GroupBy(rule => rule.Status).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}");
        Line("Rules", string.Join(", ", counts));
        writer.WriteLine();
    }

    public void Field(RecordInfo record, FieldInfo field)
    {
        writer.WriteLine($"{record.Id}.{field.Name} ({field.Title}): {field.Description}");
        Line("C#", $"{record.TypeName}.{field.Property}");
        Line("Value", Describe(field));
        Line("Required", field.Presence switch
        {
            Presence.Always => "always",
            Presence.Conditional => field.RequiredWhen ?? "under a condition",
            _ => "no",
        });
        Line("Position", string.Create(CultureInfo.InvariantCulture, $"field {field.Number + 1}; bytes {field.Offset + 1} to {field.Offset + field.Width} in the positional layout"));
        Line("SIF", SifPlaces.Of(specification)[record, field] is { Count: > 0 } paths ? string.Join(" or ", paths) : null);
        foreach (var note in field.Notes)
        {
            Line("Note", note);
        }

        Line("Dated", HistoryWords.Period(field.Since, field.Until));
        Line("Source", Source(field.Source));
        foreach (var rule in record.Rules.Where(rule => string.Equals(rule.Field, field.Name, StringComparison.Ordinal) || rule.Fields.Contains(field.Name, StringComparer.Ordinal)))
        {
            Line(rule.Id, rule.Text);
        }

        if (field.Codes is { } table)
        {
            writer.WriteLine();
            CodeTable(table);
        }

        writer.WriteLine();
    }

    public void CodeTable(CodeTableInfo table)
    {
        writer.WriteLine($"{table.Id} ({table.Title}): {table.Description}");
        foreach (var code in table.Codes)
        {
            writer.WriteLine($"  {code.Code,-8} {code.Meaning}{(code.IsRetired ? $" (retired since {code.RetiredSince}{(code.Replacement is null ? "" : $", use {code.Replacement}")})" : "")}");
        }

        if (table.NumberMeaning is not null)
        {
            writer.WriteLine($"  {"number",-8} {table.NumberMeaning}");
        }

        if (table.BlankMeaning is not null)
        {
            writer.WriteLine($"  {"(blank)",-8} {table.BlankMeaning}");
        }

        Line("Used by", string.Join(", ", specification.Records.SelectMany(record => record.Fields.Where(field => field.Codes == table).Select(field => $"{record.Id}.{field.Name}"))));
        Line("Source", Source(table.Source));
    }

    public void Code(CodeTableInfo table, CodeInfo code)
    {
        writer.WriteLine($"{table.Id}.{code.Code}: {code.Meaning}");
        Line("C#", $"{table.TypeName}.{code.Member}");
        Line("Also read", code.Aliases.Count == 0 ? null : string.Join(", ", code.Aliases));
        Line("Used by", string.Join(", ", specification.Records.SelectMany(record => record.Fields.Where(field => field.Codes == table).Select(field => $"{record.Id}.{field.Name}"))));
        Line("Retired", code.RetiredSince is null ? null : $"since {code.RetiredSince}{(code.Replacement is null ? "" : $"; use {code.Replacement}")}");
        Line("Dated", code.IsRetired ? HistoryWords.Period(code.Since, until: null) : HistoryWords.Period(code.Since, code.Until));
        Line("Note", code.Note);
        Line("Source", Source(code.Source));
    }

    public void Lookup(LookupInfo lookup)
    {
        writer.WriteLine($"{lookup.Id} ({lookup.Title}): {lookup.Description}");
        writer.WriteLine("  " + string.Join("  ", lookup.Columns));
        foreach (var row in lookup.Rows)
        {
            writer.WriteLine("  " + string.Join("  ", row));
        }

        Line("Source", Source(lookup.Source));
    }

    /// <summary>How the values of a field look.</summary>
    public static string Describe(FieldInfo field)
    {
        var length = (field.ExactLength, field.MaxLength) switch
        {
            ({ } exact, _) => string.Create(CultureInfo.InvariantCulture, $", exactly {exact} characters"),
            (_, { } max) => string.Create(CultureInfo.InvariantCulture, $", at most {max} characters"),
            _ => "",
        };
        return field.Type switch
        {
            FieldType.Constant => $"always {field.Constant}",
            FieldType.Code => $"a code of {field.Codes!.Id}",
            FieldType.NumberOrCode => string.Create(CultureInfo.InvariantCulture, $"a number {field.Digits}.{field.Decimals} or a code of {field.Codes!.Id}"),
            FieldType.Integer => string.Create(CultureInfo.InvariantCulture, $"a whole number of up to {field.Digits} digits"),
            FieldType.Decimal => string.Create(CultureInfo.InvariantCulture, $"a number {field.Digits}.{field.Decimals}"),
            FieldType.Date => "a date YYYYMMDD",
            FieldType.IsoDate => "a date YYYY-MM-DD, perhaps with a time",
            FieldType.DateTime => "a date and time YYYY-MM-DD HH:MM:SS.SSS",
            FieldType.MonthDay => "a day MMDD",
            FieldType.PartialDate => "a date YYYYMMDD, YYYYMM or YYYY-MM",
            _ => "text" + length,
        };
    }

    private static string? Source(int line) => line == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"line {line} of the specification");

    private void Line(string label, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            writer.WriteLine($"  {(label + ":").PadRight(LabelWidth)} {text}");
        }
    }
}
