namespace Utrex.Sdk.Benchmarks;

/// <summary>Marks a benchmark of a library that has no fixed widths.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DelimitedOnlyAttribute : Attribute;
