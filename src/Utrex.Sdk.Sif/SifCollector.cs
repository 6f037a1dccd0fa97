using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Utrex.Documents;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Sif.Collecting;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Sif;

/// <summary>
/// Collects SIF 2.4 objects into a batch, as the state's Data Collector does: <see cref="Add"/> each file, then <see cref="Write"/> the
/// records. Objects may come in any order, in messages, under any wrapper or bare; they wait in a temporary file.
/// </summary>
/// <remarks>
/// <para>
/// One collector is for one batch: its records are written once, and nothing is added then. An <see cref="Add"/> that an exception ended left
/// half a file behind, so that nothing more is added or written; what it found can still be asked for.
/// </para>
/// <para>Not safe for use by several threads at once.</para>
/// </remarks>
public sealed class SifCollector : IDisposable
{
    private const int FlushAt = 1 << 18;
    private const byte Delimiter = (byte)'\t';

    private readonly SifCollectorOptions _options;
    private readonly ObjectDirectory _directory = new();
    private readonly CollectionReport _report = new();
    private readonly Packets _packets = new();
    private readonly RecordOrigins _origins = new();
    private byte[] _line = new byte[1024];
    private RecordAssembly? _assembly;
    private YearRecords? _year;
    private RecordOrder? _order;
    private DateTimeOffset? _timestamp;
    private string? _foreignNamespace;
    private bool _isWritten;
    private bool _isBroken;
    private bool _isDisposed;
    private int _currentSchool = -1;

    // The object at hand.
    private RecordOrigin _origin;
    private long _place;

    /// <summary>A collector without objects.</summary>
    public SifCollector(SifCollectorOptions? options = null) => _options = options ?? new SifCollectorOptions();

    /// <summary>The number of the school year that was collected (its ending year); <see langword="null"/> before the batch is written, and where no object says a year.</summary>
    public int? SchoolYear { get; private set; }

    /// <summary>The specification of the records; <see langword="null"/> before the batch is written.</summary>
    public SpecificationInfo? Specification => _year?.Year;

    /// <summary>What could not be read or put together: the first ten thousand, and besides the first of each rule and whatever ends a file.</summary>
    public IReadOnlyList<SifProblem> Problems => _report.Problems;

    /// <summary>The number of all problems.</summary>
    public int ProblemCount => _report.ProblemCount;

    /// <summary>The number of problems that are errors.</summary>
    public int ErrorCount => _report.ErrorCount;

    /// <summary>
    /// What was sent and is not in the records: elements and objects that carry nothing for the state, objects of other school years, values
    /// that say something twice. By object and name; the names beyond a thousand are counted together as <c>others</c>.
    /// </summary>
    public IReadOnlyDictionary<string, int> LeftOut => _report.LeftOut.Counts;

    /// <summary>The objects read, by name.</summary>
    public IReadOnlyDictionary<string, int> Objects => _report.Objects.Counts;

    /// <summary>The number of times that an object was read back from the temporary file.</summary>
    internal long Reads => _directory.Reads;

    /// <summary>Reads the objects of a file.</summary>
    /// <param name="stream">Its XML.</param>
    /// <param name="file">Its name, for what is reported.</param>
    /// <param name="cancellationToken">Ends the reading; nothing can be written then.</param>
    /// <returns>Whether all of it could be read.</returns>
    /// <exception cref="ArgumentException">The stream cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The records have been written already, or the reading of another file was ended.</exception>
    /// <exception cref="ObjectDisposedException">The collector is disposed of.</exception>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public bool Add(Stream stream, string file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(file);
        if (!stream.CanRead)
        {
            throw new ArgumentException("The stream cannot be read: it is closed, or for writing only.", nameof(stream));
        }

        ThrowIfAtEnd();

