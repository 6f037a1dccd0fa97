using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>Each record belongs to the LEA of the batch, to a school in it, and to a student who is enrolled in that school.</summary>
internal sealed class Matches : BatchRule
{
    private const string Lea = "040";
    private const string School = "041";
    private const string Enrollment = "042";

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var match = new Match(index, findings);
        match.Check(SchoolRecord.Info, index.Schools);
        match.Check(StudentRecord.Info, index.Enrollments);
        match.Check(StudentRecord.Info, index.Changes);
        match.Check(ScramRecord.Info, index.Scrams);
        match.Check(YouthInCareRecord.Info, index.YouthInCare);
        match.Check(CourseMasterRecord.Info, index.Courses);
        match.Check(CourseMembershipRecord.Info, index.Memberships);
        match.Check(IncidentRecord.Info, index.Incidents);
        match.Check(IncidentAssociationRecord.Info, index.IncidentStudents);
        match.Check(StudentTranscriptRecord.Info, index.Transcripts);
        match.Check(TranscriptAssessmentRecord.Info, index.TranscriptTests);
        match.Check(TranscriptCourseRecord.Info, index.TranscriptCourses);
        match.Check(TranscriptGradeRecord.Info, index.TranscriptGrades);
    }

    private sealed class Match
    {
        private readonly BatchFindings _findings;
        private readonly HashSet<TextId> _leas;
        private readonly HashSet<TextId> _schools;
        private readonly HashSet<(TextId Student, TextId School)> _enrollments;

        public Match(BatchIndex index, BatchFindings findings)
        {
            _findings = findings;
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

        private static RuleInfo? Find(RecordInfo record, string number) => record.Rules.FirstOrDefault(rule =>
            string.Equals(rule.Number, number, StringComparison.Ordinal) && string.Equals(rule.Implementation, nameof(Matches), StringComparison.Ordinal));
    }
}
