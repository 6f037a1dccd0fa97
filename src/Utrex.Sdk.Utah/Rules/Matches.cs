using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>Each record belongs to the LEA of the batch, to a school in it, and to a student who is enrolled in that school.</summary>
internal sealed class Matches(RuleClaims claims) : BatchRule(claims)
{
    private const string Lea = "040";
    private const string School = "041";
    private const string Enrollment = "042";

    private static readonly (RecordInfo Record, Action<Match, BatchIndex> Check)[] Records =
    [
        (SchoolRecord.Info, (match, index) => match.Check(SchoolRecord.Info, index.Schools)),
        (StudentRecord.Info, (match, index) => match.Check(StudentRecord.Info, index.Enrollments)),
        (StudentRecord.Info, (match, index) => match.Check(StudentRecord.Info, index.Changes)),
        (ScramRecord.Info, (match, index) => match.Check(ScramRecord.Info, index.Scrams)),
        (YouthInCareRecord.Info, (match, index) => match.Check(YouthInCareRecord.Info, index.YouthInCare)),
        (CourseMasterRecord.Info, (match, index) => match.Check(CourseMasterRecord.Info, index.Courses)),
        (CourseMembershipRecord.Info, (match, index) => match.Check(CourseMembershipRecord.Info, index.Memberships)),
        (IncidentRecord.Info, (match, index) => match.Check(IncidentRecord.Info, index.Incidents)),
        (IncidentAssociationRecord.Info, (match, index) => match.Check(IncidentAssociationRecord.Info, index.IncidentStudents)),
        (StudentTranscriptRecord.Info, (match, index) => match.Check(StudentTranscriptRecord.Info, index.Transcripts)),
        (TranscriptAssessmentRecord.Info, (match, index) => match.Check(TranscriptAssessmentRecord.Info, index.TranscriptTests)),
        (TranscriptCourseRecord.Info, (match, index) => match.Check(TranscriptCourseRecord.Info, index.TranscriptCourses)),
        (TranscriptGradeRecord.Info, (match, index) => match.Check(TranscriptGradeRecord.Info, index.TranscriptGrades)),
    ];

    private readonly IReadOnlyList<RuleInfo> _rules = claims.Claim(rule =>
        rule.Number is Lea or School or Enrollment && Array.Exists(Records, entry => string.Equals(entry.Record.Id, rule.Record, StringComparison.Ordinal)));

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var match = new Match(index, findings, _rules);
        foreach (var (_, check) in Records)
        {
            check(match, index);
        }
    }

    private sealed class Match
    {
        private readonly BatchIndex _index;
        private readonly BatchFindings _findings;
        private readonly IReadOnlyList<RuleInfo> _rules;
        private readonly TextSet _leas;
        private readonly PairTable _changes;
        private readonly bool _hasLea;

        public Match(BatchIndex index, BatchFindings findings, IReadOnlyList<RuleInfo> rules)
        {
            _index = index;
            _findings = findings;
            _rules = rules;
            _leas = new TextSet(index.Texts);
            foreach (ref readonly var district in index.Districts)
            {
                _leas.Add(district.Key.Lea);
                _hasLea |= !district.Key.Lea.IsBlank;
            }

            _changes = new PairTable(index.Changes.Count);
            foreach (ref readonly var change in index.Changes)
            {
                _changes.TryAdd(change.Key.Student, change.Key.School, change.Key.Line);
            }
        }

        public void Check<T>(RecordInfo record, Rows<T> entries)
            where T : struct, IEntry
        {
            var lea = Find(record, Lea);
            var school = Find(record, School);
            var enrollment = Find(record, Enrollment);
            var last = default(RecordKey);
            foreach (ref readonly var entry in entries)
            {
                var key = entry.Key;
                if (key.Lea == last.Lea && key.Placement == last.Placement)
                {
                    // The record before it had the same, and nothing was found.
                    continue;
                }

                var found = _findings.Count;
                if (lea is not null && !key.Lea.IsBlank && _hasLea && !_leas.Contains(key.Lea))
                {
                    _findings.Add(lea, key, key.Lea);
                }

                if (school is not null && !key.School.IsBlank && _index.FindSchool(key.School) is null)
                {
                    _findings.Add(school, key, key.School);
                }

                if (enrollment is not null && !key.Student.IsBlank && !key.School.IsBlank && _index.FindPlacement(key) is null && !_changes.Contains(key.Student, key.School))
                {
                    _findings.Add(enrollment, key, key.Student, others: [key.School]);
                }

                last = _findings.Count == found ? key : default;
            }
        }

        private RuleInfo? Find(RecordInfo record, string number) => _rules.FirstOrDefault(rule =>
            string.Equals(rule.Record, record.Id, StringComparison.Ordinal) && string.Equals(rule.Number, number, StringComparison.Ordinal));
    }
}
