using System.Buffers;
using System.Buffers.Binary;

namespace Utrex.Statewide.Store.Postgres;

/// <summary>Rows of a table in the binary form in which the server copies them, until there are enough to be sent.</summary>
internal sealed class CopyBuffer(string sql, int columns)
{
    private const int FullAt = 1 << 20;
    private const int Null = -1;
    private const short End = -1;

    private static readonly DateOnly Epoch = new(2000, 1, 1);

    private readonly ArrayBufferWriter<byte> _bytes = new(FullAt + (FullAt / 4));

    // The mark of the form, and that no flags and no extension follow.
    private static ReadOnlySpan<byte> Header => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Whether it is time to send them.</summary>
    public bool IsFull => _bytes.WrittenCount >= FullAt;

    public void BeginRow() => Write((short)columns);

    public void WriteNull() => Write(Null);

    public void WriteInteger(int number)
    {
        Write(sizeof(int));
        Write(number);
    }

    public void Write(long number)
    {
        Write(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(sizeof(long)), number);
        _bytes.Advance(sizeof(long));
    }

    public void Write(double number)
    {
        Write(sizeof(double));
        BinaryPrimitives.WriteDoubleBigEndian(_bytes.GetSpan(sizeof(double)), number);
        _bytes.Advance(sizeof(double));
    }

    public void Write(DateOnly day) => WriteInteger(day.DayNumber - Epoch.DayNumber);

    public void Write(ReadOnlySpan<byte> text)
    {
        Write(text.Length);
        _bytes.Write(text);
    }

    /// <summary>Sends the rows.</summary>
    public void Send(PostgresConnection connection)
    {
        if (_bytes.WrittenCount == 0)
        {
            return;
        }

        Write(End);
        using var copy = connection.BeginCopy(sql);
        PostgresConnection.Guarded(() =>
        {
            copy.Write(Header);
            copy.Write(_bytes.WrittenSpan);
            copy.Dispose();
            return true;
        });
        _bytes.ResetWrittenCount();
    }

    private void Write(int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.GetSpan(sizeof(int)), number);
        _bytes.Advance(sizeof(int));
    }

    private void Write(short number)
    {
        BinaryPrimitives.WriteInt16BigEndian(_bytes.GetSpan(sizeof(short)), number);
        _bytes.Advance(sizeof(short));
    }
}
