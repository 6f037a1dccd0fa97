namespace Utrex.Sdk.Utah;

/// <summary>A file of reference data cannot be read: a column is missing, or a value is not what the column holds.</summary>
public sealed class ReferenceDataException : IOException
{
    /// <summary>What is wrong, and where.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="problem">What is wrong and what was expected.</param>
    /// <param name="innerException">What the reader said.</param>
    public ReferenceDataException(string file, int line, string problem, Exception? innerException = null)
        : base(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{PrintableText.Of(file, int.MaxValue)}, line {line}: {problem}"), innerException)
    {
        File = file;
        Line = line;
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }
}
