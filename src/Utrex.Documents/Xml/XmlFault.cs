namespace Utrex.Documents.Xml;

/// <summary>Why the rest of a file cannot be read as XML.</summary>
/// <param name="Line">The line, 1-based.</param>
/// <param name="Position">The character in the line, 1-based; 0 where no single one is meant.</param>
/// <param name="Detail">What exactly is wrong, without the end of a sentence.</param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record XmlFault(int Line, int Position, string Detail);
