namespace Utrex.Sdk.Sif;

/// <summary>The SIF object that a record, or a field of it, comes from.</summary>
/// <param name="File">The file, as it was given.</param>
/// <param name="Line">The line of its start tag, 1-based.</param>
/// <param name="Name">The object's name, such as <c>StudentPersonal</c>.</param>
/// <param name="RefId">Its identifier; attendance summaries have none.</param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record SifOrigin(string File, int Line, string Name, string? RefId);
