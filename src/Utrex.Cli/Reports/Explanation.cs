using System.Globalization;
using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>Writes what the specification says of a thing, for people.</summary>
internal sealed class Explanation(TextWriter writer, SpecificationInfo specification)
{
    private const int LabelWidth = 12;

    public void Rule(RuleInfo rule)
    {
        writer.WriteLine($"{rule.Id}{(rule.Name is null ? "" : $" {rule.Name}")}: {rule.Text}");
        Line("Level", rule.Severity == Severity.Error ? "error" : "warning");
        Line("Record", specification.FindRecord(rule.Record) is { } record ? $"{record.Id} {record.Name}" : null);
        Line("Field", rule.Field is null ? null : string.Join(", ", rule.Fields.Prepend(rule.Field)));
        Line("Needs", rule.Kind switch
        {
            RuleKind.Field => "the field alone",
            RuleKind.Record => "several fields of the record, or dates of the batch",
            RuleKind.Batch => "other records of the batch",
            RuleKind.Reference => "the state's reference data (--reference)",
            _ => "data that only the state has",
        });
        Line("Status", rule.Status switch
        {
            RuleStatus.Implemented => "evaluated",
            RuleStatus.Inactive => "inactive: the state does not apply it",
            _ => "not evaluated by this version",
        });
        Line("Applies", rule.Applies is null ? null : "where " + rule.Applies);
        Line("Demands", rule.Demands);
        Line("Message", rule.Message);
        Line("Details", string.Equals(rule.ExtendedDescription, rule.Message, StringComparison.Ordinal) ? null : rule.ExtendedDescription);
        Line("What to do", rule.Advice);
        Line("Note", rule.Note);
        Line("Try it", rule.Status == RuleStatus.Implemented
            ? $"utrex sample --violate {Violation.ArgumentOf(rule)} --output broken.utrex"
            : null);
        Line("Source", Source(rule.Source, rule.IsAdded));
        writer.WriteLine();
    }

    public void Record(RecordInfo record)
    {
        writer.WriteLine($"{record.Id} {record.Name}: {record.Description}");
        Line("C# type", record.TypeName);
        Line("Source", Source(record.Source, isAdded: false));
        foreach (var field in record.Fields)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {field.Number,3}  {field.Offset + 1,5}-{field.Offset + field.Width,-5} {field.Name,-42} {Describe(field)}"));
        }

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
        Line("SIF", field.Sif.Count == 0 ? null : string.Join(" or ", field.Sif));
        foreach (var note in field.Notes)
        {
            Line("Note", note);
        }

        Line("Source", Source(field.Source, isAdded: false));
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
        Line("Source", Source(table.Source, isAdded: false));
    }

    public void Code(CodeTableInfo table, CodeInfo code)
    {
        writer.WriteLine($"{table.Id}.{code.Code}: {code.Meaning}");
        Line("C#", $"{table.TypeName}.{code.Member}");
        Line("Also read", code.Aliases.Count == 0 ? null : string.Join(", ", code.Aliases));
        Line("Retired", code.RetiredSince is null ? null : $"since {code.RetiredSince}{(code.Replacement is null ? "" : $"; use {code.Replacement}")}");
        Line("Note", code.Note);
        Line("Source", Source(code.Source, isAdded: false));
    }

    public void Lookup(LookupInfo lookup)
    {
        writer.WriteLine($"{lookup.Id} ({lookup.Title}): {lookup.Description}");
        writer.WriteLine("  " + string.Join("  ", lookup.Columns));
        foreach (var row in lookup.Rows)
        {
            writer.WriteLine("  " + string.Join("  ", row));
        }

        Line("Source", Source(lookup.Source, isAdded: false));
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
            FieldType.IsoDate => "a date YYYY-MM-DD",
            FieldType.DateTime => "a date and time YYYY-MM-DD HH:MM:SS.SSS",
            FieldType.MonthDay => "a day MMDD",
            FieldType.PartialDate => "a date YYYYMMDD, YYYYMM or YYYY-MM",
            _ => "text" + length,
        };
    }

    private static string? Source(int line, bool isAdded) => (line, isAdded) switch
    {
        (0, _) => null,
        (_, true) => string.Create(CultureInfo.InvariantCulture, $"ours, about line {line} of the specification"),
        _ => string.Create(CultureInfo.InvariantCulture, $"line {line} of the specification"),
    };

    private void Line(string label, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            writer.WriteLine($"  {(label + ":").PadRight(LabelWidth)} {text}");
        }
    }
}
