using System.Globalization;
using Utrex.Sdk;

namespace Utrex.Transcripts.Pesc;

/// <summary>What in a PESC document could not be read, or is not as it should be.</summary>
/// <param name="File">The file, as it was given.</param>
/// <param name="Line">The line, 1-based; 0 where no single one is meant.</param>
/// <param name="Position">The character in the line, 1-based; 0 where no single one is meant.</param>
/// <param name="Message">What is wrong, in a sentence without its end.</param>
/// <param name="IsFatal">Whether there is no transcript because of it.</param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record PescProblem(string File, int Line, int Position, string Message, bool IsFatal)
{
    /// <summary>The problem in one line.</summary>
    public override string ToString()
    {
        var place = Line == 0 ? "" : Position == 0 ? string.Create(CultureInfo.InvariantCulture, $"({Line})") : string.Create(CultureInfo.InvariantCulture, $"({Line},{Position})");
        return $"{PrintableText.Of(File, int.MaxValue)}{place}: {Message}";
    }
}
