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
        private readonly BatchFindings _findings;
        private readonly IReadOnlyList<RuleInfo> _rules;
        private readonly HashSet<TextId> _leas;
        private readonly HashSet<TextId> _schools;
        private readonly HashSet<(TextId Student, TextId School)> _enrollments;

        public Match(BatchIndex index, BatchFindings findings, IReadOnlyList<RuleInfo> rules)
        {
            _findings = findings;
            _rules = rules;
            _leas = [.. index.Districts.Select(district => district.Key.Lea).Where(lea => !lea.IsBlank)];
            _schools = [.. index.Schools.Select(school => school.Key.School)];
            _enrollments = [.. index.Placements.Select(placement => placement.Key.Placement), .. index.Changes.Select(change => change.Key.Placement)];
        }

        public void Check<T>(RecordInfo record, IEnumerable<T> entries)
            where T : struct, IEntry
        {
            var lea = Find(record, Lea);
            var school = Find(record, School);
            var enrollment = Find(record, Enrollment);
            var last = default(RecordKey);
            foreach (var entry in entries)
            {
                var key = entry.Key;
                if (key.Lea == last.Lea && key.Placement == last.Placement)
                {
                    // The record before it had the same, and nothing was found.
                    continue;
                }

                var found = _findings.Count;
                if (lea is not null && !key.Lea.IsBlank && _leas.Count > 0 && !_leas.Contains(key.Lea))
                {
                    _findings.Add(lea, key, key.Lea);
                }

                if (school is not null && !key.School.IsBlank && !_schools.Contains(key.School))
                {
                    _findings.Add(school, key, key.School);
                }

                if (enrollment is not null && !key.Student.IsBlank && !key.School.IsBlank && !_enrollments.Contains(key.Placement))
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
