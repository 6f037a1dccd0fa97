using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Xml;
using Utrex.Documents;
using Utrex.Documents.Xml;
using Utrex.Sdk.Records;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Sif.Writing;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Sif;

/// <summary>
/// Writes the records of a batch as SIF 2.4 objects, as an agent sends them (<see cref="SifWriterOptions.Form"/>): the district record first, then
/// each school with its records in any order. A record always gets the same RefIds. What a collector would not read back as it was is in
/// <see cref="Report"/>, value by value.
/// </summary>
/// <remarks>
/// <para>
/// Objects of one type stand together, behind those that they refer to, so that they wait in a temporary file until <see cref="Complete"/> writes
/// them. Records of students, transcripts and incidents wait for the end of their school besides, since several share an object.
/// </para>
/// <para>
/// One writer is for one file. A record that is refused (<see cref="FieldFormatException"/>) leaves nothing behind, and the next one can be
/// written; after any other exception objects are missing, so that nothing more is written. A batch without records makes no XML at all.
/// </para>
/// <para>
/// <see cref="WriteAsync{TRecord}"/> and <see cref="CompleteAsync"/> wait where the output is slower, and keep no more than some objects in memory
/// meanwhile. The other methods block on a stream, and leave everything in a pipe.
/// </para>
/// <para>Not safe for use by several threads at once.</para>
/// </remarks>
public sealed partial class SifWriter : IDisposable, IAsyncDisposable
{
    private const int MostFields = 256;

    // Records of one student that say different things: those beyond are not asked whether they agree, and get objects of their own.
    private const int MostVersions = 16;

