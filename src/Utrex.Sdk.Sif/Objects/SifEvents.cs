namespace Utrex.Sdk.Sif.Objects;

/// <summary>What an event says of its object, or <c>SIF_Action</c> of a part of one.</summary>
internal static class SifEvents
{
    public static bool IsKnown(string? action) => IsChange(action) || IsDelete(action) || string.Equals(action, "Add", StringComparison.OrdinalIgnoreCase);

    public static bool IsChange(string? action) => string.Equals(action, "Change", StringComparison.OrdinalIgnoreCase);

    public static bool IsDelete(string? action) => string.Equals(action, "Delete", StringComparison.OrdinalIgnoreCase);
}
