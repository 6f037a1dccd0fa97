using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>
/// Students (StudentPersonal, StudentDemographicRecord). What the latest enrollment in the first school says goes under the identifier of the
/// student; records that say otherwise get objects of their own with the same local number or, if students are merged, lose what they say.
/// </summary>
internal sealed class StudentObjects(SifOutput output, bool mergesStudents) : IDisposable
{
    private static readonly Utf8Value PersonalWord = Utf8Value.Of("StudentPersonal");
    private static readonly Utf8Value DemographicWord = Utf8Value.Of("StudentDemographicRecord");

    // What stands for a student's objects where these have been written.
    private static readonly DocumentObject ClosedPersonal = new(StudentPersonalShape.Shape) { IsClosed = true };
    private static readonly DocumentObject ClosedDemographic = new(StudentDemographicRecordShape.Shape) { IsClosed = true };

    // Another school may speak of a student who has been written: what was said waits in a file.
    private readonly DocumentStore _store = new(SifMap.Shapes);
    private readonly DocumentObject _stub = new(StudentPersonalShape.Shape);
    private readonly Dictionary<UInt128, long> _written = [];
    private readonly Dictionary<UInt128, UInt128> _versions = [];

    // Students that records refer to and of whom there is no object yet, and the heads of their transcripts.
    private readonly Dictionary<Utf8Value, Utf8Value> _missing = [];
    private readonly Dictionary<Utf8Value, List<BatchRow>> _heads = [];

    /// <summary>The identifier of a student whose own object may come later, or never.</summary>
    public Utf8Value Refer(Utf8Value student)
    {
        var id = PersonalId(student, out var number);
        if (!_written.ContainsKey(number) && !_missing.ContainsKey(id))
        {
            // The record goes, the student's number stays.
            _missing.Add(id.Copy(), student.Copy());
        }

        return id;
    }

    /// <summary>A student of whom nothing but the number is known; there is one such object, for the record at hand.</summary>
    public DocumentObject Stub(Utf8Value id, Utf8Value student)
    {
        _stub.Clear();
        _stub[StudentPersonalShape.RefId] = id;
        _stub[StudentPersonalShape.LocalId] = student.OrNone();
        return _stub;
    }

    /// <summary>What stands for a student's objects that have been written, and others that are to be filled.</summary>
    public static DocumentObjects Closed(params ReadOnlySpan<DocumentObject?> others)
    {
        var objects = new DocumentObjects(SifMap.Shapes, ClosedPersonal, ClosedDemographic);
        foreach (var other in others)
        {
            objects.Add(other);
        }

        return objects;
    }

    /// <summary>A student's objects to fill.</summary>
    public static DocumentObjects Scratch() => new(SifMap.Shapes, new DocumentObject(StudentPersonalShape.Shape), new DocumentObject(StudentDemographicRecordShape.Shape));

    /// <summary>The objects that an enrollment says of its student, written unless they were.</summary>
    /// <param name="student">The student's number.</param>
    /// <param name="enrollment">The S1 record.</param>
    /// <param name="heads">The heads of the transcript in the same school, which may say more.</param>
    public DocumentObjects Write(Utf8Value student, BatchRow enrollment, IReadOnlyList<BatchRow> heads)
    {
        if (mergesStudents && student.Length > 0 && Find(student) is { } known)
        {
            return known;
        }

        var objects = Of(SifMap.S1, enrollment);
        _heads.Remove(PersonalId(student, out _), out var waiting);
        foreach (var head in (waiting ?? []).Concat(student.Length > 0 ? heads : []))
        {
            var both = Fill(SifMap.ST, head, objects);
            objects = mergesStudents || (SaysTheSame(SifMap.S1, both, objects) && SaysTheSame(SifMap.ST, both, Of(SifMap.ST, head))) ? both : objects;
        }

        objects = Write(student, objects, enrollment[FieldKey.School], enrollment[FieldKey.EntryDate]);
        waiting?.ForEach(head => Check(head, objects));
        return objects;
    }

    /// <summary>The objects of the student that the head of a transcript is about, or <see langword="null"/> where an enrollment may still tell.</summary>
    /// <param name="student">The student's number.</param>
    /// <param name="head">The ST record.</param>
    /// <param name="enrolled">What the enrollments in the same school say.</param>
    public DocumentObjects? WriteHead(Utf8Value student, BatchRow head, IReadOnlyList<DocumentObjects> enrolled)
    {
        var own = Of(SifMap.ST, head);
        if (enrolled.FirstOrDefault(objects => mergesStudents || SaysTheSame(SifMap.ST, objects, own)) is { } agreed)
        {
            return agreed;
        }

        if (Find(student) is { } known)
        {
            return mergesStudents || SaysTheSame(SifMap.ST, known, own) ? known : Write(student, own, head[FieldKey.School], output.Text(head.Record.Id));
        }

        Wait(student, head);
        return null;
    }

