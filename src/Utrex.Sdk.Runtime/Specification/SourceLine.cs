using System.Globalization;

namespace Utrex.Sdk.Specification;

/// <summary>Where the specification's text says what an exception is about.</summary>
internal static class SourceLine
{
    /// <summary>A sentence to stand behind others; nothing where the line is not known.</summary>
    public static string Sentence(int line) => line > 0 ? string.Create(CultureInfo.InvariantCulture, $" See line {line} of the specification.") : "";
}
