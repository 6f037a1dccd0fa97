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
        causes.Check(CourseMembershipRecord.Info, index.Memberships, membership => causes.Invalid(index.FindCourse(membership.CourseKey)?.Key.Line));
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
        private readonly Dictionary<TextId, int> _courses;

        public Causes(BatchIndex index, BatchFindings findings)
        {
            _index = index;
            _findings = findings;

            // District records of one LEA count as one: it is invalid where any of them is.
            _leas = FirstLines(index.Districts.OrderByDescending(district => findings.IsInvalid(district.Key.Line)), key => key.Lea);
            _incidents = FirstLines(index.Incidents, key => (key.Incident, key.School));
            _transcripts = FirstLines(index.Transcripts, key => key.Placement);
            _courses = FirstLines(index.TranscriptCourses, key => key.Course);
            _byRecord = new Dictionary<string, Func<RecordKey, int?>>(StringComparer.Ordinal)
            {
                [DistrictRecord.Info.Id] = key => Invalid(_leas.GetValueOrDefault(key.Lea)),
                [SchoolRecord.Info.Id] = key => Invalid(_index.FindSchool(key.School)?.Key.Line),
                [StudentList.Record] = key => _findings.IsInvalid(key.Student) ? _index.FindStudent(key.Student)?.FirstLine : null,
                [IncidentRecord.Info.Id] = key => Invalid(_incidents.GetValueOrDefault((key.Incident, key.School))),
                [StudentTranscriptRecord.Info.Id] = key => Invalid(_transcripts.GetValueOrDefault(key.Placement)),
                [TranscriptCourseRecord.Info.Id] = key => Invalid(_courses.GetValueOrDefault(key.Course)),
            };
        }

        /// <summary>The line, where its record is invalid.</summary>
        public int? Invalid(int? line) => line is { } number && _findings.IsInvalid(number) ? line : null;

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

        private static Dictionary<TKey, int> FirstLines<T, TKey>(IEnumerable<T> entries, Func<RecordKey, TKey> keyOf)
            where T : struct, IEntry
            where TKey : notnull
        {
            var lines = new Dictionary<TKey, int>();
            foreach (var entry in entries)
            {
                lines.TryAdd(keyOf(entry.Key), entry.Key.Line);
            }

            return lines;
        }
    }
}
