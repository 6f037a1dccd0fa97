using System.Text;

namespace Utrex.Sdk.Utah.Index;

/// <summary>UTF-8 texts that are the same but for their case.</summary>
internal static class CaseInsensitive
{
    /// <summary>Whether two texts are the same but for their case. Most are the same, or of ASCII only; the others are compared as strings.</summary>
    public static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.SequenceEqual(right) || (Ascii.IsValid(left) && Ascii.IsValid(right)
            ? Ascii.EqualsIgnoreCase(left, right)
            : string.Equals(Encoding.UTF8.GetString(left), Encoding.UTF8.GetString(right), StringComparison.OrdinalIgnoreCase));
}
