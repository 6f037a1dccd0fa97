using System.Text;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Validation;
using Utrex.Tests;

namespace Utrex.Sdk.Tests.Validation;

/// <summary>One validator for one batch from its first line to its last, unless it is ended.</summary>
public class ValidatorLifetimeTests
{
    private static readonly SubmissionContext Context = new(2026, new DateOnly(2025, 10, 1));

    [Fact]
    public async Task A_validator_is_for_one_batch()
    {
        var validator = new BatchValidator(UtrexSpecification.Current, Context);
        using var first = Open("DI=\t01\n");
        using var second = Open("DI=\t02\n");
        validator.Validate(first, _ => { });

        Should.Throw<InvalidOperationException>(() => validator.Validate(second, _ => { })).Message.ShouldContain("make another one");
        (await Should.ThrowAsync<InvalidOperationException>(async () => await validator.ValidateAsync(second, _ => { }))).Message.ShouldContain("make another one");
        second.LinesRead.ShouldBe(0);
    }

    [Fact]
    public void What_failed_is_not_taken_up_again()
    {
        var validator = new BatchValidator(UtrexSpecification.Current, Context);
        using var reader = Open("DI=\t01\n");
        Should.Throw<OperationCanceledException>(() => validator.Validate(reader, _ => { }, new CancellationToken(canceled: true)));

        Should.Throw<InvalidOperationException>(() => validator.Validate(reader, _ => { })).Message.ShouldContain("already");
    }

    [Fact]
    public void A_batch_is_validated_from_its_first_line()
    {
        var validator = new BatchValidator(UtrexSpecification.Current, Context);
        using var reader = Open("DI=\t01\nSC=\t104\n");
        reader.Read();

        Should.Throw<ArgumentException>(() => validator.Validate(reader, _ => { })).Message.ShouldContain("has read 1 lines already");

        // What it refuses does not use it up.
        using var other = Open("DI=\t01\n");
        validator.Validate(other, _ => { }).RecordsRead.ShouldBe(1);
    }

    [Fact]
    public void A_reader_of_another_specification_is_refused()
    {
        using var reader = BatchReader.Open(Encoding.UTF8.GetBytes("S4=\t1\n"), Specification(new CountingRules()));

        Should.Throw<ArgumentException>(() => new BatchValidator(UtrexSpecification.Current, Context).Validate(reader, _ => { })).ParamName.ShouldBe("reader");
    }

