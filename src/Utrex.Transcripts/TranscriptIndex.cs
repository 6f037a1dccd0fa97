using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Transcripts;

/// <summary>
/// Where the records of each student end in a batch. Made by a first reading, it lets a second one (<see cref="TranscriptCollector"/>) give each
/// transcript out as soon as its last record has been read, so that no more waits in memory than the order of the records makes wait.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class TranscriptIndex
{
    private readonly Dictionary<TranscriptKey, (int Last, bool IsTranscript)> _students = [];

    /// <summary>The number of students with a record of a transcript.</summary>
    public int Count => _students.Values.Count(student => student.IsTranscript);

    /// <summary>Takes a line of the batch; those that are not of a transcript and not of a student are passed over.</summary>
    /// <param name="line">The line.</param>
    /// <param name="record">Its record type, of any school year.</param>
    /// <param name="number">The line's number, from 1; the numbers grow.</param>
    public void Add(RecordLine line, RecordInfo record, int number)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (TranscriptRecords.KindOf(record) is not (not TranscriptRecordKind.None and not TranscriptRecordKind.District and var kind))
        {
            return;
        }

        var key = TranscriptRecords.KeyOf(line, record);
        var isTranscript = kind != TranscriptRecordKind.Student || (_students.TryGetValue(key, out var known) && known.IsTranscript);
        _students[key] = (number, isTranscript);
    }

    /// <summary>Whether the student has a record of a transcript.</summary>
    internal bool HasTranscript(TranscriptKey key) => _students.TryGetValue(key, out var student) && student.IsTranscript;

    /// <summary>Whether the line is the last one of the student.</summary>
    internal bool IsLast(TranscriptKey key, int line) => _students.TryGetValue(key, out var student) && student.Last <= line;
}
