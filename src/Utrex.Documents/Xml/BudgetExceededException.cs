namespace Utrex.Documents.Xml;

/// <summary>A part of the XML is larger than may be read.</summary>
internal sealed class BudgetExceededException : IOException
{
    public BudgetExceededException()
    {
    }

    public BudgetExceededException(string message)
        : base(message)
    {
    }

    public BudgetExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
