using Library.Rules;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Library.Tests;

/// <summary>Two years of the library's in one process, with rules across records and a register that are its own and one class for both.</summary>
public class YearsTests
{
    private static readonly CompiledSpecification First = Y2032.LibrarySpecification.Current;
    private static readonly CompiledSpecification Second = Y2033.LibrarySpecification.Current;

    private static readonly byte[] OfFirst = "LB=\t001\nLN=\tAnna\tA-1\nLN=\tAnna\tA-2\nLN=\tAnna\tA-3\nLN=\tNobody\tA-1\n"u8.ToArray();

    // The field before the shelf is new.
    private static readonly byte[] OfSecond = "LB=\t001\nLN=\tAnna\t2\tA-1\nLN=\tAnna\t2\tA-2\nLN=\tAnna\t2\tA-3\nLN=\tNobody\t1\tA-1\n"u8.ToArray();

    /// <summary>The second year allows a third book, and lacks the rule that a book is with one reader: its family goes on without it.</summary>
    [Fact]
    public void A_batch_is_judged_by_the_rules_of_its_own_year()
    {
        Validate(First, OfFirst, new Register()).Findings.ShouldBe(["LN.002 on line 4: 'Anna'", "LN.001 on line 5: 'A-1' as on line 2", "LN.003 on line 5: 'Nobody'"]);
        Validate(Second, OfSecond, new Register()).Findings.ShouldBe(["LN.003 on line 5: 'Nobody'"]);
    }

    [Fact]
    public void A_rule_that_asks_a_register_is_named_where_there_is_none()
    {
        Validate(First, OfFirst, new Register()).NotEvaluated.ShouldBeEmpty();

        var (findings, notEvaluated) = Validate(First, OfFirst, register: null);
        findings.ShouldBe(["LN.002 on line 4: 'Anna'", "LN.001 on line 5: 'A-1' as on line 2"]);
        notEvaluated.ShouldBe(["LN.003: no register of readers"]);
    }

    [Fact]
    public void A_rule_that_no_class_claims_is_named_whatever_the_specification_says()
    {
        var rule = Second.FindRules("LN.004").Single();
        (rule.Status, rule.Implementation).ShouldBe((RuleStatus.Implemented, "Desks"));

        Second.Evaluates(rule).ShouldBeFalse();
        Second.Rules.Where(Second.Evaluates).Select(claimed => claimed.Id).ShouldBe(["LN.002", "LN.003"]);
        Validate(Second, OfSecond, new Register()).NotEvaluated.ShouldHaveSingleItem().ShouldStartWith("LN.004: no code evaluates it");
    }

    /// <summary>The library's first specification names no class at all.</summary>
    [Fact]
    public void Without_a_class_every_rule_across_records_is_named() =>
        Validate(LibrarySpecification.Current, "LB=\t001\n"u8.ToArray(), register: null).NotEvaluated.Select(entry => entry.Split(':')[0]).ShouldBe(["BK.X12", "ALL.001"]);

    private static (List<string> Findings, List<string> NotEvaluated) Validate(CompiledSpecification specification, byte[] batch, IReaderRegister? register)
    {
        var findings = new List<string>();
        using var reader = BatchReader.Open(batch, specification);
        var summary = new BatchValidator(specification, new SubmissionContext(specification.EndingYear, new DateOnly(specification.EndingYear, 1, 15)), register)
            .Validate(reader, finding => findings.Add($"{finding}: '{finding.Value}'" + string.Concat(finding.Related.Select(line => $" as on line {line}"))));
        return (findings, [.. summary.NotEvaluated.Select(entry => entry.ToString())]);
    }

    private sealed class Register : IReaderRegister
    {
        public bool Has(string reader) => reader == "Anna";
    }
}
