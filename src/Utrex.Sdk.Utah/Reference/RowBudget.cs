namespace Utrex.Sdk.Utah;

/// <summary>Caps what may be read for one row, so that no hostile file fills the memory with columns.</summary>
internal sealed class RowBudget(TextReader reader) : TextReader
{
    private const int LongestRow = 1 << 20;

    private int _left = LongestRow;

    /// <summary>The next row begins.</summary>
    public void Renew() => _left = LongestRow;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The row is too long.</exception>
    public override int Read(char[] buffer, int index, int count)
    {
        if (_left <= 0)
        {
            throw new InvalidDataException($"the row has more than {LongestRow} characters, the most that a row may have: check its quotes and line ends.");
        }

        var read = reader.Read(buffer, index, count);
        _left -= read;
        return read;
    }

    public override int Read() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            reader.Dispose();
        }

        base.Dispose(disposing);
    }
}
