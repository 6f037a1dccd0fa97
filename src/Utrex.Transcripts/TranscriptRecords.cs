using System.Collections.Frozen;
using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Transcripts;

/// <summary>What a record is for a transcript.</summary>
internal enum TranscriptRecordKind
{
    None,
    District,
    Student,
    Head,
    Test,
    Course,
    Grade,
}

/// <summary>The record types that transcripts are made of, by what the specification calls them: those of every year whose fields stand as in the newest.</summary>
internal static class TranscriptRecords
{
    private static readonly FrozenDictionary<string, (TranscriptRecordKind Kind, RecordInfo Info)> Kinds = new Dictionary<string, (TranscriptRecordKind, RecordInfo)>(StringComparer.Ordinal)
    {
        [DistrictRecord.Info.Id] = (TranscriptRecordKind.District, DistrictRecord.Info),
        [StudentRecord.Info.Id] = (TranscriptRecordKind.Student, StudentRecord.Info),
        [StudentTranscriptRecord.Info.Id] = (TranscriptRecordKind.Head, StudentTranscriptRecord.Info),
        [TranscriptAssessmentRecord.Info.Id] = (TranscriptRecordKind.Test, TranscriptAssessmentRecord.Info),
        [TranscriptCourseRecord.Info.Id] = (TranscriptRecordKind.Course, TranscriptCourseRecord.Info),
        [TranscriptGradeRecord.Info.Id] = (TranscriptRecordKind.Grade, TranscriptGradeRecord.Info),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static TranscriptRecordKind KindOf(RecordInfo record) => Kinds.TryGetValue(record.Id, out var known) ? known.Kind : TranscriptRecordKind.None;

    /// <summary>The first record type of a specification whose fields stand otherwise than in the newest year, or <see langword="null"/>.</summary>
    public static RecordInfo? Differing(SpecificationInfo specification) =>
        specification.Records.FirstOrDefault(record => Kinds.TryGetValue(record.Id, out var known) && !IsLaidOutAs(record, known.Info));

    /// <summary>Whose record a line is.</summary>
    public static TranscriptKey KeyOf(RecordLine line, RecordInfo record) => new(Text(line, record, FieldKey.School), Text(line, record, FieldKey.Student));

    private static string Text(RecordLine line, RecordInfo record, FieldKey key) => record.FindKey(key) is { } field ? Encoding.UTF8.GetString(line.Field(field)) : "";

    private static bool IsLaidOutAs(RecordInfo record, RecordInfo newest) => record == newest
        || (record.Fields.Count == newest.Fields.Count && record.Fields.Zip(newest.Fields).All(pair => pair is var (own, other)
            && string.Equals(own.Name, other.Name, StringComparison.Ordinal) && own.Offset == other.Offset && own.Width == other.Width && own.Type == other.Type));
}
