using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Utrex.Documents;

/// <summary>
/// Keeps objects in a temporary file, so that memory does not grow with their number. What was read of it last is
/// kept in blocks: what belongs together was mostly sent in some common order.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class DocumentStore : IDisposable
{
    private const int BufferSize = 1 << 16;

    // Powers of two; each block of the file has one place among those that are kept.
    private const int BlockSize = 1 << 13;
    private const int KeptBlocks = 1 << 8;

    private readonly Block[] _blocks = new Block[KeptBlocks];
    private readonly PackedObjects _item;
    private FileStream? _file;
    private long _flushed;

    /// <summary>A store without objects.</summary>
    /// <param name="shapes">All shapes of the map of the objects: at most 256.</param>
    /// <exception cref="ArgumentException">There are more, or one has more values than a store can tell apart.</exception>
    public DocumentStore(IReadOnlyList<DocumentShape> shapes)
    {
        _item = new PackedObjects(shapes);
    }

    /// <summary>Where the next object goes.</summary>
    public long Position { get; private set; }

    /// <summary>The number of objects read so far.</summary>
    public long Reads { get; private set; }

    /// <summary>Adds an object.</summary>
    public void Add(DocumentObject item)
    {
        _item.Clear();
        _item.Add(item);
        _file ??= TemporaryFile.Create(BufferSize);
        _file.Write(_item.Bytes);
        Position += _item.Length;
    }

    /// <summary>Ends the adding for now: what has been added can be read.</summary>
    public void Flush()
    {
        _file?.Flush();
        _flushed = Position;
    }

    /// <summary>The object at a place.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="length">How many bytes it takes.</param>
    public DocumentObject Read(long place, out int length)
    {
        Reads++;
        length = LengthAt(place);

        // The values are parts of these bytes.
        var bytes = new byte[length];
        Fill(bytes, place + PackedObjects.HeadSize);
        return PackedObjects.Read(bytes, 0, New(_item.Shapes[bytes[0]]), _item.Shapes, New);
    }

    /// <summary>Adds the object at a place to others that are looked at together.</summary>
    public void Copy(long place, PackedObjects target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Reads++;
        Fill(target.Append(PackedObjects.HeadSize + LengthAt(place)), place);
    }

    /// <summary>The place after an object.</summary>
    public long After(long place) => place + PackedObjects.HeadSize + LengthAt(place);

    /// <summary>Removes the temporary file.</summary>
    public void Dispose() => _file?.Dispose();

    /// <summary>How many bytes the object at a place has.</summary>
    private int LengthAt(long place)
    {
        Span<byte> head = stackalloc byte[PackedObjects.HeadSize];
        Fill(head, place);
        return BinaryPrimitives.ReadInt32LittleEndian(head);
    }

    /// <summary>Takes bytes of the file, out of the blocks that are kept where they are there.</summary>
    private void Fill(Span<byte> bytes, long place)
    {
        if (bytes.Length > BlockSize)
        {
            ReadFile(bytes, place, bytes.Length);
            return;
        }

        while (!bytes.IsEmpty)
        {
            var number = place / BlockSize;
            var from = (int)(place % BlockSize);
            var count = Math.Min(bytes.Length, BlockSize - from);
            ref var block = ref _blocks[number & (KeptBlocks - 1)];
            if (block.Bytes is null || block.Number != number || block.Length < from + count)
            {
                block.Bytes ??= new byte[BlockSize];
                block.Length = 0;
                block.Number = number;
                block.Length = ReadFile(block.Bytes.AsSpan(0, (int)Math.Min(BlockSize, _flushed - (number * BlockSize))), number * BlockSize, from + count);
            }

            block.Bytes.AsSpan(from, count).CopyTo(bytes);
            bytes = bytes[count..];
            place += count;
        }
    }

    /// <summary>Reads at least so many bytes.</summary>
    private int ReadFile(Span<byte> bytes, long place, int least)
    {
        var length = 0;
        while (length < least)
        {
            var read = RandomAccess.Read(_file!.SafeFileHandle, bytes[length..], place + length);
            if (read == 0)
            {
                throw new EndOfStreamException("The temporary file of the objects is shorter than what was written to it.");
            }

            length += read;
        }

        return length;
    }

    private static DocumentObject New(DocumentShape shape) => new(shape);

    [StructLayout(LayoutKind.Auto)]
    private struct Block
    {
        public byte[]? Bytes;
        public long Number;
        public int Length;
    }
}
