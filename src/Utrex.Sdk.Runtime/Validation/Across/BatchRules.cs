using System.Collections.Concurrent;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation.Across;

/// <summary>
/// Rules across records in families: an index takes what they need of every record, then each family looks at it, several at a time, and what
/// they find is the same on any machine. A family that fails loses its own rules, which are reported as not evaluated, and nobody else's.
/// </summary>
/// <typeparam name="TIndex">The index: what the rules need of the whole batch.</typeparam>
/// <typeparam name="TFindings">How findings are kept until the end; <see cref="FindingList"/> where nothing speaks against it.</typeparam>
/// <remarks>Not safe for use by several threads at once.</remarks>
public abstract class BatchRules<TIndex, TFindings> : IBatchRules
    where TFindings : class, IFindingList<TFindings>
{
    /// <summary>Of fewer records than these, the families look sooner than threads have begun.</summary>
    private const int RecordsForThreads = 4_000;

    private readonly IReadOnlyList<RuleFamily<TIndex, TFindings>> _families;
    private readonly Exception?[] _failures;
    private Exception? _indexFailure;
    private TFindings? _findings;
    private int _records;

    /// <summary>The rules of one run.</summary>
    /// <param name="index">The index, empty.</param>
    /// <param name="families">Makes the families, each from claims of its own.</param>
    /// <param name="specification">The specification.</param>
    protected BatchRules(SpecificationInfo specification, TIndex index, IEnumerable<Func<RuleClaims, RuleFamily<TIndex, TFindings>>> families)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(families);
        Specification = specification;
        Index = index;
        _families = [.. families.Select(family => family(new RuleClaims(specification))).OrderBy(family => family.FollowsOthers)];
        _failures = new Exception?[_families.Count];
    }

    /// <inheritdoc/>
    public IEnumerable<RuleInfo> Claims => _families.SelectMany(family => family.Rules);

    /// <inheritdoc/>
    public IEnumerable<RuleNotEvaluated> NotEvaluated
    {
        get
        {
            var numbers = new Dictionary<RuleInfo, int>();
            for (var i = 0; i < _families.Count; i++)
            {
                foreach (var rule in _families[i].Rules)
                {
                    numbers.TryAdd(rule, i);
                }
            }

            return Specification.Rules.Where(numbers.ContainsKey).Select(rule => WhyNot(rule, numbers[rule])).OfType<RuleNotEvaluated>();
        }
    }

    /// <summary>The specification.</summary>
    protected SpecificationInfo Specification { get; }

    /// <summary>The index.</summary>
    protected TIndex Index { get; }

    /// <summary>What was found: first which records are invalid by themselves.</summary>
    private TFindings Findings => _findings ??= NewFindings();

    /// <inheritdoc/>
    public void Add(RecordLine line, RecordInfo record, int lineNumber, bool isValid)
    {
        if (_indexFailure is not null)
        {
            return;
        }

        try
        {
            Take(line, record, lineNumber);
            _records++;
        }
        catch (Exception e) when (IsFailure(e))
        {
            _indexFailure = e;
        }

        if (!isValid)
        {
            MarkInvalid(Findings, lineNumber);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Finding> Evaluate(int maxDegreeOfParallelism, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            Complete();
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
        var independent = _families.Count(family => !family.FollowsOthers);
        var found = Enumerable.Range(0, independent).Select(_ => NewFindings()).ToArray();
        var tasks = Enumerable.Range(0, independent).GroupBy(i => _families[i].IsSequential ? -1 : i).Select(group => group.ToArray()).ToArray();
        if (maxDegreeOfParallelism == 1 || _records < RecordsForThreads)
        {
            Array.ForEach(tasks, CheckAll);
        }
        else
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism, CancellationToken = cancellationToken };
            Parallel.ForEach(Partitioner.Create(tasks, EnumerablePartitionerOptions.NoBuffering), options, CheckAll);
        }

        foreach (var family in found)
        {
            Findings.AddRange(family);
        }

        for (var i = independent; i < _families.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Check(i, Findings);
        }

        return Findings.InOrder();

        void CheckAll(int[] families)
        {
            foreach (var i in families)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Check(i, found[i]);
            }
        }
    }

    /// <summary>An empty list of findings.</summary>
    protected abstract TFindings NewFindings();

    /// <summary>Takes what the rules need of a record into the index.</summary>
    /// <param name="line">The line; it must not be kept.</param>
    /// <param name="record">The record type.</param>
    /// <param name="lineNumber">The line's number, from 1.</param>
    protected abstract void Take(RecordLine line, RecordInfo record, int lineNumber);

    /// <summary>Notes that a record has an error of its own.</summary>
    /// <param name="findings">The findings that a family which follows others will see.</param>
    /// <param name="lineNumber">The record's line.</param>
    protected virtual void MarkInvalid(TFindings findings, int lineNumber)
    {
    }

    /// <summary>Completes the index: every record has been taken.</summary>
    protected virtual void Complete()
    {
    }

    /// <summary>Whether an exception is that of a rule or a register; without memory nothing goes on, nor when the run is ended.</summary>
    private static bool IsFailure(Exception e) => e is not (OutOfMemoryException or OperationCanceledException);

    /// <summary>Whatever goes wrong in a family, its findings so far and those of the others are kept.</summary>
    private void Check(int family, TFindings findings)
    {
        try
        {
            _families[family].Check(Index, findings);
        }
        catch (Exception e) when (IsFailure(e))
        {
            _failures[family] = e;
        }
    }

    private RuleNotEvaluated? WhyNot(RuleInfo rule, int family)
    {
        if ((_failures[family] ?? _indexFailure) is { } failure)
        {
            var failed = _indexFailure is null ? _families[family].GetType().Name : "the index of the batch";
            return new RuleNotEvaluated(rule, $"{failed} failed with {failure.GetType().Name}, and findings may be missing; please report it") { Failure = failure };
        }

        return _families[family].Lacks(rule, Index) is { } lacking ? new RuleNotEvaluated(rule, lacking) : null;
    }
}
