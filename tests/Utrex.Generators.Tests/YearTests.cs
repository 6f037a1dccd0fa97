using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Generators.Tests;

/// <summary>The state's specification of each school year is whole by itself, and differs from the others in what the history of revisions says.</summary>
public partial class YearTests
{
    // The class that evaluates rules across records is not part of the folder. Anything that can be called will do here.
    private const string BatchRules = """
        using Utrex.Sdk.Findings;
        using Utrex.Sdk.Specification;
        using Utrex.Sdk.Text;
        using Utrex.Sdk.Validation;

        namespace Utrex.Sdk.Utah.Rules
        {
            internal sealed class UtrexBatchRules : IBatchRules
            {
                public UtrexBatchRules(SpecificationInfo specification, SubmissionContext context, IRegisters? registers) { }

                public System.Collections.Generic.IEnumerable<RuleInfo> Claims => [];

                public System.Collections.Generic.IEnumerable<RuleNotEvaluated> NotEvaluated => [];

                public void Add(RecordLine line, RecordInfo record, int lineNumber, bool isValid) { }

                public System.Collections.Generic.IEnumerable<Finding> Evaluate(int maxDegreeOfParallelism, System.Threading.CancellationToken cancellationToken) => [];
            }
        }
        """;

    private static readonly Dictionary<string, Lazy<CompiledSpecification>> Years =
        new[] { "2023-24", "2024-25", "2025-26" }.ToDictionary(year => year, year => new Lazy<CompiledSpecification>(() => Load(year)), StringComparer.Ordinal);

    [Theory]
    [InlineData("2023-24", null)]
    [InlineData("2023-24", "sif")]
    [InlineData("2024-25", null)]
    [InlineData("2024-25", "sif")]
    [InlineData("2025-26", null)]
    [InlineData("2025-26", "sif")]
    public void Every_year_is_accepted_without_a_diagnostic(string year, string? map)
    {
        var run = Run(year, map);

        run.Result.Diagnostics.ShouldBeEmpty();
        run.Sources.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("2023-24", 2024, 15, 312, 122, 845)]
    [InlineData("2024-25", 2025, 16, 322, 124, 869)]
    [InlineData("2025-26", 2026, 16, 322, 124, 869)]
    public void Every_year_compiles_and_has_all_that_it_should_have(string year, int endingYear, int records, int fields, int codeTables, int rules)
    {
        var specification = Years[year].Value;

        specification.SchoolYear.ShouldBe(year);
        specification.EndingYear.ShouldBe(endingYear);
        (specification.Records.Count, specification.Records.Sum(record => record.Fields.Count), specification.CodeTables.Count, specification.Rules.Count())
            .ShouldBe((records, fields, codeTables, rules));
    }

    [Theory]
    [InlineData("2023-24", false)]
    [InlineData("2024-25", true)]
    [InlineData("2025-26", true)]
    public void Summer_benefits_screener_and_coordinates_come_with_2024_25(string year, bool isThere)
    {
        var specification = Years[year].Value;
        var student = specification.FindRecord("S1")!;

        (specification.FindRecord("S5") is not null).ShouldBe(isThere);
        specification.Submissions.Any(submission => submission.OptionalRecords.Contains("S5")).ShouldBe(isThere);
        foreach (var field in new[] { "WIDA_Screener_Score", "WIDA_Screener_Date", "GPS_Latitude", "GPS_Longitude", "GeoCode" })
        {
            (student.FindField(field) is not null).ShouldBe(isThere, field);
        }

        foreach (var id in new[] { "S1.412w", "S1.413w", "S1.414w", "S1.415w", "S1.416w", "S1.417w", "S1.418w", "S1.X61" })
        {
            specification.FindRules(id).Any().ShouldBe(isThere, id);
        }

        (student.FindField("GeoCode")?.Since).ShouldBe(isThere ? "2024-07-01" : null);
    }

    [Theory]
    [InlineData("2023-24", "S1.397", "S1.398", "Dixie State University")]
    [InlineData("2024-25", "S1.398", "S1.400", "Utah Tech University")]
    [InlineData("2025-26", "S1.398", "S1.400", "Utah Tech University")]
    public void What_was_corrected_later_is_as_it_was_printed(string year, string cohortYear, string schoolFlag, string university)
    {
        var specification = Years[year].Value;

        var cohort = specification.FindRules(cohortYear).ShouldHaveSingleItem();
        (cohort.Field, cohort.Implementation, cohort.Source).ShouldBe(("HIGH SCHL COMP STATUS", "StudentRegister", 1500));
        var flag = specification.FindRules(schoolFlag).ShouldHaveSingleItem();
        (flag.Field, flag.Implementation, flag.Source).ShouldBe(("EXIT CODE", "SchoolRegister", 1480));
        specification.FindCodeTable("CollegeGrantingCredit")!.Codes.Single(code => code.Code == "58").Meaning.ShouldBe(university);
    }

