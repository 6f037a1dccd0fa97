using System.Text;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Transcripts;

/// <summary>
/// Puts the transcripts of a batch together, from its lines or from typed records in any order. With an index of the batch each transcript is
/// given out with its last record, in the order of the batch; without one all of them wait for <see cref="Complete"/>, which gives them by
/// school and student number.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
/// <example><code>
/// var collector = new TranscriptCollector(UtrexSpecification.Current);
/// while (batch.Read())
/// {
///     if (batch.Record is { } record)
///     {
///         collector.Add(batch.Current, record, batch.LineNumber);
///     }
/// }
///
/// foreach (var transcript in collector.Complete())
/// {
///     TranscriptHtml.Write(transcript, Console.OpenStandardOutput());
/// }
/// </code></example>
public sealed class TranscriptCollector
{
    private const int MostFields = 256;
    private const int MostProblems = 1000;

    private readonly TranscriptIndex? _index;
    private readonly Dictionary<TranscriptKey, PendingTranscript> _pending = [];
    private readonly List<TranscriptProblem> _problems = [];
    private readonly RecordWriter _lines = new(RecordLayout.Delimited);

    /// <summary>A collector.</summary>
    /// <param name="specification">The specification of the batch; by default the newest year's.</param>
    /// <param name="index">Where the records of each student end, or <see langword="null"/> where that is not known.</param>
    /// <exception cref="ArgumentException">The fields of a record of transcripts stand otherwise in that year.</exception>
    public TranscriptCollector(SpecificationInfo? specification = null, TranscriptIndex? index = null)
    {
        if (specification is not null && TranscriptRecords.Differing(specification) is { } record)
        {
            throw new ArgumentException($"Transcripts cannot be made of batches of {specification.SchoolYear}: the fields of {record.Id} stand otherwise than in {UtrexSpecification.Current.SchoolYear}.", nameof(specification));
        }

        _index = index;
    }

    /// <summary>The time of the extract, of the district record.</summary>
    public DateTime? AsOf { get; private set; }

    /// <summary>What belongs to no transcript or could not be read: the first thousand. What is about a transcript stands in it.</summary>
    public IReadOnlyList<TranscriptProblem> Problems => _problems;

    /// <summary>The number of such problems.</summary>
    public int ProblemCount { get; private set; }

    /// <summary>Takes a typed record; those that are of no transcript are passed over.</summary>
    /// <exception cref="FieldFormatException">A value cannot stand in a batch; the message names record and field.</exception>
    public void Add<TRecord>(in TRecord record)
        where TRecord : struct, IRecord<TRecord>
    {
        System.Runtime.CompilerServices.Unsafe.AsRef(in record).WriteTo(_lines);
        Span<int> ends = stackalloc int[MostFields];
        Add(RecordLine.Parse(_lines.Line.Span, ends), TRecord.Info);
    }

    /// <summary>Takes a line of a batch; those that are of no transcript are passed over.</summary>
    /// <param name="line">The line; it is read before the method returns.</param>
    /// <param name="record">Its record type.</param>
    /// <param name="number">The line's number, from 1, or <see langword="null"/>.</param>
    /// <returns>The transcript that is complete with this line, if the index knows of one; else <see langword="null"/>.</returns>
    public Transcript? Add(RecordLine line, RecordInfo record, int? number = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number ?? 1, nameof(number));
        var kind = TranscriptRecords.KindOf(record);
        if (kind is TranscriptRecordKind.None or TranscriptRecordKind.District)
        {
            AsOf = kind == TranscriptRecordKind.District && DistrictRecord.TryRead(line, out var district, out _) ? AsOf ?? district.SisAsOfDate : AsOf;
            return null;
        }

        var key = TranscriptRecords.KeyOf(line, record);
        if (_index?.HasTranscript(key) == false)
        {
            return null;
        }

        if (!_pending.TryGetValue(key, out var pending))
        {
            _pending.Add(key, pending = new PendingTranscript(key));
        }

        Take(pending, kind, line, number);
        return number is { } last && _index?.IsLast(key, last) == true && _pending.Remove(key) ? Build(pending) : null;
    }

    /// <summary>The transcripts that wait, by school and student number.</summary>
    public IEnumerable<Transcript> Complete()
    {
        foreach (var key in _pending.Keys.Order().ToList())
        {
            if (_pending.Remove(key, out var pending) && pending.IsTranscript && Build(pending) is { } transcript)
            {
                yield return transcript;
            }
        }
    }

    private static void Take(PendingTranscript pending, TranscriptRecordKind kind, RecordLine line, int? number)
    {
        FieldError error;
        switch (kind)
        {
            case TranscriptRecordKind.Student when StudentRecord.TryRead(line, out var student, out error):
                pending.Add(TranscriptStudent.Of(student), number);
                return;
            case TranscriptRecordKind.Student:
                // The name can be read where another field of the record cannot.
                pending.Add(Readable(line), number);
                return;
            case TranscriptRecordKind.Head when StudentTranscriptRecord.TryRead(line, out var head, out error):
                pending.Add(head, number);
                break;
            case TranscriptRecordKind.Test when TranscriptAssessmentRecord.TryRead(line, out var test, out error):
                pending.Add(test);
                break;
            case TranscriptRecordKind.Course when TranscriptCourseRecord.TryRead(line, out var course, out error):
                pending.Add(course, number);
                break;
            case TranscriptRecordKind.Grade when TranscriptGradeRecord.TryRead(line, out var grade, out error):
                pending.Add(grade, number);
                break;
            default:
                pending.Say(TranscriptProblemKind.Unreadable, number, $"a record of the transcript is left out: {ErrorOf(kind, line)}");
                break;
        }

        pending.See(number);
    }

    private static string ErrorOf(TranscriptRecordKind kind, RecordLine line)
    {
        FieldError error;
        _ = kind switch
        {
            TranscriptRecordKind.Head => StudentTranscriptRecord.TryRead(line, out _, out error),
            TranscriptRecordKind.Test => TranscriptAssessmentRecord.TryRead(line, out _, out error),
            TranscriptRecordKind.Course => TranscriptCourseRecord.TryRead(line, out _, out error),
            _ => TranscriptGradeRecord.TryRead(line, out _, out error),
        };
        return error.ToString().TrimEnd('.');
    }

    private static TranscriptStudent Readable(RecordLine line)
    {
        var view = new StudentView(line);
        return new TranscriptStudent
        {
            LastName = Text(view.LastName),
            FirstName = Text(view.FirstName),
            MiddleName = Text(view.MiddleName),
            StatewideStudentId = Text(view.StatewideStudentId),
            BirthDate = view.BirthDate is { HasValue: true } day ? day.Value : null,
            Sex = view.Sex.GetValueOrDefault(),
            GradeLevel = view.GradeLevel.GetValueOrDefault(),
        };
    }

    private static string? Text(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? null : Encoding.UTF8.GetString(utf8);

    private Transcript? Build(PendingTranscript pending)
    {
        var transcript = pending.Build(AsOf);
        foreach (var problem in transcript is null ? pending.Problems : [])
        {
            ProblemCount++;
            if (_problems.Count < MostProblems)
            {
                _problems.Add(problem);
            }
        }

        return transcript;
    }
}
