namespace Utrex.Transcripts;

/// <summary>A student in a school: what the records of a transcript have in common.</summary>
internal readonly record struct TranscriptKey(string School, string Student) : IComparable<TranscriptKey>
{
    public int CompareTo(TranscriptKey other) =>
        string.CompareOrdinal(School, other.School) is not 0 and var order ? order : string.CompareOrdinal(Student, other.Student);
}
