using Utrex.Sdk.Findings;
using Utrex.Sdk.Generated;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation.Shape;

namespace Utrex.Sdk.Validation;

/// <summary>
/// Validates a batch: the structure of the file and the rules of single records as it is read, the rules across records at its end.
/// No line is kept. Findings are handed on at the end, by line and, within a line, in the order of the specification's rules.
/// </summary>
/// <remarks>
/// <para>One validator is for one batch, as one reader is: a second call is refused, even where the first one failed or was ended.</para>
/// <para>Not safe for use by several threads at once.</para>
/// </remarks>
public sealed class BatchValidator
{
    private const string Misshapen = "the file as a whole is wrong, as said in the first finding; mend that first";
    private const string Unclaimed = "no code evaluates it: neither its check nor a class of rules across records claims it";

    private readonly CompiledSpecification _specification;
    private readonly FindingCollector _collector;
    private readonly IBatchRules? _batchRules;
    private readonly IRegisters? _registers;
    private readonly List<Finding> _findings = [];
    private readonly RecordOrder _order;
    private readonly FileRuleBook _rules;
    private readonly ShapeEvidence _evidence;
    private readonly FileShape _shape;
    private readonly FindingNotes _notes = new();
    private int _errors;
    private int _warnings;
    private int _cascades;
    private bool _findsAcross = true;
    private bool _isUsed;

