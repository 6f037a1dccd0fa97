using System.Collections.Concurrent;
using Utrex.Sdk.Reference;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>The rules of UTREx across records: an index of the batch, and every family of rules over it.</summary>
internal sealed class UtrexBatchRules : IBatchRules
{
    /// <summary>The families. Dependencies come last: they ask what the others found.</summary>
    public static IReadOnlyList<BatchRule> Families { get; } =
    [
        new DistrictRecords(), new SchoolRecords(), new SchoolRegister(), new SchoolTotals(), new Matches(),
        new Enrollments(), new StudentList(), new StudentRegister(), new ChangeRecords(), new MembershipSums(), new StudentServices(),
        new ServiceDates(), new ScramRecords(), new ScramMembership(), new CareRecords(), new SummerBenefits(),
        new CourseSections(), new CourseRegister(), new CourseMemberships(), new Incidents(),
        new Transcripts(), new TranscriptCourses(),
        new Dependencies(),
    ];

    private readonly BatchIndex _index;
    private readonly BatchFindings _findings;
    private readonly IndexBuilder _builder;

    /// <summary>The rules of one run.</summary>
    public UtrexBatchRules(SubmissionContext context, IReferenceData reference)
    {
        _index = new BatchIndex(context, reference);
        _findings = new BatchFindings(_index, UtrexSpecification.Current);
        _builder = new IndexBuilder(_index);
    }

    /// <inheritdoc/>
    public IEnumerable<RuleNotEvaluated> NotEvaluated =>
        from rule in UtrexSpecification.Current.Rules
        where rule.Status == RuleStatus.Implemented
        let family = Families.FirstOrDefault(candidate => string.Equals(candidate.GetType().Name, rule.Implementation, StringComparison.Ordinal))
        let register = family?.Needs(rule)
        where register is not null && !_index.Reference.Has(register.Value)
        select new RuleNotEvaluated(rule, $"no reference data about {register.Value switch
        {
            ReferenceRegister.Leas => "LEAs: REF_LEA.csv or REF_SCHOOL_LEA.csv",
            ReferenceRegister.Schools => "schools: REF_SCHOOL_LEA.csv",
            ReferenceRegister.Courses => "courses: REF_COURSE_CODE.csv",
            ReferenceRegister.Staff => "staff: REF_STAFF_ID.csv",
            _ => "students: REF_SSID.csv",
        }}");

    /// <inheritdoc/>
    public void Add(RecordLine line, RecordInfo record, int lineNumber, bool isValid)
    {
        _builder.Add(line, record, lineNumber);
        if (!isValid)
        {
            _findings.MarkInvalid(lineNumber);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Finding> Evaluate(int maxDegreeOfParallelism)
    {
        _index.Complete();

        // Each family by itself, and then their findings in the order of the families, so that the outcome is the same on any machine.
        // Those that ask the registers do it one after the other.
        var families = Families.Take(Families.Count - 1).ToArray();
        var found = families.Select(_ => new BatchFindings(_index, UtrexSpecification.Current)).ToArray();
        var tasks = Enumerable.Range(0, families.Length).GroupBy(i => families[i].AsksRegisters ? -1 : i).Select(group => group.ToArray()).ToArray();
        Parallel.ForEach(Partitioner.Create(tasks, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism }, task =>
        {
            foreach (var i in task)
            {
                families[i].Check(_index, found[i]);
            }
        });
        foreach (var family in found)
        {
            _findings.Add(family);
        }

        Families[^1].Check(_index, _findings);
        return _findings.InOrder();
    }
}
