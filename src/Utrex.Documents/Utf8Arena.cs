using System.Text;

namespace Utrex.Documents;

/// <summary>Room for values that are made, one behind the other in blocks; a block goes when nobody has a value of it any more.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class Utf8Arena
{
    private const int BlockSize = 1 << 14;

    private byte[] _block = [];
    private int _used;

    /// <summary>Room for so many bytes, to be filled before anybody reads them.</summary>
    public Span<byte> Reserve(int length, out Utf8Value value)
    {
        if (length > _block.Length - _used)
        {
            if (length > BlockSize / 4)
            {
                var own = new byte[length];
                value = Utf8Value.Of(own);
                return own;
            }

            _block = new byte[BlockSize];
            _used = 0;
        }

        value = new Utf8Value(_block, _used, length);
        var room = _block.AsSpan(_used, length);
        _used += length;
        return room;
    }

    /// <summary>A value of its own with these bytes.</summary>
    public Utf8Value Copy(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length, out var value));
        return value;
    }

    /// <summary>A value of these characters.</summary>
    public Utf8Value Copy(ReadOnlySpan<char> text)
    {
        Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetByteCount(text), out var value));
        return value;
    }
}