    // Tabs and line ends XML could hold, but a reader would not read them as they are.
    private static readonly SearchValues<char> NoXml = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code), '\uFFFE', '\uFFFF']);

    private readonly Utf8XmlWriter _xml;
    private readonly MessageWriter _messages;
    private readonly SifWriterOptions _options;
    private readonly RecordWriter _lines = new(RecordLayout.Delimited);
    private readonly ObjectQueue _objects;
    private readonly SifOutput _output;
    private readonly YearRecords _year;
    private readonly SchoolObjects _schools;
    private readonly StudentObjects _students;
    private readonly EnrollmentObjects _enrollments;
    private readonly CourseObjects _courses;
    private readonly IncidentObjects _incidents;
    private readonly TranscriptObjects _transcripts;
    private readonly List<BatchRow> _waiting = [];
    private DocumentObjects? _school;
    private BatchRow? _schoolRow;
    private bool _isOpen;
    private bool _isComplete;
    private bool _isBroken;
    private bool _isDisposed;
    private int _count;

    /// <summary>A writer to a stream, which stays open.</summary>
    /// <exception cref="ArgumentException">
    /// The stream cannot be written; a default is given for something that is no element that SIF demands; or XML cannot hold a text of the options.
    /// </exception>
    public SifWriter(Stream output, SifWriterOptions? options = null)
        : this(Xml(output), options)
    {
    }

    /// <summary>A writer to a pipe, which is not completed.</summary>
    /// <exception cref="ArgumentException">A default is given for something that is no element that SIF demands; or XML cannot hold a text of the options.</exception>
    public SifWriter(PipeWriter output, SifWriterOptions? options = null)
        : this(Xml(output), options)
    {
    }

    private SifWriter(Utf8XmlWriter xml, SifWriterOptions? options)
    {
        _options = options ?? new SifWriterOptions();
        if (_options.SourceId is null || _options.DestinationId is null || _options.Specification is null || _options.Defaults is null || _options.Defaults.Values.Any(value => value is null))
        {
            throw new ArgumentException("The source, the destination, the specification and the defaults cannot be null; leave them out, or give a text.", nameof(options));
        }

        if (_options.Defaults.Keys.FirstOrDefault(path => !SifDemands.Paths.Contains(path, StringComparer.Ordinal)) is { } stray)
        {
            throw new ArgumentException($"SIF demands no element {PrintableText.Quote(stray)} of which a batch might not tell.", nameof(options));
        }

        if (_options.Defaults.Values.Prepend(_options.DestinationId).Prepend(_options.SourceId).FirstOrDefault(value => !IsXml(value)) is { } strange)
        {
            throw new ArgumentException($"The text {PrintableText.Quote(strange)} holds a character that XML cannot.", nameof(options));
        }

        _xml = xml;
        _messages = new MessageWriter(xml, EnvelopeOf(_options), _options.SourceId, _options.Form == SifForm.Responses ? _options.DestinationId : null);
        Report = new SifWriterReport();
        _year = new YearRecords(_options.Specification);
        _objects = new ObjectQueue(_messages, _options.Defaults, Report.Miss);
        _output = new SifOutput(_objects, Report, _options.Specification.EndingYear, _options.PrefersStateCodes);
        _schools = new SchoolObjects(_output);
        _students = new StudentObjects(_output, _options.MergesStudents);
        _enrollments = new EnrollmentObjects(_output, _students, _options.FirstDayOfSchool);
        _courses = new CourseObjects(_output, _students);
        _incidents = new IncidentObjects(_output, _students);
        _transcripts = new TranscriptObjects(_output);
    }

    /// <summary>What has been written, derived and not carried so far.</summary>
    public SifWriterReport Report { get; }

    /// <summary>Writes a typed record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Ends the writing of what waits, which a school or district record brings about; the writer cannot be used then.</param>
    /// <exception cref="FieldFormatException">A value cannot stand in a batch file, or in XML; the message names record and field.</exception>
    /// <exception cref="ArgumentException">The record is of another specification.</exception>
    /// <exception cref="InvalidOperationException">The message has been completed, or an earlier call failed.</exception>
    /// <exception cref="ObjectDisposedException">The writer is disposed of.</exception>
    /// <exception cref="OperationCanceledException">The writing was ended.</exception>
    public void Write<TRecord>(in TRecord record, CancellationToken cancellationToken = default)
        where TRecord : struct, IRecord<TRecord>
    {
        System.Runtime.CompilerServices.Unsafe.AsRef(in record).WriteTo(_lines);
        Span<int> ends = stackalloc int[MostFields];
        Write(RecordLine.Parse(_lines.Line.Span, ends), TRecord.Info, number: null, cancellationToken);
    }

    /// <summary>Writes a line of a batch.</summary>
    /// <param name="line">The line; it is read before the method returns.</param>
    /// <param name="record">Its record type.</param>
    /// <param name="number">The line's number, from 1, for the report; by default the records are counted.</param>
    /// <param name="cancellationToken">Ends the writing of what waits, which a school or district record brings about; the writer cannot be used then.</param>
    /// <exception cref="FieldFormatException">A value holds a character that XML cannot; the message names record and field.</exception>
    /// <exception cref="ArgumentException">The line is of another record type, or the record type of another specification.</exception>
    /// <exception cref="InvalidOperationException">The message has been completed, or an earlier call failed.</exception>
    /// <exception cref="ObjectDisposedException">The writer is disposed of.</exception>
    /// <exception cref="OperationCanceledException">The writing was ended.</exception>
    public void Write(RecordLine line, RecordInfo record, int? number = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number ?? 1, nameof(number));
        if (_year.Find(record) is not { } known)
        {
            throw new ArgumentException($"{record.Id} is no record type of {_year.Year}, which SIF objects are made of; name the specification in the options.", nameof(record));
        }

        if (!record.Begins(line.Bytes))
        {
            throw new ArgumentException($"The line is no {record.Name}: it does not begin with {record.Id}=.", nameof(line));
        }

        ThrowIfAtEnd();
        _count++;
        record = known.Mapped;
        var row = new BatchRow(line, known, number ?? _count);
        if (MayHoldNoXml(row.Bytes) && record.Fields.FirstOrDefault(candidate => row[candidate.Number].ToString().AsSpan().ContainsAny(NoXml)) is { } field)
        {
            var text = row[field.Number].ToString();
            var character = (int)text[text.AsSpan().IndexOfAny(NoXml)];
            throw new FieldFormatException(record, field, string.Create(CultureInfo.InvariantCulture, $"the value holds the character U+{character:X4}, which XML cannot; correct it and write the batch again."));
        }

        _isBroken = true;
        cancellationToken.ThrowIfCancellationRequested();
        if (record == DistrictRecord.Info)
        {
            Begin(row, cancellationToken);
        }
        else if (record == SchoolRecord.Info)
        {
            EndSchool(cancellationToken);
            BeginSchool(row);
        }
        else
        {
            Take(row);
        }

        _isBroken = false;
    }

    /// <summary>Writes all objects; what has been completed stays so.</summary>
    /// <param name="cancellationToken">Ends the writing; the writer cannot be used then.</param>
    /// <exception cref="InvalidOperationException">An earlier call failed.</exception>
    /// <exception cref="ObjectDisposedException">The writer is disposed of.</exception>
    /// <exception cref="OperationCanceledException">The writing was ended.</exception>
    public void Complete(CancellationToken cancellationToken = default)
    {
        if (!_isComplete)
        {
            BeginEnd(cancellationToken);
            _xml.HoldsBack = false;
            _messages.CompleteAsync(cancellationToken).GetAwaiter().GetResult();
            _xml.Flush();
            End();
        }
    }

    /// <summary>Ends the writer. Without <see cref="Complete"/> before it nothing was written, so that nobody takes half a batch for a whole one.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _objects.Dispose();
        _messages.Dispose();
        _students.Dispose();
    }

    /// <summary>Whether there is a byte with which one of those characters begins.</summary>
    private static bool MayHoldNoXml(ReadOnlySpan<byte> bytes) => bytes.ContainsAnyInRange((byte)0, (byte)(' ' - 1)) || bytes.Contains((byte)0xEF);

    /// <summary>Whether XML holds a text, and a reader reads it as it is.</summary>
    private static bool IsXml(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                return false;
            }
        }

        return !text.AsSpan().ContainsAny(NoXml);
    }

    private static Utf8XmlWriter Xml(Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return output.CanWrite ? new Utf8XmlWriter(output) : throw new ArgumentException("The stream cannot be written: it is closed, or for reading only.", nameof(output));
    }

    private static Utf8XmlWriter Xml(PipeWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return new Utf8XmlWriter(output);
    }

    /// <summary>Makes the objects of all records that wait; then the file can be written.</summary>
    private void BeginEnd(CancellationToken cancellationToken)
    {
        ThrowIfAtEnd();
        _isBroken = true;
        EndSchool(cancellationToken);
        _students.WriteMissing(cancellationToken);
        _schools.WriteLea();
        _objects.Complete();
    }

    private void End()
    {
        _isComplete = true;
        _isBroken = false;
    }

    private static Envelope EnvelopeOf(SifWriterOptions options) => options.Form switch
    {
        SifForm.Objects => new BareEnvelope(),
        SifForm.Events => new EventEnvelope(),
        _ => new ResponseEnvelope(options.PacketSize),
    };

    private void ThrowIfAtEnd()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isComplete)
        {
            throw new InvalidOperationException("The message has been completed; write further records with another writer.");
        }

        if (_isBroken)
        {
            throw new InvalidOperationException("An earlier call failed or has not ended yet, so that objects are missing; write the batch again with another writer.");
        }
    }

    private void Begin(BatchRow row, CancellationToken cancellationToken)
    {
        EndSchool(cancellationToken);
        if (_schools.IsAgain(row))
        {
            return;
        }

        _students.WriteMissing(cancellationToken);
        _schools.WriteLea();
        _output.Lea = row[FieldKey.Lea];
        _output.EndingYear = int.TryParse(row[nameof(DistrictRecord.SchoolYear)].Span, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && SubmissionContext.IsSchoolYear(year) ? year : _output.EndingYear;
        var time = row[FieldKey.AsOfDate].ToString();
        _output.AsOf = DateTime.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var asOf) ? DateOnly.FromDateTime(asOf) : null;
        if (!_isOpen)
        {
            _isOpen = true;
            (_messages.Lea, _messages.Time) = (_output.Lea.ToString(), asOf == default ? null : asOf.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture));
        }

        _schools.Begin(row);
        foreach (var field in DistrictRecord.Info.Fields.Where(field => field.Constant is not null))
        {
            _output.Check(row, field.Property, _output.Text(field.Constant!));
        }

        _output.Check(row, nameof(DistrictRecord.SchoolYear), _output.SchoolYear);

        // Objects without messages tell no time.
        var isTold = asOf != default && _options.Form != SifForm.Objects;
        _output.Check(row, nameof(DistrictRecord.WhichMonth), _output.Text(!isTold ? "" : Month.All[asOf.Month - 1].Code));
        _output.Check(row, nameof(DistrictRecord.SisAsOfDate), _output.Text(!isTold ? "" : asOf.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)));
    }

    private void BeginSchool(BatchRow row)
    {
        _schoolRow = row;
        _school = _schools.School(row);
    }

    private void Take(BatchRow row)
    {
        if (_school is null)
        {
            // A record without a school before it: all that is known of the school is its number.
            _school = new DocumentObjects(SifMap.Shapes, _schools.Lea(_output.Lea), _schools.Named(row[FieldKey.School]));
        }

        if (row.Record == CourseMasterRecord.Info)
        {
            _courses.WriteCourse(row, _school);
        }
        else if (row.Record == CourseMembershipRecord.Info)
        {
            _courses.WriteMembership(row, _school);
        }
        else if (row.Map.Type is not null)
        {
            _enrollments.WriteParticipation(row, _school);
        }
        else
        {
            _waiting.Add(row);
        }
    }

    private void EndSchool(CancellationToken cancellationToken)
    {
        if (_school is null)
        {
            return;
        }

        foreach (var transcript in _waiting.Where(row => row.Record == StudentTranscriptRecord.Info && !_schools.IsWritten(_school)))
        {
            _output.Fill(SifMap.ST, new DocumentObjects(SifMap.Shapes, _school[LEAInfoShape.Shape], _school[SchoolInfoShape.Shape]), transcript);
        }

        _schools.Write(_school, _schoolRow);
        var firstDay = _waiting.Where(row => row.Record == StudentRecord.Info).Select(row => row.Day(nameof(StudentRecord.EntryDate)))
            .Where(day => day is { } entry && SubmissionContext.SchoolYearOf(entry) == _output.EndingYear).Min();
        foreach (var student in _waiting.Where(row => row[FieldKey.Incident].Length == 0 && row.Record != IncidentRecord.Info).GroupBy(row => row[FieldKey.Student]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteStudent([.. student], _school, firstDay);
        }

        foreach (var incident in _waiting.Where(row => row.Record == IncidentRecord.Info || row.Record == IncidentAssociationRecord.Info).GroupBy(row => row[FieldKey.Incident]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteIncident([.. incident], _school);
        }

        _courses.EndSchool(_school, cancellationToken);
        _waiting.Clear();
        _school = null;
        _schoolRow = null;
    }

    private void WriteStudent(List<BatchRow> rows, DocumentObjects school, DateOnly? firstDay)
    {
        var number = rows[0][FieldKey.Student];
        var enrollments = rows.FindAll(row => row.Record == StudentRecord.Info);
        var heads = rows.FindAll(row => row.Record == StudentTranscriptRecord.Info);
        var others = rows.FindAll(row => row.Record != StudentRecord.Info);

        // The latest enrollment tells what the student is now.
        var latest = enrollments.MaxBy(row => row[FieldKey.EntryDate]);
        var asked = heads.GetRange(0, Math.Min(heads.Count, MostVersions));
        var now = latest is null ? null : _students.Write(number, latest, asked);
        var enrolled = enrollments.ConvertAll(row => row == latest ? now! : _students.Write(number, row, asked));
        var versions = enrolled.DistinctBy(objects => objects[StudentPersonalShape.Shape]![StudentPersonalShape.RefId]).Take(MostVersions).ToList();
        for (var i = 0; i < enrollments.Count; i++)
        {
            _enrollments.WriteEnrollment(enrollments[i], school.With(enrolled[i][StudentPersonalShape.Shape]).Add(enrolled[i][StudentDemographicRecordShape.Shape]), firstDay);
        }

        for (var i = 0; i < Math.Max(heads.Count, others.Count > 0 ? 1 : 0); i++)
        {
            var head = i < heads.Count ? heads[i] : null;
            var personal = head is null ? number.Length > 0 ? now : null : _students.WriteHead(number, head, number.Length > 0 ? versions : []);
            _transcripts.Write(i == 0 ? others : [], head, personal?[StudentPersonalShape.Shape] ?? _students.Stub(_students.Refer(number), number), personal, school);
        }
    }

    private void WriteIncident(List<BatchRow> rows, DocumentObjects school)
    {
        var incidents = rows.Where(row => row.Record == IncidentRecord.Info).ToList();
        var participants = rows.Where(row => row.Record == IncidentAssociationRecord.Info).ToList();
        _incidents.Write(incidents.FirstOrDefault(), participants, school);
        foreach (var incident in incidents.Skip(1))
        {
            _incidents.Write(incident, [], school);
        }
    }
}