        // Unless all goes well: half a file would make half a batch.
        _isBroken = true;
        var isWhole = Read(stream, file, cancellationToken);
        _isBroken = false;
        return isWhole;
    }

    private bool Read(Stream stream, string file, CancellationToken cancellationToken)
    {
        using var reader = new SifXmlReader(stream, file, _report, _packets, cancellationToken);
        while (reader.Read() is { } item)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _report.Objects.Add(item.Shape.Name);
            if (CollectionYear.IsMalformed(item))
            {
                _report.LeftOut.Add(item.Shape.Name + "/SchoolYear that is no year");
            }

            if (!_directory.Add(item, reader.Action, reader.MessageTime))
            {
                _report.Lack(item, "RefId");
            }
        }

        _timestamp = reader.Timestamp is { } time && (_timestamp is not { } latest || time > latest) ? time : _timestamp;
        _foreignNamespace ??= reader.ForeignNamespace;
        return !reader.IsBroken;
    }

    /// <summary>Writes the records in the order of a batch into memory. A record that has no room in the layout is left out and reported.</summary>
    /// <param name="writer">Takes the records.</param>
    /// <param name="cancellationToken">Ends the writing; it cannot be begun again.</param>
    /// <returns>The number of records.</returns>
    /// <exception cref="InvalidOperationException">The records have been written already, or the reading of a file was ended.</exception>
    /// <exception cref="ObjectDisposedException">The collector is disposed of.</exception>
    /// <exception cref="OperationCanceledException">The writing was ended.</exception>
    public int Write(BatchWriter writer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Begin(cancellationToken);
        foreach (var _ in WriteObjects(writer))
        {
            // The output takes whatever comes.
            cancellationToken.ThrowIfCancellationRequested();
        }

        return _origins.Count;
    }

    /// <summary>Writes the records in the order of a batch, and sends them on as it goes. A record that has no room in the layout is left out and reported.</summary>
    /// <param name="output">Where the bytes go; it stays open.</param>
    /// <param name="layout">The layout of the lines.</param>
    /// <param name="cancellationToken">Ends the writing; it cannot be begun again.</param>
    /// <returns>The number of records.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layout.</exception>
    /// <exception cref="InvalidOperationException">The records have been written already, or the reading of a file was ended.</exception>
    /// <exception cref="ObjectDisposedException">The collector is disposed of.</exception>
    /// <exception cref="OperationCanceledException">The writing was ended.</exception>
    public Task<int> WriteAsync(PipeWriter output, RecordLayout layout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        var writer = new BatchWriter(output, layout);
        ThrowIfAtEnd();
        return WriteAsync(output, writer, cancellationToken);
    }

    private async Task<int> WriteAsync(PipeWriter output, BatchWriter writer, CancellationToken cancellationToken)
    {
        Begin(cancellationToken);
        foreach (var _ in WriteObjects(writer))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (output.UnflushedBytes > FlushAt && (await output.FlushAsync(cancellationToken).ConfigureAwait(false)).IsCompleted)
            {
                return _origins.Count;
            }
        }

        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return _origins.Count;
    }

    /// <summary>Where in SIF the record in a line of the batch comes from.</summary>
    /// <param name="line">The line, 1-based.</param>
    /// <param name="field">The field that is asked for, or <see langword="null"/> for the record.</param>
    /// <returns>The object, the LEAInfo for a district record; <see langword="null"/> if the batch has no such line, as before it is written.</returns>
    /// <exception cref="ObjectDisposedException">The collector is disposed of.</exception>
    public SifOrigin? FindOrigin(int line, FieldInfo? field = null)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (line < 1 || line > _origins.Count)
        {
            return null;
        }

        var origin = _origins[line - 1];
        var place = PlaceOf(origin);
        var item = _directory.Load(place);
        if (field is not null && !origin.IsLea)
        {
            var school = origin.School >= 0 ? origin.School : _order!.Places[origin.Place].School;

            if (_currentSchool != school)
            {
                _assembly!.BeginSchool(_order!.Schools[school], static (_, _, _) => { });
                _currentSchool = school;
            }

            item = Source(_year!.Mapped(field), _assembly!.Related(item, place, new DocumentObjects(SifMap.Shapes))) ?? item;
        }

        return new SifOrigin(_report.Files[item.File], item.Line, item.Shape.Name, item.Id.IsNone ? null : item.Id.ToString());
    }

    /// <summary>Removes the temporary file. What was counted and reported stays.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _directory.Dispose();
    }

    private DateTime AsOf() => _options.AsOf ?? _timestamp?.DateTime ?? _options.AsOfWithoutTimestamp ?? DateTime.Now;

    private void ThrowIfAtEnd()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isWritten)
        {
            throw new InvalidOperationException("The records have been written already; collect another batch with another collector.");
        }

        if (_isBroken)
        {
            throw new InvalidOperationException("The reading of a file was ended, so that objects are missing; collect the batch with another collector.");
        }
    }

    private void Begin(CancellationToken cancellationToken)
    {
        ThrowIfAtEnd();
        _isWritten = true;
        cancellationToken.ThrowIfCancellationRequested();
        _packets.Check(_report);
        _directory.Freeze(_report, cancellationToken);
        SchoolYear = _options.SchoolYear ?? CollectionYear.Find(_directory, AsOf());
        _year = new YearRecords(_options.Specifications.FirstOrDefault(specification => specification.EndingYear == SchoolYear) ?? _options.Specifications[0]);
        _order = RecordOrder.Of(_directory, SchoolYear, _report);
        _assembly = new RecordAssembly(_directory, _order.Companions, _report.LeftOut);
        if (_order.Schools.Count == 0)
        {
            var read = Objects.Count == 0 ? "none" : string.Join(", ", Objects.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")));
            var foreign = _foreignNamespace is null ? "" : $"; others are of the namespace {PrintableText.Quote(_foreignNamespace)}, which is not that of SIF {SifMap.Version}, '{SifMap.Namespace}'";
            _report.Add(new SifProblem(_report.Files.Count > 0 ? _report.Files[0] : "", 0, 0, SifRules.SifNoDistrict, $"Objects read: {read}{foreign}"));
        }
        else if (_foreignNamespace is not null)
        {
            _report.Doubt(0, 0, 0, $"objects of the namespace {PrintableText.Quote(_foreignNamespace)}, which is not that of SIF {SifMap.Version}, '{SifMap.Namespace}', were not read");
        }
    }

    /// <summary>Writes object by object.</summary>
    private IEnumerable<long> WriteObjects(BatchWriter writer)
    {
        using var ahead = new ObjectsAhead(_directory, _order!, _assembly!);
        RecordTaker take = (map, values, objects) => Take(writer, map, values, objects);

        // A batch has one LEA: where there are several, each begins one of its own in the file, which a rule will report.
        foreach (var lea in _order!.Schools.Index().GroupBy(item => item.Item.Lea))
        {
            WriteDistrict(writer, lea.First().Item, lea.First().Index);
            foreach (var (number, school) in lea)
            {
                _currentSchool = number;
                At(RecordOrigin.OfSchool(number));
                _assembly!.BeginSchool(school, take);
                var place = _order.FirstOf(number);
                foreach (var found in ahead.Of(number))
                {
                    At(RecordOrigin.OfObject(place++));
                    _assembly.Make(found.Item, found.Objects, found.Values, take);
                    yield return _place;
                }
            }
        }
    }

    /// <summary>Goes to what the next records are made of.</summary>
    private void At(RecordOrigin origin) => (_origin, _place) = (origin, PlaceOf(origin));

    private long PlaceOf(RecordOrigin origin) =>
        origin.School < 0 ? _order!.Places[origin.Place].Place
        : origin.IsLea ? _order!.Schools[origin.School].LeaPlace
        : _order!.Schools[origin.School].Place;

    private void WriteDistrict(BatchWriter writer, School school, int number)
    {
        _currentSchool = -1;
        At(RecordOrigin.OfLea(number));
        var time = AsOf();
        var asOf = new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond));
        var record = new DistrictRecord
        {
            LeaNumber = school.Lea.ToString(),
            SchoolYear = SchoolYear ?? _year!.Year.EndingYear,
            WhichMonth = Month.All[asOf.Month - 1],
            SisAsOfDate = asOf,
        };
        try
        {
            // A typed record is one of the newest year.
            var lines = new RecordWriter(RecordLayout.Delimited);
            record.WriteTo(lines);
            Span<int> ends = stackalloc int[DistrictRecord.Info.Fields.Count + 1];
            var line = RecordLine.Parse(lines.Line.Span, ends);
            var values = new Utf8Value[DistrictRecord.Info.Fields.Count];
            foreach (var field in DistrictRecord.Info.Fields)
            {
                values[field.Number] = Utf8Value.Of(line.Field(field).ToArray());
            }

            WriteRecord(writer, DistrictRecord.Info, values, new DocumentObjects(SifMap.Shapes));
        }
        catch (FieldFormatException e)
        {
            LeaveOut(e);
        }
    }

    /// <summary>Writes a record of the object at hand.</summary>
    private void Take(BatchWriter writer, RecordMap map, Utf8Value[] values, DocumentObjects objects)
    {
        try
        {
            WriteRecord(writer, map.Record, values, objects);
        }
        catch (FieldFormatException e)
        {
            LeaveOut(e);
        }
    }

    /// <summary>Writes values as a record of the year; one that the year does not have is left out.</summary>
    private void WriteRecord(BatchWriter writer, RecordInfo record, Utf8Value[] values, DocumentObjects objects)
    {
        if (_year!.Of(record) is not { } year)
        {
            _report.LeftOut.Add($"{record.Id} records, which {_year.Year} does not have");
            return;
        }

        var line = LineOf(year, values);
        var count = year.Count;
        if (line.Count(Delimiter) >= count || line.ContainsAnyInRange((byte)0, (byte)(Delimiter - 1)) || line.ContainsAnyInRange((byte)(Delimiter + 1), (byte)0x1F))
        {
            for (var i = 0; i < count; i++)
            {
                if (year.NumberOf(i) is >= 0 and var number)
                {
                    values[number] = Plain(values[number], record.Fields[number], objects);
                }
            }

            line = LineOf(year, values);
        }

        Span<int> ends = stackalloc int[count + 1];
        writer.Write(RecordLine.Parse(line, ends), year.Own);
        _origins.Add(_origin);
    }

    /// <summary>The values of a record in a line of the year.</summary>
    private Span<byte> LineOf(YearRecord year, Utf8Value[] values)
    {
        var length = 0;
        for (var i = 0; i < year.Count; i++)
        {
            var value = year.NumberOf(i) is >= 0 and var number ? values[number] : default;
            if (_line.Length - length <= value.Length)
            {
                Array.Resize(ref _line, Math.Max(2 * _line.Length, length + value.Length + 1));
            }

            value.Span.CopyTo(_line.AsSpan(length));
            length += value.Length;
            _line[length++] = Delimiter;
        }

        return _line.AsSpan(0, length - 1);
    }

    private void LeaveOut(FieldFormatException e)
    {
        var item = _directory.Load(_place);
        _report.Add(SifRules.SifNoRoom, item, item, ": " + e.Message.TrimEnd('.'));
    }

    /// <summary>A value without what no line of a batch can hold.</summary>
    private Utf8Value Plain(Utf8Value value, FieldInfo field, DocumentObjects objects)
    {
        if (!value.Span.ContainsAnyInRange((byte)0, (byte)0x1F))
        {
            return value;
        }

        var item = _directory.Load(_place);
        var source = Source(field, objects) ?? item;
        _report.Add(SifRules.SifLineBreak, source.Shape.IsObject ? source : item, source, ": " + field.Name);
        return Utf8Value.Of(string.Concat(value.ToString().Select(character => char.IsControl(character) ? ' ' : character)));
    }

    /// <summary>The object that holds the value of a field, else the first one that could; <see langword="null"/> for a field that is made.</summary>
    private static DocumentObject? Source(FieldInfo field, DocumentObjects objects)
    {
        var binding = SifMap.Records.SelectMany(map => map.Bindings).FirstOrDefault(candidate => candidate.Field == field);
        var candidates = (binding?.Paths ?? []).Select(path => objects[path.Shape]).OfType<DocumentObject>().ToList();
        return candidates.Find(candidate => binding!.ReadFrom(candidate).Length > 0) ?? candidates.FirstOrDefault();
    }
}
