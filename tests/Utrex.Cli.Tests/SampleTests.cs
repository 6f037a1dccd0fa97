using System.Buffers;
using System.Text;
using Utrex.Cli.Sampling;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Generated;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>The synthetic batches: clean, the same for the same seed, with every record type; and what validating them costs.</summary>
public class SampleTests
{
    private static readonly Lazy<byte[]> District = new(() => Generate(new SampleOptions { Schools = 6, Students = 2500, Seed = 5 }, RecordLayout.Delimited));

    public static TheoryData<string, RecordLayout> RecordsAndLayouts()
    {
        var data = new TheoryData<string, RecordLayout>();
        foreach (var record in UtrexSpecification.Current.Records.Where(record => record.Fields.Count > 0))
        {
            data.Add(record.Id, RecordLayout.Delimited);
            data.Add(record.Id, RecordLayout.Positional);
        }

        return data;
    }

    [Theory]
    [InlineData(1, 40, 1, "2025-10-01")]
    [InlineData(4, 400, 1, "2025-10-01")]
    [InlineData(4, 400, 2, "2025-12-01")]
    [InlineData(4, 400, 3, "2026-06-15")]
    [InlineData(12, 3000, 4, "2026-06-15")]
    public void A_sample_validates_clean(int schools, int students, int seed, string asOf)
    {
        var day = DateOnly.ParseExact(asOf, "yyyy-MM-dd");
        foreach (var layout in new[] { RecordLayout.Delimited, RecordLayout.Positional })
        {
            var batch = Generate(new SampleOptions { Schools = schools, Students = students, Seed = seed, AsOf = day }, layout);

            Validate(batch, day).Select(finding => $"{finding.Rule.Id} {finding.Field?.Name} '{finding.Value}'").Distinct().ShouldBeEmpty();
        }
    }

    /// <summary>A whole district of more than forty schools, at each of the state's deadlines, with every register: not one finding.</summary>
    [Theory]
    [InlineData("2025-10-01")]
    [InlineData("2025-12-01")]
    [InlineData("2026-06-15")]
    public async Task A_district_validates_clean_with_all_its_reference_data(string asOf)
    {
        using var folder = new TemporaryFolder();
        (await CommandRun.Of("sample", "--schools", "48", "--students", "20000", "--seed", "7", "--as-of", asOf, "--output", folder.File("d.utrex"), "--reference-output", folder.Path)).ExitCode.ShouldBe(0);

        var run = await CommandRun.Of("validate", folder.File("d.utrex"), "--reference", folder.Path, "--today", asOf);

        run.Output.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
    }

    /// <summary>Samples of all sizes on all kinds of days.</summary>
    [Fact]
    public async Task Samples_of_many_seeds_validate_clean()
    {
        using var folder = new TemporaryFolder();
        for (var seed = 1; seed <= 24; seed++)
        {
            var asOf = new[] { "2025-08-25", "2025-10-01", "2026-02-01", "2026-06-15" }[seed % 4];
            (await CommandRun.Of("sample", "--schools", $"{1 + (seed % 9)}", "--students", $"{seed * 31}", "--seed", $"{seed}", "--as-of", asOf, "--output", folder.File("s.utrex"), "--reference-output", folder.Path)).ExitCode.ShouldBe(0);

            var run = await CommandRun.Of("validate", folder.File("s.utrex"), "--reference", folder.Path, "--today", asOf);

            run.Output.ShouldBeEmpty($"seed {seed}");
        }
    }

    [Fact]
    public void A_sample_has_every_record_type_of_a_batch() =>
        Count(District.Value).Keys.Order().ShouldBe(UtrexSpecification.Current.Records.Where(record => record.Fields.Count > 0).Select(record => record.Id).Order());

