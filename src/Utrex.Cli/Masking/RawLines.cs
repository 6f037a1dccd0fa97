using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Utrex.Cli.Masking;

/// <summary>The lines of a file with their ends, byte by byte; a line that is very long comes in pieces. Whoever else reads the file is not disturbed.</summary>
internal sealed class RawLines(SafeFileHandle file)
{
    private const byte LineFeed = (byte)'\n';

    private readonly byte[] _data = new byte[1 << 18];
    private long _position;
    private int _start;
    private int _end;
    private bool _isComplete;

    /// <summary>Takes the bytes of a byte order mark, if there is one.</summary>
    public ReadOnlySpan<byte> Preamble()
    {
        Fill();
        var preamble = Encoding.UTF8.Preamble;
        return _data.AsSpan(_start, _end - _start).StartsWith(preamble) ? Take(preamble.Length) : default;
    }

    /// <summary>Takes the next line, or a piece of it that ends between two characters.</summary>
    /// <param name="isWhole">Whether the line ends with it.</param>
    public ReadOnlySpan<byte> Next(out bool isWhole)
    {
        var length = Array.IndexOf(_data, LineFeed, _start, _end - _start) + 1 - _start;
        if (length <= 0 && !_isComplete)
        {
            Fill();
            length = Array.IndexOf(_data, LineFeed, _start, _end - _start) + 1 - _start;
        }

        isWhole = length > 0 || _isComplete;
        if (length <= 0)
        {
            length = _end - _start;
            while (!isWhole && length > 1 && (_data[_start + length - 1] & 0b1100_0000) == 0b1000_0000)
            {
                length--;
            }

            length -= isWhole || length == 1 ? 0 : 1;
        }

        return Take(length);
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        _start += length;
        return _data.AsSpan(_start - length, length);
    }

    /// <summary>Moves what is left to the front and reads on until the block is full or the file at its end.</summary>
    private void Fill()
    {
        _data.AsSpan(_start, _end - _start).CopyTo(_data);
        _end -= _start;
        _start = 0;
        while (!_isComplete && _end < _data.Length)
        {
            var count = RandomAccess.Read(file, _data.AsSpan(_end), _position);
            _position += count;
            _end += count;
            _isComplete = count == 0;
        }
    }
}
