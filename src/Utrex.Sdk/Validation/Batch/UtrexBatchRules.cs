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
        new Enrollments(), new StudentList(), new StudentRegister(), new ChangeRecords(), new ChangedStudents(), new TestSessions(), new MembershipSums(), new EnrolledDays(),
        new SpecialEducationExits(), new StudentServices(),
        new ServiceDates(), new ScramRecords(), new ScramMembership(), new CareRecords(), new SummerBenefits(),
        new CourseSections(), new CourseRegister(), new CourseMemberships(), new ElementaryCourses(), new Incidents(), new Discipline(),
        new Transcripts(), new TranscriptCourses(), new TranscriptSchools(),
        new Dependencies(),
    ];

    private readonly BatchIndex _index;
    private readonly BatchFindings _findings;
    private readonly IndexBuilder _builder;
    private readonly IReadOnlyList<BatchRule> _families;
    private readonly Exception?[] _failures;
    private Exception? _indexFailure;

    /// <summary>The rules of one run.</summary>
    public UtrexBatchRules(SubmissionContext context, IReferenceData reference)
        : this(context, reference, Families)
    {
    }

    /// <summary>Some families in one run; the last one asks what the others found.</summary>
    internal UtrexBatchRules(SubmissionContext context, IReferenceData reference, IReadOnlyList<BatchRule> families)
    {
        _index = new BatchIndex(context, reference);
        _findings = new BatchFindings(_index, UtrexSpecification.Current);
        _builder = new IndexBuilder(_index);
        _families = families;
        _failures = new Exception?[families.Count];
    }

    /// <inheritdoc/>
    public IEnumerable<RuleNotEvaluated> NotEvaluated =>
        from rule in UtrexSpecification.Current.Rules
        where rule.Status == RuleStatus.Implemented
        let number = NumberOf(rule)
        where number >= 0
        let failure = _failures[number] ?? _indexFailure
        let register = _families[number].Needs(rule)
        where failure is not null || (register is not null && !_index.Reference.Has(register.Value))
        select failure is not null
            ? new RuleNotEvaluated(rule, $"{(_indexFailure is null ? rule.Implementation : "the index of the batch")} failed with {failure.GetType().Name}, and findings may be missing; please report it") { Failure = failure }
            : new RuleNotEvaluated(rule, $"no reference data about {register!.Value switch
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
        if (_indexFailure is not null)
        {
            return;
        }

        try
        {
            _builder.Add(line, record, lineNumber);
        }
        catch (Exception e) when (IsFailure(e))
        {
            _indexFailure = e;
        }

        if (!isValid)
        {
            _findings.MarkInvalid(lineNumber);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Finding> Evaluate(int maxDegreeOfParallelism, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            _index.Complete();
        }
        catch (Exception e) when (IsFailure(e))
        {
            _indexFailure = e;
        }

        // Half an index would accuse the other half.
        if (_indexFailure is not null)
        {
            return [];
        }

        // Each family by itself, and then their findings in the order of the families, so that the outcome is the same on any machine.
        // Those that ask the registers do it one after the other.
        var last = _families.Count - 1;
        var found = Enumerable.Range(0, last).Select(_ => new BatchFindings(_index, UtrexSpecification.Current)).ToArray();
        var tasks = Enumerable.Range(0, last).GroupBy(i => _families[i].AsksRegisters ? -1 : i).Select(group => group.ToArray()).ToArray();
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism, CancellationToken = cancellationToken };
        Parallel.ForEach(Partitioner.Create(tasks, EnumerablePartitionerOptions.NoBuffering), options, task =>
        {
            foreach (var i in task)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Check(i, found[i]);
            }
        });
        foreach (var family in found)
        {
            _findings.Add(family);
        }

        cancellationToken.ThrowIfCancellationRequested();
        Check(last, _findings);
        return _findings.InOrder();
    }

    /// <summary>Whatever goes wrong in a family, its findings so far and those of the others are kept; its rules are reported as not evaluated.</summary>
    private void Check(int family, BatchFindings findings)
    {
        try
        {
            _families[family].Check(_index, findings);
        }
        catch (Exception e) when (IsFailure(e))
        {
            _failures[family] = e;
        }
    }

    /// <summary>Whether an exception is that of a rule or a register; without memory nothing goes on, nor when the run is ended.</summary>
    private static bool IsFailure(Exception e) => e is not (OutOfMemoryException or OperationCanceledException);

    private int NumberOf(RuleInfo rule)
    {
        for (var i = 0; i < _families.Count; i++)
        {
            if (string.Equals(_families[i].GetType().Name, rule.Implementation, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
