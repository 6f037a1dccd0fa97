using System.Buffers.Binary;
using System.Text;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>
/// Keeps objects in a temporary file, so that the memory of a district's objects does not grow with their number.
/// </summary>
internal sealed class ObjectStore : IDisposable
{
    private const int BufferSize = 1 << 16;
    private const int HeadSize = sizeof(int);
    private const byte End = 0;

    private readonly byte[] _window = new byte[BufferSize];
    private byte[] _item = new byte[1024];
    private FileStream? _file;
    private int _length;
    private long _windowStart;
    private int _windowLength;

    /// <summary>Where the next object goes.</summary>
    public long Position { get; private set; }

    /// <summary>The number of objects read so far.</summary>
    public long Reads { get; private set; }

    /// <summary>Adds an object.</summary>
    public void Add(SifObject item)
    {
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

    /// <summary>Ends the adding.</summary>
    public void Flush() => _file?.Flush();

    /// <summary>The shape of the object at a place.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="next">Where the one after it is.</param>
    public SifShape ShapeAt(long place, out long next)
    {
        var head = Window(place, HeadSize + 1);
        next = place + HeadSize + BinaryPrimitives.ReadInt32LittleEndian(head);
        return SifMap.Shapes[head[HeadSize]];
    }

    /// <summary>The object at a place.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="length">How many bytes it takes.</param>
    public SifObject Read(long place, out int length)
    {
        Reads++;
        length = BinaryPrimitives.ReadInt32LittleEndian(Window(place, HeadSize));
        var bytes = Window(place + HeadSize, length);
        var at = 0;
        var shape = SifMap.Shapes[bytes[at++]];
        var item = new SifObject(shape) { File = ReadNumber(bytes, ref at), Line = ReadNumber(bytes, ref at) };
        Read(bytes, ref at, item);
        return item;
    }

    public void Dispose() => _file?.Dispose();

    private void Append(SifObject item)
    {
        for (var slot = 0; slot < item.Shape.Slots.Length; slot++)
        {
            if (item[slot] is { } value)
            {
                Append((byte)(slot + 1));
                var most = Encoding.UTF8.GetMaxByteCount(value.Length);
                Reserve(most + (2 * sizeof(long)));
                var length = Encoding.UTF8.GetByteCount(value);
                AppendNumber(length);
                _length += Encoding.UTF8.GetBytes(value, _item.AsSpan(_length));
            }
        }

        Append(End);
        AppendNumber(item.Parts.Count);
        foreach (var part in item.Parts)
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
        var rest = (uint)number;
        while (rest >= 0x80)
        {
            Append((byte)(rest | 0x80));
            rest >>= 7;
        }

        Append((byte)rest);
    }

    private void Reserve(int count)
    {
        if (_length + count > _item.Length)
        {
            Array.Resize(ref _item, Math.Max(_item.Length * 2, _length + count));
        }
    }

    private ReadOnlySpan<byte> Window(long place, int length)
    {
        if (length > _window.Length)
        {
            var large = new byte[length];
            Fill(large, place, length);
            return large;
        }

        if (place < _windowStart || place + length > _windowStart + _windowLength)
        {
            _windowStart = place;
            _windowLength = Fill(_window.AsSpan(0, Math.Max(length, BufferSize >> 3)), place, length);
        }

        return _window.AsSpan((int)(place - _windowStart), length);
    }

    /// <summary>Reads at least so many bytes.</summary>
    private int Fill(Span<byte> bytes, long place, int least)
    {
        var length = 0;
        while (length < least)
        {
            var read = RandomAccess.Read(_file!.SafeFileHandle, bytes[length..], place + length);
            if (read == 0)
            {
                throw new EndOfStreamException("The temporary file of the collector is shorter than what was written to it.");
            }

            length += read;
        }

        return length;
    }

    private static void Read(ReadOnlySpan<byte> bytes, ref int at, SifObject item)
    {
        for (var slot = bytes[at++]; slot != End; slot = bytes[at++])
        {
            var length = ReadNumber(bytes, ref at);
            item[slot - 1] = Encoding.UTF8.GetString(bytes.Slice(at, length));
            at += length;
        }

        for (var parts = ReadNumber(bytes, ref at); parts > 0; parts--)
        {
            var part = new SifObject(SifMap.Shapes[bytes[at++]]) { IsDeleted = bytes[at++] != 0, File = ReadNumber(bytes, ref at), Line = ReadNumber(bytes, ref at) };
            Read(bytes, ref at, part);
            item.AddPart(part);
        }
    }

    private static int ReadNumber(ReadOnlySpan<byte> bytes, ref int at)
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
}
