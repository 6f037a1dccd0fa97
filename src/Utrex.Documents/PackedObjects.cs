using System.Buffers.Binary;

namespace Utrex.Documents;

/// <summary>
/// Objects as bytes, one behind the other: so they wait in a file, or for another thread. Each begins with its length, so that one can go past
/// it; of its values and parts only those are there that it has.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class PackedObjects
{
    internal const int HeadSize = sizeof(int);

    // Shapes and slots are single bytes.
    private const int MostShapes = 1 << 8;
    private const byte End = 0;

    private readonly DocumentShape[] _shapes;

    // The objects and parts that were given out, and those that can be taken again, by shape.
    private readonly List<DocumentObject> _given = [];
    private readonly Stack<DocumentObject>?[] _free;
    private readonly Func<DocumentShape, DocumentObject> _give;
    private byte[] _bytes = new byte[1024];

    /// <summary>Room for objects.</summary>
    /// <param name="shapes">All shapes of the map of the objects: at most 256.</param>
    /// <exception cref="ArgumentException">There are more, or one has more values than bytes can tell apart.</exception>
    public PackedObjects(IReadOnlyList<DocumentShape> shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Count > MostShapes || shapes.Any(shape => shape.Slots.Length >= MostShapes))
        {
            throw new ArgumentException($"Packed objects tell {MostShapes} shapes apart, with less than as many values each.", nameof(shapes));
        }

        _shapes = [.. shapes];
        _give = Give;
        _free = new Stack<DocumentObject>?[shapes.Count];
    }

    /// <summary>All shapes.</summary>
    internal DocumentShape[] Shapes => _shapes;

    /// <summary>The number of bytes.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Adds an object.</summary>
    public void Add(DocumentObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var start = Length;
        Reserve(HeadSize);
        Length += HeadSize;
        Append((byte)item.Shape.Index);
        AppendNumber(item.File);
        AppendNumber(item.Line);
        Append(item);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(start), Length - start - HeadSize);
    }

    /// <summary>Takes all out of it; what was read of it is used again.</summary>
    public void Clear()
    {
        Length = 0;
        foreach (var given in _given)
        {
            given.Clear();
            (_free[given.Shape.Index] ??= []).Push(given);
        }

        _given.Clear();
    }

    /// <summary>Room for so many bytes of an object that was packed elsewhere.</summary>
    internal Span<byte> Append(int length)
    {
        Reserve(length);
        Length += length;
        return _bytes.AsSpan(Length - length, length);
    }

    /// <summary>The object that begins at a byte.</summary>
    /// <param name="at">Where it begins; then, where the next one does.</param>
    /// <returns>The object, good until all are taken out.</returns>
    public DocumentObject Read(ref int at)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(at);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(at, Length);
        var start = at + HeadSize;
        at = start + BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at));
        return Read(_bytes, start, Give(_shapes[_bytes[start]]), _shapes, _give);
    }

    /// <summary>Reads an object out of bytes without their head; its values are parts of these.</summary>
    /// <param name="bytes">The bytes; the first is the number of the shape.</param>
    /// <param name="at">Where they begin.</param>
    /// <param name="item">An empty object of that shape.</param>
    /// <param name="shapes">All shapes.</param>
    /// <param name="give">Gives an empty part of a shape.</param>
    internal static DocumentObject Read(byte[] bytes, int at, DocumentObject item, DocumentShape[] shapes, Func<DocumentShape, DocumentObject> give)
    {
        at++;
        (item.File, item.Line) = (ReadNumber(bytes, ref at), ReadNumber(bytes, ref at));
        Read(bytes, ref at, item, shapes, give);
        return item;
    }

    private static void Read(byte[] bytes, ref int at, DocumentObject item, DocumentShape[] shapes, Func<DocumentShape, DocumentObject> give)
    {
        for (var slot = bytes[at++]; slot != End; slot = bytes[at++])
        {
            var length = ReadNumber(bytes, ref at);
            item[slot - 1] = new Utf8Value(bytes, at, length);
            at += length;
        }

        for (var parts = ReadNumber(bytes, ref at); parts > 0; parts--)
        {
            var part = give(shapes[bytes[at++]]);
            (part.IsDeleted, part.File, part.Line) = (bytes[at++] != 0, ReadNumber(bytes, ref at), ReadNumber(bytes, ref at));
            Read(bytes, ref at, part, shapes, give);
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

    private DocumentObject Give(DocumentShape shape)
    {
        var item = _free[shape.Index] is { Count: > 0 } free ? free.Pop() : new DocumentObject(shape);
        _given.Add(item);
        return item;
    }

    private void Append(DocumentObject item)
    {
        var values = item.Values;
        for (var slot = 0; slot < values.Length; slot++)
        {
            if (values[slot] is { IsNone: false } value)
            {
                Reserve(value.Length + 1 + sizeof(long));
                _bytes[Length++] = (byte)(slot + 1);
                AppendNumber(value.Length);
                value.Span.CopyTo(_bytes.AsSpan(Length));
                Length += value.Length;
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
        _bytes[Length++] = value;
    }

    private void AppendNumber(int number)
    {
        Reserve(sizeof(long));
        var rest = (uint)number;
        while (rest >= 0x80)
        {
            _bytes[Length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        _bytes[Length++] = (byte)rest;
    }

    private void Reserve(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }
    }
}
