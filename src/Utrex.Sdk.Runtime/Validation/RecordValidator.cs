using System.Runtime.CompilerServices;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation;

/// <summary>
/// Validates typed records one by one, before they are written: the rules of single fields and those over the fields of a record.
/// Rules across records need the whole batch, and a <see cref="BatchValidator"/>. A clean record allocates nothing.
/// </summary>
/// <remarks>
/// <para>The record is formatted as a line first, so that there is one validator and one truth.</para>
/// <para>Not safe for use by several threads at once.</para>
/// </remarks>
public sealed class RecordValidator
{
    private readonly RecordWriter _writer = new(RecordLayout.Delimited);
    private readonly FindingCollector _collector;
    private int[] _ends = [];

    /// <summary>A validator for the records of one school.</summary>
    /// <param name="context">What the run knows besides the records.</param>
    /// <param name="asOf">The day of the extract, as the district record will have it; without it, rules that need it find nothing.</param>
    /// <param name="lastDayOfSchool">The school's last day; without it, rules that need it find nothing.</param>
    public RecordValidator(SubmissionContext context, DateOnly? asOf = null, DateOnly? lastDayOfSchool = null)
    {
        _collector = new FindingCollector(context);
        _collector.EnterLea(default, asOf);
        _collector.EnterSchool(default, lastDayOfSchool);
    }

    /// <summary>The findings on a record, in the order of the specification's rules; their line is 1.</summary>
    /// <exception cref="FieldFormatException">A value cannot stand in a batch file; the message names record and field.</exception>
    public IReadOnlyList<Finding> Validate<TRecord>(in TRecord record)
        where TRecord : struct, IRecord<TRecord>
    {
        var info = TRecord.Info;
        Unsafe.AsRef(in record).WriteTo(_writer); // a generic call would copy the record first
        if (_ends.Length < info.Fields.Count)
        {
            _ends = new int[info.Fields.Count];
        }

        _collector.Begin(line: 1, info);
        var line = RecordLine.Parse(_writer.Line.Span, _ends);
        (info as CompiledRecord)?.Apply(line, _collector);
        if (_collector.Findings.Count == 0)
        {
            return [];
        }

        _collector.Sort();
        return [.. _collector.Findings];
    }
}
