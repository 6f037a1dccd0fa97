using System.Text;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation;

/// <summary>
/// Validates a batch as a stream, in constant memory: the structure of the file and the rules of single fields.
/// Findings come in the order of the lines and, within a line, of the specification's rules.
/// </summary>
public sealed class BatchValidator
{
    private const string NotImplemented = "not implemented in this version";
    private const int LongestStart = 16;

    private readonly SpecificationInfo _specification;
    private readonly FindingCollector _collector;
    private readonly RecordInfo? _first;
    private readonly RecordInfo? _group;
    private bool _seenFirst;
    private bool _seenGroup;
    private bool _reportedGroup;
    private int _errors;
    private int _warnings;

    /// <summary>A validator for one batch.</summary>
    public BatchValidator(SpecificationInfo specification, SubmissionContext context)
    {
        _specification = specification;
        _collector = new FindingCollector(context);
        _first = specification.FirstRecord is { } first ? specification.FindRecord(first) : null;
        _group = specification.GroupRecord is { } group ? specification.FindRecord(group) : null;
    }

    /// <summary>Reads the batch to its end and hands each finding to <paramref name="report"/>.</summary>
    /// <exception cref="IOException">The batch cannot be read.</exception>
    public ValidationSummary Validate(BatchReader reader, Action<Finding> report)
    {
        while (reader.Read())
        {
            ValidateLine(reader, report);
        }

        return End(reader, report);
    }

    /// <summary>Reads the batch to its end and hands each finding to <paramref name="report"/>.</summary>
    /// <exception cref="IOException">The batch cannot be read.</exception>
    public async Task<ValidationSummary> ValidateAsync(BatchReader reader, Action<Finding> report, CancellationToken cancellationToken = default)
    {
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            ValidateLine(reader, report);
        }

        return End(reader, report);
    }

    private void ValidateLine(BatchReader reader, Action<Finding> report)
    {
        var line = reader.Current;
        _collector.Begin(reader.LineNumber, reader.Record);
        if (reader.Record is { } record)
        {
            CheckPlace(line, record);
            record.FieldRules?.Invoke(line, _collector);
        }
        else
        {
            Refuse(reader);
        }

        Flush(report);
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
            if (record.FindKey(FieldKey.Lea) is { } lea)
            {
                _collector.EnterLea(line.Field(lea));
            }
        }
        else if (record == _group)
        {
            _seenGroup = true;
            if (record.FindKey(FieldKey.School) is { } school)
            {
                _collector.EnterSchool(line.Field(school));
            }
        }
        else if (_group is not null && !_seenGroup && !_reportedGroup)
        {
            // One finding for all records before the first group: they share one cause.
            _reportedGroup = true;
            _collector.Add(line, FileRules.RecordBeforeSchool, value: null);
        }
    }

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

    private void Flush(Action<Finding> report)
    {
        if (_collector.Findings.Count == 0)
        {
            return;
        }

        _collector.Sort();
        foreach (var finding in _collector.Findings)
        {
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
    }

    private ValidationSummary End(BatchReader reader, Action<Finding> report)
    {
        if (reader.RecordsRead == 0)
        {
            _collector.Begin(Math.Max(1, reader.LinesRead), record: null);
            _collector.Add(default, FileRules.Empty, value: null);
            Flush(report);
        }

        return new ValidationSummary
        {
            RecordsRead = reader.RecordsRead,
            RecordsRefused = reader.RecordsRefused,
            Errors = _errors,
            Warnings = _warnings,
            NotEvaluated =
            [
                .. _specification.Rules
                    .Where(rule => rule.Status == RuleStatus.Pending)
                    .Select(rule => new RuleNotEvaluated(rule, rule.Kind == RuleKind.Level2 ? "only the state can evaluate it" : NotImplemented)),
            ],
        };
    }
}
