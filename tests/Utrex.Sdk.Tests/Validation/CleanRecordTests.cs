using System.Reflection;
using System.Text;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Generated;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Tests.Text.Checks;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation;
using Utrex.Tests;
using FieldInfo = Utrex.Sdk.Specification.FieldInfo;

namespace Utrex.Sdk.Tests.Validation;

/// <summary>Records that break no rule cost no memory, whatever their year, type and layout, when a batch is validated.</summary>
public class CleanRecordTests
{
    private const int Lines = 3;
    private const int MostTries = 10;
    private const int MostSteps = 5_000;

    private static readonly CompiledSpecification[] Years = [UtrexSpecification.Current, Y2025.UtrexSpecification.Current];

    public static TheoryData<int, string, RecordLayout> Layouts()
    {
        var data = new TheoryData<int, string, RecordLayout>();
        foreach (var year in Years)
        {
            // The records of an LEA and a school name what follows, which is kept; the values that lines are made of are hardly of the year before.
            string?[] others = [year.FirstRecord, year.GroupRecord, .. year == Years[0] ? [] : new[] { "S1", "S5" }];
            foreach (var record in year.Records.Where(record => record.Fields.Count > 0 && !others.Contains(record.Id)))
            {
                data.Add(year.EndingYear, record.Id, RecordLayout.Delimited);
                data.Add(year.EndingYear, record.Id, RecordLayout.Positional);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_batch_of_clean_records_costs_no_more_than_a_small_one(int year, string id, RecordLayout layout)
    {
        var specification = WithoutBatchRules(Years.First(candidate => candidate.EndingYear == year));
        var record = (CompiledRecord)specification.FindRecord(id)!;
        var lines = CleanLines(record, layout, year);
        var small = Cost(specification, lines, times: 20, out var findingsOfSmall);
        var large = Cost(specification, lines, times: 200, out var findings);

        // A batch without its district has one finding, on its first line.
        findings.ShouldBe(findingsOfSmall);
        (large - small).ShouldBeLessThan(180 * Lines, "not a byte a record");
    }

    private static long Cost(CompiledSpecification specification, List<byte[]> lines, int times, out int findings)
    {
        var batch = Enumerable.Repeat(lines.SelectMany(line => (byte[])[.. line, (byte)'\n']), times).SelectMany(bytes => bytes).ToArray();
        var found = 0;
        Action<Finding> count = _ => found++;
        var cost = Allocation.OfEveryPass(() =>
        {
            found = 0;
            using var reader = BatchReader.Open(batch, specification);
            new BatchValidator(specification, new SubmissionContext(specification.EndingYear, Today(specification.EndingYear))).Validate(reader, count);
        });
        findings = found;
        return cost;
    }

    private static DateOnly Today(int year) => new(year, 3, 1);

    private static DateOnly AsOf(int year) => new(year, 2, 1);

    private static DateOnly LastDay(int year) => new(year, 5, 29);

    /// <summary>Rules across records keep records in memory.</summary>
    private static CompiledSpecification WithoutBatchRules(CompiledSpecification specification)
    {
        var copy = (CompiledSpecification)typeof(object).GetMethod("MemberwiseClone", BindingFlags.NonPublic | BindingFlags.Instance)!.Invoke(specification, null)!;
        typeof(CompiledSpecification).GetProperty(nameof(CompiledSpecification.BatchRules))!.SetValue(copy, null);
        return copy;
    }

    /// <summary>Random lines, of which values are drawn anew, where that breaks no more rules than before, until none is broken.</summary>
    private static List<byte[]> CleanLines(CompiledRecord record, RecordLayout layout, int year)
    {
        var lines = new RandomLines(record, RecordLayout.Delimited, seed: 43);
        var random = new Random(47);
        var clean = new List<byte[]>();
        for (var tries = 0; clean.Count < Lines; tries++)
        {
            tries.ShouldBeLessThan(MostTries, $"no clean {record.Id} found");
            var values = Draw();
            var broken = Findings(record, values, year);
            for (var i = 0; i < MostSteps && broken.Count > 0; i++)
            {
                string[] changed = [.. values];
                var named = broken.SelectMany(finding => finding.Rule.Fields.Append(finding.Rule.Field)).OfType<string>().Select(record.FindField).OfType<FieldInfo>().ToList();
                var field = named.Count > 0 && random.Next(4) > 0 ? named[random.Next(named.Count)] : record.Fields[random.Next(1, values.Length)];
                changed[field.Number] = field.Constant ?? (random.Next(2) == 0 ? "" : Draw()[field.Number]);
                var now = Findings(record, changed, year);
                (values, broken) = now.Count <= broken.Count ? (changed, now) : (values, broken);
            }

            if (broken.Count == 0)
            {
                clean.Add(Line(record, values, layout));
            }
        }

        return clean;

        string[] Draw() => Encoding.UTF8.GetString(lines.NextClean()).Split('\t');
    }

    private static IReadOnlyList<Finding> Findings(CompiledRecord record, string[] values, int year)
    {
        var collector = new FindingCollector(new SubmissionContext(year, Today(year)));
        collector.EnterLea(default, AsOf(year));
        collector.EnterSchool(default, LastDay(year));
        collector.Begin(1, record);
        record.Apply(RecordLine.Parse(Encoding.UTF8.GetBytes(string.Join('\t', values)), new int[values.Length]), collector);
        return [.. collector.Findings];
    }

    private static byte[] Line(CompiledRecord record, string[] values, RecordLayout layout)
    {
        if (layout == RecordLayout.Delimited)
        {
            return Encoding.UTF8.GetBytes(string.Join('\t', values));
        }

        var line = new byte[record.PositionalLength];
        line.AsSpan().Fill((byte)' ');
        foreach (var field in record.Fields)
        {
            Encoding.UTF8.GetBytes(values[field.Number]).CopyTo(line.AsSpan(field.Offset));
        }

        return line;
    }
}
