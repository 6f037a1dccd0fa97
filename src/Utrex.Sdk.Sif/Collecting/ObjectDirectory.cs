using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>
/// All objects of a collection, found by what identifies them. What is sent again replaces what was sent; a change adds to it; a deletion
/// takes it away. All that is settled when the adding ends, so that each object has one place from then on.
/// </summary>
internal sealed class ObjectDirectory : IDisposable
{
    // What objects are found by, once all are there; the identifiers of others serve only to settle what was sent again.
    private static readonly HashSet<DocumentShape> Referred = [LEAInfoShape.Shape, SchoolCourseInfoShape.Shape, SectionInfoShape.Shape, StudentPersonalShape.Shape, StudentSchoolEnrollmentShape.Shape];

    private readonly DocumentStore _store = new(SifMap.Shapes);
    private readonly RecentObjects _recent = new();
    private readonly Stack<RefIndex.Entry[]> _freeChunks = [];
    private readonly RefIndex[] _byId;
    private readonly Lock _reading = new();
    private readonly HashSet<long> _changes = [];
    private readonly HashSet<long> _deletions = [];

    // Where in place of what was sent the object with all its changes is.
    private readonly Dictionary<long, long> _merged = [];

    // When the messages were sent of which the objects are, from a place on.
    private readonly List<(long Place, long Time)> _times = [];
    private CancellationToken _cancellation;

    /// <summary>A directory without objects.</summary>
    public ObjectDirectory() => _byId = [.. SifMap.Shapes.Select(_ => NewIndex())];

    /// <summary>The number of objects read back so far.</summary>
    public long Reads => _store.Reads;

    /// <summary>An index for other things, in the room that the directory's own have left.</summary>
    public RefIndex NewIndex() => new(_freeChunks);

    /// <summary>Takes an object.</summary>
    /// <param name="item">The object.</param>
    /// <param name="action">What an event says of it, or <see langword="null"/>.</param>
    /// <param name="time">When its message was sent, or <see langword="null"/>: with what came before it.</param>
    /// <returns>Whether it has an identifier; one without is not taken.</returns>
    public bool Add(DocumentObject item, string? action, DateTimeOffset? time = null)
    {
        if (IdentityOf(item) is not { } id)
        {
            return false;
        }

        var place = _store.Position;
        if (time is { UtcTicks: var ticks } && (_times.Count == 0 || _times[^1].Time != ticks))
        {
            _times.Add((place, ticks));
        }

        _store.Add(item);
        _byId[item.Shape.Index].Add(id, place);
        if (SifEvents.IsChange(action))
        {
            _changes.Add(place);
        }
        else if (SifEvents.IsDelete(action))
        {
            _deletions.Add(place);
        }

        return true;
    }

    /// <summary>Ends the adding.</summary>
    /// <param name="report">Takes what is beyond the limits of an object, and changes of what nobody sent.</param>
    /// <param name="cancellationToken">Ends whatever goes over many objects from now on.</param>
    public void Freeze(ICollectionReport report, CancellationToken cancellationToken)
    {
        _cancellation = cancellationToken;
        _store.Flush();
        foreach (var shape in SifMap.Shapes)
        {
            _byId[shape.Index].Fold(sent => Settle(sent, report));
            if (!Referred.Contains(shape))
            {
                _byId[shape.Index].Forget();
            }
        }

        _store.Flush();
    }

    /// <summary>Every object of some shapes that stands, in the order of reading. Each is good until the next one, and nobody keeps a value of it.</summary>
    public IEnumerable<(long Place, DocumentObject Item)> All(params DocumentShape[] shapes)
    {
        using var places = PlacesOf(shapes).GetEnumerator();
        using var reading = new SecondThread<LookedAt>(Fill);
        var block = new LookedAt();
        Fill(block);
        while (true)
        {
            foreach (var found in block.Found)
            {
                _cancellation.ThrowIfCancellationRequested();
                yield return found;
            }

            if (block.IsLast)
            {
                yield break;
            }

            if (reading.Count == 0)
            {
                reading.Give(new LookedAt());
            }

            reading.Give(block);
            block = reading.Take();
        }

        void Fill(LookedAt looked)
        {
            looked.Clear();
            while (looked.HasRoom)
            {
                if (!places.MoveNext())
                {
                    looked.IsLast = true;
                    return;
                }

                Copy(places.Current, looked.Objects);
                looked.Add(places.Current);
            }
        }
    }

    /// <summary>Puts the object at a place, as it stands in the end, behind others that are looked at together. Two threads may ask at once.</summary>
    public void Copy(long place, PackedObjects target)
    {
        lock (_reading)
        {
            _store.Copy(_merged.GetValueOrDefault(place, place), target);
        }
    }

    /// <summary>The object at a place, as it stands in the end; others may have it too. Two threads may ask at once.</summary>
    public DocumentObject Load(long place)
    {
        lock (_reading)
        {
            if (_recent.Find(place) is not { } item)
            {
                item = _store.Read(_merged.GetValueOrDefault(place, place), out var size);
                _recent.Add(place, item, size);
            }

            return item;
        }
    }