    /// <summary>What changed within 2023-24 is dated in every folder, so that the day of the submission decides.</summary>
    [Theory]
    [InlineData("2023-24")]
    [InlineData("2024-25")]
    [InlineData("2025-26")]
    public void What_changed_within_a_year_has_its_day(string year)
    {
        var specification = Years[year].Value;

        var infractions = specification.FindCodeTable("InfractionType")!.Codes;
        infractions.Where(code => code.Since is not null).Select(code => (code.Code, code.Since)).ShouldBe([("30", "2024-01-01"), ("31", "2024-01-01")]);
        specification.FindCodeTable("ExitCode")!.Codes.Single(code => code.Code == "IB").Since.ShouldBe("2023-07-01");
        var extended = specification.FindCodeTable("KindergartenType")!.Codes.Single(code => code.Code == "EN");
        (extended.RetiredSince, extended.Until).ShouldBe(("2024", "2023"));

        var attended = specification.FindRules("S1.396").ShouldHaveSingleItem();
        attended.LimitOn(new DateOnly(2023, 12, 31)).ShouldBe(20);
        attended.LimitOn(new DateOnly(2024, 1, 1)).ShouldBe(30);
        attended.Limit.ShouldBe(30);
        attended.SeverityOn(new DateOnly(2023, 12, 31)).ShouldBe(Severity.Warning);

        foreach (var id in new[] { "S1.368", "S1.369" })
        {
            LevelsOf(id, new DateOnly(2024, 7, 31)).ShouldBe((Severity.Warning, Severity.Error), id);
        }

        foreach (var id in new[] { "L2.09", "L2.10" })
        {
            LevelsOf(id, new DateOnly(2025, 2, 2)).ShouldBe((Severity.Warning, Severity.Error), id);
        }

        (Severity Then, Severity After) LevelsOf(string id, DateOnly last)
        {
            var rule = specification.FindRules(id).ShouldHaveSingleItem();
            return (rule.SeverityOn(last), rule.SeverityOn(last.AddDays(1)));
        }
    }

    [Theory]
    [InlineData("2023-24")]
    [InlineData("2024-25")]
    public void An_earlier_year_says_how_it_was_made_and_what_is_uncertain(string year)
    {
        var specification = Years[year].Value;

        var reconstruction = specification.Reconstruction.ShouldNotBeNull();
        reconstruction.From.ShouldBe("2025-26");
        reconstruction.Uncertain.Count.ShouldBeGreaterThan(4);
        reconstruction.Entries.Select(entry => entry.Source).ShouldBe(reconstruction.Entries.Select(entry => entry.Source).Order());
        reconstruction.Entries.ShouldAllBe(entry => entry.Source > 4379 && entry.Source < 4634);
        Years["2025-26"].Value.Reconstruction.ShouldBeNull();
    }

    [Theory]
    [InlineData("2023-24")]
    [InlineData("2024-25")]
    [InlineData("2025-26")]
    public void The_days_of_submissions_lie_in_the_year(string year)
    {
        var specification = Years[year].Value;
        var days = specification.Submissions.SelectMany(submission => submission.Dates).ToList();

        days.Count.ShouldBeGreaterThan(2);
        days.ShouldAllBe(day => day.Date >= new DateOnly(specification.EndingYear - 1, 7, 1) && day.Date <= new DateOnly(specification.EndingYear, 7, 31));
        if (specification.Reconstruction is not null)
        {
            days.ShouldAllBe(day => day.Rule.Standing == FactStanding.Specification);
        }
    }

    /// <summary>A day that a sample of a violation names belongs to the folder's year: it moves as the years do.</summary>
    [Fact]
    public void The_samples_of_violations_are_of_their_year()
    {
        SamplesOf("2024-25").ShouldBe(SamplesOf("2025-26").Select(day => day - 1));
        SamplesOf("2023-24").Distinct().Order().ShouldBe(SamplesOf("2025-26").Distinct().Select(day => day - 2).Order());
    }

    [Theory]
    [InlineData("2023-24")]
    [InlineData("2024-25")]
    [InlineData("2025-26")]
    public void Every_sample_breaks_one_row_that_is_evaluated(string year)
    {
        var specification = Years[year].Value;
        var samples = from file in GeneratorRun.FilesOf("spec-schema", "utah", year)
                      where file.Path.Contains("/samples/", StringComparison.Ordinal)
                      from sample in JsonDocument.Parse(file.GetText()!.ToString()).RootElement.GetProperty("violations").EnumerateArray()
                      select (Rule: sample.GetProperty("rule").GetString()!, Field: sample.TryGetProperty("field", out var field) ? field.GetString() : null);

        samples.ShouldBeUnique();
        var rules = specification.Rules.Union(specification.FileRules).Where(rule => rule.Status == RuleStatus.Implemented).ToLookup(rule => rule.Id, StringComparer.Ordinal);
        samples.Where(sample => rules[sample.Rule].Count(rule => sample.Field is null || rule.Field == sample.Field) != 1).ShouldBeEmpty();
    }

    /// <summary>The years 2022 to 2026 that violations name as a date, or the beginning of one.</summary>
    private static List<int> SamplesOf(string year) =>
    [
        .. from file in GeneratorRun.FilesOf("spec-schema", "utah", year)
           where file.Path.Contains("/samples/", StringComparison.Ordinal)
           from line in file.GetText()!.ToString().Split('\n')
           where line.Contains("\"set\": {", StringComparison.Ordinal)
           from Match match in RecentYear().Matches(line)
           select int.Parse(match.Value, CultureInfo.InvariantCulture),
    ];

    [GeneratedRegex("(?<=[\"/])202[2-6](?=\\d{0,4}\\D)")]
    private static partial Regex RecentYear();

    private static CompiledSpecification Load(string year) =>
        Run(year, map: null).Load($"Utrex.Sdk.Y{2000 + int.Parse(year[^2..], CultureInfo.InvariantCulture)}.UtrexSpecification");

    /// <summary>Runs the generator on a year's folder; that of the SDK's own year gets a namespace beside the others.</summary>
    private static GeneratorRun Run(string year, string? map) => new(
        GeneratorRun.FilesOf("spec-schema", "utah", year)
            .Select(text => new InMemoryText(text.Path, text.GetText()!.ToString().Replace("\"namespace\": \"Utrex.Sdk\"", "\"namespace\": \"Utrex.Sdk.Y2026\"", StringComparison.Ordinal))),
        map,
        code: BatchRules);
}