    /// <summary>A validator for one batch.</summary>
    /// <param name="specification">The specification that the batch follows.</param>
    /// <param name="context">What the run knows besides the batch.</param>
    /// <param name="registers">The state's registers; without them the rules that need them are reported as not evaluated.</param>
    public BatchValidator(CompiledSpecification specification, SubmissionContext context, IRegisters? registers = null)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(context);
        _specification = specification;
        _registers = registers;
        _batchRules = specification.BatchRules?.Invoke(specification, context, registers);
        _collector = new FindingCollector(context);
        _rules = specification.FileBook;
        Contents = new BatchContents(specification);
        _order = new RecordOrder(specification, _collector, _rules);
        _evidence = new ShapeEvidence(specification, context);
        _shape = new FileShape(_evidence);
    }

    /// <summary>What the batch holds: all of it once the first finding is handed on.</summary>
    public BatchContents Contents { get; }

    /// <summary>Whether findings that only follow from another record's are reported too.</summary>
    public bool IncludesCascades { get; init; } = true;

    /// <summary>
    /// Whether the file is judged as a whole first: what makes many lines wrong at once, such as another delimiter, is then one finding, which
    /// comes before all others, and the lines that it explains are refused without findings of their own.
    /// </summary>
    public bool JudgesShape { get; init; } = true;

    /// <summary>How many threads may work at a time: by default as many as there are processors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int MaxDegreeOfParallelism
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = Environment.ProcessorCount;

    /// <summary>Reads the batch to its end and hands each finding to <paramref name="report"/>.</summary>
    /// <param name="reader">A reader of which nothing has been read; nobody else may read it meanwhile.</param>
    /// <param name="report">Takes each finding.</param>
    /// <param name="cancellationToken">Ends the validation at the next line, family of rules or finding.</param>
    /// <exception cref="IOException">The batch cannot be read.</exception>
    /// <exception cref="ArgumentException">The reader has read lines already, or reads batches of another specification.</exception>
    /// <exception cref="InvalidOperationException">The validator has validated a batch already.</exception>
    /// <exception cref="OperationCanceledException">The validation was ended.</exception>
    public ValidationSummary Validate(BatchReader reader, Action<Finding> report, CancellationToken cancellationToken = default)
    {
        using var queues = Begin(reader, report, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        while (reader.Read())
        {
            ValidateLine(reader, queues);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return End(reader, queues, report, cancellationToken);
    }

    /// <inheritdoc cref="Validate(BatchReader, Action{Finding}, CancellationToken)"/>
    public Task<ValidationSummary> ValidateAsync(BatchReader reader, Action<Finding> report, CancellationToken cancellationToken = default) =>
        ValidateAsync(reader, Begin(reader, report, cancellationToken), report, cancellationToken);

    private async Task<ValidationSummary> ValidateAsync(BatchReader reader, RecordQueues queues, Action<Finding> report, CancellationToken cancellationToken)
    {
        using (queues)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                ValidateLine(reader, queues);
                cancellationToken.ThrowIfCancellationRequested();
            }

            return End(reader, queues, report, cancellationToken);
        }
    }

    private RecordQueues Begin(BatchReader reader, Action<Finding> report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(report);
        if (reader.LinesRead > 0)
        {
            throw new ArgumentException($"The reader has read {reader.LinesRead} lines already, which would be missing; validate a batch from its first line.", nameof(reader));
        }

        if (reader.Specification != _specification)
        {
            throw new ArgumentException($"The reader reads batches of {reader.Specification}, the validator validates those of {_specification}.", nameof(reader));
        }

        if (Interlocked.Exchange(ref _isUsed, true))
        {
            throw new InvalidOperationException("The validator has validated a batch already; make another one for the next batch.");
        }

        // What the reader takes for clean must be so in this run.
        reader.CheckRun = new CheckRun(_collector.Context);
        var isParallel = MaxDegreeOfParallelism > 1;
        return new RecordQueues(
            _batchRules is null ? null : new RecordQueue(_batchRules.Add, isParallel, cancellationToken),
            new RecordQueue((line, _, number, _) => _evidence.LookAtOnce(line.Bytes, number), isParallel, cancellationToken));
    }

    private void ValidateLine(BatchReader reader, RecordQueues queues)
    {
        var line = reader.Current;
        if (JudgesShape && _evidence.ExplainsForm(reader))
        {
            ValidateSpoiledLine(reader, line, queues.Spoiled);
            return;
        }

        _collector.Begin(reader.LineNumber, reader.Record);
        if (reader.Record is { } record)
        {
            Follow(line, record, reader.LineNumber);
            Contents.Take(line, record, reader.LineNumber);
            if (JudgesShape && !reader.IsClean && ExplainsAtOnce(line, record, reader.LineNumber, queues.Spoiled))
            {
                return;
            }

            if (record is CompiledRecord compiled)
            {
                compiled.Apply(line, _collector, reader.IsClean);
            }

            HandOn(line, record, reader.LineNumber, queues.Rules);
        }
        else
        {
            Refuse(reader);
            if (reader.RefusedRecord is { } refused)
            {
                // It still is the record that it says it is: what depends on it follows from it.
                Follow(line, refused, reader.LineNumber);
                HandOn(line, refused, reader.LineNumber, queues.Rules);
            }
        }

        if (_collector.Findings.Count > 0)
        {
            // What is surely explained is not kept, or a spoiled file would fill the memory.
            if (!JudgesShape || !Look(reader, queues.Spoiled))
            {
                Keep();
            }
        }
    }

    /// <summary>Validates a line whose findings nobody will see, since its form explains them: what the form shows is gathered on a second thread.</summary>
    private void ValidateSpoiledLine(BatchReader reader, RecordLine line, RecordQueue queue)
    {
        var record = reader.Record ?? reader.RefusedRecord!;
        _collector.Begin(reader.LineNumber, record);
        Follow(line, record, reader.LineNumber);
        if (reader.Record is null)
        {
            _evidence.Refuse(reader.LineNumber);
        }
        else
        {
            Contents.Take(line, record, reader.LineNumber);
        }

        // The line may begin a second batch, of which nothing is said.
        if (_evidence.SecondBatch == 0 && (reader.Record is null || _collector.Findings.Count > 0 || IsFound(line, record)))
        {
            queue.Add(line, record, reader.LineNumber, isValid: false);
        }
    }

    /// <summary>Whether the rules of a record find anything in a line.</summary>
    private bool IsFound(RecordLine line, RecordInfo record)
    {
        if (record is not CompiledRecord compiled)
        {
            return false;
        }

        _notes.Clear();
        _collector.Notes = _notes;
        compiled.FieldRules(line, _collector);
        if (_notes.Count == 0)
        {
            compiled.ApplyRecordRules(line, _collector);
        }

        _collector.Notes = null;
        return _notes.Count > 0;
    }

    private bool ExplainsAtOnce(RecordLine line, RecordInfo record, int number, RecordQueue spoiled)
    {
        spoiled.Drain();
        return _evidence.ExplainsAtOnce(line, record, number);
    }

    private bool Look(BatchReader reader, RecordQueue spoiled)
    {
        spoiled.Drain();
        return _evidence.Look(reader, _collector);
    }

    private void Follow(RecordLine line, RecordInfo record, int number)
    {
        _order.Follow(line, record);
        if (JudgesShape)
        {
            _evidence.Follow(record, number);
        }
    }

    private void HandOn(RecordLine line, RecordInfo record, int number, RecordQueue? queue)
    {
        if (_evidence.SecondBatch == 0 && !_evidence.IsSurelyBroken)
        {
            queue?.Add(line, record, number, !_collector.HasErrors);
        }
    }

    private void Refuse(BatchReader reader)
    {
        var line = reader.Current;
        _collector.Begin(reader.LineNumber, reader.RefusedRecord);
        var rule = reader.Problem switch
        {
            LineProblem.Blank => _rules.Blank,
            LineProblem.TooLong => _rules.TooLong,
            LineProblem.Nul => _rules.Nul,
            LineProblem.InvalidUtf8 => _rules.InvalidUtf8,
            LineProblem.TooManyFields => _rules.TooManyFields,
            LineProblem.ExtraBytes => _rules.ExtraBytes,
            _ => _rules.UnknownRecordType,
        };

        var (value, other) = RefusedValue.Of(reader);
        _collector.Add(line, rule, value, other, RefusedValue.FieldOf(reader));
    }

    private void Keep()
    {
        _collector.Sort();
        _findings.AddRange(_collector.Findings);
    }

    /// <summary>Hands on the findings of single records and those across records, both by line, as one list.</summary>
    private void Report(Action<Finding> report, CancellationToken cancellationToken)
    {
        var next = 0;
        foreach (var finding in _findsAcross ? _batchRules?.Evaluate(MaxDegreeOfParallelism, cancellationToken).Where(finding => !_shape.Explains(finding.Line)) ?? [] : [])
        {
            while (next < _findings.Count && IsBefore(_findings[next], finding))
            {
                Report(_findings[next++], report, cancellationToken);
            }

            Report(finding with { CausedBy = _shape.CauseOf(finding) }, report, cancellationToken);
        }

        while (next < _findings.Count)
        {
            Report(_findings[next++], report, cancellationToken);
        }
    }

    private static bool IsBefore(in Finding single, in Finding across)
    {
        // On the line of a student record stand findings of two record types; the one in the file comes first.
        var isSameRecord = string.Equals(single.Rule.Record, across.Rule.Record, StringComparison.Ordinal);
        return single.Line < across.Line || (single.Line == across.Line && (!isSameRecord || single.Rule.Order < across.Rule.Order));
    }

    private void Report(in Finding finding, Action<Finding> report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (finding.CausedBy is not null && !IncludesCascades)
        {
            return;
        }

        _cascades += finding.CausedBy is null ? 0 : 1;
        if (finding.Severity == Severity.Error)
        {
            _errors++;
        }
        else
        {
            _warnings++;
        }

        report(finding);
    }

    private ValidationSummary End(BatchReader reader, RecordQueues queues, Action<Finding> report, CancellationToken cancellationToken)
    {
        queues.Rules?.Complete();
        queues.Spoiled.Complete();
        _registers?.WaitUntilReady(cancellationToken);
        if (reader.RecordsRead == 0)
        {
            _collector.Begin(Math.Max(1, reader.LinesRead), record: null);
            _collector.Add(default, _rules.Empty, value: null);
            Keep();
        }

        var refused = JudgeShape(reader, report, cancellationToken);
        _findings.RemoveAll(finding => !_order.Holds(finding) || _shape.Explains(finding.Line));
        Report(report, cancellationToken);
        return new ValidationSummary
        {
            RecordsRead = reader.LinesRead - refused,
            RecordsRefused = refused,
            Errors = _errors,
            Warnings = _warnings,
            Cascades = _cascades,
            NotEvaluated =
            [
                .. _specification.Rules
                    .Where(rule => rule.Status != RuleStatus.Inactive && !_specification.Evaluates(rule))
                    .Select(rule => new RuleNotEvaluated(rule, rule.Needs is { } needs ? "it needs " + needs : Unclaimed)),
                .. _findsAcross ? _batchRules?.NotEvaluated ?? [] : _batchRules!.Claims.Distinct().OrderBy(rule => rule.Order).Select(rule => new RuleNotEvaluated(rule, Misshapen)),
            ],
        };
    }

    /// <summary>
    /// Judges the file as a whole. Where much of it is explained so, or its end is missing, rules across records would only find what is
    /// missing; they are not evaluated.
    /// </summary>
    /// <returns>How many lines are refused.</returns>
    private int JudgeShape(BatchReader reader, Action<Finding> report, CancellationToken cancellationToken)
    {
        if (!JudgesShape)
        {
            return reader.RecordsRefused;
        }

        _shape.Judge(reader);
        foreach (var verdict in _shape.Verdicts)
        {
            var keys = verdict.Record is null ? RecordKeys.None : new RecordKeys { Record = verdict.Record };
            Report(new Finding(_rules.Of(verdict.Kind), Field: null, verdict.Line, keys, verdict.Evidence.Length == 0 ? null : verdict.Evidence) { OtherValues = [verdict.Extent] }, report, cancellationToken);
        }

        _findsAcross = _batchRules is null || !_shape.IsBroken(reader.LinesRead);
        return _shape.CountRefused(reader.LinesRead);
    }

    /// <summary>The records on their way to the rules across records, and the lines of a spoiled file to those who look at its form.</summary>
    private sealed record RecordQueues(RecordQueue? Rules, RecordQueue Spoiled) : IDisposable
    {
        public void Dispose()
        {
            Rules?.Dispose();
            Spoiled.Dispose();
        }
    }
}
