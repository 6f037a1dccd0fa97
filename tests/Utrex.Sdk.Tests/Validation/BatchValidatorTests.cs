using System.Text;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Sdk.Tests.Validation;

/// <summary>The structure of a file: what is refused is said, and reading goes on.</summary>
public class BatchValidatorTests
{
    private const string Head = "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nSC=\t104\t180\t0529\tS\tE\t01\n";

    private static readonly Dictionary<string, string> Broken = new(StringComparer.Ordinal)
    {
        ["FILE.001"] = "",
        ["FILE.002"] = Head + "ZZ=\t1\n",
        ["FILE.003"] = "SC=\t104\t180\t0529\tS\tE\t01\n",
        ["FILE.004"] = "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nS4=\t1\n",
        ["FILE.005"] = Head + "SC=\t105\t180\t0529\tS\tE\t01\tx\n",
        ["FILE.006"] = Head + "SC=1051800529SE01x\n",
        ["FILE.007"] = Head + "S4=" + new string('x', 70_000) + "\n",
        ["FILE.008"] = Head + "S4=\t1\0\n",
        ["FILE.009"] = Head + "S4=\t\u00ff\n",
        ["FILE.010w"] = Head + "\n",
        ["FILE.101"] = "%PDF-1.7\n1 0 obj\n",
        ["FILE.102"] = "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\rSC=\t104\t180\t0529\tS\tE\t01\r",
        ["FILE.103"] = Head + "SC=,105,180,0529,S,E,01\n",
        ["FILE.104"] = Head + "\"SC=\"\t\"105\"\t\"180\"\t\"0529\"\t\"S\"\t\"E\"\t\"01\"\n",
        ["FILE.105"] = Head + "sc=\t105\t180\t0529\tS\tE\t01\n",
        ["FILE.106"] = "RECORD ID\tSchool Number\tSTUDENT_NUMBER\tlast name\n" + Head,
        ["FILE.107"] = Head + Repeat("SC=\t105\t0529\tS\tE\t01", 3),
        ["FILE.108"] = Head + Repeat("SC=x1051800529SE01", 3),
        ["FILE.109"] = Head + Repeat("SC=\t5\t180\t0529\tS\tE\t1", 5),
        ["FILE.110"] = Head + Repeat("S1=\t104\t77\tJensen\tEmma\t\t8/18/2014", 5),
        ["FILE.111"] = Head + Repeat("SC=\t105.0\t180\t0529\tS\tE\t01", 5),
        ["FILE.112"] = Head + Repeat("SC=\t105\t180\t0529\ts\te\t01", 5),
        ["FILE.113"] = Head + Head,
        ["FILE.114"] = Head + "SC=\t105\t18",
        ["FILE.115"] = "name;grade\nEmma;07\n",
        ["FILE.021w"] = Head + "SC=\t105\t180\t0529\tS\tE\t01\nS4=\t1\t\t\t\t01\t104\n",
    };

    private static string Repeat(string line, int count) => string.Concat(Enumerable.Repeat(line + "\n", count));

