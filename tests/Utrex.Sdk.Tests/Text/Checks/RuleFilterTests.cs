using System.Text;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Tests.Text.Checks;

/// <summary>
/// The filter of the rules over several fields against the rules themselves, of which every one is evaluated for reference: what a line breaks,
/// the filter must leave, whatever the bytes. And it must leave little else, or it would be of no use.
/// </summary>
public class RuleFilterTests
{
    private const int Room = 8;

    private static readonly SpecificationInfo[] Years = [UtrexSpecification.Current, Y2025.UtrexSpecification.Current];

    public static TheoryData<int, string, RecordLayout> Layouts()
    {
        var data = new TheoryData<int, string, RecordLayout>();
        foreach (var year in Years)
        {
            foreach (var record in year.Records.OfType<CompiledRecord>().Where(record => record.RuleFilter is not null))
            {
                data.Add(year.EndingYear, record.Id, RecordLayout.Delimited);
                data.Add(year.EndingYear, record.Id, RecordLayout.Positional);
            }
        }

        return data;
    }

    public static TheoryData<int, string> Records()
    {
        var data = new TheoryData<int, string>();
        foreach (var year in Years)
        {
            foreach (var record in year.Records.OfType<CompiledRecord>().Where(record => record.RuleFilter is not null))
            {
                data.Add(year.EndingYear, record.Id);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void What_a_line_breaks_is_left_whatever_the_values(int year, string id, RecordLayout layout)
    {
        var record = RecordOf(year, id);
        var lines = new RandomLines(record, layout, seed: 17);
        var random = new Random(19);
        var found = 0;
        foreach (var collector in Collectors(year))
        {
            for (var i = 0; i < 1_500; i++)
            {
                found += Compare(record, lines.Next(), random, collector);
                found += Compare(record, lines.NextClean(), random, collector);
            }
        }

        found.ShouldBeGreaterThan(0, "lines that break no rule prove nothing");
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void What_a_damaged_line_breaks_is_left(int year, string id, RecordLayout layout)
    {
        var record = RecordOf(year, id);
        var lines = new RandomLines(record, layout, seed: 23);
        var random = new Random(29);
        var collector = Collectors(year).Last();
        byte[] likely = [0, (byte)' ', (byte)'\t', (byte)'Y', (byte)'N', (byte)'0', (byte)'1', 0xC3, 0xFF];
        for (var i = 0; i < 3_000; i++)
        {
            var line = lines.NextClean();
            for (var damages = random.Next(0, 4); damages > 0; damages--)
            {
                line[random.Next(4, line.Length)] = random.Next(2) == 0 ? likely[random.Next(likely.Length)] : (byte)random.Next(256);
            }

            // Lines may leave out their last fields, and end within one.
            Compare(record, random.Next(2) == 0 ? line[..random.Next(4, line.Length + 1)] : line, random, collector);
        }
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Days_are_compared_to_the_day(int year, string id)
    {
        var record = RecordOf(year, id);
        var random = new Random(31);
        var values = Encoding.UTF8.GetString(new RandomLines(record, RecordLayout.Delimited, seed: 37).NextClean()).Split('\t');
        foreach (var collector in Collectors(year))
        {
            foreach (var field in record.Fields.Where(field => field.Type == FieldType.Date))
            {
                var value = values[field.Number];
                var today = collector.Context.Today;
                for (var day = today.AddYears(-23); day < today.AddYears(1); day = day.AddDays(day > today.AddYears(-4) || day.Day > 26 || day.Day < 3 ? 1 : 9))
                {
                    values[field.Number] = day.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
                    Compare(record, Encoding.UTF8.GetBytes(string.Join('\t', values)), random, collector);
                }

                values[field.Number] = value;
            }
        }
    }

    [Fact]
    public void Little_is_left_of_a_clean_record()
    {
        var record = RecordOf(2026, "S1");
        var lines = new RandomLines(record, RecordLayout.Delimited, seed: 41);
        var collector = Collectors(2026).Last();
        var (left, broken) = (0, 0);
        for (var i = 0; i < 500; i++)
        {
            var line = Line(lines.NextClean(), Room, new int[record.Fields.Count]);
            collector.Begin(1, record);
            record.ApplyEveryRecordRule(line, collector);
            broken += collector.Findings.Count;
            foreach (var rule in record.RuleFilter!.Find(line, collector))
            {
                left++;
            }
        }

        // Of random values many rules are broken; of those that are not, hardly three a record are evaluated.
        broken.ShouldBeGreaterThan(500);
        (left - broken).ShouldBeLessThan(3 * 500);
    }

    [Fact]
    public void Every_rule_is_in_the_set_of_all()
    {
        foreach (var record in Years.SelectMany(year => year.Records).OfType<CompiledRecord>().Where(record => record.RuleFilter is not null))
        {
            var rules = new List<int>();
            foreach (var rule in record.RuleFilter!.All)
            {
                rules.Add(rule);
            }

            rules.ShouldBe(Enumerable.Range(0, record.Rules.Count(rule => rule.Implementation == "condition")), record.Id);
        }
    }

    [Fact]
    public void An_empty_set_has_no_rule()
    {
        default(RuleSet).IsEmpty.ShouldBeTrue();
        default(RuleSet).GetEnumerator().MoveNext().ShouldBeFalse();
        default(RuleSet.Enumerator).MoveNext().ShouldBeFalse();
    }

    [Fact]
    public void Cases_beyond_those_with_a_bit_are_never_excluded()
    {
        // One field, whose only row excludes everything.
        ushort[] rules = [.. Enumerable.Range(0, 300).Select(i => (ushort)(i / 2))];
        var filter = new RuleFilter(rules, [1, 3, 1, 0, 0, 1, 0, -1], [1], [0, 0], [0, 0], [0, 0, 0, 0], [], [], []);
        var left = new List<int>();
        foreach (var rule in filter.Find(Line("S1=\tY"u8.ToArray(), Room, new int[2]), new FindingCollector(new SubmissionContext(2026, new DateOnly(2026, 3, 1)))))
        {
            left.Add(rule);
        }

        left.ShouldBe(Enumerable.Range(128, 22));
    }

    [Fact]
    public void Tables_that_do_not_belong_together_are_refused()
    {
        Should.Throw<ArgumentException>(() => new RuleFilter([0], [1, 3, 1, 0, 0, 1, 1, -1], [1], [0, 0], [0, 0], [0], [], [], []));
        Should.Throw<ArgumentException>(() => new RuleFilter([0], [1, 3, 1, 0, 0, 1, 0, -1], [1], [0, 0], [0, 7], [0], [], [], []));
        Should.Throw<ArgumentException>(() => new RuleFilter([0], [1, 3, 1, 0, 0, 1, 0, 40], [1], [0, 0], [0, 0], [0], [], [], []));
        Should.Throw<ArgumentException>(() => new RuleFilter([0], [1, 3, 1, 0, 0, 1, 0, -1], [1], [0, 0], [0, 0], [0], [], [], [0, 1, 0, 0]));
        Should.Throw<ArgumentException>(() => new RuleFilter([0], [1, 3, 1, 0, 0, 1, 0, -1], [1], [0, 0], [0, 0], [0], [3, 0, 0, 0, 0, 0], [], []));
    }

    private static CompiledRecord RecordOf(int year, string id) => (CompiledRecord)Years.First(specification => specification.EndingYear == year).FindRecord(id)!;

    /// <summary>What a run may know: nothing of the batch, a day before the end of the year, a day behind it.</summary>
    private static IEnumerable<FindingCollector> Collectors(int year)
    {
        var context = new SubmissionContext(year, new DateOnly(year, 3, 1));
        yield return new FindingCollector(context);
        foreach (var asOf in new[] { new DateOnly(year - 1, 10, 1), new DateOnly(year, 6, 30) })
        {
            var collector = new FindingCollector(context);
            collector.EnterLea("01"u8, asOf);
            collector.EnterSchool("104"u8, new DateOnly(year, 5, 29));
            yield return collector;
        }
    }

    /// <summary>A line that stands in more bytes, or in none but its own.</summary>
    private static RecordLine Line(byte[] bytes, int room, int[] ends)
    {
        byte[] data = [.. bytes, .. Enumerable.Repeat((byte)'Y', room)];
        var line = RecordLine.Parse(data.AsSpan(0, bytes.Length), ends);
        return RecordLine.Cut(data, 0, bytes.Length, line.Ends);
    }

    /// <summary>Holds what is found with the filter against what is found without it.</summary>
    private static int Compare(CompiledRecord record, byte[] bytes, Random random, FindingCollector collector)
    {
        var line = Line(bytes, random.Next(2) * Room, new int[record.Fields.Count]);
        var all = Findings(collector, record, line, record.ApplyEveryRecordRule);
        Findings(collector, record, line, record.ApplyRecordRules).ShouldBe(all, Encoding.Latin1.GetString(bytes));
        return all.Count;
    }

    private static List<string> Findings(FindingCollector collector, CompiledRecord record, RecordLine line, LineRules rules)
    {
        collector.Begin(1, record);
        rules(line, collector);
        return [.. collector.Findings.Select(finding => $"{finding.Rule.Id} {finding.Rule.Field} {finding.Value}")];
    }
}
