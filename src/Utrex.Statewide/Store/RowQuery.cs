namespace Utrex.Statewide.Store;

/// <summary>The order in which rows are read.</summary>
public enum RowOrder
{
    /// <summary>As the submissions were loaded and, within each, by line.</summary>
    File,

    /// <summary>By <see cref="StudentKey"/>; rows without one are left out.</summary>
    Student,

    /// <summary>By <see cref="PersonKey"/>; rows without one are left out.</summary>
    Person,
}

/// <summary>Rows of a record type.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record RowQuery
{
    /// <summary>The record type, such as <c>S1</c>.</summary>
    public required string Record { get; init; }

    /// <summary>The names of the columns; one that the store does not have is absent in every row.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The order.</summary>
    public RowOrder Order { get; init; }

    /// <summary>The keys of the order; with <see cref="RowOrder.File"/> those of students, and with all of them also rows that have none.</summary>
    public KeyRange Keys { get; init; } = KeyRange.All;

    /// <summary>The <see cref="StudentKey"/>s of the only students whose rows are read, or <see langword="null"/> for all and rows that have none.</summary>
    public IReadOnlyCollection<long>? Students { get; init; }

    /// <summary>The only submission whose rows are read, or <see langword="null"/> for all.</summary>
    public int? Submission { get; init; }

    /// <summary>The only line that is read of that submission, or <see langword="null"/> for all.</summary>
    public int? Line { get; init; }
}

/// <summary>Rows, one after another.</summary>
public interface IRowCursor : IDisposable
{
    /// <summary>The number of the row's submission.</summary>
    int Submission { get; }

    /// <summary>The row's line in the file of its submission.</summary>
    int Line { get; }

    /// <summary>The row's <see cref="StudentKey"/>, or <see langword="null"/>.</summary>
    long? Student { get; }

    /// <summary>The row's <see cref="PersonKey"/>, or <see langword="null"/>; known where rows come in its order.</summary>
    long? Person { get; }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    bool Read();

    /// <summary>A text, valid until the next row; empty where there is none.</summary>
    /// <param name="column">The place of the column in the query.</param>
    ReadOnlySpan<byte> Text(int column);

    /// <summary>A number of a column of whole numbers, or <see langword="null"/> where there is none.</summary>
    /// <param name="column">The place of the column in the query.</param>
    long? Integer(int column);

    /// <summary>A number of a column with decimals, or <see langword="null"/> where there is none.</summary>
    /// <param name="column">The place of the column in the query.</param>
    decimal? Number(int column);

    /// <summary>A day, or <see langword="null"/> where there is none.</summary>
    /// <param name="column">The place of the column in the query.</param>
    DateOnly? Day(int column);
}
