using Utrex.Sdk.Records;
using Utrex.Sdk.Sif.Collecting;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>
/// Students (StudentPersonal, StudentDemographicRecord): one for each student number of the LEA, whatever number of records speak of it. The
/// latest enrollment of the first school tells, and the head of the transcript what that leaves blank; what others say otherwise is lost,
/// and reported.
/// </summary>
internal sealed class StudentObjects(SifOutput output) : IDisposable
{
    // Another school may speak of a student who has been written: what was said waits in a file.
    private readonly ObjectStore _store = new();
    private readonly Dictionary<UInt128, long> _written = [];

    // Students that records refer to and of whom there is no object yet, and the heads of their transcripts.
    private readonly Dictionary<string, string> _missing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<BatchRow>> _heads = new(StringComparer.Ordinal);

    /// <summary>The identifier of a student whose own object may come later, or never.</summary>
    public string Refer(string student)
    {
        var id = PersonalId(student);
        if (!_written.ContainsKey(RefId.Parse(id)))
        {
            _missing[id] = student;
        }

        return id;
    }

    /// <summary>A student of whom nothing but the number is known.</summary>
    public static SifObject Stub(string id, string student) => new(StudentPersonalShape.Shape)
    {
        [StudentPersonalShape.RefId] = id,
        [StudentPersonalShape.LocalId] = student.Length > 0 ? student : null,
    };

    /// <summary>A student's objects to fill and throw away, where the real ones have been written.</summary>
    public static SifObjects Scratch() => new(new SifObject(StudentPersonalShape.Shape), new SifObject(StudentDemographicRecordShape.Shape));

    /// <summary>The objects of a student as they are written, or <see langword="null"/> where they are not yet.</summary>
    public SifObjects? Find(string student)
    {
        if (!_written.TryGetValue(RefId.Parse(PersonalId(student)), out var place))
        {
            return null;
        }

        _store.Flush();
        _ = _store.ShapeAt(place, out var next);
        return new SifObjects(_store.Read(place), _store.Read(next));
    }

    /// <summary>The objects of a student, written unless they were.</summary>
    /// <param name="student">The student's number.</param>
    /// <param name="enrollments">The enrollments in a school.</param>
    /// <param name="heads">The heads of the transcript in that school.</param>
    public SifObjects Write(string student, IReadOnlyList<BatchRow> enrollments, IReadOnlyList<BatchRow> heads)
    {
        if (student.Length > 0 && Find(student) is { } known)
        {
            return known;
        }

        var objects = Scratch();
        output.Fill(SifMap.S1, objects, enrollments.MaxBy(row => row[FieldKey.EntryDate], StringComparer.Ordinal)!);
        _heads.Remove(PersonalId(student), out var waiting);
        foreach (var head in (waiting ?? []).Concat(heads))
        {
            output.Fill(SifMap.ST, objects, head);
        }

        // Without a number two students cannot be told apart but by all that is said of them.
        Write(student.Length > 0 ? PersonalId(student) : output.Name(["StudentPersonal", output.Lea, .. objects[StudentPersonalShape.Shape]!.Words()]), objects);
        waiting?.ForEach(head => Check(head, objects));
        return objects;
    }

    /// <summary>Lets the head of a transcript wait for an enrollment of its student, which knows more.</summary>
    public void Wait(string student, BatchRow head)
    {
        var id = Refer(student);
        if (!_heads.TryGetValue(id, out var heads))
        {
            _heads[id] = heads = [];
        }

        heads.Add(head);
    }

    /// <summary>Writes the students of whom no enrollment tells.</summary>
    public void WriteMissing()
    {
        foreach (var (id, student) in _missing.ToList())
        {
            var objects = Scratch().Add(Stub(id, student));
            _heads.Remove(id, out var heads);
            heads?.ForEach(head => output.Fill(SifMap.ST, objects, head));
            Write(id, objects);
            heads?.ForEach(head => Check(head, objects));
        }
    }

    public void Dispose() => _store.Dispose();

    private void Write(string id, SifObjects objects)
    {
        var personal = objects[StudentPersonalShape.Shape]!;
        var demographic = objects[StudentDemographicRecordShape.Shape]!;
        personal[StudentPersonalShape.RefId] = id;
        output.Write(personal);
        if (demographic.HasValuesBesides())
        {
            demographic[StudentDemographicRecordShape.RefId] = RefId.Of("StudentDemographicRecord", id);
            demographic[StudentDemographicRecordShape.SIFRefId] = id;
            output.Write(demographic);
        }

        _missing.Remove(id);
        _written[RefId.Parse(id)] = _store.Position;
        _store.Add(personal);
        _store.Add(demographic);
    }

    private void Check(BatchRow head, SifObjects objects) =>
        output.Check(SifMap.ST, objects, head, path => path.Shape == StudentPersonalShape.Shape || path.Shape == StudentDemographicRecordShape.Shape);

    private string PersonalId(string student) => RefId.Of("StudentPersonal", output.Lea, student);
}
