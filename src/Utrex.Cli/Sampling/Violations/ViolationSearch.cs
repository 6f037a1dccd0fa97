using Utrex.Sdk;
using Utrex.Sdk.Reference;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>
/// Finds a change of one record that breaks a rule and as few others as possible: values are tried on the record alone, and what
/// looks right there is tried on the whole batch. The validator is the judge.
/// </summary>
internal sealed class ViolationSearch(EditableBatch batch, SampleCalendar calendar, SubmissionContext context, IReferenceData reference)
{
    private const int MostRecords = 60;
    private const int MostPairRecords = 12;
    private const int MostPairValues = 40;
    private const int MostTrials = 40;

    private readonly Dictionary<EditableRecord, EditableRecord> _schools = SchoolsOf(batch);

    /// <summary>Changes the batch so that it breaks the rule.</summary>
    /// <returns>Whether a change was found.</returns>
    public bool Apply(RuleInfo rule, Violation violation)
    {
        if (rule.Kind is not (RuleKind.Field or RuleKind.Record))
        {
            return false;
        }

        var allowed = violation.With.Append(rule.Id).ToHashSet(StringComparer.Ordinal);
        var candidates = new Candidates(calendar, violation);
        var records = batch.Records.FindAll(record => string.Equals(record.Info.Id, rule.Record, StringComparison.Ordinal));
        var step = Math.Max(1, records.Count / MostRecords);
        var chosen = records.Where((_, i) => i % step == 0).Take(MostRecords).ToList();
        var trials = 0;
        return chosen.Exists(record => Try(record, Singles(record, Fields(record, rule, candidates), candidates)))
            || chosen.Take(MostPairRecords).Any(record => Try(record, Pairs(record, Fields(record, rule, candidates), candidates)));

        bool Try(EditableRecord record, IEnumerable<(FieldInfo Field, string Value)[]> changes)
        {
            var before = record.Copy();
            foreach (var change in changes)
            {
                foreach (var (field, value) in change)
                {
                    record[field] = value;
                }

                // The record alone tells most; only what looks right there is worth a look at the whole batch.
                if (BrokenBy(record) is var broken && broken.Contains(rule) && broken.TrueForAll(other => allowed.Contains(other.Id)) && trials++ < MostTrials && batch.Breaks(rule, violation, context, reference))
                {
                    return true;
                }

                record.Restore(before);
            }

            return false;
        }
    }

    /// <summary>What a record breaks by itself.</summary>
    private List<RuleInfo> BrokenBy(EditableRecord record)
    {
        var collector = new FindingCollector(context);
        collector.EnterLea(default, calendar.AsOf);
        if (_schools.TryGetValue(record, out var school))
        {
            var last = Scalars.MonthDay(System.Text.Encoding.UTF8.GetBytes(school["LAST DAY OF SCHOOL"]));
            collector.EnterSchool(System.Text.Encoding.UTF8.GetBytes(school["SCHOOL NUMBER"]), last.HasValue ? last.Value.ToDate(context.SchoolYear) : null);
        }

        Span<int> ends = stackalloc int[record.Info.Fields.Count];
        collector.Begin(1, record.Info);
        var line = RecordLine.Parse(record.ToLine(), ends);
        record.Info.FieldRules?.Invoke(line, collector);
        record.Info.RecordRules?.Invoke(line, collector);
        return [.. collector.Findings.Select(finding => finding.Rule)];
    }

    private static IEnumerable<(FieldInfo Field, string Value)[]> Singles(EditableRecord record, List<FieldInfo> fields, Candidates candidates) =>
        fields.SelectMany(field => candidates.Of(record, field).Select(value => new[] { (field, value) }));

    private static IEnumerable<(FieldInfo Field, string Value)[]> Pairs(EditableRecord record, List<FieldInfo> fields, Candidates candidates)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            for (var j = i + 1; j < fields.Count; j++)
            {
                foreach (var first in candidates.Of(record, fields[i]).Take(MostPairValues))
                {
                    foreach (var second in candidates.Of(record, fields[j]).Take(MostPairValues))
                    {
                        yield return [(fields[i], first), (fields[j], second)];
                    }
                }
            }
        }
    }

    private static Dictionary<EditableRecord, EditableRecord> SchoolsOf(EditableBatch batch)
    {
        var schools = new Dictionary<EditableRecord, EditableRecord>();
        EditableRecord? school = null;
        foreach (var record in batch.Records)
        {
            school = string.Equals(record.Info.Id, UtrexSpecification.Current.GroupRecord, StringComparison.Ordinal) ? record : school;
            if (school is not null)
            {
                schools[record] = school;
            }
        }

        return schools;
    }

    private static List<FieldInfo> Fields(EditableRecord record, RuleInfo rule, Candidates candidates) =>
        [.. candidates.Fields.Concat(rule.Fields).Prepend(rule.Field).OfType<string>().Distinct(StringComparer.Ordinal).Select(record.Info.FindField).OfType<FieldInfo>()];
}
