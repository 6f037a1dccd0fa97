namespace Library.Rules;

/// <summary>What the rules need of a batch: its loans, and who may have any.</summary>
public sealed class Loans(IReaderRegister? register)
{
    /// <summary>The loans in the order of the file.</summary>
    public IList<(int Line, string Reader, string Shelf)> All { get; } = [];

    /// <summary>The register, or <see langword="null"/> where the run has none.</summary>
    public IReaderRegister? Register => register;
}