    [Fact]
    public void A_sample_looks_like_a_district()
    {
        var count = Count(District.Value);

        count["SC"].ShouldBe(6);
        count["S1"].ShouldBeInRange(2500, 2900);
        (count["S2"] / 2500.0).ShouldBeInRange(0.08, 0.18);
        count["AM"].ShouldBeGreaterThan(2500);
        count["I2"].ShouldBeGreaterThanOrEqualTo(count["I1"]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var options = new SampleOptions { Students = 200 };

        Generate(options, RecordLayout.Delimited).ShouldBe(Generate(options, RecordLayout.Delimited));
        Generate(options with { Seed = 2 }, RecordLayout.Delimited).ShouldNotBe(Generate(options, RecordLayout.Delimited));
    }

    [Fact]
    public async Task The_command_writes_the_batch_and_its_reference_data()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.Of("sample", "--schools", "2", "--students", "60", "--output", folder.File("s.utrex"), "--reference-output", folder.File("reference"));

        run.ExitCode.ShouldBe(0, run.Error);
        File.ReadAllBytes(folder.File("s.utrex")).ShouldBe(Generate(new SampleOptions { Schools = 2, Students = 60 }, RecordLayout.Delimited));
        Directory.GetFiles(folder.File("reference")).Select(Path.GetFileName).Order().ShouldBe(["REF_COURSE_CODE.csv", "REF_LEA.csv", "REF_SCHOOL_LEA.csv", "REF_SSID.csv", "REF_STAFF_ID.csv"]);
        Directory.GetFiles(folder.File("reference")).ShouldAllBe(path => File.ReadLines(path).Count() > 1);
    }

    [Theory]
    [InlineData("clean.utrex", RecordLayout.Delimited)]
    [InlineData("clean-positional.utrex", RecordLayout.Positional)]
    public void The_samples_of_the_repository_are_what_the_command_writes(string name, RecordLayout layout) => Repository.Compare(
        Encoding.UTF8.GetString(Generate(new SampleOptions { Schools = 2, Students = 60 }, layout)),
        Repository.PathOf("samples", name));

    /// <summary>Reading and validating a clean record allocates nothing, whatever its type and layout.</summary>
    [Theory]
    [MemberData(nameof(RecordsAndLayouts))]
    public void A_clean_record_costs_no_memory(string id, RecordLayout layout)
    {
        var lines = Lines(id, layout);
        var collector = new FindingCollector(new SubmissionContext(UtrexSpecification.Current.EndingYear, new SampleOptions().AsOf));

        using var reader = BatchReader.Open(lines, UtrexSpecification.Current, new BatchReaderOptions { Context = collector.Context });
        var perPass = Encoding.UTF8.GetString(lines).Count(c => c == '\n') / 3;
        var found = 0;
        var clean = 0;

        Allocation.OfEveryPass(() =>
        {
            for (var i = 0; i < perPass; i++)
            {
                found += Step(reader, collector);
                clean += reader.IsClean ? 1 : 0;
            }
        }).ShouldBe(0);
        perPass.ShouldBeGreaterThan(100);
        found.ShouldBe(0);

        // The check wants some bytes behind a line, which the last lines of a memory do not have.
        clean.ShouldBeGreaterThan(reader.RecordsRead * 9 / 10, "the check of whole lines must know the lines of a sample to be clean");
    }

    private static int Step(BatchReader reader, FindingCollector collector)
    {
        if (!reader.Read())
        {
            return -1;
        }

        collector.Begin(reader.LineNumber, reader.Record);
        ((CompiledRecord)reader.Record!).Apply(reader.Current, collector);
        return collector.Findings.Count;
    }

    /// <summary>The lines of a record type, as often as it takes to have many.</summary>
    private static byte[] Lines(string id, RecordLayout layout)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new BatchWriter(output, layout);
        using var reader = BatchReader.Open(District.Value, UtrexSpecification.Current);
        while (reader.Read() && output.WrittenCount < 500_000)
        {
            if (reader.Record!.Id == id)
            {
                writer.Write(reader.Current, reader.Record);
            }
        }

        output.WrittenCount.ShouldBeGreaterThan(0, $"the sample has no {id}");
        var lines = output.WrittenSpan.ToArray();
        return [.. Enumerable.Repeat(lines, 1 + (500_000 / lines.Length)).SelectMany(bytes => bytes)];
    }

    private static Dictionary<string, int> Count(byte[] batch)
    {
        var count = new Dictionary<string, int>(StringComparer.Ordinal);
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        while (reader.Read())
        {
            count[reader.Record!.Id] = count.GetValueOrDefault(reader.Record.Id) + 1;
        }

        return count;
    }

    private static List<Finding> Validate(byte[] batch, DateOnly today)
    {
        var findings = new List<Finding>();
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        new BatchValidator(UtrexSpecification.Current, new SubmissionContext(UtrexSpecification.Current.EndingYear, today)).Validate(reader, findings.Add);
        return findings;
    }

    private static byte[] Generate(SampleOptions options, RecordLayout layout)
    {
        var output = new ArrayBufferWriter<byte>();
        new SampleGenerator(options).Write(new BatchWriter(output, layout), static () => { });
        return output.WrittenSpan.ToArray();
    }
}
