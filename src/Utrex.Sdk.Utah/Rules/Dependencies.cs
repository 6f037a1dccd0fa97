using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>
/// A record is invalid where the record that it depends on is. Its finding names the line of that record, so that one cause
/// with many effects can be told from many causes.
/// </summary>
internal sealed class Dependencies(RuleClaims claims) : BatchRule(claims)
{
    // From the cause to the effects: what a step invalidates invalidates further records in the next.
    private static readonly (RecordInfo Record, Action<Causes, BatchIndex> Check)[] Records =
    [
        (SchoolRecord.Info, (causes, index) => causes.Check(SchoolRecord.Info, index.Schools)),
        (StudentRecord.Info, (causes, index) => causes.Check(StudentRecord.Info, index.Enrollments)),
        (ScramRecord.Info, (causes, index) => causes.Check(ScramRecord.Info, index.Scrams)),
        (YouthInCareRecord.Info, (causes, index) => causes.Check(YouthInCareRecord.Info, index.YouthInCare)),
        (CourseMasterRecord.Info, (causes, index) => causes.Check(CourseMasterRecord.Info, index.Courses)),
        (CourseMembershipRecord.Info, (causes, index) =>
            causes.Check(CourseMembershipRecord.Info, index.Memberships, membership => causes.CourseOf(membership))),
        (IncidentRecord.Info, (causes, index) => causes.Check(IncidentRecord.Info, index.Incidents)),
        (IncidentAssociationRecord.Info, (causes, index) => causes.Check(IncidentAssociationRecord.Info, index.IncidentStudents)),
        (StudentTranscriptRecord.Info, (causes, index) => causes.Check(StudentTranscriptRecord.Info, index.Transcripts)),
        (TranscriptAssessmentRecord.Info, (causes, index) => causes.Check(TranscriptAssessmentRecord.Info, index.TranscriptTests)),
        (TranscriptCourseRecord.Info, (causes, index) => causes.Check(TranscriptCourseRecord.Info, index.TranscriptCourses)),
        (TranscriptGradeRecord.Info, (causes, index) => causes.Check(TranscriptGradeRecord.Info, index.TranscriptGrades)),
    ];

    private readonly IReadOnlyList<RuleInfo> _rules = claims.Claim(rule =>
        rule.DependsOn is not null && Array.Exists(Records, entry => string.Equals(entry.Record.Id, rule.Record, StringComparison.Ordinal)));

    public override bool FollowsOthers => true;

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        if (!findings.HasInvalid)
        {
            return;
        }

        var causes = new Causes(index, findings, _rules);
        foreach (var (_, check) in Records)
        {
            check(causes, index);
        }
    }

    private sealed class Causes
    {
        private readonly BatchIndex _index;
        private readonly BatchFindings _findings;
        private readonly IReadOnlyList<RuleInfo> _rules;
        private readonly Dictionary<string, Func<RecordKey, int?>> _byRecord;
        private readonly TextTable _leas;
        private readonly PairTable _incidents;
        private readonly PairTable _transcripts;
        private readonly PairTable _courses;

        public Causes(BatchIndex index, BatchFindings findings, IReadOnlyList<RuleInfo> rules)
        {
            _index = index;
            _findings = findings;
            _rules = rules;

            // Of several records with one key, such as the district records of an LEA, any that is invalid will do.
            _leas = Leas();
            _incidents = Lines(index.Incidents, key => (key.Incident, key.School));
            _transcripts = Lines(index.Transcripts, key => key.Placement);
            _courses = Lines(index.TranscriptCourses, key => (key.Student, key.Course));
            _byRecord = new Dictionary<string, Func<RecordKey, int?>>(StringComparer.Ordinal)
            {
                [DistrictRecord.Info.Id] = key => Cause(_leas.Find(key.Lea)),
                [SchoolRecord.Info.Id] = key => Cause(_index.FindSchool(key.School)?.Key.Line),
                [Student.Record] = key => _findings.CauseOf(key.Student),
                [IncidentRecord.Info.Id] = key => Cause(_incidents.Find(key.Incident, key.School)),
                [StudentTranscriptRecord.Info.Id] = key => Cause(_transcripts.Find(key.Student, key.School)),
                [TranscriptCourseRecord.Info.Id] = key => Cause(_courses.Find(key.Student, key.Course)),
            };
        }

        /// <summary>The line of the finding that makes the record on a line invalid, or <see langword="null"/>.</summary>
        public int? Cause(int? line) => line is { } number ? _findings.CauseOf(number) : null;

        /// <summary>The same of the course of a membership.</summary>
        public int? CourseOf(int membership) =>
            _index.Classes.CourseOf(_index.Classes.OfMembership(membership)) is { } course ? _findings.CauseOf(_index.Courses[course].Key.Line) : null;

        /// <summary>Reports the records of a type that depend on an invalid one.</summary>
        /// <param name="record">The record type.</param>
        /// <param name="entries">The records.</param>
        /// <param name="course">How to find the cause where the key alone does not tell it.</param>
        public void Check<T>(RecordInfo record, Rows<T> entries, Func<int, int?>? course = null)
            where T : struct, IEntry
        {
            foreach (var rule in _rules.Where(rule => string.Equals(rule.Record, record.Id, StringComparison.Ordinal)))
            {
                var cause = _byRecord.GetValueOrDefault(rule.DependsOn!);
                for (var i = 0; i < entries.Count; i++)
                {
                    var key = entries[i].Key;
                    if ((cause is null ? course!(i) : cause(key)) is { } line && line != key.Line)
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

        private TextTable Leas()
        {
            var lines = new TextTable(_index.Texts);
            foreach (ref readonly var district in _index.Districts)
            {
                var (lea, line) = (district.Key.Lea, district.Key.Line);
                if (lines.TryAdd(lea, line) != line && _findings.CauseOf(line) is not null)
                {
                    lines.Set(lea, line);
                }
            }

            return lines;
        }

        private PairTable Lines<T>(Rows<T> entries, Func<RecordKey, (TextId First, TextId Second)> keyOf)
            where T : struct, IEntry
        {
            var lines = new PairTable(entries.Count);
            foreach (ref readonly var entry in entries)
            {
                var line = entry.Key.Line;
                var (first, second) = keyOf(entry.Key);
                if (lines.TryAdd(first, second, line) != line && _findings.CauseOf(line) is not null)
                {
                    lines.Set(first, second, line);
                }
            }

            return lines;
        }
    }
}
