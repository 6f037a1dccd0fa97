using System.Buffers;

namespace Utrex.Sdk.Benchmarks;

/// <summary>An output that forgets: what is measured is the writer.</summary>
internal sealed class ReusedBuffer : IBufferWriter<byte>
{
    private readonly byte[] _bytes = new byte[1 << 18];
    private int _count;

    /// <summary>The number of bytes written.</summary>
    public long Total { get; private set; }

    public void Advance(int count)
    {
        _count += count;
        Total += count;
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        if (_bytes.Length - _count < Math.Max(sizeHint, 1))
        {
            _count = 0;
        }

        return _bytes.AsSpan(_count);
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => throw new NotSupportedException();
}
