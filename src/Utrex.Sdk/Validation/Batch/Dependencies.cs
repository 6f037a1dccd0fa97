using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>
/// A record is invalid where the record that it depends on is. Its finding names the line of that record, so that one cause
/// with many effects can be told from many causes.
/// </summary>
internal sealed class Dependencies : BatchRule
{
    public override void Check(BatchIndex index, BatchFindings findings)
    {
        if (!findings.HasInvalid)
        {
            return;
        }

        // From the cause to the effects: what a step invalidates invalidates further records in the next.
        var causes = new Causes(index, findings);
        causes.Check(SchoolRecord.Info, index.Schools);
        causes.Check(StudentRecord.Info, index.Enrollments);
        causes.Check(ScramRecord.Info, index.Scrams);
        causes.Check(YouthInCareRecord.Info, index.YouthInCare);
        causes.Check(CourseMasterRecord.Info, index.Courses);
        causes.Check(CourseMembershipRecord.Info, index.Memberships, membership => causes.Cause(index.FindCourse(membership.CourseKey)?.Key.Line));
        causes.Check(IncidentRecord.Info, index.Incidents);
        causes.Check(IncidentAssociationRecord.Info, index.IncidentStudents);
        causes.Check(StudentTranscriptRecord.Info, index.Transcripts);
        causes.Check(TranscriptAssessmentRecord.Info, index.TranscriptTests);
        causes.Check(TranscriptCourseRecord.Info, index.TranscriptCourses);
        causes.Check(TranscriptGradeRecord.Info, index.TranscriptGrades);
    }

    private sealed class Causes
    {
        private readonly BatchIndex _index;
        private readonly BatchFindings _findings;
        private readonly Dictionary<string, Func<RecordKey, int?>> _byRecord;
        private readonly Dictionary<TextId, int> _leas;
        private readonly Dictionary<(TextId, TextId), int> _incidents;
        private readonly Dictionary<(TextId, TextId), int> _transcripts;
        private readonly Dictionary<(TextId, TextId), int> _courses;

        public Causes(BatchIndex index, BatchFindings findings)
        {
            _index = index;
            _findings = findings;

            // Of several records with one key, such as the district records of an LEA, any that is invalid will do.
            _leas = Lines(index.Districts, key => key.Lea);
            _incidents = Lines(index.Incidents, key => (key.Incident, key.School));
            _transcripts = Lines(index.Transcripts, key => key.Placement);
            _courses = Lines(index.TranscriptCourses, key => (key.Student, key.Course));
            _byRecord = new Dictionary<string, Func<RecordKey, int?>>(StringComparer.Ordinal)
            {
                [DistrictRecord.Info.Id] = key => Cause(_leas.GetValueOrDefault(key.Lea)),
                [SchoolRecord.Info.Id] = key => Cause(_index.FindSchool(key.School)?.Key.Line),
                [StudentList.Record] = key => _findings.CauseOf(key.Student),
                [IncidentRecord.Info.Id] = key => Cause(_incidents.GetValueOrDefault((key.Incident, key.School))),
                [StudentTranscriptRecord.Info.Id] = key => Cause(_transcripts.GetValueOrDefault(key.Placement)),
                [TranscriptCourseRecord.Info.Id] = key => Cause(_courses.GetValueOrDefault((key.Student, key.Course))),
            };
        }

        /// <summary>The line of the finding that makes the record on a line invalid, or <see langword="null"/>.</summary>
        public int? Cause(int? line) => line is { } number ? _findings.CauseOf(number) : null;

        /// <summary>Reports the records of a type that depend on an invalid one.</summary>
        /// <param name="record">The record type.</param>
        /// <param name="entries">The records.</param>
        /// <param name="course">How to find the cause where the key alone does not tell it.</param>
        public void Check<T>(RecordInfo record, IEnumerable<T> entries, Func<T, int?>? course = null)
            where T : struct, IEntry
        {
            foreach (var rule in record.Rules.Where(rule => string.Equals(rule.Implementation, nameof(Dependencies), StringComparison.Ordinal)))
            {
                var cause = _byRecord.GetValueOrDefault(rule.DependsOn!);
                foreach (var entry in entries)
                {
                    var key = entry.Key;
                    if ((cause is null ? course!(entry) : cause(key)) is { } line && line != key.Line)
                    {
                        _findings.Add(rule, key, ValueOf(rule, key), causedBy: line);
                    }
                }
            }
        }

        private static TextId ValueOf(RuleInfo rule, in RecordKey key) => rule.DependsOn switch
        {
            var id when id == DistrictRecord.Info.Id => key.Lea,
            var id when id == SchoolRecord.Info.Id => key.School,
            var id when id == IncidentRecord.Info.Id => key.Incident,
            var id when id == CourseMasterRecord.Info.Id || id == TranscriptCourseRecord.Info.Id => key.Course,
            _ => key.Student,
        };

        private Dictionary<TKey, int> Lines<T, TKey>(IEnumerable<T> entries, Func<RecordKey, TKey> keyOf)
            where T : struct, IEntry
            where TKey : notnull
        {
            var lines = new Dictionary<TKey, int>();
            foreach (var entry in entries)
            {
                var key = keyOf(entry.Key);
                if (!lines.TryAdd(key, entry.Key.Line) && _findings.CauseOf(entry.Key.Line) is not null)
                {
                    lines[key] = entry.Key.Line;
                }
            }

            return lines;
        }
    }
}
