using System.Buffers;

namespace Utrex.Cli.Terminal;

/// <summary>Writes CSV (RFC 4180), value by value; quotes stand only where a value needs them.</summary>
/// <param name="text">Where it is written; it stays open.</param>
/// <param name="lineEnd">What ends a row.</param>
internal sealed class CsvWriter(TextWriter text, string lineEnd = "\r\n")
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private bool _isInRow;

    /// <summary>The next value of the row.</summary>
    public void Write(string? value)
    {
        if (_isInRow)
        {
            text.Write(',');
        }

        _isInRow = true;
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        // Blanks at an end would be taken for padding.
        if (value[0] == ' ' || value[^1] == ' ' || value.AsSpan().ContainsAny(Special))
        {
            text.Write('"');
            text.Write(value.Replace("\"", "\"\"", StringComparison.Ordinal));
            text.Write('"');
        }
        else
        {
            text.Write(value);
        }
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
        text.Write(lineEnd);
        _isInRow = false;
    }
}