    /// <summary>The number of objects of some shapes that stand.</summary>
    public int Count(params ReadOnlySpan<DocumentShape> shapes)
    {
        var count = 0;
        foreach (var shape in shapes)
        {
            count += _byId[shape.Index].Count;
        }

        return count;
    }

    /// <summary>The number of the object with an identifier among those of its shape, from 0 on in the order of reading, or -1.</summary>
    public int IndexOf(DocumentShape shape, Utf8Value id) => id.IsNone ? -1 : _byId[shape.Index].IndexOf(RefId.Parse(id));

    /// <summary>The place of the object with an identifier, or -1.</summary>
    public long PlaceOf(DocumentShape shape, Utf8Value id) => id.IsNone ? -1 : _byId[shape.Index].Find(RefId.Parse(id));

    /// <summary>The object with an identifier, or <see langword="null"/>.</summary>
    public DocumentObject? Find(DocumentShape shape, Utf8Value id) => PlaceOf(shape, id) is >= 0 and var place ? Load(place) : null;

    public void Dispose() => _store.Dispose();

    /// <summary>The places of every object of some shapes that stands, in the order of reading.</summary>
    private IEnumerable<long> PlacesOf(DocumentShape[] shapes)
    {
        var next = new int[shapes.Length];
        while (true)
        {
            var first = -1;
            var least = long.MaxValue;
            for (var i = 0; i < shapes.Length; i++)
            {
                var index = _byId[shapes[i].Index];
                if (next[i] < index.Count && index.PlaceAt(next[i]) < least)
                {
                    (first, least) = (i, index.PlaceAt(next[i]));
                }
            }

            if (first < 0)
            {
                yield break;
            }

            next[first]++;
            yield return least;
        }
    }

    /// <summary>What identifies an object: its RefId. SIF gives an attendance summary none, so that whose it is and when it begins is what counts.</summary>
    private static UInt128? IdentityOf(DocumentObject item)
    {
        if (item.Id is { IsNone: false } id)
        {
            return RefId.Parse(id);
        }

        if (item.Shape != StudentAttendanceSummaryShape.Shape)
        {
            return null;
        }

        var key = Word(StudentAttendanceSummaryShape.StudentPersonalRefId);
        foreach (var slot in (ReadOnlySpan<int>)[StudentAttendanceSummaryShape.SchoolInfoRefId, StudentAttendanceSummaryShape.SchoolYear, StudentAttendanceSummaryShape.StudentSchoolEnrollmentRefId, StudentAttendanceSummaryShape.StartDate])
        {
            key = RefId.Combine(key, Word(slot));
        }

        return key;

        UInt128 Word(int slot) => RefId.Parse(item[slot]);
    }

    /// <summary>Of all that was sent under one identifier, the place that stands for it.</summary>
    private long Settle(ReadOnlySpan<RefIndex.Entry> sent, ICollectionReport report)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (sent.Length > 1 && _times.Count > 1)
        {
            // What was sent first comes first, whatever file it stands in; in doubt the order of the files.
            sent = sent.ToArray().OrderBy(entry => TimeOf(entry.Place)).ToArray();
        }

        var last = sent[^1].Place;
        if (_deletions.Contains(last))
        {
            return -1;
        }

        if (!_changes.Contains(last))
        {
            return last;
        }

        var first = sent.Length - 1;
        while (first > 0 && _changes.Contains(sent[first].Place) && !_deletions.Contains(sent[first - 1].Place))
        {
            first--;
        }

        var start = _store.Read(sent[first].Place, out _);
        var isUnsent = _changes.Contains(sent[first].Place);
        if (isUnsent)
        {
            report.ChangeUnsent(start);
        }

        var merge = isUnsent ? ObjectMerge.OfChange(start) : new ObjectMerge(start);
        foreach (var entry in sent[(first + 1)..])
        {
            merge.Change(_store.Read(entry.Place, out _));
        }

        _merged[last] = _store.Position;
        _store.Add(merge.Complete(report.LeftOut));
        return last;
    }

    /// <summary>When the object at a place was sent.</summary>
    private long TimeOf(long place)
    {
        var at = _times.BinarySearch((place, long.MaxValue));
        return at >= 0 ? _times[at].Time : at == -1 ? long.MinValue : _times[~at - 1].Time;
    }

    /// <summary>Some objects in a row.</summary>
    private sealed class LookedAt
    {
        private const int EnoughBytes = 1 << 15;

        private readonly List<(long Place, DocumentObject Item)> _found = [];
        private int _at;

        public PackedObjects Objects { get; } = new(SifMap.Shapes);

        public IReadOnlyList<(long Place, DocumentObject Item)> Found => _found;

        public bool HasRoom => Objects.Length < EnoughBytes;

        /// <summary>Whether no others follow.</summary>
        public bool IsLast { get; set; }

        /// <summary>Takes the object that was put behind the others.</summary>
        public void Add(long place) => _found.Add((place, Objects.Read(ref _at)));

        public void Clear()
        {
            _found.Clear();
            Objects.Clear();
            (_at, IsLast) = (0, false);
        }
    }
}
