namespace Utrex.Sdk.Text;

/// <summary>The exceptions for texts that are no value of a type.</summary>
internal static class TextFormat
{
    /// <summary>The text is no value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">What was asked for.</param>
    /// <param name="expected">How such values are written.</param>
    public static FormatException NotA(ReadOnlySpan<char> text, string type, string expected) => new($"{PrintableText.Quote(text)} is no {type}; {expected} was expected.");

    /// <inheritdoc cref="NotA(ReadOnlySpan{char}, string, string)"/>
    public static FormatException NotA(ReadOnlySpan<byte> utf8Text, string type, string expected) => new($"{PrintableText.Quote(utf8Text)} is no {type}; {expected} was expected.");
}
