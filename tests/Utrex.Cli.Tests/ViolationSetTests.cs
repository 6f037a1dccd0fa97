using Utrex.Cli.Rules;
using Utrex.Cli.Sampling;
using Utrex.Cli.Sampling.Violations;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Tests;

/// <summary>Several rules broken in one batch, and what is said where that cannot be.</summary>
public class ViolationSetTests
{
    private static readonly SampleOptions District = new() { Schools = 2, Students = 60 };

    /// <summary>Rules that leave nothing of what others need: a batch without students, or without records.</summary>
    private static readonly string[] Sweeping = ["DI.102", "FILE.001"];

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_five_rules_can_be_broken_in_one_batch(int seed)
    {
        var rules = RandomRules(seed, 5);

        CleanSamples.ShouldBreak(CleanSamples.For(District, rules), rules);
    }

    [Fact]
    public void Forty_rules_can_be_broken_in_a_batch_of_one_student()
    {
        var rules = RandomRules(7, 40);

        CleanSamples.ShouldBreak(CleanSamples.For(District with { Schools = 1, Students = 1 }, rules), rules);
    }

    /// <summary>Names that an SSID does not have, a phone number, and a birth date that the register does not know: of three students.</summary>
    [Fact]
    public void The_order_does_not_matter()
    {
        var (name, phone, birth) = (RuleArgument.Find("S1.022")!, RuleArgument.Find("S1.335")!, RuleArgument.Find("SL.506")!);
        var sample = CleanSamples.Of(District);
        CleanSamples.ShouldBreak(sample, name, phone, birth);
        var lines = Lines(sample, name, phone, birth);

        foreach (var order in new RuleInfo[][] { [name, birth, phone], [phone, name, birth], [phone, birth, name], [birth, name, phone], [birth, phone, name] })
        {
            Lines(sample, order).ShouldBe(lines);
        }
    }

    /// <summary>Each has a place of its own in the file, which the other would take if it came first.</summary>
    [Theory]
    [InlineData("FILE.003", "FILE.004")]
    [InlineData("FILE.004", "FILE.003")]
    public void Places_are_shared(string first, string second) => CleanSamples.ShouldBreak(CleanSamples.Of(District), RuleArgument.Find(first)!, RuleArgument.Find(second)!);

    /// <summary>Three violations of a private school have one school record; two of unknown students have two numbers.</summary>
    [Theory]
    [InlineData("S1.375", "S1.330", "S2.615")]
    [InlineData("AM.042", "SL.503", "S2.042")]
    [InlineData("AC.823", "AC.040", "AC.041")]
    [InlineData("I1.1001", "I1.041", "I2.1101")]
    [InlineData("SC.209w", "SC.210w", "SC.207w")]
    [InlineData("AC.810", "AC.811", "AC.806")]
    public void What_would_collide_is_told_apart(params string[] arguments)
    {
        var rules = arguments.Select(argument => RuleArgument.Find(argument)!).ToList();

        CleanSamples.ShouldBreak(CleanSamples.For(District, rules), rules);
    }

    /// <summary>At year end AM.913 breaks with AM.905 or without.</summary>
    [Theory]
    [InlineData("AM.913")]
    [InlineData("SL.501")]
    [InlineData("S1.302")]
    public void A_rule_of_every_day_can_be_broken_at_year_end(string argument)
    {
        var rule = RuleArgument.Find(argument)!;

        CleanSamples.ShouldBreak(CleanSamples.Of(District with { AsOf = District.YearEnd }), rule);
        CleanSamples.ShouldBreak(CleanSamples.Of(District with { AsOf = District.YearEnd }), rule, RuleArgument.Find("AM.905")!);
    }

    [Theory]
    [InlineData("FILE.001 S1.324", "2025-10-01", "rules FILE.001 and S1.324 cannot be broken in one batch: FILE.001 takes all records out of it.")]
    [InlineData("AM.903 I2.042 DI.102", "2025-10-01", "rules AM.903 and DI.102 cannot be broken in one batch: DI.102 takes all S1, S2, ")]
    [InlineData("S1.364", "2025-10-01", "rule S1.364 cannot be broken in a batch of LEA 01 on 2025-10-01: it needs the end of the year. Take --as-of 2026-06-15.")]
    [InlineData("SL.501", "2025-07-05", "Take --as-of 2025-10-01.")]
    [InlineData("S1.324 S1.364", "2025-08-20", "Take --as-of 2026-06-15.")]
    public void What_cannot_be_is_said_with_what_would_do(string arguments, string asOf, string message)
    {
        var rules = arguments.Split(' ').Select(argument => RuleArgument.Find(argument)!).ToList();
        var sample = CleanSamples.Of(District with { AsOf = DateOnly.ParseExact(asOf, "yyyy-MM-dd") });

        Should.Throw<CommandException>(() => ViolationWriter.Create(sample, rules)).Message.ShouldContain(message);
    }

    /// <summary>Only some LEAs may have migrant students.</summary>
    [Fact]
    public void Another_LEA_may_do() => Should.Throw<CommandException>(() => ViolationWriter.Create(CleanSamples.Of(District with { Lea = "02" }), [RuleArgument.Find("S1.381")!]))
        .Message.ShouldEndWith("Take --lea 01.");

    private static List<RuleInfo> RandomRules(int seed, int count)
    {
        var random = new SampleRandom(seed);
        var rows = CleanSamples.Rows.Select(argument => RuleArgument.Find(argument)!).Where(rule => !Sweeping.Contains(rule.Id)).ToList();
        var rules = new HashSet<RuleInfo>();
        while (rules.Count < count)
        {
            rules.Add(random.Pick(rows));
        }

        return [.. rules];
    }

    private static List<string> Lines(CleanSample sample, params RuleInfo[] rules) =>
        [.. ViolationWriter.Create(sample, rules).Batch.Records.Select(record => System.Text.Encoding.UTF8.GetString(record.ToLine()))];
}