    /// <summary>A reader that was told another day would take values for clean that are not.</summary>
    [Fact]
    public void The_validator_says_what_is_clean_not_the_reader()
    {
        var batch = File.ReadAllBytes(Repository.PathOf("samples", "clean.utrex"));
        var early = new SubmissionContext(2026, new DateOnly(2015, 1, 1));

        var findings = Findings(BatchReader.Open(batch, UtrexSpecification.Current, new BatchReaderOptions { Context = Context }), early);

        findings.ShouldBe(Findings(BatchReader.Open(batch, UtrexSpecification.Current), early));
        findings.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    [InlineData(false, 2)]
    public async Task What_is_ended_before_it_begins_reads_nothing(bool isAsync, int threads)
    {
        var rules = new CountingRules();
        using var reader = Many(10, rules, out var specification);
        var validator = new BatchValidator(specification, Context) { MaxDegreeOfParallelism = threads };

        await Should.ThrowAsync<OperationCanceledException>(() => Validate(validator, reader, isAsync, _ => { }, new CancellationToken(canceled: true)));

        (reader.LinesRead, rules.Taken, rules.Evaluated).ShouldBe((0, 0, 0));
    }

    /// <summary>All is in memory, and nothing ever waits.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reading_is_ended_at_the_next_line(bool isAsync)
    {
        using var ending = new CancellationTokenSource();
        var rules = new CountingRules { OnTaken = taken => EndAt(taken, 1000, ending) };
        using var reader = Many(100_000, rules, out var specification);
        var validator = new BatchValidator(specification, Context) { MaxDegreeOfParallelism = 1 };

        await Should.ThrowAsync<OperationCanceledException>(() => Validate(validator, reader, isAsync, _ => { }, ending.Token));

        (reader.LinesRead, rules.Taken, rules.Evaluated).ShouldBe((1000, 1000, 0));
    }

    /// <summary>A second thread takes a block of records at a time: the one at hand is its last.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_second_thread_ends_with_its_block(bool isAsync)
    {
        const int RecordsInBlock = 1 << 15;
        using var ending = new CancellationTokenSource();
        var rules = new CountingRules { OnTaken = taken => EndAt(taken, 1000, ending) };
        using var reader = Many(500_000, rules, out var specification);
        var validator = new BatchValidator(specification, Context) { MaxDegreeOfParallelism = 2 };

        await Should.ThrowAsync<OperationCanceledException>(() => Validate(validator, reader, isAsync, _ => { }, ending.Token));

        rules.Taken.ShouldBeLessThanOrEqualTo(RecordsInBlock + 1);
        rules.Evaluated.ShouldBe(0);
        reader.LinesRead.ShouldBeLessThan(500_000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_rules_across_records_are_told_of_the_end(bool isAsync)
    {
        using var ending = new CancellationTokenSource();
        var rules = new CountingRules { OnEvaluate = ending.Cancel };
        using var reader = Many(10, rules, out var specification);

        await Should.ThrowAsync<OperationCanceledException>(() => Validate(new BatchValidator(specification, Context), reader, isAsync, _ => { }, ending.Token));

        rules.Token.ShouldBe(ending.Token);
    }

    /// <summary>Registers are read while the batch is, and what is wrong with them is said before a rule asks.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Registers_are_waited_for_when_the_batch_has_been_read(bool isAsync)
    {
        var rules = new CountingRules();
        using var reader = Many(10, rules, out var specification);
        var registers = new LateRegisters(() => rules.Taken);

        var problem = await Should.ThrowAsync<InvalidDataException>(() => Validate(new BatchValidator(specification, Context, registers), reader, isAsync, _ => { }, CancellationToken.None));

        problem.Message.ShouldBe("after 10 records");
        rules.Evaluated.ShouldBe(0);
    }

    /// <summary>A register may be slow, and so may be a family of rules: no further one begins.</summary>
    [Fact]
    public void The_evaluation_is_ended_at_the_next_family()
    {
        using var ending = new CancellationTokenSource();
        var reference = new EndingReference(ending);
        using var reader = BatchReader.Open(File.ReadAllBytes(Repository.PathOf("samples", "clean.utrex")), UtrexSpecification.Current);
        var reported = 0;

        Should.Throw<OperationCanceledException>(() => new BatchValidator(UtrexSpecification.Current, Context, reference).Validate(reader, _ => reported++, ending.Token));

        reference.AskedForLeas.ShouldBeTrue();
        reference.AskedForStudents.ShouldBeFalse();
        reported.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reporting_is_ended_at_the_next_finding(bool isAsync)
    {
        using var ending = new CancellationTokenSource();
        using var reader = Open(string.Concat(Enumerable.Repeat("ZZ=\n", 100)));
        var reported = 0;

        await Should.ThrowAsync<OperationCanceledException>(() => Validate(new BatchValidator(UtrexSpecification.Current, Context) { JudgesShape = false }, reader, isAsync, _ => EndAt(++reported, 3, ending), ending.Token));

        reported.ShouldBe(3);
    }

    private static void EndAt(int count, int last, CancellationTokenSource ending)
    {
        if (count == last)
        {
            ending.Cancel();
        }
    }

    private static async Task Validate(BatchValidator validator, BatchReader reader, bool isAsync, Action<Finding> report, CancellationToken cancellationToken)
    {
        if (isAsync)
        {
            await validator.ValidateAsync(reader, report, cancellationToken);
        }
        else
        {
            validator.Validate(reader, report, cancellationToken);
        }
    }

    private static BatchReader Open(string batch) => BatchReader.Open(Encoding.UTF8.GetBytes(batch), UtrexSpecification.Current);

    private static BatchReader Many(int lines, CountingRules rules, out CompiledSpecification specification)
    {
        specification = Specification(rules);
        return BatchReader.Open(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("S4=\t1\n", lines))), specification);
    }

    private static CompiledSpecification Specification(IBatchRules rules) => new()
    {
        Id = "test",
        Name = "Test",
        SchoolYear = "2025-26",
        EndingYear = 2026,
        Records = [UtrexSpecification.Current.FindRecord("S4")!],
        CodeTables = [],
        BatchRules = (_, _, _) => rules,
    };

    private static List<string> Findings(BatchReader reader, SubmissionContext context)
    {
        var findings = new List<string>();
        using (reader)
        {
            new BatchValidator(UtrexSpecification.Current, context).Validate(reader, finding => findings.Add($"{finding} {finding.Field} {finding.Value}"));
        }

        return findings;
    }

    private sealed class CountingRules : IBatchRules
    {
        public Action<int> OnTaken { get; init; } = _ => { };

        public Action OnEvaluate { get; init; } = () => { };

        public int Taken { get; private set; }

        public int Evaluated { get; private set; }

        public CancellationToken Token { get; private set; }

        public IEnumerable<RuleInfo> Claims => [];

        public IEnumerable<RuleNotEvaluated> NotEvaluated => [];

        public void Add(RecordLine line, RecordInfo record, int lineNumber, bool isValid)
        {
            Taken++;
            OnTaken(Taken);
        }

        public IEnumerable<Finding> Evaluate(int maxDegreeOfParallelism, CancellationToken cancellationToken)
        {
            Evaluated++;
            Token = cancellationToken;
            OnEvaluate();
            cancellationToken.ThrowIfCancellationRequested();
            return [];
        }
    }

    /// <summary>Registers that cannot be read.</summary>
    private sealed class LateRegisters(Func<int> taken) : IRegisters
    {
        public void WaitUntilReady(CancellationToken cancellationToken) => throw new InvalidDataException($"after {taken()} records");
    }

    /// <summary>Registers that end the run as soon as they are asked for an LEA.</summary>
    private sealed class EndingReference(CancellationTokenSource ending) : IReferenceData
    {
        public bool AskedForLeas { get; private set; }

        public bool AskedForStudents { get; private set; }

        public bool Has(ReferenceRegister register) => true;

        public LeaReference? FindLea(string number)
        {
            AskedForLeas = true;
            ending.Cancel();
            return null;
        }

        public IReadOnlyList<SchoolReference> FindSchools(string number) => [];

        public IReadOnlyList<CourseReference> FindCourses(string coreCode) => [];

        public StaffReference? FindStaff(string personId) => null;

        public IReadOnlyList<StudentReference> FindStudents(string ssid)
        {
            AskedForStudents = true;
            return [];
        }
    }
}
