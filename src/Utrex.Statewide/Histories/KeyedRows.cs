using Utrex.Statewide.Store;

namespace Utrex.Statewide.Histories;

/// <summary>Rows in the order of the students, of which one is looked at before it is taken.</summary>
internal sealed class KeyedRows : IDisposable
{
    /// <summary>Begins to read.</summary>
    /// <param name="reader">The store.</param>
    /// <param name="query">Which rows; in the order of the students.</param>
    public KeyedRows(IStoreReader reader, RowQuery query)
    {
        Row = reader.Read(query);
        Read();
    }

    /// <summary>The row.</summary>
    public IRowCursor Row { get; }

    /// <summary>The student of the row, or <see langword="null"/> at the end.</summary>
    public long? Key { get; private set; }

    /// <summary>Goes to the next row.</summary>
    public void Read() => Key = Row.Read() ? Row.Student : null;

    /// <summary>Goes to the rows of a student, or of the next one that has any.</summary>
    public void GoTo(long key)
    {
        while (Key < key)
        {
            Read();
        }
    }

    public void Dispose() => Row.Dispose();
}
