using System.Buffers;
using System.Globalization;

namespace Utrex.Cli.Terminal;

/// <summary>Writes CSV (RFC 4180), value by value; quotes stand only where a value needs them.</summary>
/// <param name="text">Where it is written, row by row; it stays open.</param>
/// <param name="lineEnd">What ends a row.</param>
internal sealed class CsvWriter(TextWriter text, string lineEnd = "\r\n")
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    // A row is put together first: to hand on each value by itself costs more than the value.
    private char[] _row = new char[256];
    private int _length;
    private bool _isInRow;

    /// <summary>The next value of the row.</summary>
    public void Write(string? value)
    {
        Separate();
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        // Blanks at an end would be taken for padding.
        if (value[0] == ' ' || value[^1] == ' ' || value.AsSpan().ContainsAny(Special))
        {
            Append("\"");
            Append(value.Replace("\"", "\"\"", StringComparison.Ordinal));
            Append("\"");
        }
        else
        {
            Append(value);
        }
    }

    /// <summary>The next value of the row, a number.</summary>
    public void Write(int value)
    {
        Separate();
        int written;
        while (!value.TryFormat(_row.AsSpan(_length), out written, provider: CultureInfo.InvariantCulture))
        {
            Array.Resize(ref _row, _row.Length * 2);
        }

        _length += written;
    }

    /// <summary>A whole row.</summary>
    public void WriteRow(IEnumerable<string?> values)
    {
        foreach (var value in values)
        {
            Write(value);
        }

        EndRow();
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        Append(lineEnd);
        text.Write(_row, 0, _length);
        _length = 0;
        _isInRow = false;
    }

    private void Separate()
    {
        if (_isInRow)
        {
            Append(",");
        }

        _isInRow = true;
    }

    private void Append(string value)
    {
        if (value.Length > _row.Length - _length)
        {
            Array.Resize(ref _row, Math.Max(_row.Length * 2, _length + value.Length));
        }

        value.CopyTo(_row.AsSpan(_length));
        _length += value.Length;
    }
}
