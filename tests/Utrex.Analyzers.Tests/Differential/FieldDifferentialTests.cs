using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Utrex.Sdk.Specification;

namespace Utrex.Analyzers.Tests.Differential;

/// <summary>The analyzer finds in the text of a field, whatever its type, exactly the rules of that field that the validator finds.</summary>
public class FieldDifferentialTests
{
    private static readonly string[] Shared =
    [
        "0", "00", "000", "1", "5", "9", "12", "180", "181", "0180", "18.0", "180.5", "0.05", "0.1", ".5", "5.", ".", "-1", "+1", "1e3", "999999", "1000000", "1234567",
        "12345678901234567890", "00000000000000000001", "A", "AB", "ABC", "Y", "N", "y", "O'Neil-Smith", "Jensen 2", "Jens\u00f8n", "a b", " a", "a.b", "\u00e9\u00e9",
        "20250818", "20250230", "20251332", "2025-08-18", "2025-02-30", "202508", "2025-08", "202513", "08182025", "0229", "0230", "0529", "1301", "529", "20260701", "20991231", "19000101",
        "2025-10-01 00:00:00.000", "2025-10-01 24:00:00.000", "2025-10-01", "8015551234", "1015551234", "8011551234", "801555123", "80155512345", "00000000",
        "84101", "8410", "84101-1234", "85GCQ4Q2+9X", "85GC2222+22", "849VCWC8+R9", "+", "8FVC0000+", "40.7608", "-111.8910", "36.9", "-200", "90.000001",
        "ACT", "SAT", "AP Biology", "acted", "801234", "0780", "99", "2025", "2026", "1899", "3.5", "3500", "4.001", "4", "10", "9.999",
        "PVT", "HSC", "NR", "P", "PASS", "A-", "K", "PK", "-1",
    ];

    [Theory]
    [InlineData(2026)]
    [InlineData(2025)]
    public void Every_field_has_the_validators_findings(int endingYear)
    {
        var year = UtahYear.Of(endingYear);
        var verdict = year.October;
        var cases = year.Specification.Records
            .SelectMany(record => record.Fields.Where(field => field.Type != FieldType.Constant).SelectMany(field => Texts(field).Select(text => (Record: record, Field: field, Text: text))))
            .ToList();
        var code = new StringBuilder("using Utrex.Sdk; static class Cases { static void Main() { }\n");
        foreach (var field in cases.Select(pair => (pair.Record, pair.Field)).Distinct())
        {
            code.Append(CultureInfo.InvariantCulture, $"static void {Name(field.Record, field.Field)}([UtrexValue(typeof({field.Record.TypeName}), \"{field.Field.Property}\")] string value) {{ }}");
        }

        for (var i = 0; i < cases.Count; i++)
        {
            code.Append(CultureInfo.InvariantCulture, $"\nstatic void C{i}() => {Name(cases[i].Record, cases[i].Field)}({SymbolDisplay.FormatLiteral(cases[i].Text, quote: true)});");
        }

        code.Append("\n}");
        var diagnostics = AnalyzerRun.Diagnose(AnalyzerRun.CompileMany(endingYear, code.ToString()), verdict.Options)
            .ToLookup(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line - 2);

        cases.Count.ShouldBeGreaterThan(10_000);
        var differences = new List<string>();
        for (var i = 0; i < cases.Count; i++)
        {
            var (record, field, text) = cases[i];
            var expected = Broken(verdict, record, field, text, exempt: false).Intersect(Broken(verdict, record, field, text, exempt: true), StringComparer.Ordinal).ToList();
            var actual = diagnostics[i].Select(RuleOf).OfType<string>().Where(rule => rule.StartsWith(record.Id + ".", StringComparison.Ordinal));
            if (!expected.Order(StringComparer.Ordinal).SequenceEqual(actual.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal), StringComparer.Ordinal)
                && !IsRefusedCode(field, text))
            {
                differences.Add($"{record.Id} {field.Name} '{text}': validator {string.Join(" ", expected)}; analyzer {string.Join(" ", actual)}");
            }
        }

        differences.ShouldBeEmpty();
    }

    /// <summary>
    /// The rules of the field alone that its text breaks. Where another field's code decides whether a rule applies, nobody knows it here:
    /// the analyzer speaks only where the rule is broken with that code and without it.
    /// </summary>
    private static IEnumerable<string> Broken(RuntimeVerdict verdict, RecordInfo record, FieldInfo field, string text, bool exempt)
    {
        var values = record.Rules.Where(rule => exempt && rule is { Kind: RuleKind.Field, Applies: not null })
            .Select(rule => record.Fields.First(guard => rule.Applies!.StartsWith(guard.Name + " is ", StringComparison.Ordinal)))
            .Distinct()
            .ToDictionary(guard => guard, _ => "Y");
        values[field] = text;
        var findings = verdict.Of(record, values)
            .Where(finding => finding.Field == field && finding.Rule.Kind == RuleKind.Field && finding.Rule.Implementation is not "present" and not "condition" and not "codes")
            .ToList();

        // Of what is no date the analyzer does not say that it has the wrong length, too.
        return findings.Where(finding => !(finding.Rule.Implementation is "exactLength" && findings.Exists(other => other.Rule.Implementation is "date")))
            .Select(finding => finding.Rule.Id)
            .Distinct(StringComparer.Ordinal);
    }

    // A text that is no code never reaches its field; the analyzer says that and no more.
    private static bool IsRefusedCode(FieldInfo field, string text) => field.Type == FieldType.Code && field.Codes!.Find(text.TrimEnd(' ')) is null or { IsRetired: true };

    private static string Name(RecordInfo record, FieldInfo field) => $"{record.Id}_{field.Property}";

    private static string? RuleOf(Diagnostic diagnostic)
    {
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        var start = message.IndexOf(" breaks ", StringComparison.Ordinal);
        return start < 0 ? null : message[(start + " breaks ".Length)..].Split(':')[0];
    }

    private static IEnumerable<string> Texts(FieldInfo field)
    {
        var lengths = new[] { field.ExactLength, field.MaxLength }.OfType<int>().SelectMany(length => new[] { length - 1, length, length + 1 });
        return Shared
            .Concat(lengths.Where(length => length > 0).SelectMany(length => new[] { new string('A', length), new string('7', length), new string('\u00e9', length) }))
            .Distinct(StringComparer.Ordinal);
    }
}
