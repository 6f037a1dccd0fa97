namespace Utrex.Sdk.Sif.Objects;

/// <summary>Takes what a reader finds besides objects. Which rules that breaks is said above.</summary>
internal interface IReaderReport
{
    /// <summary>What was left out, by name.</summary>
    NameCounts LeftOut { get; }

    /// <summary>A further file is read.</summary>
    /// <returns>Its number.</returns>
    int AddFile(string file);

    /// <summary>The rest of a file cannot be read.</summary>
    void Break(int file, int line, int position, string detail);

    /// <summary>A value is longer than any may be, and is not kept.</summary>
    void Cut(int file, int line, int position, string detail);

    /// <summary>An agent has sent an error in place of objects.</summary>
    void Refuse(int file, int line, int position, string detail);
}
