namespace Utrex.Statewide.Store;

/// <summary>A store cannot be used: it is none, of a later version, in use, or its disk is full. The message is one sentence for the person who named it.</summary>
public sealed class StoreException : IOException
{
    /// <summary>What is wrong.</summary>
    /// <param name="message">What is wrong and what to do, as a sentence.</param>
    /// <param name="innerException">What the database said.</param>
    public StoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
