using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;
using Utrex.Statewide.Histories;

namespace Utrex.Statewide.Rules;

/// <summary>What the rules find, until the end of the run.</summary>
internal sealed class RuleFindings(SpecificationInfo specification)
{
    private readonly RecordInfo _enrollment = specification.FindRecord(StudentRecord.Info.Id)!;
    private readonly RecordInfo _scram = specification.FindRecord(ScramRecord.Info.Id)!;
    private readonly RecordInfo _membership = specification.FindRecord(CourseMembershipRecord.Info.Id)!;
    private readonly List<StatewideFinding> _findings = [];

    /// <summary>The findings by file and line and, on a line, in the order of the rules.</summary>
    public IReadOnlyList<StatewideFinding> InOrder()
    {
        _findings.Sort(static (one, other) =>
        {
            var order = string.CompareOrdinal(one.Submission.File, other.Submission.File);
            order = order != 0 ? order : string.CompareOrdinal(one.Submission.Lea, other.Submission.Lea);
            order = order != 0 ? order : one.Finding.Line.CompareTo(other.Finding.Line);
            order = order != 0 ? order : one.Finding.Rule.Order.CompareTo(other.Finding.Rule.Order);
            return order != 0 ? order : Compare(one.Others, other.Others);
        });
        return _findings;
    }

    /// <summary>Adds a finding; one of a rule that the year lacks is dropped.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="history">The history.</param>
    /// <param name="record">The record that the finding stands on.</param>
    /// <param name="property">The field that it is about, by its property.</param>
    /// <param name="value">The value of the field.</param>
    /// <param name="severity">How grave it is, where that is not as the rule says.</param>
    /// <param name="others">The records that the record breaks the rule with.</param>
    public void Add(RuleInfo rule, StudentHistory history, HistoryRecord record, string property, string? value, Severity? severity = null, params ReadOnlySpan<HistoryRecord> others)
    {
        if (rule.Status != RuleStatus.Implemented)
        {
            return;
        }

        var info = record switch { Enrollment => _enrollment, Scram => _scram, _ => _membership };
        var keys = new RecordKeys
        {
            Record = info,
            Lea = record.Lea,
            School = record.School,
            Student = record.Student,
            StatewideStudentId = history.SsidOf(record),
            EntryDate = record.EntryText,
            Course = (record as EssentialCourse)?.Course,
        };
        var places = new OtherRecord[others.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = OtherRecord.Of(others[i], history);
        }

        _findings.Add(new StatewideFinding(record.Submission, new Finding(rule, info.FindProperty(property), record.Line, keys, value) { Severity = severity ?? rule.Severity }, places));
    }

    private static int Compare(IReadOnlyList<OtherRecord> one, IReadOnlyList<OtherRecord> other)
    {
        for (var i = 0; i < Math.Min(one.Count, other.Count); i++)
        {
            var order = one[i].SchoolYear.CompareTo(other[i].SchoolYear);
            order = order != 0 ? order : string.CompareOrdinal(TextOf(one[i]), TextOf(other[i]));
            if (order != 0)
            {
                return order;
            }
        }

        return one.Count.CompareTo(other.Count);

        static string TextOf(OtherRecord record) => string.Join('\t', record.Lea, record.EntryDate, record.ScramEntryDate, record.School, record.Student, record.StatewideStudentId);
    }
}
