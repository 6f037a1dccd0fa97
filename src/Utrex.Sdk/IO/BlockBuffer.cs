using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Utrex.Sdk.IO;

/// <summary>
/// The bytes of a source, block by block. What a block leaves over, the beginning of a line, moves to the front of the next one:
/// here and nowhere else. A batch that is an array is one block and is never copied.
/// </summary>
internal sealed class BlockBuffer : IDisposable
{
    private readonly Stream? _stream;
    private readonly bool _leaveOpen;
    private ReadOnlyMemory<byte> _memory;
    private byte[]? _rented;
    private bool _isStarted;

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
    public void Fill()
    {
        MakeRoom();
        Filled(_stream?.Read(Data.AsSpan(End, Room)) ?? Copy());
    }

    /// <inheritdoc cref="Fill"/>
    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        Filled(_stream is null ? Copy() : await _stream.ReadAsync(Data.AsMemory(End, Room), cancellationToken).ConfigureAwait(false));
    }

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
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
        ObjectDisposedException.ThrowIf(_rented is null && !IsComplete, this);
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
        End += count;
        IsComplete = count == 0;
    }
}
