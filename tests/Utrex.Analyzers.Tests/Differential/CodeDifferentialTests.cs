using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Utrex.Sdk.Specification;

namespace Utrex.Analyzers.Tests.Differential;

/// <summary>
/// The analyzer's verdict on a constant is the run-time validator's: for every code of every table, and for every text that is
/// one slip away from one.
/// </summary>
public class CodeDifferentialTests
{
    private const int MostSlips = 12;

    /// <summary>One field for each table: the code type of the field, and what the validator says of its codes.</summary>
    private static IEnumerable<(RecordInfo Record, FieldInfo Field)> CodeFields(UtahYear year) => year.Specification.Records
        .SelectMany(record => record.Fields.Where(field => field is { Codes: not null, Type: FieldType.Code }).Select(field => (Record: record, Field: field)));

    [Theory]
    [InlineData(2026)]
    [InlineData(2025)]
    public void Every_code_and_every_slip_has_the_validators_verdict(int endingYear)
    {
        var year = UtahYear.Of(endingYear);
        var cases = CodeFields(year)
            .DistinctBy(pair => pair.Field.Codes)
            .SelectMany(pair => Texts(pair.Field.Codes!).Select(text => (pair.Record, pair.Field, Text: text)))
            .ToList();
        var code = new StringBuilder("static class Cases { static void Main() { }\n");
        for (var i = 0; i < cases.Count; i++)
        {
            // One line a case, so that the line of a diagnostic is the number of its case.
            code.Append(CultureInfo.InvariantCulture, $"static object C{i}() => new {cases[i].Record.TypeName} {{ {cases[i].Field.Property} = {SymbolDisplay.FormatLiteral(cases[i].Text, quote: true)} }};\n");
        }

        code.Append('}');
        var found = AnalyzerRun.Diagnose(AnalyzerRun.CompileMany(endingYear, code.ToString()))
            .Where(diagnostic => diagnostic.Id is "UTREX1001" or "UTREX1002" or "UTREX1003")
            .Select(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line - 1)
            .ToHashSet();

        cases.Count.ShouldBeGreaterThan(10_000);
        found.Count.ShouldBeInRange(1_000, cases.Count - 1_000);
        var differences = cases.Where((pair, i) => found.Contains(i) != IsWrongAtRunTime(year, pair.Record, pair.Field, pair.Text)).ToList();
        differences.Select(pair => $"{pair.Record.Id} {pair.Field.Name} '{pair.Text}'").ShouldBeEmpty();
    }

    /// <summary>Whether the code type refuses the text or, once it has read it, the validator finds the code.</summary>
    private static bool IsWrongAtRunTime(UtahYear year, RecordInfo record, FieldInfo field, string text)
    {
        if (text.TrimEnd(' ').Length == 0)
        {
            return false;
        }

        if (field.Codes!.Find(text.TrimEnd(' ')) is not { } code && year.TypeTable(field).Find(text.TrimEnd(' ')) is null)
        {
            return true;
        }

        // A record holds the code itself, whatever alias it was written as.
        var written = year.TypeTable(field).Find(text.TrimEnd(' '))!.Code;
        return year.October.Of(record, new Dictionary<FieldInfo, string> { [field] = written })
            .Any(finding => finding.Field == field && finding.Rule.Implementation is "codes");
    }

    /// <summary>Every code and alias, each with one letter changed, added, dropped, swapped, in the other case, and with blanks around it.</summary>
    private static IEnumerable<string> Texts(CodeTableInfo table)
    {
        var spellings = table.Codes.SelectMany(code => code.Aliases.Prepend(code.Code)).ToList();
        return spellings.SelectMany(spelling => Slips(spelling, table.Codes.Count > 100).Prepend(spelling))
            .Append("").Append(" ").Append("\u00e9").Append("\0").Append("\ud83d\ude00")
            .Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Slips(string code, bool isFew)
    {
        yield return code + " ";
        yield return " " + code;
        yield return code + "  \t";
        yield return code.ToLowerInvariant();
        yield return code.ToUpperInvariant();
        yield return code + "\0";
        yield return "0" + code;
        foreach (var i in Enumerable.Range(0, isFew ? 1 : Math.Min(code.Length, MostSlips)))
        {
            yield return code.Remove(i, 1);
            foreach (var letter in isFew ? "Z" : "ANZ059")
            {
                yield return code.Remove(i, 1).Insert(i, letter.ToString());
                yield return code.Insert(i, letter.ToString());
            }
        }
    }
}
