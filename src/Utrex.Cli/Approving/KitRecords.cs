using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Approving;

/// <summary>The records of a batch that are compared, with their lines, and the lines that are none.</summary>
internal sealed class KitRecords
{
    // By what a course is known as the same, the surest first.
    private static readonly FieldInfo[][] Likenesses =
    [
        Fields(nameof(TranscriptCourseRecord.CourseTitle), nameof(TranscriptCourseRecord.CoreCode), nameof(TranscriptCourseRecord.SchoolYear), nameof(TranscriptCourseRecord.GradeLevel)),
        Fields(nameof(TranscriptCourseRecord.CourseTitle), nameof(TranscriptCourseRecord.SchoolYear)),
        Fields(nameof(TranscriptCourseRecord.CoreCode), nameof(TranscriptCourseRecord.SchoolYear)),
        Fields(nameof(TranscriptCourseRecord.CourseTitle), nameof(TranscriptCourseRecord.CoreCode)),
    ];

    private KitRecords()
    {
    }

    /// <summary>The records and the line of each, from 1.</summary>
    public List<(EditableRecord Record, int Line)> Records { get; } = [];

    /// <summary>Lines that are no record.</summary>
    public List<int> Unreadable { get; } = [];

    /// <summary>Records of types that are not compared, by type.</summary>
    public SortedDictionary<string, int> Others { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads a batch.</summary>
    /// <param name="stream">The batch.</param>
    /// <param name="types">The ids of the types that are compared.</param>
    public static KitRecords Read(Stream stream, IReadOnlyList<string> types)
    {
        var records = new KitRecords();
        using var reader = BatchReader.Open(stream, UtrexSpecification.Current, leaveOpen: true);
        while (reader.Read())
        {
            if (reader.Record is not { } record)
            {
                if (reader.Problem != LineProblem.Blank)
                {
                    records.Unreadable.Add(reader.LineNumber);
                }
            }
            else if (types.Contains(record.Id, StringComparer.Ordinal))
            {
                records.Records.Add((EditableRecord.Read(record, reader.Current), reader.LineNumber));
            }
            else
            {
                records.Others[record.Id] = records.Others.GetValueOrDefault(record.Id) + 1;
            }
        }

        return records;
    }

    /// <summary>The records as a batch, each on the line of its number here.</summary>
    public Stream Open()
    {
        var bytes = new MemoryStream();
        foreach (var (record, _) in Records)
        {
            bytes.Write(record.ToLine());
            bytes.WriteByte((byte)'\n');
        }

        bytes.Position = 0;
        return bytes;
    }

    /// <summary>
    /// Gives the courses of transcripts the numbers that they have in another batch: the state's collector makes these numbers, so that they tell
    /// nothing, and grades go with their course.
    /// </summary>
    public void AlignCourses(KitRecords expected)
    {
        var course = TranscriptCourseRecord.Info;
        var (student, id) = (course.FindProperty(nameof(TranscriptCourseRecord.StudentNumber)), course.FindProperty(nameof(TranscriptCourseRecord.CourseRecordId)));
        var grade = TranscriptGradeRecord.Info;
        var (gradeStudent, gradeId) = (grade.FindProperty(nameof(TranscriptGradeRecord.StudentNumber)), grade.FindProperty(nameof(TranscriptGradeRecord.CourseRecordId)));
        var known = expected.Records.Where(pair => pair.Record.Info == course).ToLookup(pair => pair.Record[student], pair => pair.Record, StringComparer.Ordinal);
        var renamed = new Dictionary<(string Student, string Id), string>();
        foreach (var own in Records.Where(pair => pair.Record.Info == course).GroupBy(pair => pair.Record[student], pair => pair.Record, StringComparer.Ordinal))
        {
            var (left, free) = (own.ToList(), known[own.Key].ToList());
            foreach (var keys in Likenesses)
            {
                Pair(left, free, keys, (ours, theirs) => renamed.TryAdd((own.Key, ours[id]), theirs[id]));
            }

            // What has no counterpart must not take the number of one that has.
            left.ForEach(record => renamed.TryAdd((own.Key, record[id]), "x" + record[id]));
        }

        foreach (var (record, _) in Records)
        {
            if (record.Info == course)
            {
                record[id] = renamed.GetValueOrDefault((record[student], record[id]), record[id]);
            }
            else if (record.Info == grade)
            {
                record[gradeId] = renamed.GetValueOrDefault((record[gradeStudent], record[gradeId]), record[gradeId]);
            }
        }
    }

    private static FieldInfo[] Fields(params string[] properties) => [.. properties.Select(TranscriptCourseRecord.Info.FindProperty)];

    private static void Pair(List<EditableRecord> left, List<EditableRecord> free, FieldInfo[] keys, Action<EditableRecord, EditableRecord> pair)
    {
        var waiting = free.GroupBy(KeyOf, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Queue<EditableRecord>(group), StringComparer.Ordinal);
        left.RemoveAll(record =>
        {
            if (!waiting.TryGetValue(KeyOf(record), out var queue) || !queue.TryDequeue(out var counterpart))
            {
                return false;
            }

            pair(record, counterpart);
            free.Remove(counterpart);
            return true;
        });

        string KeyOf(EditableRecord record) => string.Join('\t', keys.Select(field => record[field]));
    }
}
