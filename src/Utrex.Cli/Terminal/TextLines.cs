using System.Globalization;
using System.Text;

namespace Utrex.Cli.Terminal;

/// <summary>The lines of a text that may come from anywhere: none that is too long is ever in memory.</summary>
/// <param name="stream">The text, in UTF-8.</param>
/// <param name="path">Its name as given.</param>
/// <param name="longest">The most characters that a line may have.</param>
internal sealed class TextLines(Stream stream, string path, int longest) : IDisposable
{
    private const int BufferSize = 1 << 14;

    private readonly StreamReader _reader = new(stream);
    private readonly char[] _buffer = new char[BufferSize];
    private readonly StringBuilder _line = new();
    private int _start;
    private int _end;

    /// <summary>The number of the current line, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line without its end, or <see langword="null"/> behind the last one.</summary>
    /// <exception cref="CommandException">The line is too long.</exception>
    public string? Read()
    {
        Number++;
        _line.Clear();
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var feed = rest.IndexOf('\n');
            var length = feed < 0 ? rest.Length : feed;
            if (_line.Length + length > longest)
            {
                throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"'{path}' line {Number} has more than {longest} characters, the most that such a line may have; is it the right file?"));
            }

            _line.Append(rest[..length]);
            _start += length;
            if (feed >= 0)
            {
                _start++;
                return Taken();
            }

            _start = 0;
            _end = _reader.Read(_buffer);
            if (_end == 0)
            {
                return _line.Length == 0 ? null : Taken();
            }
        }
    }

    public void Dispose() => _reader.Dispose();

    private string Taken()
    {
        if (_line.Length > 0 && _line[^1] == '\r')
        {
            _line.Length--;
        }

        var text = _line.ToString();
        if (_line.Capacity > BufferSize)
        {
            // One long line is no reason to keep room for more.
            _line.Clear();
            _line.Capacity = BufferSize;
        }

        return text;
    }
}
