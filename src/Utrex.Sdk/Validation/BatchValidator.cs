using System.Text;
using Utrex.Sdk.IO;
using Utrex.Sdk.Reference;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation;

/// <summary>
/// Validates a batch: the structure of the file and the rules of single records as it is read, the rules across records at its end.
/// No line is kept. Findings are handed on at the end, by line and, within a line, in the order of the specification's rules.
/// </summary>
public sealed class BatchValidator
{
    private const string NotImplemented = "not implemented in this version";
    private const int LongestStart = 16;

    private readonly SpecificationInfo _specification;
    private readonly FindingCollector _collector;
    private readonly IBatchRules? _batchRules;
    private readonly List<Finding> _findings = [];
    private readonly RecordInfo? _first;
    private readonly RecordInfo? _group;
    private bool _seenFirst;
    private bool _seenGroup;
    private bool _reportedGroup;
    private int _errors;
    private int _warnings;
    private int _cascades;

    /// <summary>A validator for one batch.</summary>
    /// <param name="specification">The specification that the batch follows.</param>
    /// <param name="context">What the run knows besides the batch.</param>
    /// <param name="reference">The state's registers; without them the rules that need them are reported as not evaluated.</param>
    public BatchValidator(SpecificationInfo specification, SubmissionContext context, IReferenceData? reference = null)
    {
        _specification = specification;
        _batchRules = specification.BatchRules?.Invoke(context, reference ?? NoReferenceData.Instance);
        _collector = new FindingCollector(context);
        _first = specification.FirstRecord is { } first ? specification.FindRecord(first) : null;
        _group = specification.GroupRecord is { } group ? specification.FindRecord(group) : null;
    }

    /// <summary>Whether findings that only follow from another record's are reported too.</summary>
    public bool IncludesCascades { get; init; } = true;

    /// <summary>How many threads may work at a time: by default as many as there are processors.</summary>
    public int MaxDegreeOfParallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Reads the batch to its end and hands each finding to <paramref name="report"/>.</summary>
    /// <exception cref="IOException">The batch cannot be read.</exception>
    public ValidationSummary Validate(BatchReader reader, Action<Finding> report)
    {
        using var queue = Begin(reader);
        while (reader.Read())
        {
            ValidateLine(reader, queue);
        }

        return End(reader, queue, report);
    }

    /// <summary>Reads the batch to its end and hands each finding to <paramref name="report"/>.</summary>
    /// <exception cref="IOException">The batch cannot be read.</exception>
    public async Task<ValidationSummary> ValidateAsync(BatchReader reader, Action<Finding> report, CancellationToken cancellationToken = default)
    {
        using var queue = Begin(reader);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            ValidateLine(reader, queue);
        }

