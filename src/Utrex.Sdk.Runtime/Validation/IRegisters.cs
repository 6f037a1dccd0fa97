namespace Utrex.Sdk.Validation;

/// <summary>
/// What a state knows besides the batch: its registers of schools, students or courses. Each state's rules say by a contract of their own,
/// derived from this one, what they ask.
/// </summary>
public interface IRegisters
{
    /// <summary>
    /// Waits until the registers can be asked: called once the batch has been read and before a rule asks, so that they may be read meanwhile.
    /// By default they always can. What is thrown ends the validation.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    void WaitUntilReady(CancellationToken cancellationToken)
    {
    }
}
