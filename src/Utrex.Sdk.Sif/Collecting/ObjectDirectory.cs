using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>All objects of a collection: found by their own identifier and by those that they refer to. What is sent again replaces what was sent; a change adds to it; a deletion takes it away.</summary>
internal sealed class ObjectDirectory : IDisposable
{
    private const string Change = "Change";
    private const string Delete = "Delete";

    private readonly ObjectStore _store = new();
    private readonly RefIndex _byId = new();
    private readonly RefIndex _byReference = new();
    private readonly HashSet<long> _changes = [];
    private readonly HashSet<long> _deletions = [];

    // Whether every object was sent once and stands, as in most files.
    private bool _isPlain;

    /// <summary>Takes an object.</summary>
    /// <param name="item">The object.</param>
    /// <param name="action">What an event says of it, or <see langword="null"/>.</param>
    public void Add(SifObject item, string? action)
    {
        var place = _store.Position;
        _store.Add(item);
        if (IdOf(item) is { } id)
        {
            _byId.Add(KeyOf(item.Shape, RefId.Parse(id)), place);
        }

        foreach (var key in References(item))
        {
            _byReference.Add(KeyOf(item.Shape, key), place);
        }

        if (string.Equals(action, Change, StringComparison.OrdinalIgnoreCase))
        {
            _changes.Add(place);
        }
        else if (string.Equals(action, Delete, StringComparison.OrdinalIgnoreCase))
        {
            _deletions.Add(place);
        }
    }

    /// <summary>Ends the adding.</summary>
    public void Freeze()
    {
        _store.Flush();
        _byId.Sort();
        _byReference.Sort();
        _isPlain = _byId.IsUnique && _deletions.Count == 0;
    }

    /// <summary>Every object of some shapes that stands, in the order of reading.</summary>
    public IEnumerable<(long Place, SifObject Item)> All(params SifShape[] shapes)
    {
        for (var place = 0L; place < _store.Position;)
        {
            var at = place;
            if (!shapes.Contains(_store.ShapeAt(at, out place)))
            {
                continue;
            }

            var item = _store.Read(at);
            var id = IdOf(item)!;
            var entries = Entries(item.Shape, id);
            if (entries.Length == 1 && _deletions.Count == 0)
            {
                yield return (at, item);
            }
            else if (entries[^1].Place == at && Resolve(item.Shape, id) is { } whole)
            {
                yield return (at, whole);
            }
        }
    }

    /// <summary>The object at a place, as it stands in the end.</summary>
    public SifObject Load(long place)
    {
        var item = _store.Read(place);
        return _isPlain || IdOf(item) is not { } id ? item : Resolve(item.Shape, id) ?? item;
    }

    /// <summary>The object with an identifier, or <see langword="null"/>.</summary>
    public SifObject? Find(SifShape shape, string? id) => id is null ? null : Resolve(shape, id);

    /// <summary>The first object that refers to others in this way, or <see langword="null"/>.</summary>
    public SifObject? FindReferring(SifShape shape, UInt128 key)
    {
        foreach (var entry in _byReference.Find(KeyOf(shape, key)))
        {
            if (_deletions.Contains(entry.Place))
            {
                continue;
            }

            var item = _store.Read(entry.Place);
            if (_isPlain || IdOf(item) is not { } id)
            {
                return item;
            }

            if (Resolve(shape, id) is { } whole)
            {
                return whole;
            }
        }

        return null;
    }

    public void Dispose() => _store.Dispose();

    private SifObject? Resolve(SifShape shape, string id)
    {
        var entries = Entries(shape, id);
        if (entries.Length == 0 || _deletions.Contains(entries[^1].Place))
        {
            return null;
        }

        var first = entries.Length - 1;
        while (first > 0 && _changes.Contains(entries[first].Place) && !_deletions.Contains(entries[first - 1].Place))
        {
            first--;
        }

        var item = _store.Read(entries[first].Place);
        for (var i = first + 1; i < entries.Length; i++)
        {
            item.Overlay(_store.Read(entries[i].Place));
        }

        return item;
    }

    private ReadOnlySpan<RefIndex.Entry> Entries(SifShape shape, string id) => _byId.Find(KeyOf(shape, RefId.Parse(id)));

    /// <summary>The object's identifier; an attendance summary has none.</summary>
    public static string? IdOf(SifObject item) => item.Shape == StudentAttendanceSummaryShape.Shape ? null : item[0];

    private static UInt128 KeyOf(SifShape shape, UInt128 key) => RefId.Combine(key, (UInt128)(shape.Index + 1));

    /// <summary>What others look an object up by, besides its own identifier.</summary>
    private static IEnumerable<UInt128> References(SifObject item)
    {
        if (item.Shape == CalendarSummaryShape.Shape && item[CalendarSummaryShape.SchoolInfoRefId] is { } school)
        {
            yield return RefId.Parse(school);
        }
        else if (item.Shape == StudentDemographicRecordShape.Shape && item[StudentDemographicRecordShape.SIFRefId] is { } student)
        {
            yield return RefId.Parse(student);
        }
        else if (item.Shape == StudentGradeShape.Shape && item[StudentGradeShape.StudentPersonalRefId] is { } graded && item[StudentGradeShape.SectionInfoRefId] is { } section)
        {
            yield return RefId.Combine(RefId.Parse(graded), RefId.Parse(section));
        }
        else if (item.Shape == StudentAttendanceSummaryShape.Shape)
        {
            if (item[StudentAttendanceSummaryShape.StudentSchoolEnrollmentRefId] is { } enrollment)
            {
                yield return RefId.Parse(enrollment);
            }
            else if (item[StudentAttendanceSummaryShape.StudentPersonalRefId] is { } absent && item[StudentAttendanceSummaryShape.SchoolInfoRefId] is { } where)
            {
                yield return RefId.Combine(RefId.Parse(absent), RefId.Parse(where));
            }
        }
    }
}
