using System.Buffers;
using System.Text;

namespace Utrex.Sdk.Text;

/// <summary>Makes characters of values that format themselves as ASCII bytes, such as dates in spellings of their own.</summary>
internal static class AsciiFormat
{
    /// <summary>The value as a text.</summary>
    /// <param name="value">The value.</param>
    /// <param name="longest">How many bytes it has at the most.</param>
    public static string ToText<T>(T value, int longest)
        where T : struct, IUtf8SpanFormattable
    {
        Span<byte> bytes = stackalloc byte[longest];
        value.TryFormat(bytes, out var length, format: default, provider: null);
        return Encoding.ASCII.GetString(bytes[..length]);
    }

    /// <summary>Writes the value as characters; fails where they have no room.</summary>
    /// <inheritdoc cref="ToText"/>
    public static bool TryFormat<T>(T value, int longest, Span<char> destination, out int charsWritten)
        where T : struct, IUtf8SpanFormattable
    {
        Span<byte> bytes = stackalloc byte[longest];
        value.TryFormat(bytes, out var length, format: default, provider: null);
        return Ascii.ToUtf16(bytes[..length], destination, out charsWritten) == OperationStatus.Done;
    }
}