    /// <summary>Writes the students of whom no enrollment tells.</summary>
    public void WriteMissing(CancellationToken cancellationToken)
    {
        foreach (var (id, student) in _missing.ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var objects = Scratch().Add(Stub(id, student));
            _heads.Remove(id, out var heads);
            heads?.ForEach(head => output.Fill(SifMap.ST, objects, head));
            Write(id, objects);
            heads?.ForEach(head => Check(head, objects));
        }
    }

    public void Dispose() => _store.Dispose();

    /// <summary>The objects under the student's own identifier as they are written, or <see langword="null"/> where they are not yet.</summary>
    private DocumentObjects? Find(Utf8Value student)
    {
        _ = PersonalId(student, out var number);
        if (!_written.TryGetValue(number, out var place))
        {
            return null;
        }

        _store.Flush();
        return new DocumentObjects(SifMap.Shapes, _store.Read(place, out _), _store.Read(_store.After(place), out _));
    }

    private void Wait(Utf8Value student, BatchRow head)
    {
        var id = Refer(student);
        if (!_heads.TryGetValue(id, out var heads))
        {
            _heads[id] = heads = [];
        }

        heads.Add(head);
    }

    /// <summary>Writes a version of a student, unless it was: the first one under the student's identifier, others by the record that tells them.</summary>
    private DocumentObjects Write(Utf8Value student, DocumentObjects objects, params ReadOnlySpan<Utf8Value> record)
    {
        var plain = PersonalId(student, out var plainNumber);
        var content = output.Ids.OfContent(out var contentNumber, plain, objects[StudentPersonalShape.Shape]!, objects[StudentDemographicRecordShape.Shape]!);
        if (_versions.TryGetValue(contentNumber, out var known))
        {
            return Named(output.Ids.Of(known), objects);
        }

        // Without a number two students cannot be told apart but by all that is said of them.
        var isFurther = student.Length > 0 && _written.ContainsKey(plainNumber);
        var id = student.Length == 0 ? content : isFurther ? output.Name([plain, .. record]) : plain;
        _versions.Add(contentNumber, RefId.Parse(id));
        if (isFurther)
        {
            output.Report.Derive("StudentPersonal");
        }

        Write(id, objects);
        return objects;
    }

    private void Write(Utf8Value id, DocumentObjects objects)
    {
        var personal = Named(id, objects)[StudentPersonalShape.Shape]!;
        var demographic = objects[StudentDemographicRecordShape.Shape]!;
        output.Write(personal);
        if (demographic.HasValuesBesides(StudentDemographicRecordShape.RefId, StudentDemographicRecordShape.SIFRefId))
        {
            output.Write(demographic);
        }

        _missing.Remove(id);
        _written[RefId.Parse(id)] = _store.Position;
        _store.Add(personal);
        _store.Add(demographic);
    }

    private DocumentObjects Named(Utf8Value id, DocumentObjects objects)
    {
        objects[StudentPersonalShape.Shape]![StudentPersonalShape.RefId] = id;
        objects[StudentDemographicRecordShape.Shape]![StudentDemographicRecordShape.RefId] = output.Ids.Of(DemographicWord, id);
        objects[StudentDemographicRecordShape.Shape]![StudentDemographicRecordShape.SIFRefId] = id;
        return objects;
    }

    /// <summary>A student's objects as one record tells of them.</summary>
    private DocumentObjects Of(RecordMap map, BatchRow row)
    {
        var objects = Scratch();
        output.Fill(map, objects, row);
        return objects;
    }

    /// <summary>A copy of a student's objects with what a record adds.</summary>
    private DocumentObjects Fill(RecordMap map, BatchRow row, DocumentObjects start)
    {
        var objects = new DocumentObjects(SifMap.Shapes, start[StudentPersonalShape.Shape]!.Copy(), start[StudentDemographicRecordShape.Shape]!.Copy());
        output.Fill(map, objects, row);
        return objects;
    }

    /// <summary>Whether two versions of a student say the same of a record's fields.</summary>
    private static bool SaysTheSame(RecordMap map, DocumentObjects left, DocumentObjects right) =>
        map.Bindings.All(binding => binding.Read(left) == binding.Read(right));

    private void Check(BatchRow head, DocumentObjects objects) =>
        output.Check(SifMap.ST, objects, head, path => path.Shape == StudentPersonalShape.Shape || path.Shape == StudentDemographicRecordShape.Shape);

    private Utf8Value PersonalId(Utf8Value student, out UInt128 number) => output.Ids.Of(out number, PersonalWord, output.Lea, student);
}
