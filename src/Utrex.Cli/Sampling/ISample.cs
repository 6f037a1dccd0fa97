using Utrex.Sdk.IO;

namespace Utrex.Cli.Sampling;

/// <summary>A batch to be written, with its reference data.</summary>
internal interface ISample
{
    /// <summary>Writes the batch.</summary>
    /// <param name="writer">Where the records go.</param>
    /// <param name="flush">Called from time to time, to hand on what has been written.</param>
    void Write(BatchWriter writer, Action flush);

    /// <summary>Writes the reference data that go with the batch into a folder.</summary>
    void WriteReference(string folder);
}
