namespace Utrex.Documents.Xml;

/// <summary>A part of the XML is larger than may be read.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class BudgetExceededException : IOException
{
    /// <summary>Without saying which.</summary>
    public BudgetExceededException()
    {
    }

    /// <summary>With what is too large.</summary>
    public BudgetExceededException(string message)
        : base(message)
    {
    }

    /// <summary>With what is too large, and what said so.</summary>
    public BudgetExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
