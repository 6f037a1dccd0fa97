using System.Text;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation;

/// <summary>Follows the order that the records of a batch must have: the record of the whole first, then groups, each record in its own.</summary>
internal sealed class RecordOrder
{
    private readonly FindingCollector _collector;
    private readonly FileRuleBook _rules;
    private readonly RecordInfo? _first;
    private readonly RecordInfo? _group;
    private byte[]? _schoolYear;
    private bool _hasBegun;
    private bool _isReported;

    /// <summary>The order that a specification demands.</summary>
    public RecordOrder(SpecificationInfo specification, FindingCollector collector, FileRuleBook rules)
    {
        _rules = rules;
        _collector = collector;
        _first = specification.FirstRecord is { } first ? specification.FindRecord(first) : null;
        _group = specification.GroupRecord is { } group ? specification.FindRecord(group) : null;
    }

    /// <summary>Checks the place of a record, and turns to the LEA or school that it begins.</summary>
    public void Follow(RecordLine line, RecordInfo record)
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            if (_first is not null && record != _first)
            {
                _collector.Add(line, _rules.OtherRecordFirst, value: null);
            }
        }

        if (record == _first)
        {
            // One of another year says nothing about the day of this batch.
            var schoolYear = Key(line, record, FieldKey.SchoolYear);
            _schoolYear ??= schoolYear.ToArray();
            _collector.EnterLea(Key(line, record, FieldKey.Lea), schoolYear.SequenceEqual(_schoolYear) ? AsOf(line, record) : null);
        }
        else if (record == _group)
        {
            Enter(line, record);
        }
        else if (_group is not null)
        {
            CheckGroup(line, record);
        }
    }

    /// <summary>Whether a finding holds that only the whole batch could decide: the school of a misplaced record stands somewhere in it.</summary>
    public bool Holds(in Finding finding) => finding.Rule != _rules.RecordUnderOtherGroup || _collector.HasSchool(finding.Value!);

    private void Enter(RecordLine line, RecordInfo record)
    {
        var school = Key(line, record, FieldKey.School);
        var last = Scalars.MonthDay(Key(line, record, FieldKey.LastDayOfSchool));
        _collector.EnterSchool(school, last.HasValue ? last.Value.ToDate(_collector.Context.SchoolYear) : null);
        _isReported = false;
    }

    private void CheckGroup(RecordLine line, RecordInfo record)
    {
        // One finding for all records that share one cause.
        if (_isReported)
        {
            return;
        }

        if (_collector.CurrentSchool is not { } current)
        {
            _isReported = true;
            _collector.Add(line, _rules.RecordBeforeGroup, value: null);
            return;
        }

        var school = Key(line, record, FieldKey.School);
        if (!school.IsEmpty && current.Length > 0 && !school.SequenceEqual(current))
        {
            _isReported = true;
            _collector.Add(line, _rules.RecordUnderOtherGroup, Encoding.UTF8.GetString(school));
        }
    }

    private static DateOnly? AsOf(RecordLine line, RecordInfo record)
    {
        var value = Scalars.DateTime(Key(line, record, FieldKey.AsOfDate));
        return value.HasValue ? DateOnly.FromDateTime(value.Value) : null;
    }

    private static ReadOnlySpan<byte> Key(RecordLine line, RecordInfo record, FieldKey key) =>
        record.FindKey(key) is { } field ? line.Field(field) : default;
}
