using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation;

/// <summary>The rules of a specification that need several records or reference data: they see every record once, then decide.</summary>
public interface IBatchRules
{
    /// <summary>The rules that these evaluate. What nobody claims is reported as not evaluated, whatever the specification says.</summary>
    IEnumerable<RuleInfo> Claims { get; }

    /// <summary>The claimed rules that are not evaluated in this run, and why; asked for at its end.</summary>
    IEnumerable<RuleNotEvaluated> NotEvaluated { get; }

    /// <summary>Takes a record as it is read: in the order of the file, one at a time, though perhaps on another thread than the reader's.</summary>
    /// <param name="line">The line; it must not be kept.</param>
    /// <param name="record">The record type.</param>
    /// <param name="lineNumber">The line's number, from 1.</param>
    /// <param name="isValid">Whether the record has no error of its own so far.</param>
    void Add(RecordLine line, RecordInfo record, int lineNumber, bool isValid);

    /// <summary>The findings, once every record has been read, by line and then in the order of the specification's rules.</summary>
    /// <param name="maxDegreeOfParallelism">How many threads may work at a time; the findings are the same whatever it is.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="OperationCanceledException">The evaluation was ended.</exception>
    IEnumerable<Finding> Evaluate(int maxDegreeOfParallelism, CancellationToken cancellationToken);
}

/// <summary>Makes the rules across records for one run.</summary>
/// <param name="specification">The specification: a class may evaluate the rules of several years.</param>
/// <param name="context">What the run knows besides the batch.</param>
/// <param name="registers">What the state knows besides the batch, or <see langword="null"/> where nothing is known.</param>
public delegate IBatchRules BatchRulesFactory(SpecificationInfo specification, SubmissionContext context, IRegisters? registers);
