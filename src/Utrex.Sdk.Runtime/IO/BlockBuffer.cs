using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Utrex.Sdk.IO;

/// <summary>
/// The bytes of a source, block by block. What a block leaves over, the beginning of a line, moves to the front of the next one:
/// here and nowhere else. A batch that is an array is one block and is never copied.
/// </summary>
/// <remarks>A buffer that goes back to the pool is another batch's at once, so that nothing of it may be touched or given back again.</remarks>
internal sealed class BlockBuffer : IDisposable
{
    private readonly Stream? _stream;
    private readonly bool _leaveOpen;
    private ReadOnlyMemory<byte> _memory;
    private byte[]? _rented;
    private bool _isStarted;
    private bool _isFilling;
    private bool _isDisposed;

    public BlockBuffer(ReadOnlyMemory<byte> memory, int blockSize)
    {
        if (MemoryMarshal.TryGetArray(memory, out var segment))
        {
            Data = segment.Array!;
            Position = segment.Offset;
            End = segment.Offset + segment.Count;
            IsComplete = true;
        }
        else
        {
            _memory = memory;
            Data = _rented = ArrayPool<byte>.Shared.Rent(blockSize);
        }
    }

    public BlockBuffer(Stream stream, int blockSize, bool leaveOpen)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        Data = _rented = ArrayPool<byte>.Shared.Rent(blockSize);
    }

    /// <summary>The array in which the block stands.</summary>
    public byte[] Data { get; private set; }

    /// <summary>The first byte of the block that has not been taken yet.</summary>
    public int Position { get; set; }

    /// <summary>The end of the block.</summary>
    public int End { get; private set; }

    /// <summary>Whether nothing comes after this block.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Skips a byte order mark; fails until the first three bytes are there.</summary>
    public bool TryStart()
    {
        if (!_isStarted && (IsComplete || End - Position >= Encoding.UTF8.Preamble.Length))
        {
            _isStarted = true;
            Position += Data.AsSpan(Position, End - Position).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        }

        return _isStarted;
    }

    /// <summary>Fetches the next block.</summary>
    /// <exception cref="InvalidOperationException">A block is being fetched already.</exception>
    public void Fill()
    {
        MakeRoom();
        try
        {
            Filled(_stream?.Read(Data.AsSpan(End, Room)) ?? Copy());
        }
        finally
        {
            _isFilling = false;
        }
    }

    /// <inheritdoc cref="Fill"/>
    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        try
        {
            Filled(_stream is null ? Copy() : await _stream.ReadAsync(Data.AsMemory(End, Room), cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _isFilling = false;
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        var rented = Interlocked.Exchange(ref _rented, null);
        if (rented is not null && !_isFilling)
        {
            // A stream that still writes to the buffer keeps it.
            ArrayPool<byte>.Shared.Return(rented);
        }

        Data = [];
        Position = 0;
        End = 0;
        if (!_leaveOpen)
        {
            _stream?.Dispose();
        }
    }

    // Bytes behind the block may be read by checks that take many at once.
    private int Room => Data.Length - End - BatchReader.Overread;

    private void MakeRoom()
    {
        if (_isFilling)
        {
            throw new InvalidOperationException("The reader is being read already; wait for the end of one read before the next.");
        }

        _isFilling = true;
        var rest = Data.AsSpan(Position, End - Position);
        rest.CopyTo(Data);
        Position = 0;
        End = rest.Length;
    }

    private int Copy()
    {
        var count = Math.Min(Room, _memory.Length);
        _memory.Span[..count].CopyTo(Data.AsSpan(End));
        _memory = _memory[count..];
        return count;
    }

    private void Filled(int count)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(BatchReader));
        End += count;
        IsComplete = count == 0;
    }
}
