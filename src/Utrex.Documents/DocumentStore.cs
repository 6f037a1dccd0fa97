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
    private const int HeadSize = sizeof(int);
    private const byte End = 0;

    // Shapes and slots are single bytes.
    private const int MostShapes = 1 << 8;

    // Powers of two; each block of the file has one place among those that are kept.
    private const int BlockSize = 1 << 14;
    private const int KeptBlocks = 1 << 9;

    private readonly Block[] _blocks = new Block[KeptBlocks];
    private readonly IReadOnlyList<DocumentShape> _shapes;
    private readonly DocumentObject?[] _look;
    private byte[] _looked = new byte[1024];
    private byte[] _item = new byte[1024];
    private FileStream? _file;
    private int _length;
    private long _flushed;

    /// <summary>A store without objects.</summary>
    /// <param name="shapes">All shapes of the map of the objects: at most 256.</param>
    /// <exception cref="ArgumentException">There are more, or one has more values than a store can tell apart.</exception>
    public DocumentStore(IReadOnlyList<DocumentShape> shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Count > MostShapes || shapes.Any(shape => shape.Slots.Length >= MostShapes))
        {
            throw new ArgumentException($"A store tells {MostShapes} shapes apart, with less than as many values each.", nameof(shapes));
        }

        _shapes = shapes;
        _look = new DocumentObject?[shapes.Count];
    }

    /// <summary>Where the next object goes.</summary>
    public long Position { get; private set; }

    /// <summary>The number of objects read so far.</summary>
    public long Reads { get; private set; }

    /// <summary>Adds an object.</summary>
    public void Add(DocumentObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        _length = HeadSize;
        Append((byte)item.Shape.Index);
        AppendNumber(item.File);
        AppendNumber(item.Line);
        Append(item);
        BinaryPrimitives.WriteInt32LittleEndian(_item, _length - HeadSize);
        _file ??= TemporaryFile.Create(BufferSize);
        _file.Write(_item, 0, _length);
        Position += _length;
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
        Span<byte> head = stackalloc byte[HeadSize];
        Fill(head, place);
        length = BinaryPrimitives.ReadInt32LittleEndian(head);

        // The values are parts of these bytes.
        var bytes = new byte[length];
        Fill(bytes, place + HeadSize);
        return Read(bytes, new DocumentObject(_shapes[bytes[0]]));
    }

    /// <summary>The object at a place, for a look at it: it is good until the next one is looked at.</summary>
    public DocumentObject Look(long place)
    {
        Reads++;
        Span<byte> head = stackalloc byte[HeadSize];
        Fill(head, place);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length > _looked.Length)
        {
            _looked = new byte[Math.Max(length, 2 * _looked.Length)];
        }

        Fill(_looked.AsSpan(0, length), place + HeadSize);
        var item = _look[_looked[0]] ??= new DocumentObject(_shapes[_looked[0]]);
        item.Clear();
        return Read(_looked, item);
    }

    /// <summary>The place after an object.</summary>
    public long After(long place)
    {
        Span<byte> head = stackalloc byte[HeadSize];
        Fill(head, place);
        return place + HeadSize + BinaryPrimitives.ReadInt32LittleEndian(head);
    }

    /// <summary>Removes the temporary file.</summary>
    public void Dispose() => _file?.Dispose();

    private void Append(DocumentObject item)
    {
        var values = item.Values;
        for (var slot = 0; slot < values.Length; slot++)
        {
            if (values[slot] is { IsNone: false } value)
            {
                Reserve(value.Length + 1 + sizeof(long));
                _item[_length++] = (byte)(slot + 1);
                AppendNumber(value.Length);
                value.Span.CopyTo(_item.AsSpan(_length));
                _length += value.Length;
            }
        }

        Append(End);
        AppendNumber(item.PartSpan.Length);
        foreach (var part in item.PartSpan)
        {
            Append((byte)part.Shape.Index);
            Append((byte)(part.IsDeleted ? 1 : 0));
            AppendNumber(part.File);
            AppendNumber(part.Line);
            Append(part);
        }
    }

    private void Append(byte value)
    {
        Reserve(1);
        _item[_length++] = value;
    }

    private void AppendNumber(int number)
    {
        Reserve(sizeof(long));
        var rest = (uint)number;
        while (rest >= 0x80)
        {
            _item[_length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        _item[_length++] = (byte)rest;
    }

    private void Reserve(int count)
    {
        if (_length + count > _item.Length)
        {
            Array.Resize(ref _item, Math.Max(_item.Length * 2, _length + count));
        }
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

    private DocumentObject Read(byte[] bytes, DocumentObject item)
    {
        var at = 1;
        (item.File, item.Line) = (ReadNumber(bytes, ref at), ReadNumber(bytes, ref at));
        Read(bytes, ref at, item);
        return item;
    }

    private void Read(byte[] bytes, ref int at, DocumentObject item)
    {
        for (var slot = bytes[at++]; slot != End; slot = bytes[at++])
        {
            var length = ReadNumber(bytes, ref at);
            item[slot - 1] = new Utf8Value(bytes, at, length);
            at += length;
        }

        for (var parts = ReadNumber(bytes, ref at); parts > 0; parts--)
        {
            var part = new DocumentObject(_shapes[bytes[at++]]) { IsDeleted = bytes[at++] != 0, File = ReadNumber(bytes, ref at), Line = ReadNumber(bytes, ref at) };
            Read(bytes, ref at, part);
            item.AddPart(part);
        }
    }

    private static int ReadNumber(byte[] bytes, ref int at)
    {
        var number = 0u;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            number |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (int)number;
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Block
    {
        public byte[]? Bytes;
        public long Number;
        public int Length;
    }
}
