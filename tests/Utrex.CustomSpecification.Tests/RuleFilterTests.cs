using System.Text;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Library.Tests;

/// <summary>Rules over several fields of a specification of the user's own are excluded as the state's are: what a record breaks is found all the same.</summary>
public class RuleFilterTests
{
    private static readonly string[] Values = ["", " ", "A", "A-1", "B-17", "C", "1", "2", "4.5", "45", "5.0", "0.1", "20300902", "20310131", "2031-01-31", "2030-09-02", "0615", "0704", "0724", "WORNOUTBYREADERS", "8FVC9G8F+6X"];

    [Fact]
    public void What_a_record_breaks_is_found()
    {
        var random = new Random(3);
        var found = new HashSet<string>(StringComparer.Ordinal);
        var records = new SpecificationInfo[] { LibrarySpecification.Current, Y2032.LibrarySpecification.Current, Y2033.LibrarySpecification.Current }
            .SelectMany(specification => specification.Records).OfType<CompiledRecord>().Where(record => record.RuleFilter is not null).ToList();
        foreach (var record in records)
        {
            var collector = new FindingCollector(new SubmissionContext(2031, new DateOnly(2031, 3, 1)));
            collector.EnterLea(default, new DateOnly(2030, 10, 2));
            for (var i = 0; i < 5_000; i++)
            {
                var values = record.Fields.Select(field => field.Constant ?? Draw(field, random));
                var bytes = Encoding.UTF8.GetBytes(string.Join('\t', values));
                var line = RecordLine.Parse(bytes, new int[record.Fields.Count]);
                var all = Findings(collector, record, line, record.ApplyEveryRecordRule);
                Findings(collector, record, line, record.ApplyRecordRules).ShouldBe(all, Encoding.UTF8.GetString(bytes));
                found.UnionWith(all.Select(finding => finding.Split(' ')[0]));
            }
        }

        found.Order(StringComparer.Ordinal).ShouldBe(records.SelectMany(record => record.Rules).Where(rule => rule.Implementation == "condition").Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal));
    }

    private static string Draw(FieldInfo field, Random random)
    {
        string[] values = [.. Values, .. field.Codes?.Codes.Select(code => code.Code) ?? []];
        return values[random.Next(values.Length)];
    }

    private static List<string> Findings(FindingCollector collector, CompiledRecord record, RecordLine line, LineRules rules)
    {
        collector.Begin(1, record);
        rules(line, collector);
        return [.. collector.Findings.Select(finding => $"{finding.Rule.Id} {finding.Rule.Field} {finding.Value}")];
    }
}