    public static TheoryData<string> FileRuleIds() => [.. UtrexSpecification.Current.FileRules.Where(rule => rule.Implementation == nameof(BatchValidator)).Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(FileRuleIds))]
    public void Each_rule_about_the_file_is_found_alone(string id)
    {
        // One byte a character, so that the file for FILE.009 is not valid UTF-8.
        var findings = OfTheFile(Validate(Encoding.Latin1.GetBytes(Broken[id]), out _));

        findings.Select(finding => finding.Rule.Id).ShouldBe([id]);
        findings[0].FormatMessage(Context).ShouldNotContain("[");
    }

    [Fact]
    public void A_sound_head_lacks_nothing_but_students()
    {
        Validate(Encoding.UTF8.GetBytes(Head), out var summary).Where(finding => finding.CausedBy is null).Select(finding => finding.Rule.Id).ShouldBe(["DI.102"]);

        summary.RecordsRead.ShouldBe(2);
        summary.RecordsRefused.ShouldBe(0);
    }

    [Fact]
    public void Every_line_is_a_record_or_refused_and_every_refused_one_has_a_finding()
    {
        var batch = Encoding.UTF8.GetBytes(Head + "\nZZ=\n\0\nS4=\t1\n" + new string('x', 100_000) + "\nS4=\t2");

        var findings = Validate(batch, out var summary);

        summary.RecordsRead.ShouldBe(4);
        summary.RecordsRefused.ShouldBe(4);
        OfTheFile(findings).Select(finding => (finding.Line, finding.Rule.Id)).ShouldBe([(3, "FILE.010w"), (4, "FILE.002"), (5, "FILE.008"), (7, "FILE.007")]);
    }

    [Fact]
    public void A_finding_knows_whose_record_it_is()
    {
        var findings = Validate(Encoding.UTF8.GetBytes(Head + "S1=\t104\t77\tJensen\tEmma\t\t20150230\n"), out _);

        var birth = findings.Single(finding => finding.Rule.Id == "S1.003" && finding.Field!.Name == "BIRTH DATE");
        birth.Line.ShouldBe(3);
        birth.Value.ShouldBe("20150230");
        birth.Keys.School.ShouldBe("104");
        birth.Keys.Student.ShouldBe("77");
        birth.Keys.Lea.ShouldBe("01", "the record's own LEA number is blank; that of the batch stands in");
        birth.ToString().ShouldBe("S1.003 on line 3");
    }

    [Fact]
    public void Rules_that_are_not_evaluated_are_named()
    {
        Validate(Encoding.UTF8.GetBytes(Head), out var summary);

        summary.NotEvaluated.Select(entry => entry.Rule).ShouldBe(
            UtrexSpecification.Current.Rules.Where(rule => rule.Kind is RuleKind.Level2 || (rule.Kind is RuleKind.Reference && rule.Status == RuleStatus.Implemented)),
            ignoreOrder: true);
        summary.NotEvaluated.ShouldAllBe(entry => entry.Reason.Length > 0);
    }

    [Fact]
    public async Task Asynchronous_reading_finds_the_same()
    {
        var batch = Encoding.UTF8.GetBytes(Head + "S1=\t104\t77\n\nS2=\tx\n");
        var found = new List<Finding>();
        using var stream = new MemoryStream(batch);
        using var reader = BatchReader.Open(stream, UtrexSpecification.Current);

        await new BatchValidator(UtrexSpecification.Current, Context).ValidateAsync(reader, found.Add);

        found.Select(finding => (finding.Line, finding.Rule.Id, finding.Field?.Name)).ShouldBe(Validate(batch, out _).Select(finding => (finding.Line, finding.Rule.Id, finding.Field?.Name)));
    }

    /// <summary>Random bytes, and records with random damage: every line is accounted for, and nothing throws.</summary>
    [Fact]
    public void Hostile_bytes_never_throw()
    {
        var random = new Random(3);
        var ids = UtrexSpecification.Current.Records.Select(record => record.Id).ToArray();
        for (var round = 0; round < 2000; round++)
        {
            var batch = new byte[random.Next(2000)];
            random.NextBytes(batch);
            for (var i = 0; i < batch.Length; i++)
            {
                batch[i] = random.Next(12) switch { 0 => (byte)'\t', 1 => (byte)'\n', 2 => batch[i], 3 => (byte)' ', _ => (byte)random.Next(32, 127) };
            }

            var lines = Encoding.Latin1.GetString(batch).Split('\n').Select(line => random.Next(4) == 0 ? line : $"{ids[random.Next(ids.Length)]}={(random.Next(2) == 0 ? "\t" : "")}{line}");
            var bytes = Encoding.Latin1.GetBytes(string.Join('\n', lines));

            var findings = Validate(bytes, out var summary);

            var text = Encoding.Latin1.GetString(bytes);
            (summary.RecordsRead + summary.RecordsRefused).ShouldBe(text.Split('\n').Length - (text.EndsWith('\n') || text.Length == 0 ? 1 : 0));
            foreach (var finding in findings)
            {
                finding.FormatMessage(Context).ShouldNotBeNull();
                finding.FormatExtendedDescription(Context).ShouldNotBeNull();
            }
        }
    }

    private static SubmissionContext Context { get; } = new(2026, new DateOnly(2025, 10, 1));

    private static List<Finding> OfTheFile(List<Finding> findings) => findings.FindAll(finding => finding.Rule.Record == "FILE");

    private static List<Finding> Validate(byte[] batch, out ValidationSummary summary)
    {
        var findings = new List<Finding>();
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        summary = new BatchValidator(UtrexSpecification.Current, Context).Validate(reader, findings.Add);
        summary.Errors.ShouldBe(findings.Count(finding => finding.Severity == Severity.Error));
        summary.Warnings.ShouldBe(findings.Count(finding => finding.Severity == Severity.Warning));
        return findings;
    }
}
