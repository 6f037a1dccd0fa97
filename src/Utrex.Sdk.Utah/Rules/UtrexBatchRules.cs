using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>The rules of UTREx across records: an index of the batch, and every family of rules over it.</summary>
internal sealed class UtrexBatchRules : BatchRules<BatchIndex, BatchFindings>
{
    private readonly IndexBuilder _builder;

    /// <summary>The rules of one run.</summary>
    /// <exception cref="ArgumentException">The registers are not Utah's.</exception>
    public UtrexBatchRules(SpecificationInfo specification, SubmissionContext context, IRegisters? registers)
        : this(specification, context, registers, Families)
    {
    }

    /// <summary>Some families in one run.</summary>
    internal UtrexBatchRules(SpecificationInfo specification, SubmissionContext context, IRegisters? registers, IReadOnlyList<Func<RuleClaims, BatchRule>> families)
        : base(specification, new BatchIndex(context, ReferenceOf(registers)), families) => _builder = new IndexBuilder(Index);

    /// <summary>
    /// The families, in the order in which their findings stand where a line and a rule's place do not tell. Those that take longest are begun first, or one of them
    /// would go on when all others are through.
    /// </summary>
    public static IReadOnlyList<Func<RuleClaims, BatchRule>> Families { get; } =
    [
        claims => new TranscriptSums(claims),
        claims => new DistrictRecords(claims), claims => new SchoolRecords(claims), claims => new SchoolRegister(claims), claims => new SchoolTotals(claims),
        claims => new StudentRegister(claims), claims => new CourseRegister(claims),
        claims => new TranscriptCourses(claims), claims => new MembershipSums(claims), claims => new CourseMemberships(claims), claims => new Matches(claims),
        claims => new Enrollments(claims), claims => new StudentList(claims), claims => new ChangeRecords(claims), claims => new ChangedStudents(claims), claims => new TestSessions(claims),
        claims => new EnrolledDays(claims), claims => new SpecialEducationExits(claims), claims => new StudentServices(claims),
        claims => new ServiceDates(claims), claims => new ScramRecords(claims), claims => new ScramMembership(claims), claims => new CareRecords(claims), claims => new SummerBenefits(claims),
        claims => new CourseSections(claims), claims => new ElementaryCourses(claims),
        claims => new Incidents(claims), claims => new Discipline(claims),
        claims => new Transcripts(claims), claims => new TranscriptSchools(claims),
        claims => new DualScrams(claims), claims => new FirstEnrollments(claims),
        claims => new Dependencies(claims),
    ];

    /// <inheritdoc/>
    protected override BatchFindings NewFindings() => new(Index, Specification);

    /// <inheritdoc/>
    protected override void Take(RecordLine line, RecordInfo record, int lineNumber) => _builder.Add(line, record, lineNumber);

    /// <inheritdoc/>
    protected override void MarkInvalid(BatchFindings findings, int lineNumber) => findings.MarkInvalid(lineNumber);

    /// <inheritdoc/>
    protected override void Complete() => Index.Complete();

    private static IReferenceData ReferenceOf(IRegisters? registers) => registers switch
    {
        null => NoReferenceData.Instance,
        IReferenceData reference => reference,
        _ => throw new ArgumentException($"The registers of UTREx are an {nameof(IReferenceData)}; {registers.GetType()} is none.", nameof(registers)),
    };
}
