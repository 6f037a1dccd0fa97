using System.Runtime.InteropServices;
using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>
/// The objects of a school in the order of a batch, each with those that it refers to, and with the values of its record where it makes one. While
/// records are made of some, a second thread looks for those of the next ones.
/// </summary>
internal sealed class ObjectsAhead : IDisposable
{
    // What is ahead has to be kept by each collection of what is thrown away.
    private const int BlockSize = 48;
    private const int EnoughBytes = 1 << 17;
    private const int Blocks = 3;

    private readonly ObjectDirectory _directory;
    private readonly RecordOrder _order;
    private readonly RecordAssembly _assembly;
    private readonly SecondThread<Block> _looking;
    private readonly Stack<Block> _free = new(Enumerable.Range(0, Blocks).Select(_ => new Block()));

    // The next object to look for, and the first one of the next school.
    private int _next;
    private int _end;

    /// <summary>The objects of all schools.</summary>
    public ObjectsAhead(ObjectDirectory directory, RecordOrder order, RecordAssembly assembly)
    {
        (_directory, _order, _assembly) = (directory, order, assembly);
        _looking = new SecondThread<Block>(Look);
    }

    /// <summary>The objects of the school at hand. Each is good until the next one, and nobody keeps a value of it.</summary>
    /// <param name="school">Its number.</param>
    public IEnumerable<Found> Of(int school)
    {
        (_next, _end) = (_order.FirstOf(school), _order.FirstOf(school + 1));

        // The first are looked for here: many a school has no others.
        var block = _free.Pop();
        Look(block);
        while (true)
        {
            while (!block.IsLast && _free.TryPop(out var free))
            {
                _looking.Give(free);
            }

            for (var i = 0; i < block.Count; i++)
            {
                yield return block[i];
            }

            _free.Push(block);
            if (_looking.Count == 0)
            {
                yield break;
            }

            block = _looking.Take();
        }
    }

    /// <summary>Ends the looking: nobody looks for objects from then on.</summary>
    public void Dispose() => _looking.Dispose();

    private void Look(Block block)
    {
        block.Clear();
        while (_next < _end && block.HasRoom)
        {
            block.Add(_directory, _assembly, _order.Places[_next++].Place);
        }

        block.IsLast = _next == _end;
    }

    /// <summary>An object, the objects that its records are made of, and the values of its one record; <see langword="null"/> where it may make several.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Found(DocumentObject Item, DocumentObjects Objects, Utf8Value[]? Values);

    /// <summary>Some objects in a row.</summary>
    private sealed class Block
    {
        private readonly Found[] _found = new Found[BlockSize];
        private readonly PackedObjects _items = new(SifMap.Shapes);

        // Room for the objects and the values of each.
        private readonly DocumentObjects[] _objects = [.. Enumerable.Range(0, BlockSize).Select(_ => new DocumentObjects(SifMap.Shapes))];
        private readonly Utf8Value[]?[] _values = new Utf8Value[]?[BlockSize];

        // Where the bytes of the next one will begin.
        private int _at;

        public int Count { get; private set; }

        public bool HasRoom => Count < BlockSize && _items.Length < EnoughBytes;

        /// <summary>Whether none of the school follow.</summary>
        public bool IsLast { get; set; }

        public Found this[int index] => _found[index];

        public void Clear()
        {
            _items.Clear();
            (Count, _at) = (0, 0);
        }

        /// <summary>Adds the object at a place.</summary>
        public void Add(ObjectDirectory directory, RecordAssembly assembly, long place)
        {
            directory.Copy(place, _items);
            var item = _items.Read(ref _at);
            var objects = assembly.Related(item, place, _objects[Count]);
            _found[Count] = new Found(item, objects, RecordAssembly.MapOf(item) is { } map ? assembly.Read(map, objects, _values[Count] ??= RecordAssembly.NewValues()) : null);
            Count++;
        }
    }
}