        return End(reader, queue, report);
    }

    private RecordQueue? Begin(BatchReader reader)
    {
        reader.CheckRun ??= new CheckRun(_collector.Context);
        return _batchRules is null ? null : new RecordQueue(_batchRules, isParallel: MaxDegreeOfParallelism > 1);
    }

    private void ValidateLine(BatchReader reader, RecordQueue? queue)
    {
        var line = reader.Current;
        _collector.Begin(reader.LineNumber, reader.Record);
        if (reader.Record is { } record)
        {
            CheckPlace(line, record);
            if (!reader.IsClean)
            {
                record.FieldRules?.Invoke(line, _collector);
            }

            record.RecordRules?.Invoke(line, _collector);
            queue?.Add(line, record, reader.LineNumber, !_collector.HasErrors);
        }
        else
        {
            Refuse(reader);
        }

        Keep();
    }

    /// <summary>Follows the order that a batch must have: the record of the whole first, then groups.</summary>
    private void CheckPlace(RecordLine line, RecordInfo record)
    {
        if (!_seenFirst)
        {
            _seenFirst = true;
            if (_first is not null && record != _first)
            {
                _collector.Add(line, FileRules.DistrictRecordNotFirst, value: null);
            }
        }

        if (record == _first)
        {
            _collector.EnterLea(Key(line, record, FieldKey.Lea), AsOf(line, record));
        }
        else if (record == _group)
        {
            _seenGroup = true;
            var last = Scalars.MonthDay(Key(line, record, FieldKey.LastDayOfSchool));
            _collector.EnterSchool(Key(line, record, FieldKey.School), last.HasValue ? last.Value.ToDate(_collector.Context.SchoolYear) : null);
        }
        else if (_group is not null && !_seenGroup && !_reportedGroup)
        {
            // One finding for all records before the first group: they share one cause.
            _reportedGroup = true;
            _collector.Add(line, FileRules.RecordBeforeSchool, value: null);
        }
    }

    private static DateOnly? AsOf(RecordLine line, RecordInfo record)
    {
        var value = Scalars.DateTime(Key(line, record, FieldKey.AsOfDate));
        return value.HasValue ? DateOnly.FromDateTime(value.Value) : null;
    }

    private static ReadOnlySpan<byte> Key(RecordLine line, RecordInfo record, FieldKey key) =>
        record.FindKey(key) is { } field ? line.Field(field) : default;

    private void Refuse(BatchReader reader)
    {
        var rule = reader.Problem switch
        {
            LineProblem.Blank => FileRules.Blank,
            LineProblem.TooLong => FileRules.TooLong,
            LineProblem.Nul => FileRules.Nul,
            LineProblem.InvalidUtf8 => FileRules.InvalidUtf8,
            LineProblem.TooManyFields => FileRules.TooManyFields,
            LineProblem.ExtraBytes => FileRules.ExtraBytes,
            _ => FileRules.UnknownRecordType,
        };

        // The start of the line tells what it is; more of it could be personal.
        var start = rule == FileRules.UnknownRecordType ? reader.Line[..Math.Min(3, reader.Line.Length)] : default;
        _collector.Add(default, rule, start.IsEmpty ? null : Printable(start));
    }

    private static string Printable(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(LongestStart);
        foreach (var c in Encoding.UTF8.GetString(bytes))
        {
            text.Append(char.IsControl(c) ? '?' : c);
        }

        return text.ToString();
    }

    private void Keep()
    {
        if (_collector.Findings.Count > 0)
        {
            _collector.Sort();
            _findings.AddRange(_collector.Findings);
        }
    }

    /// <summary>Hands on the findings of single records and those across records, both by line, as one list.</summary>
    private void Report(Action<Finding> report)
    {
        var next = 0;
        foreach (var finding in _batchRules?.Evaluate(MaxDegreeOfParallelism) ?? [])
        {
            while (next < _findings.Count && IsBefore(_findings[next], finding))
            {
                Report(_findings[next++], report);
            }

            Report(finding, report);
        }

        while (next < _findings.Count)
        {
            Report(_findings[next++], report);
        }
    }

    private static bool IsBefore(in Finding single, in Finding across)
    {
        // On the line of a student record stand findings of two record types; the one in the file comes first.
        var isSameRecord = string.Equals(single.Rule.Record, across.Rule.Record, StringComparison.Ordinal);
        return single.Line < across.Line || (single.Line == across.Line && (!isSameRecord || single.Rule.Order < across.Rule.Order));
    }

    private void Report(in Finding finding, Action<Finding> report)
    {
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

    private ValidationSummary End(BatchReader reader, RecordQueue? queue, Action<Finding> report)
    {
        queue?.Complete();
        if (reader.RecordsRead == 0)
        {
            _collector.Begin(Math.Max(1, reader.LinesRead), record: null);
            _collector.Add(default, FileRules.Empty, value: null);
            Keep();
        }

        Report(report);
        return new ValidationSummary
        {
            RecordsRead = reader.RecordsRead,
            RecordsRefused = reader.RecordsRefused,
            Errors = _errors,
            Warnings = _warnings,
            Cascades = _cascades,
            NotEvaluated =
            [
                .. _specification.Rules
                    .Where(rule => rule.Status == RuleStatus.Pending)
                    .Select(rule => new RuleNotEvaluated(rule, rule.Kind == RuleKind.Level2 ? "only the state can evaluate it" : NotImplemented)),
                .. _batchRules?.NotEvaluated ?? [],
            ],
        };
    }
}
