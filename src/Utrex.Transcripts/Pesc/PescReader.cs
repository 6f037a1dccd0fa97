using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Utrex.Documents;
using Utrex.Documents.Xml;
using Utrex.Sdk;
using Utrex.Sdk.Records;
using Utrex.Transcripts.Mapping;

namespace Utrex.Transcripts.Pesc;

/// <summary>
/// Reads PESC High School Transcripts that another program has written, and makes transcripts of UTREx records of them. The files may be hostile:
/// what may be read of them is capped, and nothing outside is ever opened.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
/// <example><code>
/// var reader = new PescReader();
/// using var file = File.OpenRead("transcript.xml");
/// var transcript = reader.Read(file, "transcript.xml");
/// foreach (var problem in reader.Problems)
/// {
///     Console.Error.WriteLine(problem);
/// }
/// </code></example>
public sealed class PescReader
{
    private const int MostProblems = 1000;
    private const int MostNames = 1000;
    private const string Others = "others";

    // The state whose numbers of LEAs and schools are meant.
    private const string State = "UT";

    private readonly List<PescProblem> _problems = [];
    private readonly Dictionary<string, int> _leftOut = new(StringComparer.Ordinal);

    /// <summary>What could not be read, or is not as it should be: the first thousand.</summary>
    public IReadOnlyList<PescProblem> Problems => _problems;

    /// <summary>The number of problems.</summary>
    public int ProblemCount { get; private set; }

    /// <summary>The elements that no field of a transcript holds, by name in ordinal order, and how often each was left out; beyond a thousand names the rest is one.</summary>
    public IReadOnlyDictionary<string, int> LeftOut => new SortedDictionary<string, int>(_leftOut, StringComparer.Ordinal);

    /// <summary>Reads a document.</summary>
    /// <param name="stream">The XML; it stays open.</param>
    /// <param name="file">Its name, for what is reported.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The transcript, or <see langword="null"/> where the file holds none; <see cref="Problems"/> says why.</returns>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public Transcript? Read(Stream stream, string file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(file);
        using var source = new ForeignXml(stream, PescXmlReader.Names, cancellationToken);
        if (source.Contradiction is { } contradiction)
        {
            Say(file, new XmlFault(1, 0, "the bytes are in another encoding than the declaration says: " + contradiction), isFatal: false);
        }

        try
        {
            var faults = new List<XmlFault>();
            var document = new PescXmlReader(source, faults.Add, LeaveOut).Read();
            while (document is not null && source.Move())
            {
                // Whether the rest is XML shows only when it is read.
            }

            foreach (var fault in faults.DistinctBy(fault => fault.Detail, StringComparer.Ordinal))
            {
                Say(file, fault, isFatal: document is null);
            }

            return document is null ? null : Build(document, file);
        }
        catch (Exception e) when (source.FaultOf(e) is { } fault)
        {
            Say(file, fault, isFatal: true);
            return null;
        }
    }

    private Transcript Build(PescDocument document, string file)
    {
        Check(document.Transmission, TransmissionDataShape.SourceOrganizationLocalOrganizationIDLocalOrganizationIDQualifier, TransmissionDataShape.SourceOrganizationLocalOrganizationIDLocalOrganizationIDCode, "the sender", file);
        Check(document.Record, StudentAcademicRecordShape.SchoolLocalOrganizationIDLocalOrganizationIDQualifier, StudentAcademicRecordShape.SchoolLocalOrganizationIDLocalOrganizationIDCode, "the school", file);
        var rows = PescDecomposer.Read(document);
        var student = TranscriptStudent.Of(PescDecomposer.Student(document));
        var head = Typed<StudentTranscriptRecord>(rows.Find(row => row.Map == PescMap.ST)!, file);
        var pending = new PendingTranscript(new TranscriptKey(head.SchoolNumber ?? "", head.StudentNumber ?? ""));
        pending.Add(head, line: null);
        if (student.FullName.Length > 0)
        {
            pending.Add(student, line: null);
        }

        foreach (var row in rows)
        {
            if (row.Map == PescMap.TA)
            {
                pending.Add(Typed<TranscriptAssessmentRecord>(row, file));
            }
            else if (row.Map == PescMap.TC)
            {
                pending.Add(Typed<TranscriptCourseRecord>(row, file), line: null);
            }
            else if (row.Map == PescMap.TG)
            {
                pending.Add(Typed<TranscriptGradeRecord>(row, file), line: null);
            }
        }

        var created = document.Transmission[TransmissionDataShape.CreatedDateTime].ToString();
        return pending.Build(DateTimeOffset.TryParse(created, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time) ? time.DateTime : null)!;
    }

    /// <summary>Numbers of organisations are those of a state: another state's mean others here.</summary>
    private void Check(DocumentObject item, int qualifier, int code, string whose, string file)
    {
        if (item[qualifier] is { Length: > 0 } state && !string.Equals(state.ToString(), State, StringComparison.Ordinal) && item[code].Length > 0)
        {
            Say(file, new XmlFault(0, 0, $"the number of {whose} is one of {PrintableText.Quote(state.ToString())}, not of {State}, and was left out"), isFatal: false);
            item[code] = default;
        }
    }

    private TRecord Typed<TRecord>(PescRow row, string file)
        where TRecord : struct, IRecord<TRecord> =>
        RecordValues.Read<TRecord>(row.Values, (field, value, expected) =>
            Say(file, new XmlFault(row.Part?.Line ?? 0, 0, $"{row.Map.Record.Id} {field.Name} {PrintableText.Quote(value)} is not {expected}, and was left out"), isFatal: false));

    private void Say(string file, XmlFault fault, bool isFatal)
    {
        ProblemCount++;
        if (_problems.Count < MostProblems || isFatal)
        {
            _problems.Add(new PescProblem(file, fault.Line, fault.Position, fault.Detail, isFatal));
        }
    }

    private void LeaveOut(string name) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_leftOut, _leftOut.Count < MostNames || _leftOut.ContainsKey(name) ? name : Others, out _)++;
}
