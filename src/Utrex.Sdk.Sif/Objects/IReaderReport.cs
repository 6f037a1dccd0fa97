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

    /// <summary>Packets of a response are missing, so that objects are.</summary>
    void LackPacket(int file, int line, string detail);

    /// <summary>What stands around objects is not as it should be, and is read all the same.</summary>
    void Doubt(int file, int line, int position, string detail);

    /// <summary>The bytes are in another encoding than their declaration says.</summary>
    void Decode(int file, string detail);

    /// <summary>An agent has sent an error in place of objects.</summary>
    void Refuse(int file, int line, int position, string detail);
}
