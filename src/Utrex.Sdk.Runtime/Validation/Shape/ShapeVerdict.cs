using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Shape;

/// <summary>What is wrong with the file as a whole.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">The first line that shows it.</param>
/// <param name="Record">The record type whose lines show it, or <see langword="null"/> for lines of any type.</param>
/// <param name="Evidence">What shows it, in words.</param>
/// <param name="Extent">How many lines show it, in words.</param>
internal sealed record ShapeVerdict(ShapeKind Kind, int Line, RecordInfo? Record, string Evidence, string Extent);
