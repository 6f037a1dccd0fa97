using System.Text;
using Utrex.Sdk.Generated;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Tests.Text.Checks;

/// <summary>
/// The check of whole lines against the rules of single fields, which are the reference: what it lets pass, they must find clean, whatever
/// the bytes. And it must let the ordinary pass, or it would be of no use.
/// </summary>
public class LineCheckTests
{
    private static readonly SubmissionContext Context = new(2026, new DateOnly(2026, 3, 1));

    public static TheoryData<string, RecordLayout, bool> Layouts()
    {
        var data = new TheoryData<string, RecordLayout, bool>();
        foreach (var record in UtrexSpecification.Current.Records.Where(record => record.Fields.Count > 0))
        {
            data.Add(record.Id, RecordLayout.Delimited, false);
            data.Add(record.Id, RecordLayout.Positional, false);
            data.Add(record.Id, RecordLayout.Positional, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void What_passes_is_clean_whatever_the_values(string id, RecordLayout layout, bool isShort)
    {
        var record = UtrexSpecification.Current.FindRecord(id)!;
        var lines = new RandomLines(record, layout, seed: 7, isShort);
        var passed = Validate(Batch(Enumerable.Range(0, 4_000).Select(_ => lines.Next())), out var clean);

        // Of the lines with one strange value, those pass where the value is allowed, but for a few of which the check is not sure.
        passed.ShouldBeGreaterThan(clean / 4);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void What_is_damaged_byte_by_byte_passes_only_if_it_is_clean(string id, RecordLayout layout, bool isShort)
    {
        var record = UtrexSpecification.Current.FindRecord(id)!;
        var lines = new RandomLines(record, layout, seed: 11, isShort);
        var random = new Random(13);
        var damaged = Enumerable.Range(0, 3_000).Select(_ =>
        {
            var line = lines.NextClean();
            for (var i = random.Next(1, 3); i > 0; i--)
            {
                line[random.Next(3, line.Length)] = (byte)random.Next(256);
            }

            return line;
        });

        Validate(Batch(damaged), out _);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_clean_line_passes(string id, RecordLayout layout, bool isShort)
    {
        var record = UtrexSpecification.Current.FindRecord(id)!;
        var lines = new RandomLines(record, layout, seed: 5, isShort);

        // The last lines of a batch in memory have nothing behind them that might be read, and are left to the rules.
        byte[] batch = [.. Batch(Enumerable.Range(0, 500).Select(_ => lines.NextClean())), .. new byte[1024]];
        using var reader = BatchReader.Open(batch.AsMemory(0, batch.Length - 1024), UtrexSpecification.Current, new BatchReaderOptions { Context = Context });
        while (reader.Read())
        {
            reader.IsClean.ShouldBeTrue(Encoding.ASCII.GetString(reader.Line));
        }

        reader.RecordsRead.ShouldBe(500);
    }

    [Fact]
    public void Lines_that_leave_out_their_last_fields_pass()
    {
        var lines = new RandomLines(CourseMembershipRecord.Info, RecordLayout.Delimited, seed: 3);
        var full = Encoding.ASCII.GetString(lines.NextClean()).Split('\t');
        var needed = CourseMembershipRecord.Info.Fields.Count;
        var batch = Batch(Enumerable.Range(0, 40).Select(i => Encoding.ASCII.GetBytes(string.Join('\t', full[..(needed - (i % 3 == 0 ? 0 : 1))]))));
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current, new BatchReaderOptions { Context = Context });
        for (var i = 0; i < 20; i++)
        {
            reader.Read();

            // The last field of the record has to be there.
            reader.IsClean.ShouldBe(i % 3 == 0);
            reader.Current.DelimitedFieldCount.ShouldBe(i % 3 == 0 ? needed : needed - 1);
            reader.Current.Field(CourseMembershipRecord.Info.Fields[1]).ToArray().ShouldBe(Encoding.ASCII.GetBytes(full[1]));
        }
    }

    [Fact]
    public void Dates_pass_just_if_they_exist()
    {
        var batch = new MemoryStream();
        var days = new List<string>();
        for (var year = 1895; year < 2105; year++)
        {
            days.AddRange(from month in Enumerable.Range(0, 14) from day in Enumerable.Range(0, 34) select $"{year}{month:00}{day:00}");
        }

        var full = Encoding.ASCII.GetString(new RandomLines(CourseMembershipRecord.Info, RecordLayout.Delimited, seed: 3).NextClean()).Split('\t');
        var field = CourseMembershipRecord.Info.FindField("COURSE EXIT DATE")!.Number;
        foreach (var day in days)
        {
            full[field] = day;
            batch.Write(Encoding.ASCII.GetBytes(string.Join('\t', full) + "\n"));
        }

        batch.Write(new byte[1024]);
        using var reader = BatchReader.Open(batch.ToArray().AsMemory(0, (int)batch.Length - 1024), UtrexSpecification.Current, new BatchReaderOptions { Context = Context });
        foreach (var day in days)
        {
            reader.Read().ShouldBeTrue();
            var isSure = Scalars.Date(Encoding.ASCII.GetBytes(day)) is { HasValue: true, Value.Year: > 1900 and < 2100 };
            reader.IsClean.ShouldBe(isSure, day);
        }
    }

    /// <summary>A line that ends anywhere says the same as one that goes on with blanks; the check may be unsure of neither alone.</summary>
    [Theory]
    [MemberData(nameof(Positional))]
    public void A_line_may_end_anywhere(string id)
    {
        var record = UtrexSpecification.Current.FindRecord(id)!;
        var line = new RandomLines(record, RecordLayout.Positional, seed: 17).NextClean();
        var cut = Enumerable.Range(4, line.Length - 3).Select(length => line[..length]).ToList();
        var filled = cut.Select(part => (byte[])[.. part, .. Enumerable.Repeat((byte)' ', line.Length - part.Length)]);
        using var shorter = BatchReader.Open((byte[])[.. Batch(cut), .. new byte[1024]], UtrexSpecification.Current, new BatchReaderOptions { Context = Context });
        using var full = BatchReader.Open((byte[])[.. Batch(filled), .. new byte[1024]], UtrexSpecification.Current, new BatchReaderOptions { Context = Context });
        for (var i = 0; i < cut.Count; i++)
        {
            shorter.Read().ShouldBeTrue();
            full.Read().ShouldBeTrue();
            shorter.Line.SequenceEqual(cut[i]).ShouldBeTrue();
            shorter.IsClean.ShouldBe(full.IsClean, $"{cut[i].Length} bytes of {Encoding.ASCII.GetString(line)}");
        }

        shorter.IsClean.ShouldBeTrue();
    }

    public static TheoryData<string> Positional() => [.. UtrexSpecification.Current.Records.Where(record => record.PositionalLength > 4).Select(record => record.Id)];

    private static byte[] Batch(IEnumerable<byte[]> lines)
    {
        var batch = new MemoryStream();
        var end = 0;
        foreach (var line in lines)
        {
            batch.Write(line);
            batch.Write(end++ % 5 == 4 ? "\r\n"u8 : "\n"u8);
        }

        return batch.ToArray();
    }

    /// <summary>Reads a batch and holds each line that passes against the rules. Gives how many passed.</summary>
    private static int Validate(byte[] batch, out int clean)
    {
        var passed = 0;
        clean = 0;
        var collector = new FindingCollector(Context);
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current, new BatchReaderOptions { Context = Context });
        using var plain = BatchReader.Open(batch, UtrexSpecification.Current);
        while (reader.Read())
        {
            // With the check and without it, the same lines are read.
            plain.Read().ShouldBeTrue();
            plain.Line.SequenceEqual(reader.Line).ShouldBeTrue();
            plain.Problem.ShouldBe(reader.Problem);
            plain.Record.ShouldBe(reader.Record);
            if (reader.Record is null)
            {
                reader.IsClean.ShouldBeFalse();
                continue;
            }

            collector.Begin(reader.LineNumber, reader.Record);
            ((CompiledRecord)reader.Record).FieldRules(reader.Current, collector);
            clean += collector.Findings.Count == 0 ? 1 : 0;
            passed += reader.IsClean ? 1 : 0;
            if (reader.IsClean && collector.Findings.Count > 0)
            {
                Assert.Fail($"{collector.Findings[0].Rule.Id} finds '{collector.Findings[0].Value}' in {collector.Findings[0].Field?.Name}: {Encoding.Latin1.GetString(reader.Line)}");
            }
        }

        plain.Read().ShouldBeFalse();
        plain.RecordsRead.ShouldBe(reader.RecordsRead);
        return passed;
    }
}
