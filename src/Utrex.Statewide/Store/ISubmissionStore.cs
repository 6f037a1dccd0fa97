namespace Utrex.Statewide.Store;

/// <summary>
/// Submissions of many LEAs and years. One load changes one LEA's year as a whole or not at all, and loads come one after another; who reads sees
/// the store as it was when the reading began.
/// </summary>
public interface ISubmissionStore : IDisposable
{
    /// <summary>Begins to read.</summary>
    /// <exception cref="StoreException">The store cannot be read; the message says why.</exception>
    IStoreReader Read();

    /// <summary>Begins a load, and waits for its turn where another one is going on.</summary>
    /// <param name="tables">The tables of the submission's year; what the store lacks of them is made.</param>
    /// <exception cref="StoreException">The store cannot be written; the message says why.</exception>
    ISubmissionLoad BeginLoad(IReadOnlyList<RecordTable> tables);
}

/// <summary>Takes the values of a row, a column after another.</summary>
public interface IRowWriter
{
    /// <summary>Writes that there is no value.</summary>
    void WriteNull();

    /// <summary>Writes a text.</summary>
    /// <param name="text">The text in UTF-8.</param>
    void Write(ReadOnlySpan<byte> text);

    /// <summary>Writes a whole number.</summary>
    /// <param name="number">The number.</param>
    void Write(long number);

    /// <summary>Writes a number with decimals.</summary>
    /// <param name="number">The number.</param>
    void Write(decimal number);

    /// <summary>Writes a day.</summary>
    /// <param name="day">The day.</param>
    void Write(DateOnly day);
}

/// <summary>A load: the rows of one submission, which are there for others once it is complete. Without that, the store stays what it was.</summary>
public interface ISubmissionLoad : IRowWriter, IDisposable
{
    /// <summary>The submission that an LEA has in the store for a year, or <see langword="null"/>.</summary>
    /// <param name="lea">The LEA's number.</param>
    /// <param name="schoolYear">The school year, by the year in which it ends.</param>
    Submission? Find(string lea, int schoolYear);

    /// <summary>Takes away what the store holds of an LEA's year.</summary>
    /// <param name="earlier">The submission.</param>
    void Remove(Submission earlier);

    /// <summary>Begins a row.</summary>
    /// <param name="table">Its table; a value for each of its columns follows.</param>
    /// <param name="line">The line of the file.</param>
    /// <param name="student">The student's <see cref="StudentKey"/>, or <see langword="null"/> where it is not known.</param>
    /// <param name="person">The <see cref="PersonKey"/>, or <see langword="null"/> where there is none.</param>
    void BeginRow(RecordTable table, int line, long? student, long? person);

    /// <summary>Ends a row.</summary>
    void EndRow();

    /// <summary>Completes the load: all of it is there for others at once.</summary>
    /// <param name="submission">What was loaded; its number is given by the store.</param>
    /// <returns>The submission with its number.</returns>
    /// <exception cref="StoreException">The store cannot be written, and stays what it was; the message says why.</exception>
    Submission Complete(Submission submission);
}

/// <summary>The store as it was at a moment.</summary>
public interface IStoreReader : IDisposable
{
    /// <summary>The submissions, by LEA and year.</summary>
    IReadOnlyList<Submission> Submissions { get; }

    /// <summary>Reads rows of a record type.</summary>
    /// <param name="query">Which rows, which of their columns, and in which order.</param>
    IRowCursor Read(RowQuery query);
}
