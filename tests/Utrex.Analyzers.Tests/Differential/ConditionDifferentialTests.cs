using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Utrex.Sdk.Specification;

namespace Utrex.Analyzers.Tests.Differential;

/// <summary>
/// Records of random constants: the analyzer finds in their initializers exactly the rules over several fields that the validator
/// finds in their lines. Every rule that is data is broken by some, and kept by others.
/// </summary>
public class ConditionDifferentialTests
{
    private const int Tries = 4_000;
    private const int Kept = 12;

    [Theory]
    [InlineData(2026)]
    [InlineData(2025)]
    public void Random_records_have_the_validators_findings(int endingYear)
    {
        var year = UtahYear.Of(endingYear);
        var broken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var verdict in new[] { year.October, year.YearEnd })
        {
            Compare(year, verdict, broken);
        }

        var rules = year.Specification.Rules.Where(rule => rule is { Implementation: "condition", Status: RuleStatus.Implemented }).Select(rule => rule.Id).Distinct(StringComparer.Ordinal).ToList();
        rules.Count.ShouldBeGreaterThan(90);
        rules.Except(broken, StringComparer.Ordinal).ShouldBeEmpty("every rule has to be broken by some of the records");
    }

    private static void Compare(UtahYear year, RuntimeVerdict verdict, HashSet<string> broken)
    {
        var cases = year.Specification.Records.Where(record => record.TypeName.Length > 0).SelectMany(record => Cases(year.Specification, verdict, record)).ToList();
        var code = new StringBuilder("static class Cases { static void Main() { }");
        foreach (var (record, values, _) in cases)
        {
            // One line a case, so that the line of a diagnostic is the number of its case.
            var assignments = record.Fields.Where(field => field.Type != FieldType.Constant).Select(field => $"{field.Property} = {Literal(field, values.GetValueOrDefault(field, ""))}");
            code.Append(CultureInfo.InvariantCulture, $"\nstatic object C{code.Length}() => new {record.TypeName} {{ {string.Join(", ", assignments)} }};");
        }

        code.Append("\n}");
        var diagnostics = AnalyzerRun.Diagnose(AnalyzerRun.CompileMany(year.EndingYear, code.ToString()), verdict.Options)
            .Where(diagnostic => diagnostic.Id.StartsWith("UTREX2", StringComparison.Ordinal))
            .ToLookup(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line - 1, diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture).Split(' ')[0]);

        var differences = new List<string>();
        for (var i = 0; i < cases.Count; i++)
        {
            broken.UnionWith(cases[i].Rules);
            if (!cases[i].Rules.SequenceEqual(diagnostics[i].Order(StringComparer.Ordinal), StringComparer.Ordinal))
            {
                differences.Add($"{cases[i].Record.Id} {string.Join(", ", cases[i].Values.Select(pair => $"{pair.Key.Name} '{pair.Value}'"))}: validator {string.Join(" ", cases[i].Rules)}; analyzer {string.Join(" ", diagnostics[i])}");
            }
        }

        differences.ShouldBeEmpty();
    }

    /// <summary>For each rule, some random records that break it and some that do not, with the rules over several fields that the validator finds.</summary>
    private static IEnumerable<(RecordInfo Record, Dictionary<FieldInfo, string> Values, List<string> Rules)> Cases(SpecificationInfo year, RuntimeVerdict verdict, RecordInfo record)
    {
        var random = new Random((record.Id[0] * 31) + record.Id[1]);
        foreach (var rule in record.Rules.Where(rule => rule.Implementation is "condition"))
        {
            var choices = ConditionValues.Of(year, record, rule);
            var (breaking, keeping) = (0, 0);
            for (var i = 0; i < Tries && (breaking < Kept || keeping < Kept); i++)
            {
                var values = choices.ToDictionary(pair => pair.Key, pair => pair.Value[random.Next(pair.Value.Count)]);
                var rules = verdict.OfSeveralFields(record, values).Where(finding => finding.Rule.Implementation is "condition").Select(finding => finding.Rule.Id).Order(StringComparer.Ordinal).ToList();
                if (rules.Contains(rule.Id, StringComparer.Ordinal) ? breaking++ < Kept : keeping++ < Kept)
                {
                    yield return (record, values, rules);
                }
            }
        }
    }

    private static string Literal(FieldInfo field, string text)
    {
        if (text.Length == 0)
        {
            return "default";
        }

        var number = text.TrimStart('0') is { Length: > 0 } digits && digits[0] != '.' ? digits : "0" + text.TrimStart('0');
        return field.Type switch
        {
            FieldType.Date => $"new DateOnly({int.Parse(text[..4], CultureInfo.InvariantCulture)}, {int.Parse(text[4..6], CultureInfo.InvariantCulture)}, {int.Parse(text[6..], CultureInfo.InvariantCulture)})",
            FieldType.IsoDate => $"new DateOnly({int.Parse(text[..4], CultureInfo.InvariantCulture)}, {int.Parse(text[5..7], CultureInfo.InvariantCulture)}, {int.Parse(text[8..], CultureInfo.InvariantCulture)})",
            FieldType.DateTime => $"new DateTime({int.Parse(text[..4], CultureInfo.InvariantCulture)}, {int.Parse(text[5..7], CultureInfo.InvariantCulture)}, {int.Parse(text[8..10], CultureInfo.InvariantCulture)})",
            FieldType.MonthDay => $"new MonthDay({int.Parse(text[..2], CultureInfo.InvariantCulture)}, {int.Parse(text[2..], CultureInfo.InvariantCulture)})",
            FieldType.PartialDate => text.Length == 6
                ? $"new PartialDate({int.Parse(text[..4], CultureInfo.InvariantCulture)}, {int.Parse(text[4..], CultureInfo.InvariantCulture)})"
                : $"new PartialDate(new DateOnly({int.Parse(text[..4], CultureInfo.InvariantCulture)}, {int.Parse(text[4..6], CultureInfo.InvariantCulture)}, {int.Parse(text[6..], CultureInfo.InvariantCulture)}))",
            FieldType.Integer => number,
            FieldType.Decimal => number + "m",
            FieldType.NumberOrCode when text.All(c => char.IsAsciiDigit(c) || c == '.') => number + "m",
            _ => SymbolDisplay.FormatLiteral(text, quote: true),
        };
    }
}
