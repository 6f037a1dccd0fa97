using Utrex.Sdk.Validation;

namespace Library.Rules;

/// <summary>What the library knows besides a batch.</summary>
public interface IReaderRegister : IRegisters
{
    /// <summary>Whether somebody with the number may borrow books.</summary>
    bool Has(string reader);
}
