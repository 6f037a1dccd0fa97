using Utrex.Cli.Rules;
using Utrex.Cli.Sampling;
using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Utah;

namespace Utrex.Cli.Tests;

/// <summary>What rules are broken in: a clean batch, and behind it the students and schools that may come into it.</summary>
public class CleanSampleTests
{
    public static TheoryData<int, int, string> Districts() => new()
    {
        { 1, 1, "2025-10-01" },
        { 1, 30, "2026-06-15" },
        { 2, 60, "2025-12-01" },
        { 4, 400, "2026-06-15" },
        { 5, 3, "2025-08-25" },
    };

    /// <summary>All that is spare together with the batch is a clean batch too: what comes along breaks nothing.</summary>
    [Theory]
    [MemberData(nameof(Districts))]
    public void The_spare_students_are_clean(int schools, int students, string asOf)
    {
        for (var sample = Sample(schools, students, asOf); sample is not null; sample = sample.Larger)
        {
            var numbers = Enumerable.Range(0, sample.Records.Count).ToList();
            var spare = numbers.Where(sample.Records.IsSpare).Select(number => sample.Records[number]).ToList();

            var findings = new BatchChanges().Apply(sample.Records, numbers).Validate(sample.Context, sample.Registers.Of(spare, new ReferenceEditor([])));

            findings.Select(finding => $"{finding.Rule.Id} {finding.Field?.Name} '{finding.Value}'").Distinct().ShouldBeEmpty();
        }
    }

    /// <summary>The part of the batch around a student, a class, an incident or a school is clean by itself.</summary>
    [Theory]
    [MemberData(nameof(Districts))]
    public void An_extract_of_what_is_clean_is_clean(int schools, int students, string asOf)
    {
        var sample = Sample(schools, students, asOf).Larger!;
        for (var number = 0; number < sample.Records.Count; number += 1 + (sample.Records.Count / 150))
        {
            var extract = Extract.Of(sample.Records, new BatchChanges().Change(number, sample.Records[number].Copy()));

            new Composition(sample, new BatchChanges(), []).Validate(extract, includesCascades: true)
                .Select(finding => $"{finding.Rule.Id} around line {number}, {sample.Records[number].Info.Id}").ShouldBeEmpty();
        }
    }

    /// <summary>What rules see of the registers is what the files say.</summary>
    [Theory]
    [InlineData("S1.022@LAST NAME")]
    [InlineData("S1.318")]
    [InlineData("S1.398")]
    [InlineData("S1.399")]
    [InlineData("AC.810")]
    [InlineData("SC.201")]
    [InlineData("SL.504")]
    [InlineData("S3.716")]
    [InlineData("DI.101")]
    public void The_registers_are_those_of_the_files(string argument)
    {
        using var folder = new TemporaryFolder();
        var writer = ViolationWriter.Create(CleanSamples.For(new SampleOptions { Schools = 1, Students = 3 }, RuleArgument.Find(argument)!), [RuleArgument.Find(argument)!]);

        writer.WriteReference(folder.Path);

        var (seen, written) = (writer.ReferenceData, ReferenceFolder.Open(folder.Path));
        foreach (var key in writer.Batch.Records.SelectMany(record => record.Info.Fields.Select(field => record[field])).Distinct(StringComparer.Ordinal))
        {
            seen.FindLea(key).ShouldBe(written.FindLea(key), key);
            seen.FindSchools(key).ShouldBe(written.FindSchools(key), key);
            seen.FindCourses(key).ShouldBe(written.FindCourses(key), key);
            seen.FindStaff(key).ShouldBe(written.FindStaff(key), key);
            seen.FindStudents(key).ShouldBe(written.FindStudents(key), key);
        }
    }

    private static CleanSample Sample(int schools, int students, string asOf) =>
        CleanSamples.Of(new SampleOptions { Schools = schools, Students = students, AsOf = DateOnly.ParseExact(asOf, "yyyy-MM-dd") });
}
