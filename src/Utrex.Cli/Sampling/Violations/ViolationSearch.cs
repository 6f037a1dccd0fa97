using System.Text;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>
/// Finds a change of one record that breaks a rule and as few others as possible: values are tried on the record alone, and what
/// looks right there is tried on the batch. The validator is the judge.
/// </summary>
/// <param name="sample">The clean sample.</param>
/// <param name="part">The part of it whose records are tried.</param>
/// <param name="claims">What belongs to other violations of the batch.</param>
/// <param name="accepts">Whether the result is what was wanted.</param>
internal sealed class ViolationSearch(CleanSample sample, int part, Claims claims, Func<BatchChanges, EditValues, bool> accepts)
{
    private const int MostRecords = 60;
    private const int MostPairRecords = 12;
    private const int MostPairValues = 40;
    private const int MostTrials = 40;

    // Rules that can be broken in a batch are so after a few thousand at most.
    private const int MostValues = 8_000;

    private int _trials;
    private int _values;
    private FindingCollector? _collector;
    private (string Number, string LastDay)? _entered;

    /// <summary>Changes a record so that it breaks the rule.</summary>
    /// <returns>Whether a change was found.</returns>
    public bool Apply(RuleInfo rule, Violation violation, BatchChanges changes, EditValues values)
    {
        if (rule.Kind is not (RuleKind.Field or RuleKind.Record))
        {
            return false;
        }

        var allowed = violation.With.Append(rule.Id).ToHashSet(StringComparer.Ordinal);
        var candidates = new Candidates(sample.Calendar, violation);
        var (start, end) = sample.Part(part);
        var numbers = claims.Free(sample.Records, sample.OfType(rule.Record)).Where(number => number >= start && number < end && changes.Current(sample.Records, number) is not null).ToList();
        var chosen = Choose(numbers, number => KindOf(changes.Current(sample.Records, number)!, rule, candidates));
        return chosen.Exists(number => Try(number, Singles)) || chosen.Take(MostPairRecords).Any(number => Try(number, Pairs));

        bool Try(int number, Func<EditableRecord, List<FieldInfo>, Candidates, IEnumerable<(FieldInfo Field, string Value)[]>> changesOf)
        {
            var before = changes.Current(sample.Records, number)!;
            var record = before.Copy();
            var school = record.Info == SchoolRecord.Info ? record : sample.Records.SchoolOf(number) is >= 0 and var place ? changes.Current(sample.Records, place) : null;
            var already = BrokenBy(before, school);
            foreach (var change in changesOf(before, Fields(before, rule, candidates), candidates).TakeWhile(_ => _values++ < MostValues))
            {
                foreach (var (field, value) in change)
                {
                    record[field] = value;
                }

                // The record alone tells most; only what looks right there is worth a look at the batch.
                if (BrokenBy(record, school) is var broken && broken.Contains(rule) && broken.TrueForAll(other => allowed.Contains(other.Id) || already.Contains(other))
                    && _trials++ < MostTrials && record.Copy() is var changed && accepts(changes.Change(number, changed), values.With(changed)))
                {
                    return true;
                }

                foreach (var (field, _) in change)
                {
                    record[field] = before[field];
                }
            }

            return false;
        }
    }

    /// <summary>Records of different kinds first, then some of all parts of the batch.</summary>
    private static List<int> Choose(List<int> numbers, Func<int, string> kindOf)
    {
        var step = Math.Max(1, numbers.Count / MostRecords);
        return [.. numbers.DistinctBy(kindOf, StringComparer.Ordinal).Take(MostRecords).Concat(numbers.Where((_, i) => i % step == 0).Take(MostRecords)).Distinct()];
    }

    /// <summary>What records have in common that a rule will not tell apart, or seldom: the codes of the fields that it reads, and which others are blank.</summary>
    private static string KindOf(EditableRecord record, RuleInfo rule, Candidates candidates) =>
        string.Join('|', Fields(record, rule, candidates).Select(field => field.Codes is not null || record[field].Length == 0 ? record[field] : "*"));

    /// <summary>What a record breaks by itself.</summary>
    private List<RuleInfo> BrokenBy(EditableRecord record, EditableRecord? school)
    {
        var collector = CollectorIn(school);
        Span<int> ends = stackalloc int[record.Info.Fields.Count];
        collector.Begin(1, record.Info);
        var line = RecordLine.Parse(record.ToLine(), ends);
        ((CompiledRecord)record.Info).Apply(line, collector);
        return [.. collector.Findings.Select(finding => finding.Rule)];
    }

    /// <summary>A collector in a school. What the school's days leave of the rules takes longer to find out than what a record breaks, so records of one school share it.</summary>
    private FindingCollector CollectorIn(EditableRecord? school)
    {
        (string Number, string LastDay)? entered = school is null ? null : (school["SCHOOL NUMBER"], school["LAST DAY OF SCHOOL"]);
        if (_collector is null || entered != _entered)
        {
            _collector = new FindingCollector(sample.Context);
            _collector.EnterLea(default, sample.Calendar.AsOf);
            _entered = entered;
            if (entered is { } named)
            {
                var last = Scalars.MonthDay(Encoding.UTF8.GetBytes(named.LastDay));
                _collector.EnterSchool(Encoding.UTF8.GetBytes(named.Number), last.HasValue ? last.Value.ToDate(sample.Context.SchoolYear) : null);
            }
        }

        return _collector;
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

    private static List<FieldInfo> Fields(EditableRecord record, RuleInfo rule, Candidates candidates) =>
        [.. candidates.Fields.Concat(rule.Fields).Prepend(rule.Field).OfType<string>().Distinct(StringComparer.Ordinal).Select(record.Info.FindField).OfType<FieldInfo>()];
}
